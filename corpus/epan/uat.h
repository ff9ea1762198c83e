/* SPDX-License-Identifier: MIT */
/*
 * User-accessible tables: records that the user keeps in a file, read at start with the runner's `-u name:FILE`.
 *
 * The callbacks run when the table is loaded: no file is open and no packet is being dissected.
 */
#ifndef EPAN_UAT_H
#define EPAN_UAT_H

#include <string.h>
#include <glib.h>
#include <epan/host_pool.h>
#include <epan/value_string.h>

typedef struct epan_uat uat_t;

/** Fills @a target from @a source, strings included. */
typedef void *(*uat_copy_cb_t) (void *target, const void *source, size_t size);
typedef void (*uat_free_cb_t) (void *record);
/** After a change of the whole table. */
typedef void (*uat_post_update_cb_t) (void);
/** Checks a record: @a error is NULL or takes what is wrong with it. */
typedef void (*uat_update_cb_t) (void *record, const char **error);

/** Checks one field's text. @return FALSE and @a error, which must live until the next call, where it is wrong. */
typedef gboolean (*uat_fld_chk_cb_t) (void *record, const char *text, unsigned length, const void *chk_data,
                                      const void *fld_data, const char **error);
/** Stores a field's text, which is not terminated, in the record. */
typedef void (*uat_fld_set_cb_t) (void *record, const char *text, unsigned length, const void *set_data,
                                  const void *fld_data);
/** Gives the field as text; the caller does not free it. */
typedef void (*uat_fld_tostr_cb_t) (void *record, const char **text, unsigned *length, const void *tostr_data,
                                    const void *fld_data);

typedef enum
{
  PT_TXTMOD_NONE,
  PT_TXTMOD_STRING,
  PT_TXTMOD_HEXBYTES,
  PT_TXTMOD_ENUM
} uat_text_mode_t;

typedef struct _uat_field_t
{
  const char *name;
  const char *title;
  uat_text_mode_t mode;
  struct
  {
    uat_fld_chk_cb_t chk;
    uat_fld_set_cb_t set;
    uat_fld_tostr_cb_t tostr;
  } cb;
  struct
  {
    const void *chk;
    const void *set;
    const void *tostr;
  } cbdata;
  const void *fld_data;
  const char *desc;
} uat_field_t;

#define UAT_END_FIELDS                                                                                                \
  { NULL, NULL, PT_TXTMOD_NONE, { NULL, NULL, NULL }, { NULL, NULL, NULL }, NULL, NULL }

/**
 * @param size of one record
 * @param records takes the array of records, @a count their number
 * @param copy_cb, update_cb, free_cb, post_update_cb each may be NULL
 */
uat_t *uat_new (const char *name, size_t size, const char *filename, gboolean from_profile, void **records,
                guint *count, const char *category, const char *help, uat_copy_cb_t copy_cb,
                uat_update_cb_t update_cb, uat_free_cb_t free_cb, uat_post_update_cb_t post_update_cb,
                uat_field_t *fields);
/** Copies all records into file-scoped memory; @a length takes their size in bytes. */
void *uat_se_dup (uat_t *uat, guint *length);
/** The same on the heap: the caller frees it with g_free(). */
void *uat_dup (uat_t *uat, guint *length);

gboolean uat_fld_chk_str (void *record, const char *text, unsigned length, const void *chk_data,
                          const void *fld_data, const char **error);
gboolean uat_fld_chk_num_dec (void *record, const char *text, unsigned length, const void *chk_data,
                              const void *fld_data, const char **error);
gboolean uat_fld_chk_enum (void *record, const char *text, unsigned length, const void *chk_data,
                           const void *fld_data, const char **error);

/* What the macros below are made of. The text that uat_number_text() gives lives until its next call. */
guint uat_number_of (const char *text, unsigned length);
const char *uat_number_text (guint number);
gboolean uat_value_of (const value_string *table, const char *text, unsigned length, guint *value);

/* Each of the following defines the set and tostr callbacks of one field, and UAT_FLD_... is its row. */

#define UAT_CSTRING_CB_DEF(basename, field_name, rec_t)                                                               \
  static void basename##_##field_name##_set_cb (void *record, const char *text, unsigned length,                     \
                                                const void *set_data G_GNUC_UNUSED,                                   \
                                                const void *fld_data G_GNUC_UNUSED)                                   \
  {                                                                                                                   \
    g_free (((rec_t *) record)->field_name);                                                                          \
    ((rec_t *) record)->field_name = g_strndup (text, length);                                                        \
  }                                                                                                                   \
  static void basename##_##field_name##_tostr_cb (void *record, const char **text, unsigned *length,                 \
                                                  const void *tostr_data G_GNUC_UNUSED,                               \
                                                  const void *fld_data G_GNUC_UNUSED)                                 \
  {                                                                                                                   \
    *text = ((rec_t *) record)->field_name != NULL ? ((rec_t *) record)->field_name : "";                             \
    *length = (unsigned) strlen (*text);                                                                              \
  }

#define UAT_FLD_CSTRING(basename, field_name, title, desc)                                                            \
  {                                                                                                                   \
    #field_name, title, PT_TXTMOD_STRING,                                                                             \
        { uat_fld_chk_str, basename##_##field_name##_set_cb, basename##_##field_name##_tostr_cb },                    \
        { NULL, NULL, NULL }, NULL, desc                                                                              \
  }

#define UAT_DEC_CB_DEF(basename, field_name, rec_t)                                                                   \
  static void basename##_##field_name##_set_cb (void *record, const char *text, unsigned length,                     \
                                                const void *set_data G_GNUC_UNUSED,                                   \
                                                const void *fld_data G_GNUC_UNUSED)                                   \
  {                                                                                                                   \
    ((rec_t *) record)->field_name = uat_number_of (text, length);                                                    \
  }                                                                                                                   \
  static void basename##_##field_name##_tostr_cb (void *record, const char **text, unsigned *length,                 \
                                                  const void *tostr_data G_GNUC_UNUSED,                               \
                                                  const void *fld_data G_GNUC_UNUSED)                                 \
  {                                                                                                                   \
    *text = uat_number_text (((rec_t *) record)->field_name);                                                         \
    *length = (unsigned) strlen (*text);                                                                              \
  }

#define UAT_FLD_DEC(basename, field_name, title, desc)                                                                \
  {                                                                                                                   \
    #field_name, title, PT_TXTMOD_STRING,                                                                             \
        { uat_fld_chk_num_dec, basename##_##field_name##_set_cb, basename##_##field_name##_tostr_cb },                \
        { NULL, NULL, NULL }, NULL, desc                                                                              \
  }

#define UAT_VS_DEF(basename, field_name, rec_t, default_value, default_text)                                          \
  static void basename##_##field_name##_set_cb (void *record, const char *text, unsigned length,                     \
                                                const void *set_data,                                                 \
                                                const void *fld_data G_GNUC_UNUSED)                                   \
  {                                                                                                                   \
    ((rec_t *) record)->field_name = default_value;                                                                   \
    uat_value_of ((const value_string *) set_data, text, length, &((rec_t *) record)->field_name);                    \
  }                                                                                                                   \
  static void basename##_##field_name##_tostr_cb (void *record, const char **text, unsigned *length,                 \
                                                  const void *tostr_data,                                             \
                                                  const void *fld_data G_GNUC_UNUSED)                                 \
  {                                                                                                                   \
    *text = val_to_str_const (((rec_t *) record)->field_name, (const value_string *) tostr_data, default_text);       \
    *length = (unsigned) strlen (*text);                                                                              \
  }

#define UAT_FLD_VS(basename, field_name, title, values, desc)                                                         \
  {                                                                                                                   \
    #field_name, title, PT_TXTMOD_ENUM,                                                                               \
        { uat_fld_chk_enum, basename##_##field_name##_set_cb, basename##_##field_name##_tostr_cb },                   \
        { values, values, values }, values, desc                                                                      \
  }

#endif

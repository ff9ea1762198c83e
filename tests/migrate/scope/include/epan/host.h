/* SPDX-License-Identifier: MIT */
/*
 * A host program in one header, as far as the scope checker's cases need one: emem, dissecting, GLib and wmem, reduced
 * to declarations. Nothing is ever linked.
 */
#pragma once

#include <stddef.h>
#include <string.h>

typedef int gint, gboolean;
typedef unsigned int guint, guint32;
typedef unsigned char guint8;
typedef char gchar;
typedef void *gpointer;
typedef const void *gconstpointer;
#define TRUE 1
#define FALSE 0

/* GLib */

typedef struct _GSList { gpointer data; struct _GSList *next; } GSList;
typedef struct _GHashTable GHashTable;
typedef struct _GString { gchar *str; size_t len; } GString;
typedef void (*GFunc) (gpointer data, gpointer user_data);
typedef void (*GHFunc) (gpointer key, gpointer value, gpointer user_data);
gpointer g_malloc (size_t size);
gchar *g_strdup (const gchar *text);
gchar *g_strrstr (const gchar *text, const gchar *part);
gchar *g_strstr_len (const gchar *text, int length, const gchar *part);
gchar *g_utf8_strchr (const gchar *text, int length, guint letter);
void g_free (gpointer memory);
GSList *g_slist_append (GSList *list, gpointer data);
GSList *g_slist_prepend (GSList *list, gpointer data);
void g_slist_foreach (GSList *list, GFunc function, gpointer user_data);
GHashTable *g_hash_table_new (gpointer hash, gpointer equal);
void g_hash_table_insert (GHashTable *table, gpointer key, gpointer value);
gpointer g_hash_table_lookup (GHashTable *table, gconstpointer key);
void g_hash_table_foreach (GHashTable *table, GHFunc function, gpointer user_data);
void g_hash_table_destroy (GHashTable *table);
typedef struct _GArray { gchar *data; guint len; } GArray;
GArray *g_array_append_vals (GArray *array, gconstpointer data, guint n);
#define g_array_append_val(array, value) g_array_append_vals (array, &(value), 1)
gpointer g_slice_alloc (size_t size);
void g_slice_free1 (size_t size, gpointer memory);
#define g_slice_new(type) ((type *) g_slice_alloc (sizeof (type)))
#define g_slice_free(type, memory) g_slice_free1 (sizeof (type), (memory))
guint g_hash_table_foreach_remove (GHashTable *table, gboolean (*function) (gpointer, gpointer, gpointer), gpointer user_data);
GHashTable *g_hash_table_new_full (gpointer hash, gpointer equal, void (*free_key) (gpointer), void (*free_value) (gpointer));
gpointer g_memdup (gconstpointer memory, guint size);
gchar *g_strconcat (const gchar *first, ...);
typedef struct _GPtrArray { gpointer *pdata; guint len; } GPtrArray;
void g_ptr_array_add (GPtrArray *array, gpointer data);
GPtrArray *g_ptr_array_new_with_free_func (void (*free_element) (gpointer));
void g_slist_free_full (GSList *list, void (*free_element) (gpointer));
gpointer g_realloc (gpointer memory, size_t size);
void g_strfreev (gchar **texts);
typedef struct _GByteArray { guint8 *data; guint len; } GByteArray;
GByteArray *g_byte_array_append (GByteArray *array, const guint8 *data, guint length);
typedef struct _GList { gpointer data; struct _GList *next, *prev; } GList;
GList *g_list_append (GList *list, gpointer data);
GList *g_list_insert (GList *list, gpointer data, gint position);
GList *g_list_insert_before (GList *list, GList *sibling, gpointer data);
GList *g_list_reverse (GList *list);
GSList *g_slist_insert (GSList *list, gpointer data, gint position);
GList *g_list_insert_sorted (GList *list, gpointer data, int (*compare) (gconstpointer, gconstpointer));
typedef struct _GQueue GQueue;
void g_queue_push_tail (GQueue *queue, gpointer data);
gpointer g_queue_pop_head (GQueue *queue);
void g_queue_push_head (GQueue *queue, gpointer data);
void g_queue_insert_sorted (GQueue *queue, gpointer data, int (*compare) (gconstpointer, gconstpointer, gpointer), gpointer user_data);
GArray *g_array_prepend_vals (GArray *array, gconstpointer data, guint n);
#define g_array_prepend_val(array, value) g_array_prepend_vals (array, &(value), 1)
void g_ptr_array_insert (GPtrArray *array, gint index, gpointer data);
gboolean g_hash_table_add (GHashTable *table, gpointer key);
void g_hash_table_replace (GHashTable *table, gpointer key, gpointer value);
GQueue *g_queue_new (void);
GArray *g_array_new (gboolean zero_terminated, gboolean clear, guint size);
typedef struct _GTree GTree;
GTree *g_tree_new (gpointer compare);
void g_tree_replace (GTree *tree, gpointer key, gpointer value);
guint g_timeout_add (guint interval, gboolean (*function) (gpointer), gpointer data);
int g_snprintf (gchar *buffer, size_t size, const gchar *format, ...);

/* emem */

typedef struct _emem_tree_t emem_tree_t;
typedef struct _emem_strbuf_t { gchar *str; size_t len; } emem_strbuf_t;
void *ep_alloc (size_t size);
void *ep_alloc0 (size_t size);
gchar *ep_strdup (const gchar *text);
gchar *ep_strndup (const gchar *text, size_t length);
void *ep_memdup (const void *source, size_t length);
gchar *ep_strdup_printf (const gchar *format, ...);
gchar *ep_strconcat (const gchar *first, ...);
gchar **ep_strsplit (const gchar *text, const gchar *delimiter, int max);
emem_strbuf_t *ep_strbuf_new (const gchar *text);
emem_strbuf_t *ep_strbuf_append (emem_strbuf_t *buffer, const gchar *text);
void *se_alloc (size_t size);
void *se_alloc0 (size_t size);
gchar *se_strdup (const gchar *text);
gchar *se_strdup_printf (const gchar *format, ...);
void *se_memdup (const void *source, size_t length);
#define ep_new(type) ((type *) ep_alloc (sizeof (type)))
#define ep_new0(type) ((type *) ep_alloc0 (sizeof (type)))
#define se_new(type) ((type *) se_alloc (sizeof (type)))
#define se_new0(type) ((type *) se_alloc0 (sizeof (type)))
emem_tree_t *se_tree_create (int type, const char *name);
emem_tree_t *se_tree_create_non_persistent (int type, const char *name);
emem_tree_t *pe_tree_create (int type, const char *name);
void emem_tree_insert32 (emem_tree_t *tree, guint32 key, void *data);
void *emem_tree_lookup32 (emem_tree_t *tree, guint32 key);
void emem_tree_insert_string (emem_tree_t *tree, const gchar *key, void *data, guint32 flags);
void *emem_tree_lookup_string (emem_tree_t *tree, const gchar *key, guint32 flags);
#define se_tree_insert32 emem_tree_insert32
#define se_tree_lookup32 emem_tree_lookup32

/* Exceptions */

struct except_stacknode { int kind; };
struct except_cleanup { void (*except_func) (void *); void *except_context; };
void except_setup_clean (struct except_stacknode *node, struct except_cleanup *cleanup, void (*function) (void *), void *context);
void *except_pop (void);
void except_throw (long group, long code, const char *message);
#define CLEANUP_PUSH(function, context) \
  { struct except_stacknode except_sn; struct except_cleanup except_cl; \
    except_setup_clean (&except_sn, &except_cl, (function), (context))
#define CLEANUP_POP_(call) except_pop (); if (call) except_cl.except_func (except_cl.except_context); }
#define CLEANUP_POP CLEANUP_POP_ (0)
#define CLEANUP_CALL_AND_POP CLEANUP_POP_ (1)
#define DISSECTOR_ASSERT(condition) \
  ((void) ((condition) ? (void) 0 : except_throw (1, 2, ep_strdup_printf ("%s:%u: failed", __FILE__, __LINE__))))

/* The host */

typedef struct _tvbuff tvbuff_t;
typedef struct _column_info { const gchar *col_data[8]; } column_info;
typedef struct _frame_data { guint32 num; const gchar *comment; } frame_data;
typedef struct _wmem_allocator_t wmem_allocator_t;
typedef struct _address { int type; int len; const void *data; } address;
typedef struct _packet_info {
  column_info *cinfo;
  frame_data *fd;
  address src, dst, net_src, net_dst;
  const char *match_string;
  void *private_data;
  wmem_allocator_t *pool;
} packet_info;
typedef struct _proto_tree proto_tree;
typedef struct _proto_item proto_item;
typedef struct _conversation { guint32 index; } conversation_t;
typedef void (*dissector_t) (tvbuff_t *, packet_info *, proto_tree *);
typedef struct _dissector_handle *dissector_handle_t;
#define SET_ADDRESS(addr, addr_type, addr_len, addr_data) \
  { (addr)->type = (addr_type); (addr)->len = (addr_len); (addr)->data = (addr_data); }
#define COPY_ADDRESS_SHALLOW(to, from) \
  { (to)->type = (from)->type; (to)->len = (from)->len; (to)->data = (from)->data; }
#define COL_INFO 1

tvbuff_t *tvb_new_real_data (const guint8 *data, guint length, gint reported_length);
tvbuff_t *tvb_new_child_real_data (tvbuff_t *parent, const guint8 *data, guint length, gint reported_length);
void tvb_set_free_cb (tvbuff_t *tvb, void (*function) (void *));
void tvb_free (tvbuff_t *tvb);
guint8 tvb_get_guint8 (tvbuff_t *tvb, gint offset);
void *tvb_memcpy (tvbuff_t *tvb, void *target, gint offset, size_t length);
guint32 tvb_get_ntohl (tvbuff_t *tvb, gint offset);
gchar *tvb_get_ephemeral_string (tvbuff_t *tvb, gint offset, gint length);
gchar *tvb_get_seasonal_string (tvbuff_t *tvb, gint offset, gint length);
void add_new_data_source (packet_info *pinfo, tvbuff_t *tvb, const char *name);
void col_set_str (column_info *columns, gint column, const gchar *text);
void col_add_str (column_info *columns, gint column, const gchar *text);
void col_add_fstr (column_info *columns, gint column, const gchar *format, ...);
proto_item *proto_tree_add_text (proto_tree *tree, tvbuff_t *tvb, gint offset, gint length, const char *format, ...);
proto_item *proto_tree_add_string (proto_tree *tree, int field, tvbuff_t *tvb, gint offset, gint length, const char *text);
void p_add_proto_data (frame_data *frame, int proto, void *data);
void *p_get_proto_data (frame_data *frame, int proto);
conversation_t *find_or_create_conversation (packet_info *pinfo);
void conversation_add_proto_data (conversation_t *conversation, int proto, void *data);
void *conversation_get_proto_data (const conversation_t *conversation, int proto);
const gchar *val_to_str (guint32 value, const void *strings, const char *format);
const gchar *ip_to_str (const guint8 *address);

void register_dissector (const char *name, dissector_t dissector, int proto);
dissector_handle_t create_dissector_handle (dissector_t dissector, int proto);
void dissector_add_string (const char *table, const gchar *pattern, dissector_handle_t handle);
void register_init_routine (void (*function) (void));
void register_frame_end_routine (packet_info *pinfo, void (*function) (void));
void register_cleanup_routine (void (*function) (void));
void register_postseq_cleanup_routine (void (*function) (void));
typedef struct _module module_t;
module_t *prefs_register_protocol (int proto, void (*apply) (void));
int register_tap (const char *name);
void tap_queue_packet (int tap, packet_info *pinfo, const void *data);
void *register_tap_listener (const char *tap, void *data, const char *filter, guint flags, void (*reset) (void *),
                             int (*packet) (void *, packet_info *, void *, const void *), void (*draw) (void *));

typedef struct _header_field_info { const char *name; const char *abbrev; int type, display; const void *strings; } header_field_info;
typedef struct _hf_register_info { int *id; header_field_info hfinfo; } hf_register_info;
#define BASE_CUSTOM 7
void proto_register_field_array (int proto, hf_register_info *fields, int count);

typedef struct _uat_field_t {
  const char *name;
  struct { gboolean (*chk) (void *, const char *); void (*set) (void *, const char *, guint); void (*tostr) (void *, const char **); } cb;
  const char *description;
} uat_field_t;
void *uat_new (const char *name, size_t size, const char *file, gboolean profile, void **rows, guint *count, const char *category,
               const char *help, void *(*copy) (void *, const void *, size_t), void (*update) (void *, const char **),
               void (*release) (void *), void (*changed) (void), uat_field_t *fields);

/* wmem */

typedef struct _wmem_tree wmem_tree_t;
typedef struct _wmem_list wmem_list_t;
typedef struct _wmem_map wmem_map_t;
typedef struct _wmem_strbuf wmem_strbuf_t;
wmem_allocator_t *wmem_packet_scope (void);
wmem_allocator_t *wmem_file_scope (void);
wmem_allocator_t *wmem_epan_scope (void);
void *wmem_alloc (wmem_allocator_t *pool, size_t size);
void *wmem_alloc0 (wmem_allocator_t *pool, size_t size);
#define wmem_new(pool, type) ((type *) wmem_alloc ((pool), sizeof (type)))
#define wmem_new0(pool, type) ((type *) wmem_alloc0 ((pool), sizeof (type)))
gchar *wmem_strdup (wmem_allocator_t *pool, const gchar *text);
gchar *wmem_strdup_printf (wmem_allocator_t *pool, const gchar *format, ...);
wmem_tree_t *wmem_tree_new (wmem_allocator_t *pool);
wmem_tree_t *wmem_tree_new_autoreset (wmem_allocator_t *outer, wmem_allocator_t *inner);
void wmem_tree_insert32 (wmem_tree_t *tree, guint32 key, void *data);
void *wmem_tree_lookup32 (wmem_tree_t *tree, guint32 key);
wmem_map_t *wmem_map_new (wmem_allocator_t *pool, gpointer hash, gpointer equal);
void *wmem_map_insert (wmem_map_t *map, const void *key, void *value);
void wmem_free (wmem_allocator_t *pool, void *memory);
void *wmem_realloc (wmem_allocator_t *pool, void *memory, size_t size);
wmem_list_t *wmem_list_new (wmem_allocator_t *pool);
void wmem_tree_destroy (wmem_tree_t *tree, gboolean keys, gboolean values);
void wmem_list_append (wmem_list_t *list, void *data);
wmem_strbuf_t *wmem_strbuf_new (wmem_allocator_t *pool, const gchar *text);
void wmem_strbuf_append (wmem_strbuf_t *buffer, const gchar *text);
const gchar *wmem_strbuf_get_str (wmem_strbuf_t *buffer);
guint wmem_register_callback (wmem_allocator_t *pool, gboolean (*callback) (wmem_allocator_t *, int, void *), void *data);
gchar *tvb_get_string (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length);
gchar *wmem_strndup (wmem_allocator_t *pool, const gchar *text, size_t length);
void *wmem_memdup (wmem_allocator_t *pool, const void *source, size_t length);
gchar *wmem_strconcat (wmem_allocator_t *pool, const gchar *first, ...);
gchar **wmem_strsplit (wmem_allocator_t *pool, const gchar *text, const gchar *delimiter, int max);
void wmem_tree_insert_string (wmem_tree_t *tree, const gchar *key, void *data, guint32 flags);
void *wmem_tree_lookup_string (wmem_tree_t *tree, const gchar *key, guint32 flags);

/* The same cases after their conversion: each old name as what it becomes. */
#ifdef WMEM_FORM
#define ep_alloc(size) wmem_alloc (wmem_packet_scope (), size)
#define ep_alloc0(size) wmem_alloc0 (wmem_packet_scope (), size)
#define ep_strdup(text) wmem_strdup (wmem_packet_scope (), text)
#define ep_strndup(text, length) wmem_strndup (wmem_packet_scope (), text, length)
#define ep_memdup(source, length) wmem_memdup (wmem_packet_scope (), source, length)
#define ep_strdup_printf(...) wmem_strdup_printf (wmem_packet_scope (), __VA_ARGS__)
#define ep_strconcat(...) wmem_strconcat (wmem_packet_scope (), __VA_ARGS__)
#define ep_strsplit(text, delimiter, max) wmem_strsplit (wmem_packet_scope (), text, delimiter, max)
#define se_alloc(size) wmem_alloc (wmem_file_scope (), size)
#define se_alloc0(size) wmem_alloc0 (wmem_file_scope (), size)
#define se_strdup(text) wmem_strdup (wmem_file_scope (), text)
#define se_strdup_printf(...) wmem_strdup_printf (wmem_file_scope (), __VA_ARGS__)
#define se_memdup(source, length) wmem_memdup (wmem_file_scope (), source, length)
#define tvb_get_ephemeral_string(tvb, offset, length) tvb_get_string (wmem_packet_scope (), tvb, offset, length)
#define tvb_get_seasonal_string(tvb, offset, length) tvb_get_string (wmem_file_scope (), tvb, offset, length)
#define emem_tree_t wmem_tree_t
#define se_tree_create(type, name) wmem_tree_new_autoreset (wmem_epan_scope (), wmem_file_scope ())
#define se_tree_create_non_persistent(type, name) wmem_tree_new (wmem_file_scope ())
#define pe_tree_create(type, name) wmem_tree_new (wmem_epan_scope ())
#define emem_tree_insert32 wmem_tree_insert32
#define emem_tree_lookup32 wmem_tree_lookup32
#define emem_tree_insert_string wmem_tree_insert_string
#define emem_tree_lookup_string wmem_tree_lookup_string
#endif

/* SPDX-License-Identifier: MIT */
/* Tables that give a number, a range of numbers or a string its printable name. */
#ifndef EPAN_VALUE_STRING_H
#define EPAN_VALUE_STRING_H

#include <glib.h>

/** One row: a value and its name. A table ends with { 0, NULL }. */
typedef struct _value_string
{
  guint32 value;
  const gchar *strptr;
} value_string;

/** One row: a string and its name. A table ends with { NULL, NULL }. */
typedef struct _string_string
{
  const gchar *value;
  const gchar *strptr;
} string_string;

/** One row: an inclusive range and its name. A table ends with { 0, 0, NULL }. */
typedef struct _range_string
{
  guint32 value_min;
  guint32 value_max;
  const gchar *strptr;
} range_string;

/** A value_string table with its number of rows, sorted by value, for a binary search. */
typedef struct _value_string_ext
{
  guint rows;
  const value_string *table;
  const gchar *name;
} value_string_ext;

#define VALUE_STRING_EXT_INIT(table) { G_N_ELEMENTS (table) - 1, table, #table }

/** For the `strings` member of a field: checks the table's type. */
#define VALS(x) (0 ? (const value_string *) 0 : (x))
#define RVALS(x) (0 ? (const range_string *) 0 : (x))

/** @return the name of @a val, or @a fmt (which takes one integer) printed into packet-scoped memory. */
const gchar *val_to_str (guint32 val, const value_string *table, const char *fmt);
/** @return the name of @a val, or @a unknown. */
const gchar *val_to_str_const (guint32 val, const value_string *table, const char *unknown);
/** @return the name of @a val, or NULL. */
const gchar *match_strval (guint32 val, const value_string *table);
/** As match_strval(); @a idx takes the row's number, or -1. */
const gchar *match_strval_idx (guint32 val, const value_string *table, gint *idx);

const gchar *val_to_str_ext (guint32 val, value_string_ext *table, const char *fmt);
const gchar *val_to_str_ext_const (guint32 val, value_string_ext *table, const char *unknown);
const gchar *match_strval_ext (guint32 val, value_string_ext *table);

/** @return the name of the first range that holds @a val, or @a fmt printed into packet-scoped memory. */
const gchar *rval_to_str (guint32 val, const range_string *table, const char *fmt);
const gchar *match_strrval (guint32 val, const range_string *table);

/** @return the name of @a val, or @a fmt (which takes one string) printed into packet-scoped memory. */
const gchar *str_to_str (const gchar *val, const string_string *table, const char *fmt);
const gchar *match_strstr (const gchar *val, const string_string *table);

#endif

/* SPDX-License-Identifier: MIT */
/* The copy callback of a user table. */
#include <epan/host.h>

typedef struct { gchar *name; } row_t;
static uat_field_t fields[1];
static void *copy (void *target, const void *source, size_t length)
{
  row_t *to = target;
  const row_t *from = source;
  (void) length;
#ifdef BUG
  to->name = se_strdup (from->name); /* expect: no-scope */
#else
  to->name = g_strdup (from->name);
#endif
  return target;
}
static void release (void *row) { g_free (((row_t *) row)->name); /* expect: wrong-free likely */ }
static void *rows;
static guint count;
void proto_register_thing (void)
{
  uat_new ("rows", sizeof (row_t), "rows", TRUE, &rows, &count, "", NULL, copy, NULL, release, NULL, fields);
}

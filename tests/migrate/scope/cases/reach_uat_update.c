/* SPDX-License-Identifier: MIT */
/* The update callback of a user table makes an error text. */
#include <epan/host.h>

typedef struct { gchar *name; } row_t;
static uat_field_t fields[1];
static void update (void *row, const char **error)
{
  (void) row;
#ifdef BUG
  *error = ep_strdup_printf ("bad %s", "row"); /* expect: no-scope */
#else
  *error = "bad row";
#endif
}
static void *rows;
static guint count;
void proto_register_thing (void)
{
  uat_new ("rows", sizeof (row_t), "rows", TRUE, &rows, &count, "", NULL, NULL, update, NULL, NULL, fields);
}

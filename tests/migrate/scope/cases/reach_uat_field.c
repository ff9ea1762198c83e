/* SPDX-License-Identifier: MIT */
/* A field's callback, named in a table that a macro fills. */
#include <epan/host.h>

#define FIELD(name) { #name, { NULL, name##_set, name##_tostr }, "" }
static gchar text[100];
static void label_set (void *row, const char *value, guint length)
{
  (void) row; (void) length;
  g_snprintf (text, sizeof text, "%s", value);
}
static void label_tostr (void *row, const char **out)
{
  (void) row;
#ifdef BUG
  *out = ep_strdup (text); /* expect: no-scope */
#else
  *out = text;
#endif
}
void proto_register_thing (void)
{
  static uat_field_t fields[] = { FIELD (label) };
  static void *rows;
  static guint count;
  uat_new ("rows", 4, "rows", TRUE, &rows, &count, "", NULL, NULL, NULL, NULL, NULL, fields);
}

/* SPDX-License-Identifier: MIT */
/* File memory that a helper keeps which is handed the address of the variable that holds it: what lies there, an inner part of it, by way of
 * what the helper returns, or of another helper. One that only looks at it keeps nothing; nor does what takes a key of another argument. */
#include <epan/host.h>

typedef struct { int length; struct { gchar text[16]; } inner; } info_t;
static gchar *last;
static void keep_it (packet_info *pinfo, info_t **slot) { p_add_proto_data (pinfo->fd, 1, *slot); }
static void keep_text (info_t **slot)
{
  if (!last)
    last = (*slot)->inner.text;
}
static info_t *found (info_t **slot) { return *slot; }
static void look (info_t **slot) { (*slot)->length++; }
static gchar *label_of (tvbuff_t *tvb) { return tvb_get_seasonal_string (tvb, 0, 4); }
static gchar *(*const labels) (tvbuff_t *) = label_of;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t *whole = se_new0 (info_t), *part = se_new0 (info_t), *given = se_new0 (info_t);
#ifdef BUG
  info_t *seen = se_new0 (info_t); /* expect: never-kept */
  dissector_add_string (se_strdup ("table"), "pattern", NULL); /* expect: never-kept */
#else
  info_t *seen = ep_new0 (info_t);
  dissector_add_string ("table", se_strdup ("pattern"), NULL);
#endif
  (void) tree;
  keep_it (pinfo, &whole);
  keep_text (&part);
  p_add_proto_data (pinfo->fd, 2, found (&given));
  look (&seen);
  p_add_proto_data (pinfo->fd, 3, labels (tvb));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

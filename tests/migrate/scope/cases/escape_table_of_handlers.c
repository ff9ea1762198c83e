/* SPDX-License-Identifier: MIT */
/* A handler out of a table keeps what it is given; which one is called nobody can tell, but one of them does. */
#include <epan/host.h>

typedef struct { const gchar *name; } object_t;
static void keep_it (object_t *object, const gchar *text) { object->name = text; } /* expect: escapes likely */
static void show_it (object_t *object, const gchar *text) { (void) object; (void) text; }
typedef struct { guint32 type; void (*handle) (object_t *, const gchar *); } row_t;
static const row_t rows[] = {
#ifdef BUG
  { 1, keep_it },
#endif
  { 2, show_it } };
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  object_t *object = p_get_proto_data (pinfo->fd, 1);
  guint i;
  (void) tree;
  for (i = 0; i < 2; i++)
    if (rows[i].type == tvb_get_ntohl (tvb, 0))
      rows[i].handle (object, tvb_get_ephemeral_string (tvb, 4, 8));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

/* SPDX-License-Identifier: MIT */
/* An element of the file's array is found by a macro of GLib's kind, and filled. */
#include <epan/host.h>

#define array_index(array, type, i) (((type *) (void *) (array)->data)[(i)])
typedef struct { gchar *name; guint32 value; } column_t;
typedef struct { GArray *columns; GPtrArray *rows; } table_t;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  table_t *table = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  guint i;
  column_t *column;
  (void) tree;
  for (i = 0; i < table->columns->len; i++)
    {
#ifdef BUG
      array_index (table->columns, column_t, i).name = tvb_get_ephemeral_string (tvb, (gint) i, 1); /* expect: escapes */
#else
      array_index (table->columns, column_t, i).name = tvb_get_seasonal_string (tvb, (gint) i, 1);
#endif
    }
  column = table->rows->pdata[0];
#ifdef BUG
  column->name = tvb_get_ephemeral_string (tvb, 3, 4); /* expect: escapes */
#else
  column->name = se_strdup ("x");
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

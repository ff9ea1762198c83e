/* SPDX-License-Identifier: MIT */
/* A helper gives a pool's memory or other memory, by what nobody can tell: a note. Where it gives a pool's alone, by whatever way,
 * that is certain. A member of a list's member is not the object that it was found in. */
#include <epan/host.h>

gchar *decode (tvbuff_t *tvb, gint offset);
typedef struct _piece { struct _piece *next; gchar *data; } piece_t;
static void read_text (tvbuff_t *tvb, guint size, gchar **data)
{
  gchar *text;
  if (size == 2)
    text = decode (tvb, 0);
  else
    text = tvb_get_ephemeral_string (tvb, 0, 8);
  if (data)
    *data = text;
}
static void read_either (tvbuff_t *tvb, guint size, gchar **data)
{
  *data = size == 2 ? g_strdup ("wide") : tvb_get_ephemeral_string (tvb, 0, 8);
}
static void read_plain (tvbuff_t *tvb, guint size, gchar **data) { *data = tvb_get_ephemeral_string (tvb, 0, (gint) size); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *text = NULL, *plain = NULL, *either = NULL;
  piece_t *piece = se_new0 (piece_t);
  (void) tree;
  read_text (tvb, 2, &text);
  col_add_str (pinfo->cinfo, COL_INFO, text);
  g_free (text); /* expect: wrong-free note */
  read_either (tvb, 2, &either);
  g_free (either); /* expect: wrong-free note */
#ifdef BUG
  read_plain (tvb, 2, &plain);
#else
  (void) read_plain;
#endif
  g_free (plain); /* expect: wrong-free */
  piece->data = g_malloc (8);
  piece->next = p_get_proto_data (pinfo->fd, 1);
  p_add_proto_data (pinfo->fd, 1, piece);
  for (; piece; piece = piece->next)
    g_free (piece->data);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

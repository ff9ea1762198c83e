/* SPDX-License-Identifier: MIT */
/* A flag says whose the text is, beside it or in a variable of its own, and is asked before the text is freed: a note. Nobody asks: a
 * warning. Whether the pointer is there says nothing of that. */
#include <epan/host.h>

typedef struct { gchar *text; gint of_heap; } label_t;
static void set (label_t *label, gint size)
{
  label->of_heap = size > 2;
  label->text = size > 2 ? g_strdup ("long") : ep_strdup ("short");
}
static void clear (label_t *label)
{
  if (label->of_heap)
    g_free (label->text); /* expect: wrong-free note */
  label->text = NULL;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  label_t label;
  gint mine = 0;
  gchar *text;
  (void) tree;
  set (&label, tvb_get_guint8 (tvb, 0));
  clear (&label);
  if (tvb_get_guint8 (tvb, 0) > 4)
    {
      text = g_strdup ("long");
      mine = 1;
    }
  else
    text = ep_strdup ("short");
  col_add_str (pinfo->cinfo, COL_INFO, text);
#ifdef BUG
  (void) mine;
  if (text != NULL)
#else
  if (mine && text)
#endif
    g_free (text); /* expect: wrong-free likely */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

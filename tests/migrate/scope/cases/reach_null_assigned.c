/* What the helper makes of its parameter itself, the caller's NULL says nothing of. */
#include <epan/host.h>

static const gchar *label (const gchar *text, guint n)
{
  const gchar *last = "";
  for (; n > 0; n--)
    {
#ifdef BUG
      if (text != NULL)
        last = ep_strdup (text); /* expect: no-scope */
#endif
      text = "again";
    }
  return last;
}
static const gchar *negative (gint n)
{
#ifdef BUG
  if (-n)
    return "";
  return ep_strdup ("none"); /* expect: no-scope */
#else
  return n ? "" : "none";
#endif
}
static const gchar *once (const gchar *text)
{
  gboolean more = FALSE;
  do
    {
#ifdef BUG
      ep_strdup ("first"); /* expect: no-scope */
#endif
      more = FALSE;
    }
  while (text && more);
  return "";
}
static const gchar *labelled (const gchar *text)
{
  if (!text)
    goto none;
  return text;
none:
#ifdef BUG
  ep_strdup ("none"); /* expect: no-scope */
#endif
  return "";
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, label ("y", 2));
}
void proto_register_thing (void)
{
  label (NULL, 2);
  negative (0);
  once (NULL);
  labelled (NULL);
  register_dissector ("thing", dissect, 1);
}

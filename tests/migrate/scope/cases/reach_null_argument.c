/* A helper that is given NULL and tests it first does not come to what allocates. */
#include <epan/host.h>

static const gchar *label (const gchar *text, gboolean wanted)
{
  if (text == NULL)
    return "";
  return wanted ? ep_strdup (text) : text; /* expect: no-scope */
}
static const gchar *shown (const gchar *text, gboolean wanted)
{
  return label (text, wanted);
}
static const gchar *later (const gchar *text)
{
  switch (text ? 1 : 0)
    {
    case 0:
      if (!text)
        return "";
    case 1:
      return "x";
    default:
      return shown (text, TRUE);
    }
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, shown ("y", TRUE));
  col_add_str (pinfo->cinfo, COL_INFO, later ("y"));
}
void proto_register_thing (void)
{
  shown (NULL, TRUE);
  shown ("z", FALSE);
#ifdef BUG
  shown ("z", TRUE);
#endif
  register_dissector ("thing", dissect, 1);
}

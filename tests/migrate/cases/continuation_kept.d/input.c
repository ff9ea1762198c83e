/* Continuation lines stay as they are. */
#include <epan/packet.h>

void f (emem_strbuf_t *b, proto_tree *tree, int n);
void
f (emem_strbuf_t *b, proto_tree *tree, int n)
{
  char *s = ep_strdup_printf ("%d"
                              " %d",
                              n,
                              n);

  ep_strbuf_append_printf (b, "%s %s", ep_strdup_printf ("%d",
                                                         n),
                           s);
  if (n)
    ep_strbuf_printf (b, "%d",
                      n);
  proto_tree_add_text (tree, "%s", ep_strndup (s,
                                               4));
  use (ep_strdup (
         s));
	use (ep_strndup (s,
			 n));
  proto_tree_add_text (tree, b->str,
                       n);
}

/* Continuation lines stay as they are. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void f (wmem_strbuf_t *b, proto_tree *tree, int n);
void
f (wmem_strbuf_t *b, proto_tree *tree, int n)
{
  char *s = wmem_strdup_printf (wmem_packet_scope(), "%d"
                              " %d",
                              n,
                              n);

  wmem_strbuf_append_printf (b, "%s %s", wmem_strdup_printf (wmem_packet_scope(), "%d",
                                                         n),
                           s);
  if (n) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d",
                      n);
  }
  proto_tree_add_text (tree, "%s", wmem_strndup (wmem_packet_scope(), s,
                                               4));
  use (wmem_strdup (wmem_packet_scope(),
         s));
	use (wmem_strndup (wmem_packet_scope(), s,
			 n));
  proto_tree_add_text (tree, wmem_strbuf_get_str(b),
                       n);
}

/* Fields are read through accessors. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct other
{
  char *str;
  int len;
};

void dissect (proto_tree *tree, wmem_strbuf_t *buf, struct other *o, GString *g);
void
dissect (proto_tree *tree, wmem_strbuf_t *buf, struct other *o, GString *g)
{
  wmem_strbuf_t *bufs[2] = { buf, buf };
  wmem_strbuf_t by_value = *buf;
  const char *text = wmem_strbuf_get_str(buf);

  proto_tree_add_text (tree, "%s %d", wmem_strbuf_get_str(buf), (int) wmem_strbuf_get_len(buf));
  if (wmem_strbuf_get_len(buf) > 0 && wmem_strbuf_get_str(buf)[0] == 'x')
    use (wmem_strbuf_get_str(bufs[1]));
  use (o->str);
  use (g->str);
  use (wmem_strbuf_get_str(&by_value));
  proto_tree_add_text (tree, "%d %s", (int) wmem_strbuf_get_len((*bufs)), (char *) wmem_strbuf_get_str((bufs[0])));
  o->len = g->len + wmem_strbuf_get_len(wmem_strbuf_new (wmem_packet_scope(), text));
}

/* Fields are read through accessors. */
#include <epan/packet.h>

struct other
{
  char *str;
  int len;
};

void dissect (proto_tree *tree, emem_strbuf_t *buf, struct other *o, GString *g);
void
dissect (proto_tree *tree, emem_strbuf_t *buf, struct other *o, GString *g)
{
  emem_strbuf_t *bufs[2] = { buf, buf };
  emem_strbuf_t by_value = *buf;
  const char *text = buf->str;

  proto_tree_add_text (tree, "%s %d", buf->str, (int) buf->len);
  if (buf->len > 0 && buf->str[0] == 'x')
    use (bufs[1]->str);
  use (o->str);
  use (g->str);
  use (by_value.str);
  proto_tree_add_text (tree, "%d %s", (int) (*bufs)->len, (char *) (bufs[0])->str);
  o->len = g->len + ep_strbuf_new (text)->len;
}

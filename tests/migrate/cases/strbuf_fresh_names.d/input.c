/* A variable that a rewrite declares is called like nothing else: parameter, variable, macro's body, type. */
#include <epan/packet.h>
#include "names.h"

extern const char *wmem_text_3;
typedef int wmem_buffer_2;

void both (emem_strbuf_t *b, const char *wmem_text, emem_strbuf_t **bs, int i);
void
both (emem_strbuf_t *b, const char *wmem_text, emem_strbuf_t **bs, int i)
{
  emem_strbuf_t *wmem_buffer = bs[0];
  wmem_buffer_2 n = i;

  ep_strbuf_printf (b, "%s%s", b->str, wmem_text);
  ep_strbuf_printf (bs[i++], "%s", wmem_buffer->str);
  ep_strbuf_printf (bs[i++], "%s", "x");
  ep_strbuf_printf (b, "%s%s%d", b->str, CURRENT_TEXT (i), n);
  i ? ep_strbuf_printf (b, "%s%s", b->str, wmem_text) : ep_strbuf_printf (bs[i++], "%s", wmem_buffer->str);
}

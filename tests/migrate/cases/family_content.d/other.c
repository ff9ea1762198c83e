#include <epan/packet.h>
void keep (const void *anything);
void cut (emem_strbuf_t *line);
void
cut (emem_strbuf_t *line)
{
  line->len = 3;
  keep (line);
}

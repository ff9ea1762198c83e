/* The accessor returns const: where that does not fit, a cast keeps what emem allowed. */
#include <epan/packet.h>

char *result (emem_strbuf_t *buf);
void take (char *text, const char *good);

char *
result (emem_strbuf_t *buf)
{
  char *text = buf->str;
  const char *good = buf->str;
  char *other;

  other = buf->str;
  take (buf->str, buf->str);
  take ((char *) buf->str, other);
  use (text), use (good);
  use (buf->len ? buf->str : "none");
  g_free (buf->str);
  other = buf->str + 1, other = 1 + buf->str, good = buf->str + 1;
  take (buf->str + buf->len, buf->str + 1);
  use (buf->str + 1);
  return buf->str;
}

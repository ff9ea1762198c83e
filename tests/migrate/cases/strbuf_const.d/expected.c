/* The accessor returns const: where that does not fit, a cast keeps what emem allowed. */
#include <epan/packet.h>
#include <wmem/wmem.h>

char *result (wmem_strbuf_t *buf);
void take (char *text, const char *good);

char *
result (wmem_strbuf_t *buf)
{
  char *text = (gchar *) wmem_strbuf_get_str(buf);
  const char *good = wmem_strbuf_get_str(buf);
  char *other;

  other = (gchar *) wmem_strbuf_get_str(buf);
  take ((gchar *) wmem_strbuf_get_str(buf), wmem_strbuf_get_str(buf));
  take ((char *) wmem_strbuf_get_str(buf), other);
  use (text), use (good);
  use (wmem_strbuf_get_len(buf) ? wmem_strbuf_get_str(buf) : "none");
  g_free ((gchar *) wmem_strbuf_get_str(buf));
  other = (gchar *) wmem_strbuf_get_str(buf) + 1, other = 1 + (gchar *) wmem_strbuf_get_str(buf), good = wmem_strbuf_get_str(buf) + 1;
  take ((gchar *) wmem_strbuf_get_str(buf) + wmem_strbuf_get_len(buf), wmem_strbuf_get_str(buf) + 1);
  use (wmem_strbuf_get_str(buf) + 1);
  return (gchar *) wmem_strbuf_get_str(buf);
}

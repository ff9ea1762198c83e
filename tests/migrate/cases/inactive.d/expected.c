/* Regions that this configuration does not compile are rewritten by tokens, for review. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (const char *text, wmem_strbuf_t *b);
void
dissect (const char *text, wmem_strbuf_t *b)
{
#ifdef HAVE_SOMETHING
  char *a = wmem_strdup (wmem_packet_scope(), text);

  if (a) {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%s", a);
  }
  use (wmem_strbuf_get_str(b));
  use (undeclared->len);
#else
  use (wmem_strdup (wmem_file_scope(), text));
#endif
#if 0
  "unterminated
  use (wmem_new (wmem_packet_scope(), int));
  it isn't C at all (((
#elif defined (OTHER)
  use (wmem_alloc (wmem_file_scope(), 4));
#endif
  use (wmem_strbuf_get_str(b));
}

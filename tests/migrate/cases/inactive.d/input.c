/* Regions that this configuration does not compile are rewritten by tokens, for review. */
#include <epan/packet.h>

void dissect (const char *text, emem_strbuf_t *b);
void
dissect (const char *text, emem_strbuf_t *b)
{
#ifdef HAVE_SOMETHING
  char *a = ep_strdup (text);

  if (a)
    ep_strbuf_printf (b, "%s", a);
  use (b->str);
  use (undeclared->len);
#else
  use (se_strdup (text));
#endif
#if 0
  "unterminated
  use (ep_new (int));
  it isn't C at all (((
#elif defined (OTHER)
  use (se_alloc (4));
#endif
  use (b->str);
}

/* A label's text is appended: after the call, or after the declarations. */
#include <epan/packet.h>

emem_strbuf_t *make (int n, const char *text);
emem_strbuf_t *
make (int n, const char *text)
{
  emem_strbuf_t *none = ep_strbuf_new_label (NULL);
  emem_strbuf_t *empty = ep_strbuf_new_label ("");
  emem_strbuf_t *b = ep_strbuf_new_label ("text");
  int i, j = 0;
  char *s = NULL;

  none = ep_strbuf_new_label(text);
  if (n)
    empty = ep_strbuf_new_label ("only");
  else
    return ep_strbuf_new_label ("returned");
  for (i = 0; i < n; i++)
    {
      emem_strbuf_t *inner = ep_strbuf_new_label ("inner");
      const char *seen = inner->str;

      use (seen), use (inner);
    }
  use (none), use (empty), use (s);
  return j ? empty : b;
}

void residue (void);
void
residue (void)
{
  use (ep_strbuf_new_label ("argument"));
}

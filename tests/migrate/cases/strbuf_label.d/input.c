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

const char *name_of (int n);

/* In an expression: a variable keeps the label while its text is appended. */
const char *in_expressions (emem_strbuf_t **out, int n);
const char *
in_expressions (emem_strbuf_t **out, int n)
{
  emem_strbuf_t *b, *c, *named = ep_strbuf_new_label (name_of (n));
  const char *text;

  use (ep_strbuf_new_label ("argument"));
  if (n)
    use (ep_strbuf_new_label ("body")), use (ep_strbuf_new_label (text = name_of (n)));
  else if ((b = ep_strbuf_new_label ("condition")) != NULL)
    b = c = ep_strbuf_new_label ("both");
  for (b = ep_strbuf_new_label ("init"), *out = ep_strbuf_new_label ("second"); n; n--)
    use (b);
  switch (n)
    {
    case 1:
      use (ep_strbuf_new_label (ep_strbuf_new_label ("inner")->str));
      break;
    default:
      c = n ? ep_strbuf_new_label ("yes") : named;
    }
  text = ep_strbuf_new_label ("field")->str;
  use (c), use (text);
  c = ep_strbuf_new_label (c->str);
  return ep_strbuf_new_label ("returned")->str;
}

void residue (int n);
void
residue (int n)
{
  const char *text = ep_strbuf_new_label ("initialiser")->str;

  while (ep_strbuf_new_label ("condition")->len > n)
    use (text);
}

/* A qualified pointer is a declaration, too; what is const is not assigned again. */
void qualified (const char *text);
void
qualified (const char *text)
{
  emem_strbuf_t *volatile first = ep_strbuf_new_label (text);
  emem_strbuf_t *const second = ep_strbuf_new_label (text);

  use (first);
  use (second);
}
void two_at_once (const char *text);
void
two_at_once (const char *text)
{
  emem_strbuf_t *volatile first = ep_strbuf_new_label (text), *volatile second = ep_strbuf_new_label (text);

  use (first);
  use (second);
}
void const_at_once (const char *text);
void
const_at_once (const char *text)
{
  emem_strbuf_t *const first = ep_strbuf_new_label (text), *const second = ep_strbuf_new_label (text);

  use (first);
  use (second);
}

/* A designator can't stand twice. */
void
designated (const char *text)
{
  struct holder { emem_strbuf_t *buffer; } holder = { .buffer = ep_strbuf_new_label (text) };
  emem_strbuf_t *list[2] = { [1] = ep_strbuf_new_label (text) };

  use (&holder);
  use (list);
}

/* A label's text is appended: after the call, or after the declarations. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *make (int n, const char *text);
wmem_strbuf_t *
make (int n, const char *text)
{
  wmem_strbuf_t *none = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *empty = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *b = wmem_strbuf_new_label (wmem_packet_scope());
  int i, j = 0;
  char *s = NULL;
  wmem_strbuf_append(b, "text");

  none = wmem_strbuf_new_label(wmem_packet_scope());
  wmem_strbuf_append(none, text);
  if (n) {
    empty = wmem_strbuf_new_label (wmem_packet_scope());
    wmem_strbuf_append(empty, "only");
  }
  else
    { wmem_strbuf_t *wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()); wmem_strbuf_append(wmem_buffer, "returned"); return wmem_buffer; }
  for (i = 0; i < n; i++)
    {
      wmem_strbuf_t *inner = (inner = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(inner, "inner"), inner);
      const char *seen = wmem_strbuf_get_str(inner);

      use (seen), use (inner);
    }
  use (none), use (empty), use (s);
  return j ? empty : b;
}

const char *name_of (int n);

/* In an expression: a variable keeps the label while its text is appended. */
const char *in_expressions (wmem_strbuf_t **out, int n);
const char *
in_expressions (wmem_strbuf_t **out, int n)
{
  wmem_strbuf_t *b, *c, *named = (named = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(named, name_of (n)), named);
  const char *text;

  { wmem_strbuf_t *wmem_buffer; use ((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "argument"), wmem_buffer)); }
  if (n)
    { wmem_strbuf_t *wmem_buffer; { wmem_strbuf_t *wmem_buffer2; use ((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "body"), wmem_buffer)), use ((wmem_buffer2 = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer2, text = name_of (n)), wmem_buffer2)); }  }
  else if (((b = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(b, "condition"), b)) != NULL)
    b = (c = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(c, "both"), c);
  for (b = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(b, "init"), *out = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(*out, "second"); n; n--)
    use (b);
  switch (n)
    {
    case 1:
      { wmem_strbuf_t *wmem_buffer; { wmem_strbuf_t *wmem_buffer2; use ((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, wmem_strbuf_get_str((wmem_buffer2 = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer2, "inner"), wmem_buffer2))), wmem_buffer)); }  }
      break;
    default:
      { wmem_strbuf_t *wmem_buffer; c = n ? (wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "yes"), wmem_buffer) : named; }
    }
  { wmem_strbuf_t *wmem_buffer; text = wmem_strbuf_get_str((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "field"), wmem_buffer)); }
  use (c), use (text);
  { wmem_strbuf_t *wmem_buffer; c = (wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, wmem_strbuf_get_str(c)), wmem_buffer); }
  { wmem_strbuf_t *wmem_buffer; return wmem_strbuf_get_str((wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(wmem_buffer, "returned"), wmem_buffer)); }
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
  wmem_strbuf_t *volatile first = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *const second = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_append(second, text);
  wmem_strbuf_append(first, text);

  use (first);
  use (second);
}
void two_at_once (const char *text);
void
two_at_once (const char *text)
{
  wmem_strbuf_t *volatile first = (first = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(first, text), first), *volatile second = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_append(second, text);

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

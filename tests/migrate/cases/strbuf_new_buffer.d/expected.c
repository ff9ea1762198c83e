/* A buffer that was just made is empty already: nothing is truncated. Where it may have been written, it is. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *label (int n);
wmem_strbuf_t *
label (int n)
{
  wmem_strbuf_t *b;

  b = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_append_printf (b, "first %d", n);
  return b;
}

wmem_strbuf_t *arms (int kind, int n);
wmem_strbuf_t *
arms (int kind, int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "");

  switch (kind)
    {
    case 0:
      wmem_strbuf_append_printf (b, "even %d", n);
      break;
    case 1:
      {
        wmem_strbuf_append_printf (b, "odd %d", n);
        break;
      }
    case 2:
      if (n)
        wmem_strbuf_append_printf (b, "some");
      else if (kind)
        {
          wmem_strbuf_append_printf (b, "few");
        }
      else
        wmem_strbuf_append_printf (b, "none");
      /* falls through */
    default:
      wmem_strbuf_truncate(b, 0);
      wmem_strbuf_append_printf (b, "more");
    }
  return b;
}

wmem_strbuf_t *ways (int n);
wmem_strbuf_t *
ways (int n)
{
  wmem_strbuf_t *repeated = wmem_strbuf_sized_new (wmem_packet_scope(), 8, 0), *again = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_t *tested = wmem_strbuf_new_label (wmem_packet_scope()), *full = wmem_strbuf_new_label (wmem_packet_scope());
  int i;
  wmem_strbuf_append(full, "x");

  for (i = 0; i < n; i++) {
    wmem_strbuf_truncate(repeated, 0);
    wmem_strbuf_append_printf (repeated, "%d", i);
  }
  while (n--)
    if (n == 2)
      {
        again = wmem_strbuf_new (wmem_packet_scope(), NULL);
        wmem_strbuf_append_printf (again, "new in each round");
      }
    else {
      wmem_strbuf_truncate(again, 0);
      wmem_strbuf_append_printf (again, "%d", n);
    }
  if (wmem_strbuf_get_len((wmem_strbuf_append (tested, "x"), tested)) > 4)
    use (n);
  else {
    wmem_strbuf_truncate(tested, 0);
    wmem_strbuf_append_printf (tested, "was appended to");
  }
  wmem_strbuf_truncate(full, 0);
  wmem_strbuf_append_printf (full, "replaced");
back:
  tested = wmem_strbuf_new_label (wmem_packet_scope());
  if (n > 3)
    goto back;
  wmem_strbuf_append_printf (tested, "%d", n);
  again = wmem_strbuf_new (wmem_packet_scope(), NULL);
forth:
  wmem_strbuf_truncate(again, 0);
  wmem_strbuf_append_printf (again, "%d", n);
  if (n > 2)
    goto forth;
  return repeated;
}

#define WRITE(text) wmem_strbuf_append (b, text)

void by_macro (int n);
void
by_macro (int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "");

  WRITE ("x");
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", n);
}

wmem_strbuf_t *before_the_arms (int n);
wmem_strbuf_t *
before_the_arms (int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "");

  if (n)
    wmem_strbuf_append (b, "x");
  if (n > 1)
    use (n);
  else {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", n);
  }
  do
    {
      wmem_strbuf_append (b, "x");
    }
  while (n--);
  if (n)
    {
      use (n);
    }
  else {
    wmem_strbuf_truncate(b, 0);
    wmem_strbuf_append_printf (b, "%d", n);
  }
  return b;
}

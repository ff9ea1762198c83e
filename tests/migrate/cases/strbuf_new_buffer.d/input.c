/* A buffer that was just made is empty already: nothing is truncated. Where it may have been written, it is. */
#include <epan/packet.h>

emem_strbuf_t *label (int n);
emem_strbuf_t *
label (int n)
{
  emem_strbuf_t *b;

  b = ep_strbuf_new_label (NULL);
  ep_strbuf_printf (b, "first %d", n);
  return b;
}

emem_strbuf_t *arms (int kind, int n);
emem_strbuf_t *
arms (int kind, int n)
{
  emem_strbuf_t *b = ep_strbuf_new ("");

  switch (kind)
    {
    case 0:
      ep_strbuf_printf (b, "even %d", n);
      break;
    case 1:
      {
        ep_strbuf_printf (b, "odd %d", n);
        break;
      }
    case 2:
      if (n)
        ep_strbuf_printf (b, "some");
      else if (kind)
        {
          ep_strbuf_printf (b, "few");
        }
      else
        ep_strbuf_printf (b, "none");
      /* falls through */
    default:
      ep_strbuf_printf (b, "more");
    }
  return b;
}

emem_strbuf_t *ways (int n);
emem_strbuf_t *
ways (int n)
{
  emem_strbuf_t *repeated = ep_strbuf_sized_new (8, 0), *again = ep_strbuf_new_label (NULL);
  emem_strbuf_t *tested = ep_strbuf_new_label (NULL), *full = ep_strbuf_new_label ("x");
  int i;

  for (i = 0; i < n; i++)
    ep_strbuf_printf (repeated, "%d", i);
  while (n--)
    if (n == 2)
      {
        again = ep_strbuf_new (NULL);
        ep_strbuf_printf (again, "new in each round");
      }
    else
      ep_strbuf_printf (again, "%d", n);
  if (ep_strbuf_append (tested, "x")->len > 4)
    use (n);
  else
    ep_strbuf_printf (tested, "was appended to");
  ep_strbuf_printf (full, "replaced");
back:
  tested = ep_strbuf_new_label (NULL);
  if (n > 3)
    goto back;
  ep_strbuf_printf (tested, "%d", n);
  again = ep_strbuf_new (NULL);
forth:
  ep_strbuf_printf (again, "%d", n);
  if (n > 2)
    goto forth;
  return repeated;
}

#define WRITE(text) ep_strbuf_append (b, text)

void by_macro (int n);
void
by_macro (int n)
{
  emem_strbuf_t *b = ep_strbuf_new ("");

  WRITE ("x");
  ep_strbuf_printf (b, "%d", n);
}

emem_strbuf_t *before_the_arms (int n);
emem_strbuf_t *
before_the_arms (int n)
{
  emem_strbuf_t *b = ep_strbuf_new ("");

  if (n)
    ep_strbuf_append (b, "x");
  if (n > 1)
    use (n);
  else
    ep_strbuf_printf (b, "%d", n);
  do
    {
      ep_strbuf_append (b, "x");
    }
  while (n--);
  if (n)
    {
      use (n);
    }
  else
    ep_strbuf_printf (b, "%d", n);
  return b;
}

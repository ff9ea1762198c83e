/* A label between a buffer's making and its printing: who jumps there finds it written. */
#include <epan/packet.h>

emem_strbuf_t *behind_a_case (int n);
emem_strbuf_t *
behind_a_case (int n)
{
  emem_strbuf_t *b = ep_strbuf_new (NULL);

  switch (n)
    {
    case 1:
    again:
      ep_strbuf_printf (b, "%d", n);
      if (n++ < 3)
        goto again;
    }
  return b;
}

emem_strbuf_t *behind_a_head (int n);
emem_strbuf_t *
behind_a_head (int n)
{
  emem_strbuf_t *b = ep_strbuf_new (NULL);

  if (n)
  again:
    n--;
  ep_strbuf_printf (b, "%d", n);
  if (n++ < 3)
    goto again;
  return b;
}

emem_strbuf_t *behind_an_else (int n);
emem_strbuf_t *
behind_an_else (int n)
{
  emem_strbuf_t *b = ep_strbuf_new (NULL);

  if (n)
    n = 1;
  else
  first:
  second:
    n--;
  ep_strbuf_printf (b, "%d", n);
  if (n++ < 3)
    goto first;
  if (n > 4)
    goto second;
  return b;
}

/* No labels: nothing was written yet. */
emem_strbuf_t *chosen (int n, int a, int c);
emem_strbuf_t *
chosen (int n, int a, int c)
{
  emem_strbuf_t *b = ep_strbuf_new (NULL);
  int m = n ? a : c;

  m += n ? (int) a : c;
  switch (m)
    {
    default:
      ep_strbuf_printf (b, "%d", n);
    }
  return b;
}

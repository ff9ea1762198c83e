/* A label between a buffer's making and its printing: who jumps there finds it written. */
#include <epan/packet.h>
#include <wmem/wmem.h>

wmem_strbuf_t *behind_a_case (int n);
wmem_strbuf_t *
behind_a_case (int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), NULL);

  switch (n)
    {
    case 1:
    again:
      wmem_strbuf_truncate(b, 0);
      wmem_strbuf_append_printf (b, "%d", n);
      if (n++ < 3)
        goto again;
    }
  return b;
}

wmem_strbuf_t *behind_a_head (int n);
wmem_strbuf_t *
behind_a_head (int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), NULL);

  if (n)
  again:
    n--;
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", n);
  if (n++ < 3)
    goto again;
  return b;
}

wmem_strbuf_t *behind_an_else (int n);
wmem_strbuf_t *
behind_an_else (int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), NULL);

  if (n)
    n = 1;
  else
  first:
  second:
    n--;
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", n);
  if (n++ < 3)
    goto first;
  if (n > 4)
    goto second;
  return b;
}

/* No labels: nothing was written yet. */
wmem_strbuf_t *chosen (int n, int a, int c);
wmem_strbuf_t *
chosen (int n, int a, int c)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), NULL);
  int m = n ? a : c;

  m += n ? (int) a : c;
  switch (m)
    {
    default:
      wmem_strbuf_append_printf (b, "%d", n);
    }
  return b;
}

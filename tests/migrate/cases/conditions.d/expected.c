/* What becomes of a statement must be right in every configuration. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void heads (wmem_strbuf_t *s, int n);
void
heads (wmem_strbuf_t *s, int n)
{
#ifdef A
  if (n > 1)
#else
  if (n > 2)
#endif
    { wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "x"); }
#ifdef A
  else {
    wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "y");
  }
#endif
#ifdef B
  if (n)
#endif
    { wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "sometimes a body"); }
#ifdef C
  use (s);
#elif defined (D)
  while (n--)
#endif
    { wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "a loop's"); }
#ifdef E
  use (s);
#endif
  wmem_strbuf_truncate(s, 0);
  wmem_strbuf_append_printf (s, "never a body");
  if (n)
#ifdef F
    { wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "f"); }
#else
    { wmem_strbuf_truncate(s, 0);
    wmem_strbuf_append_printf (s, "g"); }
#endif
}

void inside (wmem_strbuf_t *s, int n);
void
inside (wmem_strbuf_t *s, int n)
{
  wmem_strbuf_truncate(s, 0);
  wmem_strbuf_append_printf (s,
#ifdef A
                    "a"
#else
                    "b"
#endif
                    );
  if (n
#ifdef B
      && (wmem_strbuf_append (s, "condition"), s)
#endif
  )
    use (s);
  switch (n)
    {
#ifdef C
    case 1:
#endif
    case 2:
      wmem_strbuf_truncate(s, 0);
      wmem_strbuf_append_printf (s, "2");
      break;
#ifdef D
    default:
      wmem_strbuf_append (s, "d");
#endif
    }
}

void declared (int n);
void
declared (int n)
{
  wmem_strbuf_t *s = (s = wmem_strbuf_new_label(wmem_packet_scope()), wmem_strbuf_append(s, "text"), s);
#ifndef A
  int i = n;
  use (&i);
#endif
  use (s);
}

void residue (emem_strbuf_t *s, emem_strbuf_t **t);
void
residue (emem_strbuf_t *s, emem_strbuf_t **t)
{
#ifdef A
  s =
#else
  *t =
#endif
    ep_strbuf_new_label ("across");
  *t = ep_strbuf_new_label (
#ifdef A
    "a"
#else
    "b"
#endif
  );
  use (s);
}

/* What becomes of a statement must be right in every configuration. */
#include <epan/packet.h>

void heads (emem_strbuf_t *s, int n);
void
heads (emem_strbuf_t *s, int n)
{
#ifdef A
  if (n > 1)
#else
  if (n > 2)
#endif
    ep_strbuf_printf (s, "x");
#ifdef A
  else
    ep_strbuf_printf (s, "y");
#endif
#ifdef B
  if (n)
#endif
    ep_strbuf_printf (s, "sometimes a body");
#ifdef C
  use (s);
#elif defined (D)
  while (n--)
#endif
    ep_strbuf_printf (s, "a loop's");
#ifdef E
  use (s);
#endif
  ep_strbuf_printf (s, "never a body");
  if (n)
#ifdef F
    ep_strbuf_printf (s, "f");
#else
    ep_strbuf_printf (s, "g");
#endif
}

void inside (emem_strbuf_t *s, int n);
void
inside (emem_strbuf_t *s, int n)
{
  ep_strbuf_printf (s,
#ifdef A
                    "a"
#else
                    "b"
#endif
                    );
  if (n
#ifdef B
      && ep_strbuf_append (s, "condition")
#endif
  )
    use (s);
  switch (n)
    {
#ifdef C
    case 1:
#endif
    case 2:
      ep_strbuf_printf (s, "2");
      break;
#ifdef D
    default:
      s = ep_strbuf_append (s, "d");
#endif
    }
}

void declared (int n);
void
declared (int n)
{
  emem_strbuf_t *s = ep_strbuf_new_label ("text");
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

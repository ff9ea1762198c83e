/* Statements whose keywords or semicolons come out of macros. */
#include <epan/packet.h>

#define IF(x) if (x)
#define ELSE else
#define SEMICOLON ;
#define RETURN(x) return (x)

const char *dissect (emem_strbuf_t *b, int n);
const char *
dissect (emem_strbuf_t *b, int n)
{
  IF (n) ep_strbuf_printf (b, "a"); ELSE ep_strbuf_printf (b, "b");
  IF (n)
    b = ep_strbuf_append (b, "c");
  IF (n) b = ep_strbuf_new_label ("d");
  ep_strbuf_printf (b, "x") SEMICOLON
  ep_strbuf_printf (b, "y");
  IF (!n) use (ep_strbuf_new_label ("q"));
  RETURN (ep_strbuf_append (b, "x")->str);
}

/* Not a declaration, whatever it looks like. */
void residue (int n);
void
residue (int n)
{
  emem_strbuf_t *b = NULL;

  IF (n) use (b); ELSE b = ep_strbuf_new_label ("d");
  use (b);
}

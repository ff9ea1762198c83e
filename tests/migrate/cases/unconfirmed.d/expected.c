/* A file with an error: a call that the parser lost with its statement is for review, what may be none is left. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (void);
void
dissect (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (undeclared_function (missing_variable, wmem_strdup (wmem_packet_scope(), "x")));
  use (wmem_strdup (wmem_packet_scope(), "y"));
}

char *pointer (void);
char *
pointer (void)
{
  return undeclared_function (missing_variable, ep_strdup);
}

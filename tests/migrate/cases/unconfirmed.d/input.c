/* A file with an error: a call that the parser lost with its statement is for review, what may be none is left. */
#include <epan/packet.h>

void dissect (void);
void
dissect (void)
{
  use (ep_alloc (4));
  use (undeclared_function (missing_variable, ep_strdup ("x")));
  use (ep_strdup ("y"));
}

char *pointer (void);
char *
pointer (void)
{
  return undeclared_function (missing_variable, ep_strdup);
}

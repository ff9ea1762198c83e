/* A file with an error: what the parser cannot explain is left, never guessed. */
#include <epan/packet.h>

void dissect (void);
void
dissect (void)
{
  use (ep_alloc (4));
  use (undeclared_function (missing_variable, ep_strdup ("x")));
  use (ep_strdup ("y"));
}

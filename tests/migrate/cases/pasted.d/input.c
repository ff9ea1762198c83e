/* Names made by pasting are reported where they are made. */
#include <epan/packet.h>

#define ALLOC(prefix, n) prefix##_alloc (n)
#define NAMED(what) ep_##what

void dissect (int n);
void
dissect (int n)
{
  use (ALLOC (ep, n));
  use (ALLOC (se, n));
  use (NAMED (strdup) ("x"));
  use (ep_alloc (1));
}

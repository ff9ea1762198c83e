/* A size that may be 0: emem gives memory, wmem NULL. Told where nothing rules it out. */
#include <epan/packet.h>

#define MAX_SIZE 40

void f (int n, const char *s);
void
f (int n, const char *s)
{
  use (ep_alloc (n));
  use (se_alloc0 (n * 4));
  use (ep_alloc (n + 1));
  use (ep_alloc (MAX_SIZE));
  use (ep_alloc (sizeof (int) * n));
  use (ep_alloc (strlen (s)));
  use (ep_alloc (0));
}

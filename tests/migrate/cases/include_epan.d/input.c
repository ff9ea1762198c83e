/* A tree with wmem in its own folders says so. */
#include <epan/emem.h>

void *f (void);
void *
f (void)
{
  return ep_alloc (4);
}

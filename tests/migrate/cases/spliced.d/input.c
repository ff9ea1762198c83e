/* A name split over lines, and calls spread out. */
#include <epan/packet.h>

void f (emem_strbuf_t *b);
void
f (emem_strbuf_t *b)
{
  use (ep_\
alloc (4));
  use (ep_alloc /* why */ (4));
  use (ep_strdup
         /* far away */
         (
           "x"
         ));
  use (b->st\
r);
}

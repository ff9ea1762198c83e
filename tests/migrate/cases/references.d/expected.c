/* A function that is named, not called, changes its signature: by hand. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef void *(*allocate_t) (size_t);

void take (allocate_t allocate);
static allocate_t table[] = { ep_alloc, se_alloc };

void dissect (gboolean persistent);
void
dissect (gboolean persistent)
{
  take (ep_alloc);
  take (&se_alloc0);
  use ((persistent ? se_alloc : ep_alloc) (4));
  use (persistent ? wmem_alloc (wmem_file_scope(), 4) : wmem_alloc (wmem_packet_scope(), 4));
  use ((&ep_alloc) (4));
  use (table);
}

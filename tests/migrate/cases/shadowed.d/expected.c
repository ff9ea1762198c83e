/* The same name, another thing. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct functions
{
  int ep_strdup;
  void *(*ep_alloc) (int);
};

static int
se_strdup_like (int se_strdup)
{
  return se_strdup + 1;
}

void dissect (struct functions *f);
void
dissect (struct functions *f)
{
  int ep_new0x = 1;

  f->ep_strdup = 3;
  use (f->ep_alloc (4));
  {
    int ep_alloc = se_strdup_like (2);

    ep_alloc++;
    goto ep_memdup;
  }
ep_memdup:
  use (wmem_memdup (wmem_packet_scope(), f, 4));
  (void) ep_new0x;
}

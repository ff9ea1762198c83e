/* --packet-pool=pinfo: the packet_info at hand. */
#include <epan/packet.h>

static void
dissect_one (int tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb, (void) tree;
  use (ep_alloc (4));
  {
    packet_info *inner = pinfo;

    use (ep_strdup_printf ("%p", (void *) inner));
  }
  use (ep_new (int));
  use (se_alloc (4));
}

static void
without (void)
{
  use (ep_alloc (4));
}

void both (packet_info *info);
void
both (packet_info *info)
{
  dissect_one (0, info, NULL);
  without ();
}

/* --packet-pool=pinfo: the packet_info at hand. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static void
dissect_one (int tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb, (void) tree;
  use (wmem_alloc (pinfo->pool, 4));
  {
    packet_info *inner = pinfo;

    use (wmem_strdup_printf (inner->pool, "%p", (void *) inner));
  }
  use (wmem_new (pinfo->pool, int));
  use (wmem_alloc (wmem_file_scope(), 4));
}

static void
without (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
}

void both (packet_info *info);
void
both (packet_info *info)
{
  dissect_one (0, info, NULL);
  without ();
}

#include <epan/packet.h>
#include <epan/emem.h>

/* Made for each packet, and gone with it. */
static void
dissect_list (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  emem_strbuf_t *text = ep_strbuf_new ("list:");
  (void) pinfo;
  for (int i = 0; i < tvb_length (tvb); i++)
    ep_strbuf_append (text, " x");
  proto_item_label (tree, text->str);
}

#ifdef WITH_COUNTS
static int *
new_count (void)
{
  return ep_alloc (sizeof (int));
}
#endif

void
proto_register_list (void)
{
  register_dissector ("list", dissect_list, 2);
}

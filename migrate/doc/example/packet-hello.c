#include <epan/packet.h>
#include <epan/emem.h>

static char *last_name;
static char *title;

static char *
greet (const char *name)
{
  return ep_strdup_printf ("hello, %s", name);
}

static void
dissect_hello (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) pinfo;
  if (!last_name)
    last_name = se_strdup ("nobody");
  if (tvb_length (tvb) > 0)
    proto_item_label (tree, greet (last_name));
}

static void
apply_preferences (void)
{
  title = greet ("title");
}

void
proto_register_hello (void)
{
  register_dissector ("hello", dissect_hello, 1);
  prefs_register_protocol (1, apply_preferences);
}

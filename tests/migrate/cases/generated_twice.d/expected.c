/* Two files that were made of one origin: it changes once, where both want the same. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static emem_tree_t *kept;
void first (void);
#line 1 "origin.cnf"
static void
made (const char *text)
{
  use (wmem_strdup (wmem_packet_scope(), text));
  kept = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "kept");
  use (wmem_alloc (wmem_file_scope(), 4));
}
#line 14 "input.c"
void
first (void)
{
  made ("x");
}

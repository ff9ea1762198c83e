#include "tables.h"

void run (int n, struct garden *garden);
void
run (int n, struct garden *garden)
{
  emem_strbuf_t *buffer = makers[n & 1]("made");

  rows[0].fill (buffer, n);
  steps[n](buffer);
  use (rows[1].show (buffer));
  ep_strbuf_truncate (buffer, buffer->len - 1);
  ep_stack_push (stacks[0](), buffer);
  garden->tree = planters[0](EMEM_TREE_TYPE_RED_BLACK, "planted");
  se_tree_insert32 (garden->tree, 1, garden);
}

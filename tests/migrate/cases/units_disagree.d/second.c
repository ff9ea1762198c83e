/* The other one: what is kept is a parameter here. */
#define SECOND
#include "shared.h"

static void
create (emem_tree_t *kept)
#include "body.inc"

static void
copy (void)
#include "calls.inc"

#define SHOW(expression) use (#expression)
static void
show (void)
#include "texts.inc"

void second (emem_tree_t *tree);
void
second (emem_tree_t *tree)
{
  create (tree), copy (), show ();
  use (of_the_second (tree, "x")), use (of_both ());
}

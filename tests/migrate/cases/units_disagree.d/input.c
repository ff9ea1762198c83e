/* Units that read the same bytes as different things: what they do not agree on is left. */
#define FIRST
#include "shared.h"

static emem_tree_t *kept;

static void
create (void)
#include "body.inc"

static void
copy (char *(*ep_strdup) (const char *))
#include "calls.inc"

#define SHOW(expression) use (expression)
static void
show (void)
#include "texts.inc"

void first (emem_tree_t *tree);
void
first (emem_tree_t *tree)
{
  create (), copy (NULL), show ();
  use (of_the_first (tree, "x")), use (of_both ()), use (kept);
}

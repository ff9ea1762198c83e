/* The second file that includes it. */
#include "shared.h"

void other (struct shared *shared);
void
other (struct shared *shared)
{
  se_tree_insert32 (shared->tree, 1, COPIED ("x"));
}

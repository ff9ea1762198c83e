/* A header's members and prototypes are edited once, for all that include it. */
#include "shared.h"

void
use_shared (struct shared *shared)
{
  shared->tree = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "t");
}

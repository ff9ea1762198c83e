/* A header's members and prototypes are edited once, for all that include it. */
#include "shared.h"
#include <wmem/wmem.h>

void
use_shared (struct shared *shared)
{
  shared->tree = wmem_tree_new (wmem_file_scope());
}

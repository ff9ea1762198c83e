#ifndef SHARED_H
#define SHARED_H

#include <epan/emem.h>

struct shared
{
  emem_tree_t *tree;
};

#define COPIED(x) se_strdup (x)
#define NOBODY(x) se_alloc (x)

void use_shared (struct shared *shared);

#endif

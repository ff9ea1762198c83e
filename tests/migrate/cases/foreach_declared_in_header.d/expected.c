#include "rows.h"
#include <epan/emem.h>
#include <wmem/wmem.h>

static emem_tree_t *rows;
static wmem_tree_t *own;

/* Other files may know this one, too. */
gboolean
print_row (void *value, void *data)
{
  return value == data;
}

static gboolean
count_row (const void *key G_GNUC_UNUSED, void *value, void *data)
{
  return value != data;
}

void
print_all (void *data)
{
  emem_tree_foreach (rows, print_row, data);
}

void
count_all (void *data)
{
  wmem_tree_foreach (own, count_row, data);
}

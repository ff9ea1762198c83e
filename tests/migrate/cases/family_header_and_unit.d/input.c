/* A tree in a header's struct and one in a static, joined by a choice, stay or go together. */
#include <epan/packet.h>
#include "shelf.h"

static emem_tree_t *outer;

void fill (struct shelf *s);
void
fill (struct shelf *s)
{
  outer = pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "outer");
  use (outer->name);
  s->inner = pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "inner");
}

void *find (struct shelf *s, guint32 n);
void *
find (struct shelf *s, guint32 n)
{
  return pe_tree_lookup32 (s ? s->inner : outer, n);
}

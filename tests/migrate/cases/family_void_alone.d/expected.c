/* A tree that comes out of a void * field which nothing here fills is for review; one whose creator is seen is not. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct node
{
  void *below;
  void *beside;
};

void *find (struct node *from, guint32 id);
void *
find (struct node *from, guint32 id)
{
  return wmem_tree_lookup32 ((wmem_tree_t *) from->below, id);
}

void *find_beside (struct node *from, guint32 id);
void *
find_beside (struct node *from, guint32 id)
{
  from->beside = wmem_tree_new (wmem_epan_scope());
  return wmem_tree_lookup32 ((wmem_tree_t *) from->beside, id);
}

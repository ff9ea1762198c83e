/* A tree that comes out of a void * field which nothing here fills is for review; one whose creator is seen is not. */
#include <epan/packet.h>

struct node
{
  void *below;
  void *beside;
};

void *find (struct node *from, guint32 id);
void *
find (struct node *from, guint32 id)
{
  return se_tree_lookup32 ((emem_tree_t *) from->below, id);
}

void *find_beside (struct node *from, guint32 id);
void *
find_beside (struct node *from, guint32 id)
{
  from->beside = pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "beside");
  return se_tree_lookup32 ((emem_tree_t *) from->beside, id);
}

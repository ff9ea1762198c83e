/* A stack goes as user data to a callback of another file, and a pointer to ep_stack_pop() stays: so all of it does. */
#include <epan/packet.h>

gboolean collect (gpointer key, gpointer data, gpointer user);

void dissect (GTree *items);
void
dissect (GTree *items)
{
  ep_stack_t pile = ep_stack_new ();
  void *(*take) (ep_stack_t) = ep_stack_pop;

  g_tree_foreach (items, collect, pile);
  use (take (pile));
}

/* Calls with another number of arguments than the rule knows, in regions that nobody compiles: each is left. */
#include <epan/packet.h>

int f (const char *s);
int
f (const char *s)
{
#ifdef SOME_OTHER_YEAR
  use (ep_alloc ());
  use (ep_alloc (1, 2));
  use (ep_new ());
  use (ep_strdup (s, 4));
  use (ep_strndup (s));
  use (ep_strdup_printf ());
  use (ep_strsplit (s, " "));
  ep_stack_push (stack);
  ep_stack_pop ();
  ep_stack_peek (one, two);
  tree = se_tree_create (1);
  se_tree_foreach (tree, visit);
  emem_print_tree (tree, 1);
  sl_free (&slab);
  use (sl_alloc (&slab, 1));
  b = ep_strbuf_new ();
  b = ep_strbuf_new_label (s, 1);
  b = ep_strbuf_sized_new (1);
  ep_strbuf_append (b);
  ep_strbuf_truncate (b);
  ep_strbuf_printf (b);
  ep_strbuf_append_printf (b);
  use (ep_strdup);
  use (ep_stack_pop);
  use (ep_strbuf_append);
  use (se_tree_create);
  use (sl_alloc);
#endif
  return s != NULL;
}

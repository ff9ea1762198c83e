/* Where nobody compiles it the tokens say where a tree is kept. */
#include <epan/packet.h>

struct keeper
{
  emem_tree_t *pdus;
};
int f (struct keeper *given);

#ifdef SOME_OTHER_YEAR
static emem_tree_t *kept;

static void
reset (void)
{
  kept = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "kept");
}

static void
other_year (struct keeper *keeper, emem_tree_t **out)
{
  emem_tree_t *local = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "local");

  if (!keeper)
    keeper = se_new (struct keeper);
  kept = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "kept");
  kept = (emem_tree_t *) se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "cast");
  keeper->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "field");
  keeper->pdus = (emem_tree_t *) pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "ever");
  *out = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "out");
  use (se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "nowhere"));
  use (local);
}
#endif

/* The routine before each file, by its address. */
static emem_tree_t *emptied, *once;

static void
empty (void)
{
  emptied = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "emptied");
}

static void
not_each (void)
{
  once = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "once");
}

void proto_reg_handoff_z (void);
void
proto_reg_handoff_z (void)
{
  struct keeper *keeper = g_new (struct keeper, 1);

  keeper->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "handed off");
  register_init_routine (&empty);
  not_each ();
}

int
f (struct keeper *given)
{
  struct keeper *own = se_new (struct keeper), *other = ep_new (struct keeper);

  own->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "of the file");
  other->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "of the packet");
  given->pdus = own->pdus;
  return 0;
}

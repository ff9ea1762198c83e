/* Where nobody compiles it the tokens say where a tree is kept. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct keeper
{
  wmem_tree_t *pdus;
};
int f (struct keeper *given);

#ifdef SOME_OTHER_YEAR
static wmem_tree_t *kept;

static void
reset (void)
{
  kept = wmem_tree_new (wmem_file_scope());
}

static void
other_year (struct keeper *keeper, wmem_tree_t **out)
{
  wmem_tree_t *local = wmem_tree_new (wmem_file_scope());

  if (!keeper)
    keeper = wmem_new (wmem_file_scope(), struct keeper);
  kept = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  kept = (wmem_tree_t *) wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  keeper->pdus = wmem_tree_new (wmem_file_scope());
  keeper->pdus = (wmem_tree_t *) wmem_tree_new (wmem_epan_scope());
  *out = wmem_tree_new (wmem_file_scope());
  use (wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope()));
  use (local);
}
#endif

/* The routine before each file, by its address. */
static wmem_tree_t *emptied, *once;

static void
empty (void)
{
  emptied = wmem_tree_new (wmem_file_scope());
}

static void
not_each (void)
{
  once = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
}

void proto_reg_handoff_z (void);
void
proto_reg_handoff_z (void)
{
  struct keeper *keeper = g_new (struct keeper, 1);

  keeper->pdus = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  register_init_routine (&empty);
  not_each ();
}

int
f (struct keeper *given)
{
  struct keeper *own = wmem_new (wmem_file_scope(), struct keeper), *other = wmem_new (wmem_packet_scope(), struct keeper);

  own->pdus = wmem_tree_new (wmem_file_scope());
  other->pdus = wmem_tree_new (wmem_file_scope());
  given->pdus = own->pdus;
  return 0;
}

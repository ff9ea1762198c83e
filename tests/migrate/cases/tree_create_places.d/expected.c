/* Which lifetime a tree gets follows from where it is kept. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  wmem_tree_t *pdus;
} conv_t;

static wmem_tree_t *at_registration, *lazily, *at_init, *for_ever;
static conv_t state;

void proto_register_y (void);
void dissect (conv_t *given);

static void
init_y (void)
{
  at_init = wmem_tree_new (wmem_file_scope());
}

void
proto_register_y (void)
{
  at_registration = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  state.pdus = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  for_ever = wmem_tree_new (wmem_epan_scope());
  register_init_routine (init_y);
}

void
dissect (conv_t *given)
{
  conv_t *conv = wmem_alloc (wmem_file_scope(), sizeof (conv_t));

  conv->pdus = wmem_tree_new (wmem_file_scope());
  conv->pdus = wmem_tree_new (wmem_file_scope());
  given->pdus = wmem_tree_new (wmem_file_scope());
  if (!lazily)
    lazily = wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
  use (wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope()));
}

/* Whoever is given it may be called at registration, where no file is open: emem's own lifetime. */
#define TREE(name) wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope())
static wmem_tree_t *several[2];

static wmem_tree_t *
named_tree (const char *name)
{
  return wmem_tree_new_autoreset (wmem_epan_scope(), wmem_file_scope());
}

void proto_reg_handoff_y (wmem_tree_t **where);
void
proto_reg_handoff_y (wmem_tree_t **where)
{
  several[0] = TREE ("macro");
  several[1] = named_tree ("helper");
  *where = several[0];
}

/* Which lifetime a tree gets follows from where it is kept. */
#include <epan/packet.h>

typedef struct
{
  emem_tree_t *pdus;
} conv_t;

static emem_tree_t *at_registration, *lazily, *at_init, *for_ever;
static conv_t state;

void proto_register_y (void);
void dissect (conv_t *given);

static void
init_y (void)
{
  at_init = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "init");
}

void
proto_register_y (void)
{
  at_registration = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "reg");
  state.pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "state");
  for_ever = pe_tree_create (EMEM_TREE_TYPE_RED_BLACK, "ever");
  register_init_routine (init_y);
}

void
dissect (conv_t *given)
{
  conv_t *conv = se_alloc (sizeof (conv_t));

  conv->pdus = se_tree_create_non_persistent (EMEM_TREE_TYPE_RED_BLACK, "pdus");
  conv->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "pdus");
  given->pdus = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "given");
  if (!lazily)
    lazily = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "lazily");
  use (se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "nowhere"));
}

/* Whoever is given it may be called at registration, where no file is open: emem's own lifetime. */
#define TREE(name) se_tree_create (EMEM_TREE_TYPE_RED_BLACK, name)
static emem_tree_t *several[2];

static emem_tree_t *
named_tree (const char *name)
{
  return se_tree_create (EMEM_TREE_TYPE_RED_BLACK, name);
}

void proto_reg_handoff_y (emem_tree_t **where);
void
proto_reg_handoff_y (emem_tree_t **where)
{
  several[0] = TREE ("macro");
  several[1] = named_tree ("helper");
  *where = several[0];
}

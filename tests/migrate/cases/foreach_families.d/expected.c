/* Calls that share a callback are of one family: where the tree of one of them stays for a reason of its own, the others stay from the
 * start, and so does what carries the callback from one to the other. A callback that code is given, too, which is not compiled here, changes
 * for review. */
#include <epan/packet.h>
#include <wmem/wmem.h>
#include "shared.h"

static gboolean
carried (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void carries (emem_tree_t *one);
void
carries (emem_tree_t *one)
{
  tree_foreach_func visitor = carried;
  se_tree_foreach (one, visitor, NULL);
}

static emem_tree_t *two; /* wmem-migrate: ignore emem_tree_t */

void of_two (void);
void
of_two (void)
{
  se_tree_foreach (two, carried, NULL);
}

static gboolean
by_tree (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void shares (emem_tree_t *seven);
void
shares (emem_tree_t *seven)
{
  se_tree_foreach (seven, by_tree, NULL);
}

static emem_tree_t *eight; /* wmem-migrate: ignore emem_tree_t */

void of_eight (void);
void
of_eight (void)
{
  se_tree_foreach (eight, by_tree, NULL);
}

void of_header (emem_tree_t *nine);
void
of_header (emem_tree_t *nine)
{
  se_tree_foreach (nine, in_header, NULL);
}

static gboolean
elsewhere (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

#ifdef ELSEWHERE
void of_three (wmem_tree_t *three);
void
of_three (wmem_tree_t *three)
{
  se_tree_foreach (three, elsewhere, NULL);
}
#endif

static emem_tree_t *four; /* wmem-migrate: ignore emem_tree_t */

void of_four (void);
void
of_four (void)
{
  se_tree_foreach (four, elsewhere, NULL);
}

static gboolean
both (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

#ifdef ELSEWHERE
void of_five (wmem_tree_t *five);
void
of_five (wmem_tree_t *five)
{
  wmem_tree_foreach (five, both, NULL);
}
#endif

void of_six (wmem_tree_t *six);
void
of_six (wmem_tree_t *six)
{
  wmem_tree_foreach (six, both, NULL);
}

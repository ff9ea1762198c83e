/* A callback that a suppressed call is given, too, gains no key: the other calls stay as well. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static gboolean
print_one (void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

static gboolean
other_one (const void *key _U_, void *value, void *user _U_)
{
  use (value);
  return FALSE;
}

void shared (emem_tree_t *one);
void
shared (emem_tree_t *one)
{
  se_tree_foreach (one, print_one, NULL);
}

/* wmem-migrate: ignore emem_tree_t */
void kept (emem_tree_t *two);
void
kept (emem_tree_t *two) /* wmem-migrate: ignore emem_tree_t */
{
  se_tree_foreach (two, print_one, NULL); /* wmem-migrate: ignore se_tree_foreach */
}

void alone (wmem_tree_t *three);
void
alone (wmem_tree_t *three)
{
  wmem_tree_foreach (three, other_one, NULL);
}

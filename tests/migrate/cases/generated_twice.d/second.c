/* The other one. */
#include <epan/packet.h>

static struct { int n; emem_tree_t *of; } *where;
#define kept where->of
void second (void);
#line 1 "origin.cnf"
static void
made (const char *text)
{
  use (ep_strdup (text));
  kept = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "kept");
  use (se_alloc (4));
}
#line 14 "second.c"
void
second (void)
{
  made ("x");
}

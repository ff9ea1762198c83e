/* The tree has a wmem of its own, of its first year: what that lacks is left; its callback of a tree gets no key. */
#include <epan/packet.h>

static gboolean
count_one (void *value, void *user)
{
  (*(int *) user)++;
  return value == NULL;
}

int count (emem_tree_t *books);
int
count (emem_tree_t *books)
{
  int n = 0;

  if (books->tree == NULL)
    return 0;
  se_tree_foreach (books, count_one, &n);
  return n;
}

char *copy (const char *text, int n);
char *
copy (const char *text, int n)
{
  return n ? ep_strdup (text) : ep_strdup_printf ("%d", n);
}

emem_strbuf_t *buffer (void);
emem_strbuf_t *
buffer (void)
{
  return ep_strbuf_new ("x");
}

void *last (void);
void *
last (void)
{
  ep_stack_t stack = ep_stack_new ();

  return ep_stack_peek (stack);
}

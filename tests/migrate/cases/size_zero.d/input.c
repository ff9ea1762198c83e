/* A size that may be 0: emem gives memory, wmem NULL. Told where nothing rules it out. */
#include <epan/packet.h>

#define MAX_SIZE 40

void f (int n, const char *s);
void
f (int n, const char *s)
{
  use (ep_alloc (n));
  use (se_alloc0 (n * 4));
  use (ep_alloc (n + 1));
  use (ep_alloc (MAX_SIZE));
  use (ep_alloc (sizeof (int) * n));
  use (ep_alloc (strlen (s)));
  use (ep_alloc (0));
  use (ep_alloc_array (int, n));
  use (ep_alloc_array (int, MAX_SIZE));
  use (se_memdup (s, n));
  use (se_memdup (s, 4));
}

/* Where the code asks whether there is any, the NULL is told from memory: for review. */
struct list
{
  int n, *numbers;
};
int tested (struct list *list, char *given, int n);
int
tested (struct list *list, char *given, int n)
{
  char *text = ep_alloc (n), *copy, *other, *never = (char *) ep_memdup (given, n);
  copy = (char *) ep_memdup (given, n);
  other = ep_alloc (n);
  list->numbers = se_alloc_array (int, n);
  if (!text || copy == NULL)
    return 0;
  use (other);
  return never != given;
}
gboolean has_numbers (const struct list *list);
gboolean
has_numbers (const struct list *list)
{
  return list->numbers ? TRUE : FALSE;
}

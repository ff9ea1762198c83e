/* A size that may be 0: emem gives memory, wmem NULL. Told where nothing rules it out. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define MAX_SIZE 40

void f (int n, const char *s);
void
f (int n, const char *s)
{
  use (wmem_alloc (wmem_packet_scope(), n));
  use (wmem_alloc0 (wmem_file_scope(), n * 4));
  use (wmem_alloc (wmem_packet_scope(), n + 1));
  use (wmem_alloc (wmem_packet_scope(), MAX_SIZE));
  use (wmem_alloc (wmem_packet_scope(), sizeof (int) * n));
  use (wmem_alloc (wmem_packet_scope(), strlen (s)));
  use (wmem_alloc (wmem_packet_scope(), 0));
  use (wmem_alloc_array (wmem_packet_scope(), int, n));
  use (wmem_alloc_array (wmem_packet_scope(), int, MAX_SIZE));
  use (wmem_memdup (wmem_file_scope(), s, n));
  use (wmem_memdup (wmem_file_scope(), s, 4));
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
  char *text = wmem_alloc (wmem_packet_scope(), n), *copy, *other, *never = (char *) wmem_memdup (wmem_packet_scope(), given, n);
  copy = (char *) wmem_memdup (wmem_packet_scope(), given, n);
  other = wmem_alloc (wmem_packet_scope(), n);
  list->numbers = wmem_alloc_array (wmem_file_scope(), int, n);
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

/* Macros that take a type: it may be a struct, a pointer, an array. */
#include <epan/packet.h>

struct entry
{
  int x;
};

void dissect (int n);
void
dissect (int n)
{
  struct entry *e = ep_new (struct entry);
  struct entry **p = se_new0 (struct entry *);
  int (*a)[4] = ep_new0 (int[4]);
  char *c = ep_alloc_array (char, n + 1);
  char *d = se_alloc_array(char, 4 * n);
  int *z = ep_alloc_array0 (int, n);

  use (e), use (p), use (a), use (c), use (d), use (z);
  use (se_new(struct entry));
  use (n ? se_new (int) : ep_new (int));
}

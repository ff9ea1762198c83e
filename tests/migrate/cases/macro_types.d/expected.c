/* Macros that take a type: it may be a struct, a pointer, an array. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct entry
{
  int x;
};

void dissect (int n);
void
dissect (int n)
{
  struct entry *e = wmem_new (wmem_packet_scope(), struct entry);
  struct entry **p = wmem_new0 (wmem_file_scope(), struct entry *);
  int (*a)[4] = wmem_new0 (wmem_packet_scope(), int[4]);
  char *c = wmem_alloc_array (wmem_packet_scope(), char, n + 1);
  char *d = wmem_alloc_array(wmem_file_scope(), char, 4 * n);
  int *z = wmem_alloc0_array (wmem_packet_scope(), int, n);

  use (e), use (p), use (a), use (c), use (d), use (z);
  use (wmem_new(wmem_file_scope(), struct entry));
  use (n ? wmem_new (wmem_file_scope(), int) : wmem_new (wmem_packet_scope(), int));
}

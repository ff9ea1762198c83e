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
}

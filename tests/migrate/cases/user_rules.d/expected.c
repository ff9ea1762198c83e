/* Private wrappers, by the user's own rules. */
#include <epan/packet.h>
#include <wmem/wmem.h>

char *my_ep_format (const char *format, ...);

void f (void);
void
f (void)
{
  use (my_format (wmem_packet_scope(), "%d", 4));
}

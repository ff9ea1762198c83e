/* A file with an error: what the parser cannot explain is left, never guessed. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (void);
void
dissect (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (undeclared_function (missing_variable, ep_strdup ("x")));
  use (wmem_strdup (wmem_packet_scope(), "y"));
}

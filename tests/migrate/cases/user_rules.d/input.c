/* Private wrappers, by the user's own rules. */
#include <epan/packet.h>

char *my_ep_format (const char *format, ...);

void f (void);
void
f (void)
{
  use (my_ep_format ("%d", 4));
}

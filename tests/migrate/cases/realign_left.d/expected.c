/* --realign: where the new name is shorter, lines that were aligned move left, as far as there are blanks. */
#include <epan/packet.h>
#include <wmem/wmem.h>

char *very_long_old_name (const char *text, int n);

void f (const char *s, int n);
void
f (const char *s, int n)
{
  use (short_new (s,
                  n));
  use (short_new (s,
         n));
  use (short_new ("several",
                  n
                             + 1));
  use (wmem_strndup (wmem_packet_scope(), short_new (s,
                                                     n),
                     n));
	use (short_new (s,
	                n));
  use (short_new (s,
			n));
}

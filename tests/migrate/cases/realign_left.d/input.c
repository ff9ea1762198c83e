/* --realign: where the new name is shorter, lines that were aligned move left, as far as there are blanks. */
#include <epan/packet.h>

char *very_long_old_name (const char *text, int n);

void f (const char *s, int n);
void
f (const char *s, int n)
{
  use (very_long_old_name (s,
                           n));
  use (very_long_old_name (s,
         n));
  use (very_long_old_name ("several",
                           n
                             + 1));
  use (ep_strndup (very_long_old_name (s,
                                       n),
                   n));
	use (very_long_old_name (s,
	                         n));
  use (very_long_old_name (s,
			   n));
}

/* Functions that are reached by a name that the linker is given: they keep their parameters. */
#include <epan/packet.h>

void *dlsym (void *handle, const char *name);

const char *number_text (int number);
const char *number_text (int number) { return ep_strdup_printf ("%d", number); }
extern const char *by_label (int number) __asm__ ("number_text");

const char *looked_up (int number);
const char *looked_up (int number) { return ep_strdup_printf ("<%d>", number); }

const char *followed (int number);
const char *followed (int number) { return ep_strdup_printf ("followed %d", number); }

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (number_text (1));
  use (by_label (2));
  use (looked_up (3));
  use (dlsym (NULL, "looked_up"));
  use (followed (4));
  use ("followed");
  use (pinfo);
}

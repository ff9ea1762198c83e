/* The other unit: it names no old API itself. */
#include <epan/packet.h>
#include "shared.h"

static char *
own_text (int x)
{
  (void) x;
  return NULL;
}

static char *
link_of_chain (void)
{
  char *shared_field = shared_text (2);
  return shared_field;
}

void
second_dissect (packet_info *p)
{
  extern char *shared_text (int);
  use (link_of_chain ());
  use (own_text (1));
  use (shared_text (4));
  first_dissect (p);
}

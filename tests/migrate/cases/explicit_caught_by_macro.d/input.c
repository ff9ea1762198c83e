/* In the arguments of a macro that has a pinfo of its own, ours is another one. */
#include <epan/packet.h>
#include <epan/emem.h>

#define WITH_NOBODY(made) ({ static packet_info nobody; packet_info *pinfo = &nobody; use (pinfo); (made); })
#define SHOWN(made)       use (pinfo ? (made) : NULL)

static char *
own (const char *text)
{
  return ep_strdup (text);
}

void f (packet_info *pinfo, const char *text);
void
f (packet_info *pinfo, const char *text)
{
  use (WITH_NOBODY (ep_strdup (text)));
  use (WITH_NOBODY (own (text)));
  SHOWN (ep_strdup (text));
  use (ep_strdup (text));
}

/* In the arguments of a macro that has a pinfo of its own, ours is another one. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define WITH_NOBODY(made) ({ static packet_info nobody; packet_info *pinfo = &nobody; use (pinfo); (made); })
#define SHOWN(made)       use (pinfo ? (made) : NULL)

static char *
own (wmem_allocator_t *pool, const char *text)
{
  return wmem_strdup (pool, text);
}

void f (packet_info *pinfo, const char *text);
void
f (packet_info *pinfo, const char *text)
{
  use (WITH_NOBODY (wmem_strdup (pinfo->pool, text)));
  use (WITH_NOBODY (own (pinfo->pool, text)));
  SHOWN (wmem_strdup (pinfo->pool, text));
  use (wmem_strdup (pinfo->pool, text));
}

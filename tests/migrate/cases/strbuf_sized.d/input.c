/* emem clamps the size to the maximum, wmem aborts. */
#include <epan/packet.h>

#define SMALL 16
#define BIG 64

void dissect (gsize n, gsize m);
void
dissect (gsize n, gsize m)
{
  use (ep_strbuf_sized_new (8, 32));
  use (ep_strbuf_sized_new (32, 8));
  use (ep_strbuf_sized_new (BIG, SMALL));
  use (ep_strbuf_sized_new (SMALL, 0));
  use (ep_strbuf_sized_new (n, n));
  use (ep_strbuf_sized_new (n, m));
  use (ep_strbuf_sized_new (n++, m));
}

/* The macro that pastes may stand in a header, or behind others; the same name may stand in another macro's body. */
#include <epan/packet.h>
#include <wmem/wmem.h>
#include "paste.h"

#define COPY(s) wmem_strdup (wmem_packet_scope(), s)
#define EITHER(p, s) ((s) ? p##_strdup (s) : wmem_strdup (wmem_packet_scope(), "none"))
#define MINE(s) JOINED (se, _strdup) (s)
#define TEXT_OF(b) ((b)->JOINED (s, tr))

void dissect (const char *s, emem_strbuf_t *b);
void
dissect (const char *s, emem_strbuf_t *b)
{
  use (COPY (s));
  use (DUPLICATE (ep, s));
  use (EITHER (ep, s));
  use (MINE (s));
  use (G_PASTE (ep_, strdup) (s));
  use (TEXT_OF (b));
  use (wmem_strdup (wmem_packet_scope(), s));
}

/* Macros and structs of one name in two files: what is left in one does not keep the other's. */
#include <epan/packet.h>

#define TEXT(b) ((b)->str)
#define SHOW(b) use (TEXT (b))

struct session
{
  emem_strbuf_t *log;
};

void note (struct session *session, emem_strbuf_t *other);
void
note (struct session *session, emem_strbuf_t *other)
{
  SHOW (other);
  ep_strbuf_append_c (session->log, 'x');
}

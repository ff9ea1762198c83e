/* Macros and structs of one name in two files: what is left in one does not keep the other's. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define TEXT(b) (wmem_strbuf_get_str((b)))
#define SHOW(b) use (TEXT (b))

struct session
{
  wmem_strbuf_t *log;
};

void note (struct session *session, wmem_strbuf_t *other);
void
note (struct session *session, wmem_strbuf_t *other)
{
  SHOW (other);
  wmem_strbuf_append_c (session->log, 'x');
}

/* Writes into a buffer: that one stays. */
#include <epan/packet.h>

#define TEXT(b) ((b)->str)
#define SHOW(b) use (TEXT (b))

struct session
{
  int number;
  emem_strbuf_t *log;
};

void scribble (struct session *session);
void
scribble (struct session *session)
{
  SHOW (session->log);
  TEXT (session->log)[0] = 'x';
}

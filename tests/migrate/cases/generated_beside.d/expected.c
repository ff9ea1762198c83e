/* #line names a file that is not kept: the one beside it that says the same is the origin. */
#include <epan/packet.h>
#include <wmem/wmem.h>

char *read_name (const char *text);
#line 1 "name-fn.c"
char *
read_name (const char *text)
{
  char *copy = wmem_strdup (wmem_packet_scope(), text);

  return copy;
}

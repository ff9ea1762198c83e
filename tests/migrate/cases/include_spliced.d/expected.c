/* The line goes on: what is added stands behind all of it. */
#include "api.h"
#include <string.h> /* for strlen */\

#include <wmem/wmem.h>
extern char *spliced (const char *s);
char *
spliced (const char *s)
{
  return wmem_strdup (wmem_packet_scope(), s);
}

#include "old_api.h"
#include <wmem/wmem.h>

char *use (void);
char *
use (void)
{
  char *text = wmem_alloc (wmem_packet_scope(), 3);
  return text ? wmem_strdup (wmem_packet_scope(), "a") : text;
}

/* emem came through another header; wmem does not. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <glib.h>
#include <epan/packet.h>	/* a comment
                                   that goes on */
#include <wmem/wmem.h>
#include "local.h"

char *s (void);
char *
s (void)
{
  return wmem_strdup (wmem_packet_scope(), "x");
}

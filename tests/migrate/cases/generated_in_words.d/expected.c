/* Do not modify this file. Changes will be overwritten.
 * Generated automatically from make-names.py. */
#include <epan/packet.h>
#include <wmem/wmem.h>

extern char *name (const char *text);
char *
name (const char *text)
{
  return wmem_strdup (wmem_packet_scope(), text);
}

/* Do not modify this file. Changes will be overwritten.
 * Generated automatically from make-names.py. */
#include <epan/packet.h>

extern char *name (const char *text);
char *
name (const char *text)
{
  return ep_strdup (text);
}

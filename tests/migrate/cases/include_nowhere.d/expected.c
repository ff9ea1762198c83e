/* Nothing is included here: the flags bring it. */
// The new header comes behind what is said of the file.
#include <wmem/wmem.h>

char *copy (const char *text);
char *
copy (const char *text)
{
  return wmem_strdup (wmem_packet_scope(), text);
}

/* emem's split collapses runs of delimiters. */
#include <epan/packet.h>

void dissect (const char *text);
void
dissect (const char *text)
{
  gchar **parts = ep_strsplit (text, ",", 10);

  use (parts[0]);
}

/* emem's split collapses runs of delimiters. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (const char *text);
void
dissect (const char *text)
{
  gchar **parts = wmem_strsplit_collapse (wmem_packet_scope(), text, ",", 10);

  use (parts[0]);
}

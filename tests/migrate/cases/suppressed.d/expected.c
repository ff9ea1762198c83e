/* Suppression comments: for a line, for the next line, for the file; unused ones are told. */
#include <epan/packet.h>
#include <wmem/wmem.h>

/* wmem-migrate: ignore-file se_strdup */

void dissect (const char *text);
void
dissect (const char *text)
{
  use (ep_strdup (text)); /* wmem-migrate: ignore ep_strdup */
  /* wmem-migrate: ignore ep_alloc, ep_new */
  use (ep_alloc (4)), use (ep_new (int)), use (wmem_strdup (wmem_packet_scope(), text));
  // wmem-migrate: ignore all
  use (ep_alloc (4));
  use (se_strdup (text));
  use (wmem_alloc (wmem_packet_scope(), 4)); /* wmem-migrate: ignore ep_memdup */
}

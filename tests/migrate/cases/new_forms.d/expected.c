/* Headers of today: a call that has a new form's arguments is another thing of that name, whatever its lifetime. */
#include <epan/packet.h>
#include <epan/tvbuff.h>
#include <wmem/wmem.h>

void f (tvbuff_t *tvb);
void
f (tvbuff_t *tvb)
{
  gint length;
  use (tvb_memdup (wmem_packet_scope (), tvb, 0, 4));
  g_free (tvb_memdup (NULL, tvb, 0, 4));
  use (tvb_memdup (wmem_packet_scope(), tvb, 0, 4));
  /* These have a rule for that form, too, where the after side has lost it. */
  use (tvb_get_string (wmem_packet_scope (), tvb, 0, 4));
  g_free (tvb_get_stringz (NULL, tvb, 0, &length));
}

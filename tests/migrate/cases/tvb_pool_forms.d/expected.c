/* Where the after side has the forms with a pool: the lifetime becomes an argument, heap memory a NULL pool. */
#include <epan/packet.h>
#include <epan/tvbuff.h>
#include <wmem/wmem.h>

void f (tvbuff_t *tvb, gint *len);
void
f (tvbuff_t *tvb, gint *len)
{
  guint8 *heap = tvb_get_string (NULL, tvb, 0, 4);

  use (tvb_get_string (wmem_packet_scope(), tvb, 0, 4));
  use (tvb_get_string (wmem_file_scope(), tvb, 0, 4));
  use (tvb_get_stringz (wmem_packet_scope(), tvb, 0, len));
  use (tvb_memdup (wmem_packet_scope(), tvb, 0, 4));
  use (tvb_memdup (NULL, tvb, 0, 4));
  use (wmem_packet_tvb_get_bits (tvb, 0, 4, TRUE));
  g_free (heap);
  heap = tvb_get_string (NULL, tvb, 0, 4);
  g_free (heap);
  g_free (tvb_get_stringz (NULL, tvb, 0, len));
  g_free (tvb_memdup (NULL, tvb, 0, 4));
}

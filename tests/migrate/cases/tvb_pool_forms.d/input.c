/* Where the after side has the forms with a pool: the lifetime becomes an argument, heap memory a NULL pool. */
#include <epan/packet.h>
#include <epan/tvbuff.h>

void f (tvbuff_t *tvb, gint *len);
void
f (tvbuff_t *tvb, gint *len)
{
  guint8 *heap = tvb_get_string (tvb, 0, 4);

  use (tvb_get_ephemeral_string (tvb, 0, 4));
  use (tvb_get_seasonal_string (tvb, 0, 4));
  use (tvb_get_ephemeral_stringz (tvb, 0, len));
  use (ep_tvb_memdup (tvb, 0, 4));
  use (tvb_memdup (tvb, 0, 4));
  use (ep_tvb_get_bits (tvb, 0, 4, TRUE));
  g_free (heap);
  heap = tvb_get_g_string (tvb, 0, 4);
  g_free (heap);
  g_free (tvb_get_g_stringz (tvb, 0, len));
  g_free (tvb_g_memdup (tvb, 0, 4));
}

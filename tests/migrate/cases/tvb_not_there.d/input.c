/* Helpers whose pool form the after side lacks are left; that is no residue. */
#include <epan/packet.h>

typedef struct tvbuff tvbuff_t_;
unsigned char *tvb_get_ephemeral_string (tvbuff_t_ *tvb, int offset, int length);
unsigned char *tvb_get_string (tvbuff_t_ *tvb, int offset, int length);

void f (tvbuff_t_ *tvb);
void
f (tvbuff_t_ *tvb)
{
  use (tvb_get_ephemeral_string (tvb, 0, 4));
  use (tvb_get_string (tvb, 0, 4));
  use (ep_alloc (4));
}

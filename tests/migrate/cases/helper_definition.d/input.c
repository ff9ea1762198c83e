/* What a known helper calls are calls: only the old API's own functions are the memory manager. */
#include <epan/packet.h>

void tvb_copy (tvbuff_t *tvb, void *to, int offset, size_t length);
void *ep_tvb_memdup (tvbuff_t *tvb, int offset, size_t length);

void *
ep_tvb_memdup (tvbuff_t *tvb, int offset, size_t length)
{
  void *copy = ep_alloc (length);

  tvb_copy (tvb, copy, offset, length);
  return copy;
}

static void *
twice (tvbuff_t *tvb)
{
  return ep_tvb_memdup (tvb, 0, 2);
}

void dissect (tvbuff_t *tvb);
void
dissect (tvbuff_t *tvb)
{
  use (twice (tvb));
}

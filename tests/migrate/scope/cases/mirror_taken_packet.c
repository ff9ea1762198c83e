/* SPDX-License-Identifier: MIT */
/* Nobody in the run calls it, but it takes a packet_info: it runs for each packet, and file memory that nothing keeps piles up. */
#include <epan/host.h>

void show_part (tvbuff_t *tvb, packet_info *pinfo);
void show_part (tvbuff_t *tvb, packet_info *pinfo)
{
#ifdef BUG
  guint8 *buffer = se_alloc (64); /* expect: never-kept */
#else
  guint8 *buffer = ep_alloc (64);
#endif
  (void) pinfo;
  tvb_memcpy (tvb, buffer, 0, 64);
}

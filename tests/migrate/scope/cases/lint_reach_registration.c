/* SPDX-License-Identifier: MIT */
/* wmem: the packet pool at registration. */
#include <epan/host.h>

void proto_register_thing (void)
{
#ifdef BUG
  register_dissector (wmem_strdup_printf (wmem_packet_scope (), "%d", 1), NULL, 1); /* expect: no-scope */
#else
  register_dissector (wmem_strdup_printf (wmem_epan_scope (), "%d", 1), NULL, 1);
#endif
}

/* SPDX-License-Identifier: MIT */
/* The old forms of addresses as text. */
#include "../to_str_private.h"

gchar *
ep_address_to_str (const address *addr)
{
  return host_address_text (HOST_PACKET_POOL, addr);
}

gchar *
se_address_to_str (const address *addr)
{
  return host_address_text (HOST_FILE_POOL, addr);
}

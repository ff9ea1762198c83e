/* SPDX-License-Identifier: MIT */
/* Addresses as text, old forms: "ep" lives as long as the packet, "se" as long as the file. */
#ifndef EPAN_TO_STR_COPY_H
#define EPAN_TO_STR_COPY_H

gchar *ep_address_to_str (const address *addr);
gchar *se_address_to_str (const address *addr);
/** The older name of the same. */
#define address_to_str ep_address_to_str

#endif

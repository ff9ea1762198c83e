/* SPDX-License-Identifier: MIT */
/* What the texts for values have in common, with the pool as a parameter. */
#ifndef EPAN_TO_STR_PRIVATE_H
#define EPAN_TO_STR_PRIVATE_H

#include <stdarg.h>
#include <epan/host_pool.h>
#include <epan/to_str.h>

gchar *host_address_text (host_pool_t pool, const address *addr);
gchar *host_strndup (host_pool_t pool, const gchar *text, gsize length);
gchar *host_strdup (host_pool_t pool, const gchar *text);
gchar *host_vprintf (host_pool_t pool, const gchar *format, va_list arguments);
/** Prints into packet-scoped memory. */
gchar *host_packet_printf (const gchar *format, ...) G_GNUC_PRINTF (1, 2);

#endif

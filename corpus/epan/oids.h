/* SPDX-License-Identifier: MIT */
/* Object identifiers: as bytes, as numbers, as text, and the names that dissectors give them. */
#ifndef EPAN_OIDS_H
#define EPAN_OIDS_H

#include <glib.h>
#include <epan/host_pool.h>

/** Gives the identifier @a oid ("1.3.6.1") a name; both strings must stay. */
void oid_add_from_string (const gchar *name, const gchar *oid);
/** @return the number of parts; @a subids takes them, in packet-scoped memory. 0 when it cannot be decoded. */
guint oid_encoded2subid (const guint8 *oid, gint length, guint32 **subids);
guint oid_string2subid (const gchar *oid, guint32 **subids);
/** "1.3.6.1", in packet-scoped memory. */
const gchar *oid_subid2string (guint32 *subids, guint count);
const gchar *oid_encoded2string (const guint8 *encoded, guint length);
/** With the longest known beginning as a name, in packet-scoped memory. */
const gchar *oid_resolved (guint32 count, guint32 *subids);
const gchar *oid_resolved_from_encoded (const guint8 *oid, gint length);
const gchar *oid_resolved_from_string (const gchar *oid);

#endif

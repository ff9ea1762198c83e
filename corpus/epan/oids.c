/* SPDX-License-Identifier: MIT */
/* Object identifiers. */
#include <epan/oids.h>
#include "to_str_private.h"

#include <stdlib.h>
#include <string.h>

static GHashTable *oid_names; /* "1.3.6.1" -> name, both the dissector's */

void
oid_add_from_string (const gchar *name, const gchar *oid)
{
  if (oid_names == NULL)
    oid_names = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (oid_names, (gpointer) (gsize) oid, (gpointer) (gsize) name);
}

guint
oid_encoded2subid (const guint8 *oid, gint length, guint32 **subids)
{
  *subids = NULL;
  if (length <= 0 || (oid[length - 1] & 0x80) != 0)
    return 0;
  /* The first byte holds two parts, every other at most one. */
  guint32 *parts = host_alloc (HOST_PACKET_POOL, sizeof (guint32) * ((gsize) length + 1));
  guint count = 0;
  guint64 part = 0;
  for (gint i = 0; i < length; i++)
    {
      part = part << 7 | (oid[i] & 0x7f);
      if (part > G_MAXUINT32)
        return 0;
      if ((oid[i] & 0x80) != 0)
        continue;
      if (count == 0)
        {
          const guint32 first = (guint32) MIN (part / 40, 2);
          parts[count++] = first;
          part -= 40 * first;
        }
      parts[count++] = (guint32) part;
      part = 0;
    }
  *subids = parts;
  return count;
}

guint
oid_string2subid (const gchar *oid, guint32 **subids)
{
  *subids = NULL;
  guint32 *parts = host_alloc (HOST_PACKET_POOL, sizeof (guint32) * (strlen (oid) + 1));
  guint count = 0;
  while (g_ascii_isdigit (*oid))
    {
      gchar *end;
      parts[count++] = (guint32) strtoul (oid, &end, 10);
      oid = *end == '.' ? end + 1 : end;
    }
  if (*oid != '\0')
    return 0;
  *subids = parts;
  return count;
}

const gchar *
oid_subid2string (guint32 *subids, guint count)
{
  if (subids == NULL || count == 0)
    return host_strdup (HOST_PACKET_POOL, "*** Empty OID ***");
  gchar *text = host_alloc (HOST_PACKET_POOL, (gsize) count * 11 + 1);
  gchar *end = text;
  for (guint i = 0; i < count; i++)
    end += g_snprintf (end, 12, "%s%u", i > 0 ? "." : "", subids[i]);
  return text;
}

const gchar *
oid_encoded2string (const guint8 *encoded, guint length)
{
  guint32 *subids;
  const guint count = oid_encoded2subid (encoded, (gint) length, &subids);
  return oid_subid2string (subids, count);
}

const gchar *
oid_resolved (guint32 count, guint32 *subids)
{
  for (guint known = count; known > 0 && oid_names != NULL; known--)
    {
      const gchar *name = g_hash_table_lookup (oid_names, oid_subid2string (subids, known));
      if (name == NULL)
        continue;
      return known == count ? name
                            : host_packet_printf ("%s.%s", name, oid_subid2string (subids + known, count - known));
    }
  return oid_subid2string (subids, count);
}

const gchar *
oid_resolved_from_encoded (const guint8 *oid, gint length)
{
  guint32 *subids;
  const guint count = oid_encoded2subid (oid, length, &subids);
  return oid_resolved (count, subids);
}

const gchar *
oid_resolved_from_string (const gchar *oid)
{
  guint32 *subids;
  const guint count = oid_string2subid (oid, &subids);
  return oid_resolved (count, subids);
}

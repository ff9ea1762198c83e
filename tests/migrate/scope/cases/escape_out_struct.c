/* SPDX-License-Identifier: MIT */
/* A whole struct is copied to where the caller said: a field of it holds packet memory, and the place outlives the packet. The
 * helper fills the local itself or by another helper; the caller copies it once more, or reads it only. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name; } entry_t;
static void fill (tvbuff_t *tvb, entry_t *entry)
{
  entry->id = tvb_get_ntohl (tvb, 0);
#ifdef BUG
  entry->name = tvb_get_ephemeral_string (tvb, 4, 8);
#else
  entry->name = tvb_get_seasonal_string (tvb, 4, 8);
#endif
}
static void read_filled (tvbuff_t *tvb, entry_t *out)
{
  entry_t entry = { 0, NULL };
  fill (tvb, &entry);
  *out = entry; /* expect: escapes */
}
static void read_entry (tvbuff_t *tvb, entry_t *out)
{
  const entry_t entry = { 3, tvb_get_ephemeral_string (tvb, 4, 8) };
  *out = entry;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  entry_t *kept = se_new (entry_t), *framed = p_get_proto_data (pinfo->fd, 2), local;
  (void) tree;
  read_filled (tvb, kept);
  p_add_proto_data (pinfo->fd, 1, kept);
  read_entry (tvb, &local);
#ifdef BUG
  *framed = local; /* expect: escapes */
#else
  framed->id = local.id;
#endif
  col_add_str (pinfo->cinfo, COL_INFO, local.name);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

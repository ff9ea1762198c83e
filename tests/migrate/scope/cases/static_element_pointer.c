/* SPDX-License-Identifier: MIT */
/* Records of a static array that go round: what one of them gets is read by the pointer that wrote it. Where the pointer
 * has gone on, or is written on one way alone, it is read from an earlier packet. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name, *kind; } record_t;
static record_t records[5], others[5];
static guint next, following;
static record_t rounds[3], *current;
static int tap;

static void dissect_current (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  current = &rounds[next % 3];
  current->name = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
#ifdef BUG
  current = &rounds[(next + 1) % 3];
#endif
  col_add_str (pinfo->cinfo, COL_INFO, current->name);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  record_t *record, *other;
  (void) tree;
  next = (next + 1) % 5;
  record = &records[next];
  record->id = tvb_get_ntohl (tvb, 0);
  record->name = tvb_get_ephemeral_string (tvb, 4, 4);
  col_add_fstr (pinfo->cinfo, COL_INFO, "%s %u", record->name, record->id);
  tap_queue_packet (tap, pinfo, record);
  other = &others[following];
#ifdef BUG
  if (tvb_get_guint8 (tvb, 9) == 1)
    other->name = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
  other->kind = tvb_get_ephemeral_string (tvb, 8, 4); /* expect: escapes */
  col_add_fstr (pinfo->cinfo, COL_INFO, "%s", other->name);
  other = &others[(following + 1) % 5];
  col_add_fstr (pinfo->cinfo, COL_INFO, "%s", other->kind);
#else
  other->name = NULL;
  if (tvb_get_guint8 (tvb, 9) == 1)
    other->name = tvb_get_ephemeral_string (tvb, 4, 4);
  other->kind = tvb_get_ephemeral_string (tvb, 8, 4);
  col_add_fstr (pinfo->cinfo, COL_INFO, "%s %s", other->name, other->kind);
#endif
}
void proto_register_thing (void)
{
  tap = register_tap ("thing");
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.current", dissect_current, 1);
}

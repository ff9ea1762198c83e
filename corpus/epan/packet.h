/* SPDX-License-Identifier: MIT */
/*
 * What a dissector includes first: how it registers, how packets reach it, and how it hands on what it carries.
 *
 * packet-NAME.c defines proto_register_NAME() (protocols, fields, tables, preferences) and proto_reg_handoff_NAME()
 * (which tables it wants to be found in). The host calls all of the first, then all of the second.
 */
#ifndef EPAN_PACKET_H
#define EPAN_PACKET_H

#include <glib.h>
#include <epan/tvbuff.h>
#include <epan/packet_info.h>
#include <epan/proto.h>
#include <epan/to_str.h>
#include <epan/value_string.h>
#include <epan/column-utils.h>
#include <epan/dissector_assert.h>

#define array_length(x) (sizeof (x) / sizeof (x)[0])

/* Big-endian and little-endian numbers in plain memory. */
#define pntohs(p) ((guint16) (((const guint8 *) (p))[0] << 8 | ((const guint8 *) (p))[1]))
#define pntoh24(p) ((guint32) pntohs (p) << 8 | ((const guint8 *) (p))[2])
#define pntohl(p) ((guint32) pntohs (p) << 16 | pntohs ((const guint8 *) (p) + 2))
#define pletohs(p) ((guint16) (((const guint8 *) (p))[1] << 8 | ((const guint8 *) (p))[0]))
#define pletohl(p) ((guint32) pletohs ((const guint8 *) (p) + 2) << 16 | pletohs (p))
#define hi_nibble(b) (((b) & 0xf0) >> 4)
#define lo_nibble(b) ((b) & 0x0f)

typedef struct dissector_handle *dissector_handle_t;
typedef struct dissector_table *dissector_table_t;
typedef GSList *heur_dissector_list_t;
struct _epan_dissect;

typedef void (*dissector_t) (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
/** @return how much was dissected; 0: not this protocol. */
typedef int (*new_dissector_t) (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
/** @return FALSE: not this protocol. */
typedef gboolean (*heur_dissector_t) (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* --- handles ----------------------------------------------------------------------------------------------- */

dissector_handle_t create_dissector_handle (dissector_t dissector, const int proto);
dissector_handle_t new_create_dissector_handle (new_dissector_t dissector, const int proto);
/** Makes the dissector findable by name. */
void register_dissector (const char *name, dissector_t dissector, const int proto);
void new_register_dissector (const char *name, new_dissector_t dissector, const int proto);
/** @return NULL where nothing of that name is registered. */
dissector_handle_t find_dissector (const char *name);
/** Calls the dissector, or "data" where it declines: @return how much was dissected. */
int call_dissector (dissector_handle_t handle, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
/** The same without "data". */
int call_dissector_only (dissector_handle_t handle, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
const char *dissector_handle_get_short_name (const dissector_handle_t handle);
int dissector_handle_get_protocol_index (const dissector_handle_t handle);

/* --- tables by number and by string ------------------------------------------------------------------------ */

dissector_table_t register_dissector_table (const char *name, const char *ui_name, const ftenum_t type,
                                            const int base);
dissector_table_t find_dissector_table (const char *name);
void dissector_add_uint (const char *table, const guint32 pattern, dissector_handle_t handle);
void dissector_delete_uint (const char *table, const guint32 pattern, dissector_handle_t handle);
void dissector_add_string (const char *table, const gchar *pattern, dissector_handle_t handle);
/** For "decode as" only: the host accepts it and does nothing. */
void dissector_add_handle (const char *table, dissector_handle_t handle);
gboolean dissector_try_uint (dissector_table_t table, const guint32 value, tvbuff_t *tvb, packet_info *pinfo,
                             proto_tree *tree);
gboolean dissector_try_string (dissector_table_t table, const gchar *value, tvbuff_t *tvb, packet_info *pinfo,
                               proto_tree *tree);
dissector_handle_t dissector_get_uint_handle (dissector_table_t table, const guint32 value);
dissector_handle_t dissector_get_string_handle (dissector_table_t table, const gchar *value);

/* --- heuristic lists --------------------------------------------------------------------------------------- */

void register_heur_dissector_list (const char *name, heur_dissector_list_t *list);
void heur_dissector_add (const char *name, heur_dissector_t dissector, const int proto);
gboolean dissector_try_heuristic (heur_dissector_list_t list, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* --- lifetimes --------------------------------------------------------------------------------------------- */

/** Has @a func called whenever a file is opened: file scope, no packet. */
void register_init_routine (void (*func) (void));
/** Has @a func called whenever a file is closed, before its memory goes. */
void register_cleanup_routine (void (*func) (void));
/** Has @a func called after the last packet of a file was read. */
void register_postseq_cleanup_routine (void (*func) (void));
/** Called for every packet after everything else. */
void register_postdissector (dissector_handle_t handle);

/** Keeps @a data, which should live as long as the file, with the packet for protocol @a proto. */
void p_add_proto_data (frame_data *fd, int proto, void *data);
void *p_get_proto_data (frame_data *fd, int proto);
void p_remove_proto_data (frame_data *fd, int proto);

/** Shows bytes that are not part of the packet as captured, e.g. reassembled ones. */
void add_new_data_source (packet_info *pinfo, tvbuff_t *tvb, const char *name);
/** Reports an exception in the tree and in the Info column; throws on what is not the packet's fault. */
void show_exception (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, unsigned long exception,
                     const char *message);
/** The dissectors "data" and "malformed" by name. */
#define show_reported_bounds_error(tvb, pinfo, tree) show_exception ((tvb), (pinfo), (tree), ReportedBoundsError, NULL)

/** The Internet checksum of several pieces: 0 when the packet's own sum is among them and right. */
typedef struct
{
  const guint8 *ptr;
  int len;
} vec_t;
int in_cksum (const vec_t *pieces, int count);

#endif

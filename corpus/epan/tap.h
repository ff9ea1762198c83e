/* SPDX-License-Identifier: MIT */
/* Taps: listeners that get a record of every packet of a protocol, and draw a summary at the end of the file. */
#ifndef EPAN_TAP_H
#define EPAN_TAP_H

#include <glib.h>
#include <epan/packet.h>

#define TL_REQUIRES_NOTHING 0

typedef void (*tap_reset_cb) (void *tapdata);
/** @return TRUE when the summary changed. Runs in packet scope. */
typedef gboolean (*tap_packet_cb) (void *tapdata, packet_info *pinfo, struct _epan_dissect *edt, const void *data);
/** Prints to stdout. Runs while the file is open, in no packet. */
typedef void (*tap_draw_cb) (void *tapdata);

int register_tap (const char *name);
int find_tap_id (const char *name);
gboolean have_tap_listener (int tap_id);
/** Hands @a data to the listeners once the packet is dissected; it must live that long. */
void tap_queue_packet (int tap_id, packet_info *pinfo, const void *data);
/** @return NULL, or what is wrong. */
GString *register_tap_listener (const char *tapname, void *tapdata, const char *filter, guint flags,
                                tap_reset_cb reset, tap_packet_cb packet, tap_draw_cb draw);
void remove_tap_listener (void *tapdata);

#endif

/* SPDX-License-Identifier: MIT */
/* What the host's files share about running dissectors over a packet. */
#ifndef EPAN_PACKET_PRIVATE_H
#define EPAN_PACKET_PRIVATE_H

#include <epan/packet.h>

/** One packet while it is being dissected; taps see it. */
typedef struct _epan_dissect
{
  tvbuff_t *tvb;
  proto_tree *tree;
  packet_info pi;
} epan_dissect_t;

/** Calls every dissector's registration and hand-off function, in the order of the generated table. */
void dissectors_register (void);
void dissectors_cleanup (void);
/** What the host itself dissects: the frame, and "data" where nobody knows better. */
void proto_register_frame_and_data (void);
void frame_dissect (epan_dissect_t *edt);

void file_routines_init (void);
void file_routines_close (void);
void file_routines_cleanup (void);
void postdissectors_call (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

void conversations_reset (void);

void taps_reset (void);
/** Empties the queue, handing the records to their listeners where @a deliver says so: in packet scope. */
void taps_push (epan_dissect_t *edt, gboolean deliver);
/** @return how many listeners there are. */
guint taps_count (void);
/** Has a listener print its summary to stdout. @return the source that registered it. */
const char *tap_draw (guint index);
void taps_cleanup (void);

/** Sets "module.name:value". */
gboolean prefs_set (const char *setting, GError **error);
void prefs_cleanup (void);
/** Reads the records of "name:FILE". */
gboolean uat_load (const char *setting, GError **error);
void uat_cleanup (void);

/** One dissector source, as the build found it. Plug-ins are the same, in a module of their own. */
typedef struct dissector_source
{
  const char *file; /* "packet-dns" */
  void (*register_protocols) (void);
  void (*register_handoffs) (void); /* may be NULL */
} dissector_source_t;

/** Ends with a NULL file. */
extern const dissector_source_t dissector_sources[];

#endif

/* SPDX-License-Identifier: MIT */
/*
 * When lifetimes begin and end: the host calls these in the order in which they stand here.
 *
 * Private to the host. Each flavour implements them in its host_pool.c.
 */
#ifndef EPAN_HOST_MEMORY_H
#define EPAN_HOST_MEMORY_H

#include <epan/packet_info.h>

void host_memory_init (void);
/** A capture file was opened. */
void host_file_enter (void);
/** Sets what the flavour adds to packet_info. */
void host_packet_info_init (packet_info *pinfo);
/** Dissectors are about to run. */
void host_packet_enter (void);
/** Dissectors have run; columns and tree are not printed yet. @return the bytes that packet scope held until now. */
gsize host_packet_leave (void);
/** The packet was printed. @return the bytes that packet scope still holds: 0 unless something is wrong. */
gsize host_packet_done (packet_info *pinfo);
/** @return the bytes that file scope holds. */
gsize host_file_bytes (void);
/** The capture file is closed. @return the bytes that file scope still holds. */
gsize host_file_leave (void);
void host_memory_cleanup (void);

#endif

/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The three scopes of a dissecting program, of the calling thread's session.
 *
 *     epan     as long as the program (or the session) runs
 *       file     while a capture file is open
 *         packet   while one packet is dissected
 *
 * The pools are always there; allocating from one that is out of scope aborts, and the message names the scope.
 */
#ifndef WMEM_SCOPES_H
#define WMEM_SCOPES_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return the pool that ends with the packet. */
WMEM_API wmem_allocator_t *wmem_packet_scope (void) WMEM_NEVER_NULL;
/** @return the pool that ends with the capture file. */
WMEM_API wmem_allocator_t *wmem_file_scope (void) WMEM_NEVER_NULL;
/** @return the pool that ends with the session. */
WMEM_API wmem_allocator_t *wmem_epan_scope (void) WMEM_NEVER_NULL;

/** A file was opened. Aborts where one is open. */
WMEM_API void wmem_enter_file_scope (void);
/** The file is closed: frees the file scope. Aborts where none is open, or a packet still is. */
WMEM_API void wmem_leave_file_scope (void);
/** A packet is to be dissected. Aborts outside of a file, or inside another packet. */
WMEM_API void wmem_enter_packet_scope (void);
/** The packet is done: frees the packet scope. */
WMEM_API void wmem_leave_packet_scope (void);

/** Makes the pools of the default session; wmem_init() does too. Upstream 4.x calls both. */
WMEM_API void wmem_init_scopes (void);
/** Ends the default session's pools; wmem_cleanup() does too. */
WMEM_API void wmem_cleanup_scopes (void);

G_END_DECLS

#endif

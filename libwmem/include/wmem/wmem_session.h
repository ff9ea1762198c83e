/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sessions: one epan, one file and one packet scope each, so that N threads dissect N files at once.
 *
 * A session belongs to the thread that entered it. wmem_packet_scope() and its like answer from the session that the
 * calling thread is in, and from the default session where it is in none: a single-threaded program never needs to
 * know that sessions exist.
 */
#ifndef WMEM_SESSION_H
#define WMEM_SESSION_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** Three pools of different lifetimes. Opaque. */
typedef struct _wmem_session_t wmem_session_t;

/** @param name for messages, copied; NULL for none. @return a session: end it with wmem_session_destroy(). */
WMEM_API wmem_session_t *wmem_session_new (const char *name);

/** Frees the pools of @a session. Aborts where a thread is still in it, and for the default session, which wmem_cleanup() ends. */
WMEM_API void wmem_session_destroy (wmem_session_t *session);

/** Makes @a session the calling thread's, until the thread enters another or ends. NULL: none. Aborts where another thread is in
 *  it. What a thread that ended left open stays open: the next one finds the scopes as they were.
 *  @return the session that the thread was in, or NULL: hand it to the next call to go back. */
WMEM_API wmem_session_t *wmem_session_enter (wmem_session_t *session);

/** @return the session that the calling thread is in; the default one where it is in none. */
WMEM_API wmem_session_t *wmem_session_current (void);

/** @return the pool of @a session, whether in scope or not. */
WMEM_API wmem_allocator_t *wmem_session_packet_scope (wmem_session_t *session);
/** @copydoc wmem_session_packet_scope */
WMEM_API wmem_allocator_t *wmem_session_file_scope (wmem_session_t *session);
/** @copydoc wmem_session_packet_scope */
WMEM_API wmem_allocator_t *wmem_session_epan_scope (wmem_session_t *session);

G_END_DECLS

#endif

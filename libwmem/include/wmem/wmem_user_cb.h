/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Callbacks that run when a pool frees everything: for what a pool's objects own elsewhere.
 */
#ifndef WMEM_USER_CB_H
#define WMEM_USER_CB_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** Why a callback runs. */
typedef enum _wmem_cb_event_t {
  WMEM_CB_FREE_EVENT,   /**< wmem_free_all(): the pool goes on */
  WMEM_CB_DESTROY_EVENT /**< wmem_destroy_allocator(): the pool ends */
} wmem_cb_event_t;

/**
 * Runs before the memory is freed: everything in the pool can still be read.
 *
 * @return whether to stay registered; FALSE ends the registration. Ignored where the pool ends.
 */
typedef wmem_bool_t (*wmem_user_cb_t) (wmem_allocator_t *allocator, wmem_cb_event_t event, void *user_data);

/** The same, whatever the types of the headers. */
typedef wmem_c99_bool_t (*wmem_bool_user_cb_t) (wmem_allocator_t *allocator, wmem_cb_event_t event, void *user_data);

/**
 * Registers @a callback with @a allocator. The latest registered runs first. A callback may allocate, register and
 * unregister.
 *
 * @return its number in this pool, never 0.
 */
WMEM_API guint wmem_register_callback (wmem_allocator_t *allocator, wmem_user_cb_t callback, void *user_data);

/** wmem_register_callback() for callbacks that return `bool`: what WMEM_C99_TYPES makes of it. */
WMEM_API guint wmem_register_callback_bool (wmem_allocator_t *allocator, wmem_bool_user_cb_t callback, void *user_data);

/** Ends registration @a id in constant time. Does nothing where there is none. */
WMEM_API void wmem_unregister_callback (wmem_allocator_t *allocator, guint id);

G_END_DECLS

#endif

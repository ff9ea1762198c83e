/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A queue of pointers: a list (see wmem_list.h) that is filled at the tail and emptied at the head.
 *
 * Taking from an empty queue is a mistake of the caller and aborts: ask wmem_queue_count() first.
 */
#ifndef WMEM_QUEUE_H
#define WMEM_QUEUE_H

#include <string.h>

#include <glib.h>

#include "wmem_core.h"
#include "wmem_list.h"
#include "wmem_stack.h"

G_BEGIN_DECLS

typedef wmem_list_t wmem_queue_t;

/** @return number of pointers in the queue. */
#define wmem_queue_count(QUEUE) wmem_list_count (QUEUE)

/** @return the pointer pushed first, which stays. Aborts where the queue is empty. */
#define wmem_queue_peek(QUEUE) wmem_stack_peek (QUEUE)

/** @return the pointer pushed first, which is taken out. Aborts where the queue is empty. */
#define wmem_queue_pop(QUEUE) wmem_stack_pop (QUEUE)

/** Puts DATA at the end. */
#define wmem_queue_push(QUEUE, DATA) wmem_list_append ((QUEUE), (DATA))

/** @return an empty queue in the pool ALLOCATOR. */
#define wmem_queue_new(ALLOCATOR) wmem_list_new (ALLOCATOR)

/** Gives the queue back, not the data. */
#define wmem_destroy_queue(QUEUE) wmem_destroy_list (QUEUE)

G_END_DECLS

#endif

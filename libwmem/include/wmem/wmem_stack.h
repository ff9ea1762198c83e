/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A stack of pointers: a list (see wmem_list.h) of which only the head is used.
 *
 * Taking from an empty stack is a mistake of the caller and aborts: ask wmem_stack_count() first.
 */
#ifndef WMEM_STACK_H
#define WMEM_STACK_H

#include <string.h>

#include <glib.h>

#include "wmem_core.h"
#include "wmem_list.h"

G_BEGIN_DECLS

typedef wmem_list_t wmem_stack_t;

/** @return number of pointers on the stack. */
#define wmem_stack_count(STACK) wmem_list_count (STACK)

/** @return the pointer pushed last, which stays. Aborts where the stack is empty. */
WMEM_API void *
wmem_stack_peek (const wmem_stack_t *stack);

/** @return the pointer pushed last, which is taken off. Aborts where the stack is empty. */
WMEM_API void *
wmem_stack_pop (wmem_stack_t *stack);

/** Puts DATA on top. */
#define wmem_stack_push(STACK, DATA) wmem_list_prepend ((STACK), (DATA))

/** @return an empty stack in the pool ALLOCATOR. */
#define wmem_stack_new(ALLOCATOR) wmem_list_new (ALLOCATOR)

/** Gives the stack back, not the data. */
#define wmem_destroy_stack(STACK) wmem_destroy_list (STACK)

G_END_DECLS

#endif

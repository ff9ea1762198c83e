/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The top of a stack, which is also the front of a queue.
 */
#include "wmem/wmem_stack.h"

#include "pools/pool.h"

static wmem_list_frame_t *
top_frame (const wmem_stack_t *stack, const char *verb)
{
  wmem_list_frame_t *top = wmem_list_head (stack);

  if (G_UNLIKELY (top == NULL))
    wmem_abort ("cannot %s an empty stack or queue, ask for its count first", verb);
  return top;
}

void *
wmem_stack_peek (const wmem_stack_t *stack)
{
  return top_frame (stack, "peek at")->data;
}

void *
wmem_stack_pop (wmem_stack_t *stack)
{
  wmem_list_frame_t *top = top_frame (stack, "pop from");
  void *data = top->data;

  wmem_list_remove_frame (stack, top);
  return data;
}

/* SPDX-License-Identifier: MIT */
/*
 * Making pools: of a type, of exactly one policy, and as another one's child.
 */
#include "pools/policy.h"
#include "wmem/wmem_allocator_block.h"
#include "wmem/wmem_allocator_block_fast.h"
#include "wmem/wmem_allocator_glib.h"
#include "wmem/wmem_allocator_strict.h"

wmem_allocator_t *
wmem_allocator_new (const wmem_allocator_type_t type)
{
  return wmem_pool_new_of (wmem_policy_choose (type));
}

wmem_allocator_t *
wmem_create_glib_allocator (void)
{
  return wmem_pool_new_of (&wmem_policy_glib);
}

wmem_allocator_t *
wmem_create_block_allocator (void)
{
  return wmem_pool_new_of (&wmem_policy_block);
}

wmem_allocator_t *
wmem_create_block_fast_allocator (void)
{
  return wmem_pool_new_of (&wmem_policy_block_fast);
}

wmem_allocator_t *
wmem_create_strict_allocator (void)
{
  return wmem_pool_new_of (&wmem_policy_strict);
}

static gboolean
child_ends_with_parent (wmem_allocator_t *parent G_GNUC_UNUSED, wmem_cb_event_t event G_GNUC_UNUSED, void *user_data)
{
  wmem_allocator_t *child = user_data;
  child->parent = NULL;
  wmem_destroy_allocator (child);
  return FALSE;
}

wmem_allocator_t *
wmem_pool_new_child (wmem_allocator_t *parent, wmem_allocator_type_t type, const char *name)
{
  g_return_val_if_fail (parent != NULL, NULL);
  wmem_allocator_t *child = wmem_allocator_new (type);
  child->parent = parent;
  child->parent_callback = wmem_callbacks_watch (parent, child_ends_with_parent, child);
  if (name)
    wmem_pool_set_name (child, name);
  return child;
}

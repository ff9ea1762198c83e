/* SPDX-License-Identifier: MIT */
/*
 * Which policy a pool gets: the one asked for, or the one that the environment puts in its place.
 */
#include "pools/policy.h"

#include <stdlib.h>

/* Upstream's variable, and the one that is easier to remember; the first that is set counts. */
static const char *const override_variables[] = { "WIRESHARK_DEBUG_WMEM_OVERRIDE", "WMEM_ALLOCATOR" };

static const struct
{
  const char *name;
  const wmem_policy_t *policy;
} policies[] = {
  { "simple", &wmem_policy_glib },
  { "glib", &wmem_policy_glib },
  { "block", &wmem_policy_block },
  { "block_fast", &wmem_policy_block_fast },
  { "strict", &wmem_policy_strict },
};

static const wmem_policy_t *override;
static gsize override_read;

void
wmem_policy_read_override (void)
{
  const wmem_policy_t *found = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (override_variables); i++)
    {
      const char *wanted = getenv (override_variables[i]);
      if (wanted == NULL)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (policies) && found == NULL; j++)
        if (g_str_equal (policies[j].name, wanted))
          found = policies[j].policy;
      if (found == NULL)
        wmem_abort ("unknown allocator '%s' in %s: use simple, block, block_fast or strict", wanted,
                    override_variables[i]);
      break;
    }
  g_atomic_pointer_set (&override, found);
}

const wmem_policy_t *
wmem_policy_choose (wmem_allocator_type_t type)
{
  if (g_once_init_enter (&override_read))
    {
      wmem_policy_read_override ();
      g_once_init_leave (&override_read, 1);
    }
  const wmem_policy_t *forced = g_atomic_pointer_get (&override);
  if (forced != NULL)
    return forced;
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    if (policies[i].policy->type == type)
      return policies[i].policy;
  wmem_abort ("no allocator has the type %d", (int) type);
}

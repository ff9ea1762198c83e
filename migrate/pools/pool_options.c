/* SPDX-License-Identifier: MIT */
/*
 * Options of pools.
 */
#include "pools/pool_options.h"

gboolean
pool_is_explicit (const RunOptions *options, RulePool pool)
{
  return (pool == POOL_PACKET && g_strcmp0 (options->packet_pool, POOL_EXPLICIT) == 0)
         || (pool == POOL_FILE && g_strcmp0 (options->file_pool, POOL_EXPLICIT) == 0);
}

const char *
pool_accessor (RulePool pool)
{
  return pool == POOL_FILE ? "wmem_file_scope()" : "wmem_packet_scope()";
}

const char *const *
pool_expressions (const RunOptions *options, const char *pools[])
{
  gboolean at_hand = g_strcmp0 (options->packet_pool, "pinfo") == 0 || g_strcmp0 (options->packet_pool, POOL_EXPLICIT) == 0;
  pools[POOL_NONE] = NULL;
  pools[POOL_PACKET] = at_hand ? "pinfo->pool" : options->packet_pool;
  pools[POOL_FILE] = g_strcmp0 (options->file_pool, POOL_EXPLICIT) == 0 ? "wmem_file_scope()" : options->file_pool;
  pools[POOL_EPAN] = options->epan_pool;
  pools[POOL_HEAP] = "NULL";
  return pools;
}

/* SPDX-License-Identifier: MIT */
/* The host's memory after the migration, and in the bridge form. */
#include <epan/host_pool.h>
#include <epan/host_memory.h>
#include <wmem/wmem.h>
#include <wmem/wmem_pool.h>
#include <wmem/wmem_session.h>

/* Each copy of the host has a session of its own, so that several can work at once, a thread each. */
static wmem_session_t *session;
static wmem_allocator_t *packet_info_pool; /* pinfo->pool: until the packet was printed */

static gsize
pool_bytes_in_use (wmem_allocator_t *pool)
{
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (pool, &statistics);
  return statistics.asked;
}

void *
host_alloc (host_pool_t pool, gsize size)
{
  return wmem_alloc (pool, size);
}

wmem_allocator_t *
host_packet_pool (void)
{
  return wmem_packet_scope ();
}

wmem_allocator_t *
host_file_pool (void)
{
  return wmem_file_scope ();
}

void
host_memory_init (void)
{
  session = wmem_session_new ("corpus");
  wmem_session_enter (session);
  packet_info_pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
}

void
host_file_enter (void)
{
  wmem_enter_file_scope ();
}

void
host_packet_info_init (packet_info *pinfo)
{
  pinfo->pool = packet_info_pool;
}

void
host_packet_enter (void)
{
  wmem_enter_packet_scope ();
}

gsize
host_packet_leave (void)
{
  const gsize held = pool_bytes_in_use (wmem_session_packet_scope (session));
  wmem_leave_packet_scope ();
  return held;
}

gsize
host_packet_done (packet_info *pinfo)
{
  wmem_free_all (pinfo->pool);
  return pool_bytes_in_use (pinfo->pool) + pool_bytes_in_use (wmem_session_packet_scope (session));
}

gsize
host_file_bytes (void)
{
  return pool_bytes_in_use (wmem_session_file_scope (session));
}

gsize
host_file_leave (void)
{
  wmem_leave_file_scope ();
  return pool_bytes_in_use (wmem_session_file_scope (session));
}

void
host_memory_cleanup (void)
{
  wmem_destroy_allocator (packet_info_pool);
  wmem_session_enter (NULL);
  wmem_session_destroy (session);
}

/* SPDX-License-Identifier: MIT */
/* The host's memory after the migration, and in the bridge form. */
#include <epan/host_pool.h>
#include <epan/host_memory.h>
#include <wmem/wmem.h>

static wmem_allocator_t *packet_info_pool; /* pinfo->pool: until the packet was printed */

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
  wmem_init ();
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

void
host_packet_leave (void)
{
  wmem_leave_packet_scope ();
}

gsize
host_packet_done (packet_info *pinfo)
{
  wmem_free_all (pinfo->pool);
  return 0;
}

gsize
host_file_leave (void)
{
  wmem_leave_file_scope ();
  return 0;
}

void
host_memory_cleanup (void)
{
  wmem_destroy_allocator (packet_info_pool);
  wmem_cleanup ();
}

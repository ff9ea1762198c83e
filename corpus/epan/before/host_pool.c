/* SPDX-License-Identifier: MIT */
/* The host's memory before the migration. */
#include <epan/host_pool.h>
#include <epan/host_memory.h>

void *
host_alloc (host_pool_t pool, gsize size)
{
  switch (pool)
    {
    case HOST_PACKET_POOL:
      return ep_alloc (size);
    case HOST_FILE_POOL:
      return se_alloc (size);
    case HOST_HEAP_POOL:
    default:
      return g_malloc (size);
    }
}

void
host_memory_init (void)
{
  emem_init ();
}

void
host_file_enter (void)
{
}

void
host_packet_enter (void)
{
}

gsize
host_packet_leave (void)
{
  /* Packet memory of old is good until the packet was printed: see host_packet_done(). */
  return ep_bytes_in_use ();
}

gsize
host_packet_done (packet_info *pinfo G_GNUC_UNUSED)
{
  EP_CHECK_CANARY (("after frame %u", pinfo->fd->num));
  ep_free_all ();
  return ep_bytes_in_use ();
}

gsize
host_file_bytes (void)
{
  return se_bytes_in_use ();
}

gsize
host_file_leave (void)
{
  se_free_all ();
  return se_bytes_in_use ();
}

void
host_memory_cleanup (void)
{
}

void
host_packet_info_init (packet_info *pinfo G_GNUC_UNUSED)
{
}

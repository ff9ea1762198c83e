/* SPDX-License-Identifier: MIT */
/*
 * The three scopes of the calling thread's session, and the program's start and end.
 */
#include "wmem/wmem_scopes.h"

#include "pools/block_cache.h"
#include "pools/policy.h"
#include "scopes/other_library.h"
#include "scopes/session.h"

wmem_allocator_t *
wmem_packet_scope (void)
{
  if (G_UNLIKELY (wmem_other_scopes.packet != NULL))
    return wmem_other_scopes.packet ();
  return wmem_session_current ()->packet;
}

wmem_allocator_t *
wmem_file_scope (void)
{
  if (G_UNLIKELY (wmem_other_scopes.file != NULL))
    return wmem_other_scopes.file ();
  return wmem_session_current ()->file;
}

wmem_allocator_t *
wmem_epan_scope (void)
{
  if (G_UNLIKELY (wmem_other_scopes.epan != NULL))
    return wmem_other_scopes.epan ();
  return wmem_session_current ()->epan;
}

void
wmem_enter_file_scope (void)
{
  wmem_session_t *session = wmem_session_current ();
  if (wmem_in_scope (session->file))
    wmem_pool_abort (session->file, "entered twice");
  wmem_enter_scope (session->file);
}

void
wmem_leave_file_scope (void)
{
  wmem_session_t *session = wmem_session_current ();
  if (!wmem_in_scope (session->file))
    wmem_pool_abort (session->file, "left without having been entered");
  if (wmem_in_scope (session->packet))
    wmem_pool_abort (session->file, "left while a packet is being dissected");
  wmem_leave_scope (session->file);
}

void
wmem_enter_packet_scope (void)
{
  wmem_session_t *session = wmem_session_current ();
  if (!wmem_in_scope (session->file))
    wmem_pool_abort (session->packet, "entered while no file is open");
  if (wmem_in_scope (session->packet))
    wmem_pool_abort (session->packet, "entered twice");
  wmem_enter_scope (session->packet);
}

void
wmem_leave_packet_scope (void)
{
  wmem_session_t *session = wmem_session_current ();
  if (!wmem_in_scope (session->packet))
    wmem_pool_abort (session->packet, "left without having been entered");
  wmem_leave_scope (session->packet);
}

void
wmem_init_scopes (void)
{
  wmem_other_scopes_find ();
  if (wmem_other_scopes.init)
    wmem_other_scopes.init ();
  else
    wmem_session_start_default ();
}

void
wmem_cleanup_scopes (void)
{
  if (wmem_other_scopes.cleanup)
    wmem_other_scopes.cleanup ();
  else
    wmem_session_end_default ();
}

void
wmem_init (void)
{
  wmem_policy_read_override ();
  wmem_session_start_default ();
}

void
wmem_cleanup (void)
{
  wmem_session_end_default ();
  wmem_block_cache_drop ();
}

/* SPDX-License-Identifier: MIT */
/*
 * Sessions: who owns the three scopes, and which session a thread is in.
 */
#include "scopes/session.h"

#include "pools/pool.h"

static wmem_session_t *default_session;
static GMutex default_lock;

/* Set for the thread that is in a session other than the default one. */
static __thread wmem_session_t *entered;

/* The same once more, for the end of the thread: a session in which a thread ended is free for the next one. */
static void
leave_at_thread_end (gpointer session)
{
  g_atomic_pointer_set (&((wmem_session_t *) session)->thread, NULL);
}

static GPrivate left_at_thread_end = G_PRIVATE_INIT (leave_at_thread_end);

static wmem_allocator_t *
scope_new (const char *session, const char *scope, wmem_allocator_type_t type)
{
  wmem_allocator_t *pool = wmem_allocator_new (type);
  char *name = session ? g_strdup_printf ("%s scope of session '%s'", scope, session) : g_strdup_printf ("%s scope", scope);
  wmem_pool_set_name (pool, name);
  g_free (name);
  return pool;
}

wmem_session_t *
wmem_session_new (const char *name)
{
  wmem_session_t *session = g_new0 (wmem_session_t, 1);
  session->epan = scope_new (name, "epan", WMEM_ALLOCATOR_BLOCK);
  session->file = scope_new (name, "file", WMEM_ALLOCATOR_BLOCK);
  session->packet = scope_new (name, "packet", WMEM_ALLOCATOR_BLOCK_FAST);
  wmem_leave_scope (session->file);
  wmem_leave_scope (session->packet);
  return session;
}

void
wmem_session_destroy (wmem_session_t *session)
{
  if (session == NULL)
    return;
  if (session == g_atomic_pointer_get (&default_session))
    wmem_abort ("%s: the default session is destroyed by wmem_cleanup() alone", wmem_pool_get_name (session->epan));
  if (g_atomic_pointer_get (&session->thread) != NULL)
    wmem_abort ("%s: destroyed while a thread is in its session", wmem_pool_get_name (session->epan));
  /* The shorter lives first: what lives longer may be told of their end. */
  wmem_destroy_allocator (session->packet);
  wmem_destroy_allocator (session->file);
  wmem_destroy_allocator (session->epan);
  g_free (session);
}

wmem_session_t *
wmem_session_enter (wmem_session_t *session)
{
  wmem_session_t *previous = entered;
  if (session == previous)
    return previous;
  if (session && !g_atomic_pointer_compare_and_exchange (&session->thread, NULL, g_thread_self ()))
    wmem_abort ("%s: another thread is in its session", wmem_pool_get_name (session->epan));
  if (previous)
    g_atomic_pointer_set (&previous->thread, NULL);
  entered = session;
  g_private_set (&left_at_thread_end, session);
  return previous;
}

wmem_session_t *
wmem_session_current (void)
{
  if (G_LIKELY (entered != NULL))
    return entered;
  wmem_session_t *session = g_atomic_pointer_get (&default_session);
  if (G_LIKELY (session != NULL))
    return session;
  wmem_session_start_default ();
  return default_session;
}

void
wmem_session_start_default (void)
{
  g_mutex_lock (&default_lock);
  if (default_session == NULL)
    g_atomic_pointer_set (&default_session, wmem_session_new (NULL));
  g_mutex_unlock (&default_lock);
}

void
wmem_session_end_default (void)
{
  g_mutex_lock (&default_lock);
  wmem_session_t *session = default_session;
  g_atomic_pointer_set (&default_session, NULL);
  g_mutex_unlock (&default_lock);
  wmem_session_destroy (session);
}

wmem_allocator_t *
wmem_session_packet_scope (wmem_session_t *session)
{
  return session->packet;
}

wmem_allocator_t *
wmem_session_file_scope (wmem_session_t *session)
{
  return session->file;
}

wmem_allocator_t *
wmem_session_epan_scope (wmem_session_t *session)
{
  return session->epan;
}

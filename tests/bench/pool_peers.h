/* SPDX-License-Identifier: MIT */
/*
 * The peers of the pool benchmark: libwmem, what is like it, and the bump pointer as the physical limit.
 */
#pragma once

#include "wmem/wmem_core.h"

/* A peer: how to begin, allocate, free, empty and end. A peer without free leaves pieces until it is emptied. */
typedef struct
{
  const char *name;
  const char *library; /* loaded at run time, or NULL */
  gboolean (*load) (void *library);
  void *(*begin) (void);
  void *(*begin_file) (void); /* the pool for file scope; NULL: as begin */
  void *(*alloc) (void *pool, size_t size);
  void *(*alloc0) (void *pool, size_t size);               /* NULL: alloc and memset */
  void *(*realloc) (void *pool, void *piece, size_t size); /* NULL: alloc, memcpy and free */
  void (*free) (void *pool, void *piece);
  void (*empty) (void *pool);
  void (*end) (void *pool);
  gboolean missing;
} peer_t;

/* The limit: a pointer that moves through memory mapped beforehand. */
typedef struct
{
  char *start, *next;
} bump_t;

static inline void *
bump_alloc (void *pool, size_t size)
{
  bump_t *bump = pool;
  void *piece = bump->next;
  bump->next += (size + 15) & ~(size_t) 15;
  return piece;
}

/* Peers without a call of their own for it zero, or move. */
static inline void *
peer_alloc0 (const peer_t *peer, void *pool, size_t size)
{
  return peer->alloc0 ? peer->alloc0 (pool, size) : memset (peer->alloc (pool, size), 0, size);
}

static inline void *
peer_realloc (const peer_t *peer, void *pool, void *piece, size_t old_size, size_t size)
{
  if (peer->realloc)
    return peer->realloc (pool, piece, size);
  void *moved = memcpy (peer->alloc (pool, size), piece, MIN (old_size, size));
  peer->free (pool, piece);
  return moved;
}

enum { PEER_BUMP,
       PEER_INLINED,
       PEER_UPSTREAM_FAST = 4,
       PEER_HARNESS = 11,
       N_PEERS };

extern peer_t peers[N_PEERS];

/* Loads the peers that are libraries; names those that are not installed, and marks them as missing. */
void load_peers (void);

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
  void *(*alloc) (void *pool, size_t size);
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

enum { PEER_BUMP, PEER_INLINED, PEER_UPSTREAM_FAST = 4, N_PEERS = 11 };

extern peer_t peers[N_PEERS];

/* Loads the peers that are libraries; names those that are not installed, and marks them as missing. */
void load_peers (void);

/* SPDX-License-Identifier: MIT */
/*
 * Where a pointer to a packet_info that is no parameter comes from: whether the program has made what it points to, so that nobody sets its
 * pool.
 */
#pragma once

#include "find/pool_walker.h"

/** Ascending: of several values of a variable the highest counts. */
typedef enum {
  PACKET_OF_HOST, /**< as far as this unit shows */
  PACKET_STRANGE, /**< out of a call, or another unit: whether it has a pool nobody can tell */
  PACKET_MADE     /**< an object of the program's own, or memory that it has taken for one */
} PacketMaking;

/** @return how what the expression @a value points to came about; with @a object, how what it is. */
PacketMaking packet_making (PoolWalker *walk, CXCursor value, gboolean object);

/** @return how what is given to @a variable, which is a packet_info or points to one, came about, wherever in the unit that is. */
PacketMaking packet_making_of (PoolWalker *walk, CXCursor variable);

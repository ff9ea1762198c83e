/* SPDX-License-Identifier: MIT */
/*
 * What a function does with a pointer to the packet_info, by the tokens of its text: whether a pool can be reached by it.
 */
#pragma once

#include "syntax/source.h"

typedef enum {
  PACKET_READ = 1 << 0,    /**< it reads what it points to */
  PACKET_TESTED = 1 << 1,  /**< it asks whether it is NULL */
  PACKET_CHANGED = 1 << 2, /**< it gives it another value, or its address to somebody */
  PACKET_DROPPED = 1 << 3, /**< it sets it to NULL */
} PacketUse;

/** @return what happens to @a name from the byte @a from to @a to of @a source. What is not compiled counts where it makes doubtful. Another
 *  variable of that name counts, too. */
PacketUse packet_use_of (const Source *source, guint32 from, guint32 to, const char *name);

/* SPDX-License-Identifier: MIT */
/*
 * What calls give as a packet_info: NULL, the caller's own, or what nobody can tell.
 */
#pragma once

#include "find/pool_walker.h"

/** Notes the packet_info that @a call, at @a line of @a file, gives to the function or pointer @a id, unless it is an object's address. */
void packet_arguments_check (PoolWalker *walk, CXCursor call, const char *id, const PoolFile *file, guint32 line);

/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pools of one policy by name: the policy that checks everything (WMEM_ALLOCATOR_STRICT).
 *
 * It reports misuse in one line and aborts:
 *
 *     wmem: pool 'packet' (strict): overrun: the bytes behind a piece were written: 77 bytes at 0x5581f2a3e6d0,
 *     allocated at packet-foo.c:123 by dissect_foo+0x3c (foo.so+0x1a5c) < dissector_try_uint+0x10 (...) < ...
 *
 * The file and line are there where the allocating file was compiled with `-DWMEM_DEBUG` and calls wmem_alloc(),
 * wmem_new() or one of their like. The chain of callers is always: functions that their object does not export show
 * as the place in the object alone, and `addr2line -f -e foo.so 0x1a5c` names them.
 */
#ifndef WMEM_ALLOCATOR_STRICT_H
#define WMEM_ALLOCATOR_STRICT_H

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a new pool as from wmem_allocator_new (WMEM_ALLOCATOR_STRICT), whatever the override says. */
WMEM_API wmem_allocator_t *wmem_create_strict_allocator (void);

G_END_DECLS

#endif

/* SPDX-License-Identifier: MIT */
/**
 * @file
 * How a header offers the body of an exported function for inlining.
 *
 * `WMEM_ACCESSOR` in front of a definition lets an optimising compiler use the body at the call; everywhere else (no
 * optimisation, a function pointer, a program built against another header) the call goes to the exported function of
 * the same name. The library defines it empty in one file, which so becomes that exported copy: there is one text.
 * `WMEM_NO_INLINE` leaves the bodies out.
 */
#ifndef WMEM_INLINE_H
#define WMEM_INLINE_H

#include "wmem_core.h"

#ifndef WMEM_ACCESSOR
#define WMEM_ACCESSOR extern __inline__ __attribute__ ((__gnu_inline__))
#endif

#endif

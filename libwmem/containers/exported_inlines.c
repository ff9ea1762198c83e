/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The exported copies of the functions whose bodies the container headers offer for inlining (see wmem_inline.h).
 */
#define WMEM_ACCESSOR

#include "wmem/wmem_array.h"
#include "wmem/wmem_list.h"
#include "wmem/wmem_strbuf.h"

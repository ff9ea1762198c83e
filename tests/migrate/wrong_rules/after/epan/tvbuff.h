/* SPDX-License-Identifier: MIT */
#pragma once
#include <wmem/wmem.h>
typedef struct tvbuff tvbuff_t;
char *tvb_get_string (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int length);

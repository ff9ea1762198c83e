/* SPDX-License-Identifier: MIT */
#pragma once
typedef struct tvbuff tvbuff_t;
char *tvb_get_string (tvbuff_t *tvb, int offset, int length);

/* SPDX-License-Identifier: MIT */
/* The name under which dissectors include the pool library. */
#include <wmem/wmem.h>

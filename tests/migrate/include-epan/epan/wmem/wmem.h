/* SPDX-License-Identifier: MIT */
/*
 * A tree that has wmem in its own folders.
 */
#pragma once

#include <wmem/wmem.h>

/* SPDX-License-Identifier: MIT */
/*
 * The fuzz targets of all that the tool reads. The first byte of an input chooses one.
 */
#pragma once

#include <glib.h>

#define N_INPUT_TARGETS 9

/** @return the name of target @a number. */
const char *input_target_name (guint number);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

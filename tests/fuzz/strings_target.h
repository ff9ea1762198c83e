/* SPDX-License-Identifier: MIT */
/*
 * The fuzz target of the string functions, by the name that libFuzzer calls.
 */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

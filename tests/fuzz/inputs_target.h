/* SPDX-License-Identifier: MIT */
/*
 * The fuzz targets of all that the tool reads.
 */
#pragma once

#include <glib.h>

/**
 * Gives the bytes to a target: whatever they are it does not crash, and what it answers holds; else this aborts.
 *
 * @return FALSE: no target has that name.
 */
gboolean input_target_run (const char *name, const guint8 *data, gsize size);

/* SPDX-License-Identifier: MIT */
/*
 * The saved index: the summaries of units that other runs have analysed, for trees that are analysed in parts.
 */
#pragma once

#include <gio/gio.h>

/**
 * Reads the index at @a path. A file that does not exist is an empty index.
 *
 * @return (transfer full) main file (char *) -> summary (GVariant), or NULL with @a error set.
 */
GHashTable *index_file_load (const char *path, GError **error);

/** Writes @a summaries to @a path, whole or not at all. */
gboolean index_file_save (const char *path, GHashTable *summaries, GError **error);

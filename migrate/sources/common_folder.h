/* SPDX-License-Identifier: MIT */
/*
 * The folder that holds all of some files.
 */
#pragma once

#include <glib.h>

/**
 * Shortens *@a folder to what it has in common with the folder of the file at @a path.
 *
 * @param folder  canonical; NULL at first, and then the folder of @a path. Owned by the caller.
 */
void common_folder_narrow (char **folder, const char *path);

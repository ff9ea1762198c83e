/* SPDX-License-Identifier: MIT */
/*
 * What a file has beside its bytes.
 */
#pragma once

#include <glib.h>
#include <sys/stat.h>

/**
 * Gives the new file @a descriptor the owner (where the process may) and the mode of @a like.
 *
 * @param from  a descriptor of the file whose extended attributes it gets as well, access control lists among them, or -1. What
 *              this process may not set, or this file system not hold, is passed over.
 * @return FALSE with errno set where that fails.
 */
gboolean file_attributes_copy (int descriptor, const struct stat *like, int from);

/* SPDX-License-Identifier: MIT */
/*
 * Which files the user means: named ones, whole folders, lists, and what git says.
 */
#pragma once

#include "model/command.h"

typedef struct {
  char *path;     /**< absolute; symbolic links as they were named */
  gboolean named; /**< the user named this very file, so whatever is wrong with it is an error */
} SourceFile;

/**
 * Collects the files of @a request; without any, the result is empty (all files of the compile database are meant).
 *
 * A file that is named must exist, be readable, not empty, and have the name of a C file. Folders are searched for
 * C and C++ sources; hidden ones and symbolic links to folders are not entered.
 *
 * @return (transfer full) the files (of SourceFile), by path and each once; NULL with @a error set.
 */
GPtrArray *source_list_collect (const SourceRequest *request, GError **error);

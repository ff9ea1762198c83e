/* SPDX-License-Identifier: MIT */
/*
 * Parsing with libclang: the one way in which the tool reads C, before and after.
 */
#pragma once

#include <clang-c/Index.h>
#include <glib.h>

#include "sources/compile_command.h"

/** A parsed unit: free with parsed_unit_clear(). */
typedef struct {
  CXIndex index;
  CXTranslationUnit unit; /**< NULL: not parsable at all, see failure */
  const char *failure;    /**< static text, or NULL */
} ParsedUnit;

/**
 * Parses @a command's file with the detailed preprocessing record, going on after errors, all errors kept.
 *
 * @param extra       NULL-terminated arguments added after the command's own, or NULL.
 * @param precompiled a precompiled header, or NULL. One that is stale, or that leads to an error, is left out: the
 *                    unit is then parsed again without it.
 * @param unsaved     contents in place of files on disk.
 */
void parse_unit (ParsedUnit *parsed, const CompileCommand *command, const char *const *extra, const char *precompiled,
                 struct CXUnsavedFile *unsaved, guint n_unsaved);

void parsed_unit_clear (ParsedUnit *parsed);

/**
 * Saves @a command's file, a header that includes what many units include, as a precompiled header at @a path.
 *
 * The macros' record goes with it: without that record expansions of the header's macros vanish silently.
 * @return whether it could be made without an error.
 */
gboolean parse_precompiled (const CompileCommand *command, const char *const *extra, const char *path);

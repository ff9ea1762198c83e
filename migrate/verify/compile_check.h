/* SPDX-License-Identifier: MIT */
/*
 * --verify=compile: the real compiler, with the user's own flags, before and after.
 *
 * The rewritten tree stands in a temporary folder: every file below the root as a symbolic link, the rewritten ones
 * as files of their own; the flags are told about it. So quotes, relative includes and the compiler's messages work
 * as ever.
 */
#pragma once

#include "plan/plan.h"
#include "sources/compile_command.h"

typedef struct CompileTree CompileTree;

/**
 * Makes the folder.
 *
 * @param root  the folder below which files may have been rewritten.
 * @return (transfer full) the tree with the plan's active changes; NULL with @a error set.
 */
CompileTree *compile_tree_new (const Plan *plan, const char *root, GError **error);

/** Removes the folder. NULL is allowed. */
void compile_tree_free (CompileTree *tree);

/** Where the compiler complains. */
typedef struct {
  char *path; /**< the real file, also where its place in the tree was compiled */
  guint line, column;
} ComplaintPlace;

/** A complaint of the compiler. */
typedef struct {
  GArray *places; /**< of ComplaintPlace: where it stands, and where the macros that this comes from are expanded, the outermost last */
  gboolean error; /**< else a warning */
  char *text;
} CompilerComplaint;

/**
 * Compiles @a command without making an output; with `$CC` or `cc` where the command names no compiler (`-- flags`).
 *
 * @param moved    in the tree, with the rewritten files; else as it stands.
 * @param timeout_seconds  for the compiler.
 * @param problem  (out) set where the compiler cannot be run, or died: what it says then is no proof.
 * @return (transfer full) of CompilerComplaint.
 */
GPtrArray *compile_tree_run (const CompileTree *tree, const CompileCommand *command, gboolean moved, guint timeout_seconds, char **problem);

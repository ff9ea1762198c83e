/* SPDX-License-Identifier: MIT */
/*
 * A unit compiled to an object by its own compiler, with its own flags: for a comparison, not for use.
 *
 * Added are: optimisation that brings what means the same into one form, a section for each function and variable,
 * no inlining (a function is judged by itself, and not for what it calls), no debugging information, nothing that makes
 * code depend on places in the source (sanitizers, profiles, coverage) or leaves it for the linker (-flto).
 */
#pragma once

#include "proof/shadow_tree.h"

/** How much is optimised. The little already brings nearly all of what means the same into one form, for half of the time. */
typedef enum { OPTIMIZED_LITTLE,
               OPTIMIZED_MUCH,
               N_OPTIMIZATIONS } Optimization;

typedef struct {
  const CompileCommand *command;
  const ShadowTree *tree;
  const char *header; /**< included before everything else, or NULL */
  const char *object; /**< where the object goes */
  Optimization optimization;
  guint timeout_seconds;
} ObjectCompile;

/** @return (nullable, transfer full) why @a command cannot be compiled for a comparison. */
char *object_compile_refuses (const CompileCommand *command);

/**
 * Compiles. Never through a shell; what hangs is ended with all that it has started.
 *
 * @param read  (transfer full) set to the real paths (of char *) of the files that were read, as the compiler says.
 * @return NULL, or (transfer full) why there is no object: one line.
 */
char *object_compile (const ObjectCompile *compile, GPtrArray **read);

/** What stands for the names of the tree's and the header's own folders, which are others in each run. */
#define PREPROCESSED_TREE "\001"
#define PREPROCESSED_HEADER "\002"

/** Runs the preprocessor alone. @return (nullable, transfer full) what the compiler would go on with; NULL where it fails. */
char *object_preprocess (const ObjectCompile *compile);

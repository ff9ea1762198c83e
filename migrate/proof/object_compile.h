/* SPDX-License-Identifier: MIT */
/*
 * A unit compiled to an object by its own compiler, with its own flags: for a comparison, not for use.
 *
 * Added are: optimisation that brings what means the same into one form, a section for each function and variable,
 * no inlining (a function is judged by itself, and not for what it calls), no debugging information, nothing that makes
 * code depend on places in the source (sanitizers, profiles, coverage) or on the clock, or leaves it for the linker (-flto).
 */
#pragma once

#include "proof/shadow_tree.h"

/** How much is optimised. The little already brings nearly all of what means the same into one form, for half of the time; nothing is where
 *  there is nothing to compare. */
typedef enum { OPTIMIZED_NOT,
               OPTIMIZED_LITTLE,
               OPTIMIZED_MUCH,
               N_OPTIMIZATIONS } Optimization;

typedef struct {
  const CompileCommand *command;
  const ShadowTree *tree;
  const char *header; /**< included before everything else, or NULL */
  const char *text;   /**< a file with what object_preprocess() gave, to be compiled in place of the source; NULL: the source is */
  const char *object; /**< where the object goes, without an ending */
  Optimization optimization;
  guint timeout_seconds;
} ObjectCompile;

/** @return (nullable, transfer full) why @a command cannot be compiled for a comparison. */
char *object_compile_refuses (const CompileCommand *command);

/** @return (nullable) the ending of a file with what the preprocessor leaves of the unit of @a command (".i", of C++ ".ii"); NULL where
 *  that is not all that its compiler goes by: plugins, precompiled headers, options that change what the preprocessor gives. */
const char *object_text_ending (const CompileCommand *command);

/** @return whether the option @a argument lets more decide than the text and the arguments: what is found beside the source, other
 *  programs. */
gboolean object_option_hides (const char *argument);

/**
 * Compiles. Never through a shell; what hangs is ended with all that it has started.
 *
 * @param read  (nullable) (transfer full) set to the real paths (of char *) of the files that were read, as the compiler says.
 * @return NULL, or (transfer full) why there is no object: one line.
 */
char *object_compile (const ObjectCompile *compile, GPtrArray **read);

/**
 * Runs the preprocessor alone.
 *
 * @param text  (out) (transfer full) set to what the compiler would go on with. The folders of the tree and of the header are not named in it: in another run it is the same.
 *   Where it is no text (it holds zeros), it stays as it was.
 * @param read  (out) (transfer full) as of object_compile().
 * @return NULL, or (transfer full) why the preprocessor failed: one line.
 */
char *object_preprocess (const ObjectCompile *compile, char **text, GPtrArray **read);

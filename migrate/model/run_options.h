/* SPDX-License-Identifier: MIT */
/*
 * What the user asked for, after parsing and checking. Read-only for all stages.
 */
#pragma once

#include <glib.h>

#include "model/occurrence.h"

typedef enum { OUTPUT_DIFF,
               OUTPUT_IN_PLACE,
               OUTPUT_DIRECTORY,
               OUTPUT_CHECK,
               OUTPUT_LINT } OutputMode;
/** In place of a pool's expression: the pool is passed from function to function (pools/pool_plan.h). */
#define POOL_EXPLICIT "explicit"

typedef enum { VERIFY_PARSE,
               VERIFY_COMPILE,
               VERIFY_OBJECT,
               VERIFY_NONE } VerifyMode;

typedef struct {
  OutputMode output;
  VerifyMode verify;
  char *output_dir;
  char *packet_pool;          /**< "wmem_packet_scope()" by default; "pinfo": the packet_info visible at the place */
  gboolean packet_pool_asked; /**< it was given: where the after side has no such accessor that is the user's matter */
  char *file_pool;            /**< "wmem_file_scope()" */
  char *pool_name;            /**< what a parameter that explicit pools add is called: "pool" */
  gboolean pool_last;         /**< such a parameter comes after the others, not before them */
  char *packet_info_pool;     /**< the pool of a packet_info, which `%` stands for: "%->pool" */
  char *epan_pool;            /**< "wmem_epan_scope()" */
  char **includes;            /**< --include: what to add in place of the automatic choice, or NULL */
  char *root;                 /**< only files below it are edited; by default the common folder of the sources */
  char **rule_files;          /**< the built-in ones first */
  char **fact_files;          /**< more roots and sinks for the scope checker, or NULL */
  gboolean idiom_new;         /**< ep_alloc(sizeof(T)) becomes wmem_new(pool, T) */
  gboolean comments;          /**< rewrite exact names in comments */
  gboolean realign;           /**< move continuation lines with their opening parenthesis */
  gboolean unsafe;
  gboolean only_proved; /**< only what --verify=object has shown to be identical */
  Confidence only;      /**< highest confidence value that is applied */
  gboolean fix_scope;
  char **after_arguments; /**< flags of the after side added for verification */
  guint jobs;
  guint timeout_seconds; /**< for one unit */
  gboolean no_cache;     /**< --verify=object compiles all, and keeps nothing */
} RunOptions;

/* SPDX-License-Identifier: MIT */
/*
 * The options, one table for each task: what parses the command line, --help and its like are made of it.
 */
#pragma once

#include "cli/command_line.h"

/** Flags of an entry beside GOption's own. */
enum {
  OPTION_OF_PROJECT = 1 << 16,     /**< it may stand in a project's .wmem-migrate (cli/project_file.h) */
  OPTION_PATTERN = 1 << 17,        /**< its value is a pattern of paths (sources/exclude.h) */
  OPTION_OR_NAME = 1 << 18,        /**< its value is a path, or the name of something that comes with the program */
  OPTION_OF_EXPLANATION = 1 << 19, /**< its value is a rule or a reason */
};

/** What GOption fills in before the values are checked: the raw text of the options that name one of a few values. */
typedef struct {
  gboolean in_place, check, lint, list_rules, dump_rules, emit_header, version, recover, lsp, help, help_all, no_config;
  char *verify, *colour, *only, *idiom, *format, *packet_pool, *file_pool, *epan_pool, *pool_name, *pool_position, *packet_info_pool, *config, *completion;
  char **excludes;
  int jobs, timeout;
} RawValues;

/** The options of one task. */
typedef struct {
  const char *task;
  GOptionEntry *entries; /**< ends with an empty one */
} OptionGroup;

/** @return (transfer full) all options (of OptionGroup); they fill @a line and @a raw, which must stay where they are. */
GArray *options_new (CommandLine *line, RawValues *raw);

/** Frees the texts that @a raw still has. */
void raw_values_clear (RawValues *raw);

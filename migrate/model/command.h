/* SPDX-License-Identifier: MIT */
/*
 * The command: all that the user asked for. cli/ fills it from the command line; read-only for all who come after.
 *
 *   command        what the program is to do at all: a run is one of several
 *   source request where a run's sources and their flags come from
 *   run options    what the stages of a run are told (run_options.h)
 */
#pragma once

#include "model/project.h"
#include "model/run_options.h"

/** --color */
typedef enum {
  COLOUR_AUTO, /**< on a terminal, unless NO_COLOR is set */
  COLOUR_ALWAYS,
  COLOUR_NEVER,
} ColourMode;

/** What the run is for. */
typedef enum {
  COMMAND_MIGRATE,
  COMMAND_LIST_RULES,
  COMMAND_EXPLAIN,
  COMMAND_COMPLETE,
  COMMAND_DUMP_RULES,
  COMMAND_EMIT_HEADER,
  COMMAND_SHOW_VERSION,
  COMMAND_RECOVER,
  COMMAND_SERVE,
  COMMAND_SHOW_HELP,
  COMMAND_SHOW_ALL_HELP,
} CommandKind;

/** What standard output gets. */
typedef enum {
  FORMAT_DIFF,
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_SARIF,
  FORMAT_REPLACEMENTS,
  FORMAT_HTML,
  N_FORMATS
} OutputFormat;

/** Where the sources and their flags come from. */
typedef struct {
  char **files;         /**< files and folders as given, or NULL */
  char *files_from;     /**< file with one path a line, "-" for standard input, or NULL */
  gboolean git_open;    /**< files with open changes in git */
  int git_commits;      /**< files changed by the last N commits; 0: not asked for */
  char *database;       /**< -p: the folder of compile_commands.json, or the file itself, or NULL */
  char *after_database; /**< --after-p: the same for the after side, or NULL */
  char **flags;         /**< after "--": the flags of every file, or NULL */
  gboolean guess_flags;
  char **excludes;    /**< absolute patterns of files that are left alone (sources/exclude.h), or NULL */
  char **define_sets; /**< further configurations, each "NAME[=VALUE][,NAME…]", or NULL */
} SourceRequest;

typedef struct {
  CommandKind command;
  RunOptions run;
  SourceRequest sources;
  OutputFormat format;
  ColourMode colour;
  char *explained;  /**< --explain: a rule or a reason */
  guint shell;      /**< --completion: for which one (cli/named_values.h) */
  char **arguments; /**< as given, the program's name first */
  gboolean allow_dirty, stats, quiet, no_pager;
  char *report_paths[N_FORMATS]; /**< --json FILE and the like, by format; NULL where not asked for */
  char *emit_plan, *apply_plan;
  char *index;
  char *baseline;       /**< the JSON report of an earlier run, or NULL */
  ProjectFile *project; /**< the project's configuration, or NULL */
} CommandLine;

/* SPDX-License-Identifier: MIT */
/*
 * The command line: one table of options, turned into checked values.
 *
 * Nothing here reads a source file or starts a stage; what is wrong with the command line itself is found here,
 * before anything else happens.
 */
#pragma once

#include "model/run_options.h"
#include "terminal/terminal.h"

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
  char **files;          /**< files and folders as given, or NULL */
  char *files_from;      /**< file with one path a line, "-" for standard input, or NULL */
  gboolean git_open;     /**< files with open changes in git */
  int git_commits;       /**< files changed by the last N commits; 0: not asked for */
  char *database;        /**< -p: the folder of compile_commands.json, or the file itself, or NULL */
  char *after_database;  /**< --after-p: the same for the after side, or NULL */
  char **flags;          /**< after "--": the flags of every file, or NULL */
  gboolean guess_flags;
  char **excludes;       /**< absolute patterns of files that are left alone (sources/exclude.h), or NULL */
  char **define_sets;    /**< further configurations, each "NAME[=VALUE][,NAME…]", or NULL */
} SourceRequest;

typedef struct {
  CommandKind command;
  RunOptions run;
  SourceRequest sources;
  OutputFormat format;
  ColourMode colour;
  char *explained;       /**< --explain: a rule or a reason */
  char *completion;      /**< --completion: a shell */
  char **arguments;      /**< as given, the program's name first */
  gboolean allow_dirty, stats, quiet;
  char *report_paths[N_FORMATS]; /**< --json FILE and the like, by format; NULL where not asked for */
  char *emit_plan, *apply_plan;
  char *index;
  char *baseline;        /**< the JSON report of an earlier run, or NULL */
  struct ProjectFile *project; /**< the project's configuration (cli/project_file.h), or NULL */
} CommandLine;

/**
 * Parses @a arguments, the program's name first.
 *
 * @return (transfer full) the checked command line, or NULL with @a error set to a one-line message.
 */
CommandLine *command_line_parse (char **arguments, GError **error);

/** Frees @a line and all that it points to. NULL is allowed. */
void command_line_free (CommandLine *line);

/** @return whether the run would change files of the user. */
gboolean command_line_writes_in_place (const CommandLine *line);

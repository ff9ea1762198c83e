/* SPDX-License-Identifier: MIT */
/*
 * The real compiler, before and after.
 */
#include "verify/compile_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "plan/active_edits.h"
#include "sources/parser_flags.h"
#include "sources/scratch_folder.h"
#include "workers/compiler.h"

struct CompileTree {
  char *folder; /* stands for root */
  char *root;
};

static gboolean
fail (GError **error, const char *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot make '%s' for --verify=compile: %s",
               path, g_strerror (errno));
  return FALSE;
}

/* Repeats the folder @from below @to: folders as folders, files as links. @param own  the temporary folder
 * itself: the root may hold it. */
static gboolean
link_folder (const char *from, const char *to, const char *own, GError **error)
{
  if (g_mkdir (to, 0700) != 0)
    return fail (error, to);
  GDir *listing = g_dir_open (from, 0, NULL);
  gboolean good = TRUE;
  const char *name;
  while (good && listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *source = g_build_filename (from, name, NULL),
                      *target = g_build_filename (to, name, NULL);
      GStatBuf info;
      if (name[0] == '.' || g_str_equal (source, own) || g_lstat (source, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode))
        good = link_folder (source, target, own, error);
      else if (symlink (source, target) != 0)
        good = fail (error, target);
    }
  if (listing)
    g_dir_close (listing);
  return good;
}

/* @return (transfer full) what stands for @path in the tree; @path itself where it lies outside the root. */
static char *
in_tree (const CompileTree *tree, const char *path)
{
  gsize length = strlen (tree->root);
  if (g_str_has_prefix (path, tree->root) && (path[length] == '/' || path[length] == '\0'))
    return g_strconcat (tree->folder, path + length, NULL);
  return g_strdup (path);
}

/* The way back: what a compiler's message names. */
static char *
out_of_tree (const CompileTree *tree, const char *path)
{
  gsize length = strlen (tree->folder);
  if (g_str_has_prefix (path, tree->folder) && path[length] == '/')
    return g_strconcat (tree->root, path + length, NULL);
  return g_strdup (path);
}

CompileTree *
compile_tree_new (const Plan *plan, const char *root, GError **error)
{
  CompileTree *tree = g_new0 (CompileTree, 1);
  g_autofree char *parent = scratch_folder_new ("wmem-compile-XXXXXX", error);
  if (!parent)
    {
      g_free (tree);
      return NULL;
    }
  tree->root = g_strdup (root);
  tree->folder = g_build_filename (parent, "tree", NULL);
  gboolean good = link_folder (root, tree->folder, parent, error);
  ActiveEdits *edits = active_edits_new (plan);
  for (guint i = 0; good && i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      if (!active_edits_of (edits, file))
        continue;
      g_autoptr (GBytes) after = plan_file_after (file);
      g_autofree char *path = in_tree (tree, file->path);
      gsize length;
      const char *text = g_bytes_get_data (after, &length);
      g_unlink (path);
      good = scratch_file_write (path, text, length, error);
    }
  active_edits_free (edits);
  if (!good)
    g_clear_pointer (&tree, compile_tree_free);
  return tree;
}

void
compile_tree_free (CompileTree *tree)
{
  if (!tree)
    return;
  g_autofree char *parent = g_path_get_dirname (tree->folder);
  scratch_folder_remove (parent);
  g_free (tree->folder);
  g_free (tree->root);
  g_free (tree);
}

/* The arguments of @command for a look without an output, in @tree or, where that is NULL, as they stand. */
static char **
compiler_arguments (const CompileTree *tree, const CompileCommand *command)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  for (char **argument = command->original; *argument; argument++)
    {
      static const char *const with_value[] = { "-o", "-MF", "-MT", "-MQ", "-MJ", NULL };
      static const char *const alone[] = { "-c", "-MD", "-MMD", "-MP", NULL };
      if (g_strv_contains (alone, *argument) || (g_str_has_prefix (*argument, "-o") && (*argument)[2]))
        continue;
      if (g_strv_contains (with_value, *argument))
        {
          argument += argument[1] != NULL;
          continue;
        }
      /* What stands behind its flag as an argument of its own is looked at in its turn. */
      const char *attached = parser_flag_path ((const char *const[]){ *argument, NULL }, PARSER_FLAG_ANY);
      const char *value = attached ? attached : *argument;
      gboolean may_be_path = tree && *value && (attached || **argument != '-') && argument != command->original;
      g_autofree char *absolute = may_be_path ? g_canonicalize_filename (value, command->directory) : NULL;
      if (absolute && g_file_test (absolute, G_FILE_TEST_EXISTS))
        {
          g_autofree char *moved = in_tree (tree, absolute);
          g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) (value - *argument), *argument, moved);
          g_strv_builder_add (arguments, whole);
        }
      else
        g_strv_builder_add (arguments, *argument);
    }
  g_strv_builder_add_many (arguments, "-fsyntax-only", "-fno-diagnostics-color", NULL);
  return g_strv_builder_end (arguments);
}

static void
place_clear (gpointer data)
{
  g_free (((ComplaintPlace *) data)->path);
}

static void
complaint_free (gpointer data)
{
  CompilerComplaint *complaint = data;
  g_array_unref (complaint->places);
  g_free (complaint->text);
  g_free (complaint);
}

/* What the lines of a compiler's output are read with, and into. */
typedef struct
{
  const CompileTree *tree;
  const char *directory;
  GRegex *pattern;       /* of a diagnostic's first line */
  GPtrArray *complaints; /* of CompilerComplaint */
  gboolean expands;      /* the last line that was read belongs to the last complaint */
} OutputReader;

static ComplaintPlace
read_place (const OutputReader *reader, const GMatchInfo *match)
{
  g_autofree char *path = g_match_info_fetch (match, 1), *line = g_match_info_fetch (match, 2), *column = g_match_info_fetch (match, 3);
  g_autofree char *absolute = g_canonicalize_filename (path, reader->directory);
  return (ComplaintPlace){ out_of_tree (reader->tree, absolute), (guint) g_ascii_strtoull (line, NULL, 10),
                           (guint) g_ascii_strtoull (column, NULL, 10) };
}

/* "PATH:LINE:COLUMN: error: TEXT", or below such a line where gcc expands the macro that it found that in. */
static void
read_line (OutputReader *reader, const char *line)
{
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (reader->pattern, line, 0, &match))
    return;
  g_autofree char *kind = g_match_info_fetch (match, 4), *text = g_match_info_fetch (match, 5);
  if (g_str_equal (kind, "note"))
    {
      const gboolean expansion = g_str_has_prefix (text, "in expansion of macro");
      reader->expands = reader->expands && (expansion || g_str_has_prefix (text, "in definition of macro"));
      if (!reader->expands || !expansion)
        return;
      const CompilerComplaint *last = reader->complaints->pdata[reader->complaints->len - 1];
      const ComplaintPlace place = read_place (reader, match);
      g_array_append_val (last->places, place);
      return;
    }
  CompilerComplaint *complaint = g_new0 (CompilerComplaint, 1);
  const ComplaintPlace place = read_place (reader, match);
  complaint->places = g_array_new (FALSE, FALSE, sizeof (ComplaintPlace));
  g_array_set_clear_func (complaint->places, place_clear);
  g_array_append_val (complaint->places, place);
  complaint->error = !g_str_equal (kind, "warning");
  complaint->text = g_steal_pointer (&text);
  g_ptr_array_add (reader->complaints, complaint);
  reader->expands = TRUE;
}

GPtrArray *
compile_tree_run (const CompileTree *tree, const CompileCommand *command, gboolean moved, guint timeout_seconds, char **problem)
{
  GPtrArray *complaints = g_ptr_array_new_with_free_func (complaint_free);
  g_autoptr (GRegex) pattern
      = g_regex_new ("^(.+?):([0-9]+)(?::([0-9]+))?: ((?:fatal )?error|warning|note): (.*)$", G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
  g_auto (GStrv) arguments = compiler_arguments (moved ? tree : NULL, command);
  g_autofree char *directory = moved ? in_tree (tree, command->directory) : g_strdup (command->directory);
  g_autoptr (GString) messages = g_string_new (NULL);
  const CompilerRun run = { arguments, directory, timeout_seconds };
  int status;
  *problem = compiler_run (&run, messages, &status);
  if (*problem)
    return complaints;
  gboolean errors = FALSE;
  g_auto (GStrv) lines = g_strsplit (messages->str, "\n", -1);
  OutputReader reader = { tree, directory, pattern, complaints, FALSE };
  for (char **line = lines; *line; line++)
    read_line (&reader, *line);
  for (guint i = 0; i < complaints->len; i++)
    errors = errors || ((const CompilerComplaint *) complaints->pdata[i])->error;
  /* A flag that the compiler does not know, or its own crash: it has not looked at the code. */
  if (status != 0 && !errors)
    *problem = g_strdup_printf ("'%s' failed without a word on the code: %s", arguments[0],
                                lines[0] && *lines[0] ? lines[0] : "no message");
  return complaints;
}

/* SPDX-License-Identifier: MIT */
/*
 * The errors that people meet first.
 */
#include "sources/advice.h"

#include <string.h>

#include <gio/gio.h>

#include "sources/compile_command.h"
#include "sources/source_name.h"

#define MAKE_ONE "make one with 'bear -- make' (meson and cmake write one)"

/* As somebody in the current folder would write it. */
static char *
relative_path (const char *path)
{
  g_autofree char *here = g_get_current_dir ();
  gsize length = strlen (here);
  return g_strdup (g_str_has_prefix (path, here) && path[length] == '/' ? path + length + 1 : path);
}

/* Whether a line of @text includes the header called @name, from whatever folder. */
static gboolean
includes (const char *text, const char *name)
{
  for (const char *line = strstr (text, "#include"); line; line = strstr (line + 1, "#include"))
    {
      g_autofree char *operand = g_strndup (line, strcspn (line, "\n"));
      const char *found = strstr (operand, name);
      if (found && strchr ("\"</", found[-1]) && strchr ("\">", found[strlen (name)]))
        return TRUE;
    }
  return FALSE;
}

/* @return (nullable) a file of the database that includes the header at @path. */
static const char *
find_includer (CompileDatabase *database, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  GPtrArray *commands = compile_database_commands (database);
  for (guint i = 0; i < commands->len; i++)
    {
      const char *file = ((const CompileCommand *) commands->pdata[i])->file;
      g_autofree char *text = NULL;
      if (g_file_get_contents (file, &text, NULL, NULL) && includes (text, name))
        return file;
    }
  return NULL;
}

/* The folder that holds both. */
static char *
common_folder (const char *one, const char *other)
{
  gsize shared = 0;
  for (gsize i = 0; one[i] && one[i] == other[i]; i++)
    if (one[i] == '/')
      shared = i;
  g_autofree char *folder = g_strndup (one, MAX (shared, 1));
  g_autofree char *here = g_get_current_dir ();
  return g_str_equal (folder, here) ? g_strdup (".") : relative_path (folder);
}

static gboolean
advise_header (GError **error, const char *path, CompileDatabase *database)
{
  g_autofree char *shown = relative_path (path);
  const char *includer = database ? find_includer (database, path) : NULL;
  if (!includer)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "no flags for '%s': a header has none of its own; name a file that includes it, or give flags, as in "
                   "\"wmem-migrate %s -- -I.\"",
                   shown, shown);
      return FALSE;
    }
  g_autofree char *file = relative_path (includer), *root = common_folder (path, includer);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "no flags for '%s': a header has none of its own, and is edited with a file that includes it: \"wmem-migrate --root=%s %s\"",
               shown, root, file);
  return FALSE;
}

gboolean
advise_flags (GError **error, const char *path, CompileDatabase *database)
{
  g_autofree char *shown = relative_path (path);
  if (source_is_header (path))
    return advise_header (error, path, database);
  if (database)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s': '%s' does not list it; take its neighbour's with \"wmem-migrate --guess-flags %s\", or give flags "
                 "after '--'",
                 shown, compile_database_path (database), shown);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s': no compile_commands.json above it; " MAKE_ONE ", name it with -p, or give flags, as in "
                 "\"wmem-migrate %s -- -I.\"",
                 shown, shown);
  return FALSE;
}

gboolean
advise_flags_of_folder (GError **error, const char *first, guint count)
{
  g_autofree char *shown = relative_path (first);
  if (count == 1)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s': no compile database lists it; give one with -p, flags after '--', or --guess-flags", shown);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s' and %u other files: no compile database lists them; " MAKE_ONE ", give it with -p, or give flags after '--'",
                 shown, count - 1);
  return FALSE;
}

gboolean
advise_sources (GError **error, CompileDatabase *database, const GPtrArray *excluded)
{
  if (excluded->len > 0)
    {
      g_autofree char *shown = relative_path (excluded->pdata[0]);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "all that was named is excluded, such as '%s': name something else, or see exclude in .wmem-migrate (--no-config)", shown);
    }
  else if (database && compile_database_commands (database)->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "'%s' lists nothing: build once more, as with \"bear -- make\" after \"make clean\"",
                 compile_database_path (database));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no C files in what was given: name a folder that holds some, as in \"wmem-migrate -p build plugins/foo\"");
  return FALSE;
}

char *
advise_parse (const char *path, const char *message)
{
  g_autofree char *shown = relative_path (path);
  if (message && strstr (message, "file not found"))
    return g_strdup_printf ("give its folder, as in \"wmem-migrate %s -- -IFOLDER\", or build the tree first where it is generated", shown);
  return g_strdup ("check its flags");
}

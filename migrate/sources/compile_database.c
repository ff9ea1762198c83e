/* SPDX-License-Identifier: MIT */
/*
 * A compile database, read with json-glib into a map from real paths to commands.
 */
#include "sources/compile_database.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "sources/input_text.h"
#include "sources/json_input.h"

struct CompileDatabase {
  char *path;
  GPtrArray *commands; /* of CompileCommand, owned */
  GHashTable *by_file; /* real path -> GPtrArray of CompileCommand */
};

static char *
real_path (const char *path)
{
  char *resolved = realpath (path, NULL);
  return resolved ? resolved : g_strdup (path);
}

static void
add_command (CompileDatabase *database, CompileCommand *command)
{
  char *key = real_path (command->file);
  GPtrArray *same_file = g_hash_table_lookup (database->by_file, key);
  if (!same_file)
    {
      same_file = g_ptr_array_new ();
      g_hash_table_insert (database->by_file, key, same_file);
    }
  else
    g_free (key);
  for (guint i = 0; i < same_file->len; i++)
    if (compile_command_equal (same_file->pdata[i], command))
      {
        compile_command_free (command);
        return;
      }
  g_ptr_array_add (same_file, command);
  g_ptr_array_add (database->commands, command);
}

static const char *
string_member (JsonObject *entry, const char *name)
{
  JsonNode *node = json_object_get_member (entry, name);
  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* The "arguments" of an entry, or its "command" split as the shell would. NULL: it has neither. */
static char **
entry_arguments (JsonObject *entry)
{
  JsonNode *node = json_object_get_member (entry, "arguments");
  if (node && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *text = json_node_get_string (json_array_get_element (array, i));
          if (!text)
            return NULL;
          g_strv_builder_add (builder, text);
        }
      return g_strv_builder_end (builder);
    }
  const char *command = string_member (entry, "command");
  char **arguments = NULL;
  if (command)
    g_shell_parse_argv (command, NULL, &arguments, NULL);
  return arguments;
}

static gboolean
read_entry (CompileDatabase *database, JsonNode *node, guint number, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "entry %u of '%s' is no object: generate it again", number, database->path);
      return FALSE;
    }
  JsonObject *entry = json_node_get_object (node);
  const char *file = string_member (entry, "file");
  const char *directory = string_member (entry, "directory");
  g_auto (GStrv) arguments = entry_arguments (entry);
  const char *missing = !file                         ? "file"
                        : !directory                  ? "directory"
                        : !arguments || !arguments[0] ? "arguments"
                                                      : NULL;
  if (missing)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "entry %u of '%s' has no valid \"%s\": generate it again", number, database->path,
                   missing);
      return FALSE;
    }
  g_autofree char *folder = g_path_get_dirname (database->path);
  g_autofree char *absolute = g_canonicalize_filename (directory, folder);
  add_command (database, compile_command_new (file, absolute, (const char *const *) arguments));
  return TRUE;
}

static gboolean
read_json (CompileDatabase *database, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) problem = NULL;
  if (!input_text_read_plain (database->path, &text, &length, &problem))
    {
      gboolean missing = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "cannot read compile database '%s': %s",
                   database->path,
                   missing ? "there is none; make one with meson, cmake or bear, or give flags after '--'"
                           : problem->message);
      return FALSE;
    }
  g_autoptr (JsonParser) parser = json_input_parse (text, length, &problem);
  if (!parser)
    {
      gboolean has_place = g_ascii_isdigit (*problem->message);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "broken compile database '%s'%s%s: generate it again", database->path,
                   has_place ? ":" : ": ", problem->message);
      return FALSE;
    }
  JsonNode *root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "broken compile database '%s': it is no JSON array", database->path);
      return FALSE;
    }
  JsonArray *entries = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (!read_entry (database, json_array_get_element (entries, i), i + 1, error))
      return FALSE;
  return TRUE;
}

CompileDatabase *
compile_database_load (const char *path, GError **error)
{
  CompileDatabase *database = g_new0 (CompileDatabase, 1);
  g_autofree char *inside = g_file_test (path, G_FILE_TEST_IS_DIR)
                                ? g_build_filename (path, "compile_commands.json", NULL)
                                : g_strdup (path);
  database->path = g_canonicalize_filename (inside, NULL);
  database->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) compile_command_free);
  database->by_file
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (!read_json (database, error))
    g_clear_pointer (&database, compile_database_free);
  return database;
}

void
compile_database_free (CompileDatabase *database)
{
  if (!database)
    return;
  g_hash_table_unref (database->by_file);
  g_ptr_array_unref (database->commands);
  g_free (database->path);
  g_free (database);
}

GPtrArray *
compile_database_lookup (CompileDatabase *database, const char *file)
{
  g_autofree char *key = real_path (file);
  return g_hash_table_lookup (database->by_file, key);
}

GPtrArray *
compile_database_commands (CompileDatabase *database)
{
  return database->commands;
}

static gsize
common_length (const char *one, const char *other)
{
  gsize length = 0;
  for (gsize i = 0; one[i] && one[i] == other[i]; i++)
    if (one[i] == '/')
      length = i + 1;
  return length;
}

const CompileCommand *
compile_database_nearest (CompileDatabase *database, const char *file)
{
  const CompileCommand *nearest = NULL;
  gsize best = 0;
  for (guint i = 0; i < database->commands->len; i++)
    {
      const CompileCommand *command = database->commands->pdata[i];
      gsize length = common_length (command->file, file);
      if (!nearest || length > best)
        {
          nearest = command;
          best = length;
        }
    }
  return nearest;
}

const char *
compile_database_path (const CompileDatabase *database)
{
  return database->path;
}

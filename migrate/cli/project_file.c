/* SPDX-License-Identifier: MIT */
/*
 * A project's own configuration: GKeyFile reads it; where its lines are, and what may stand in it, is said here.
 */
#include "cli/project_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

#include "cli/nearest.h"
#include "model/occurrence.h"
#include "sources/exclude.h"
#include "sources/input_text.h"
#include "terminal/terminal.h"

#define OPTIONS "options"
#define ACCEPT "accept "
#define LARGEST (1 << 20)

/* One key of [options]. */
typedef struct
{
  const GOptionEntry *entry; /* as long as the file is read */
  const char *name;
  gboolean repeatable;
  guint line;
  GPtrArray *arguments; /* of char * */
  gboolean used;        /* the command line does not say otherwise */
} Setting;

typedef struct
{
  ProjectFile *file;
  const GArray *options;
  GKeyFile *keys;
  GHashTable *lines; /* "GROUP" or "GROUP\nKEY" -> its line */
} Reader;

static void
setting_free (gpointer data)
{
  Setting *setting = data;
  g_ptr_array_unref (setting->arguments);
  g_free (setting);
}

static void
acceptance_free (gpointer data)
{
  Acceptance *acceptance = data;
  g_free (acceptance->finding);
  g_free (acceptance->path);
  g_free (acceptance->given);
  g_free (acceptance->text);
  g_free (acceptance->reason);
  g_free (acceptance);
}

G_GNUC_PRINTF (4, 5)
static gboolean
fail_at (const ProjectFile *file, guint line, GError **error, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s:%u: %s", file->shown, line, message);
  return FALSE;
}

/* Takes @place; one that is there by now is an error: GKeyFile would keep the last, and nobody would know. */
static gboolean
note_place (Reader *reader, char *place, guint line, const char *what, GError **error)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (reader->lines, place));
  if (before > 0)
    {
      g_free (place);
      return fail_at (reader->file, line, error, "'%s' stands in line %u by now: give it once", what, before);
    }
  g_hash_table_insert (reader->lines, place, GUINT_TO_POINTER (line));
  return TRUE;
}

static guint
line_of (const Reader *reader, const char *group, const char *key)
{
  g_autofree char *place = key ? g_strconcat (group, "\n", key, NULL) : g_strdup (group);
  return GPOINTER_TO_UINT (g_hash_table_lookup (reader->lines, place));
}

/* Where groups and keys are, which GKeyFile does not tell. */
static gboolean
find_lines (Reader *reader, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;
  for (guint i = 0; lines[i]; i++)
    {
      char *line = g_strstrip (lines[i]), *end = strchr (line, '=');
      gboolean good = TRUE;
      if (line[0] == '[' && g_str_has_suffix (line, "]"))
        {
          g_free (group);
          group = g_strndup (line + 1, strlen (line) - 2);
          good = note_place (reader, g_strdup (group), i + 1, line, error);
        }
      else if (line[0] != '\0' && line[0] != '#')
        {
          if (!end || end == line)
            return fail_at (reader->file, i + 1, error, "neither '[group]' nor 'key = value'");
          if (!group)
            return fail_at (reader->file, i + 1, error, "a key before any group: begin with '[options]'");
          *end = '\0';
          g_strchomp (line);
          good = note_place (reader, g_strconcat (group, "\n", line, NULL), i + 1, line, error);
        }
      if (!good)
        return FALSE;
    }
  return TRUE;
}

/* The option called @key, allowed or not. */
static const GOptionEntry *
find_option (const Reader *reader, const char *key)
{
  for (guint i = 0; i < reader->options->len; i++)
    for (const GOptionEntry *entry = g_array_index (reader->options, OptionGroup, i).entries; entry->long_name; entry++)
      if (g_str_equal (entry->long_name, key))
        return entry;
  return NULL;
}

static gboolean
refuse_key (const Reader *reader, const char *key, guint line, GError **error)
{
  if (find_option (reader, key))
    return fail_at (reader->file, line, error, "'%s' is not for a file of the project: give --%s on the command line", key, key);
  Nearest nearest = nearest_to (key);
  for (guint i = 0; i < reader->options->len; i++)
    for (const GOptionEntry *entry = g_array_index (reader->options, OptionGroup, i).entries; entry->long_name; entry++)
      if (entry->flags & OPTION_OF_PROJECT)
        nearest_offer (&nearest, entry->long_name);
  return nearest.found ? fail_at (reader->file, line, error, "unknown key '%s': did you mean '%s'?", key, nearest.found)
                       : fail_at (reader->file, line, error, "unknown key '%s': see wmem-migrate(1)", key);
}

/* Nothing that the file names lies outside of its folder. @return (transfer full, nullable) the path of @value. */
static char *
path_below (const Reader *reader, const char *key, const char *value, guint line, GError **error)
{
  const char *folder = reader->file->folder;
  gsize length = strlen (folder);
  g_autofree char *path = g_canonicalize_filename (value, folder);
  errno = 0;
  char *real = realpath (path, NULL);
  const char *meant = real ? real : path;
  gboolean below = g_str_has_prefix (meant, folder)
                   && (meant[length] == '/' || meant[length] == '\0' || g_str_equal (folder, "/"));
  char *found = below ? g_strdup (meant) : NULL;
  if (!below)
    fail_at (reader->file, line, error, "'%s' is not below the file's folder: give --%s on the command line", value, key);
  else if (!real)
    {
      fail_at (reader->file, line, error, "cannot use '%s' as --%s: %s", value, key, g_strerror (errno));
      g_clear_pointer (&found, g_free);
    }
  else if (!g_file_test (real, G_FILE_TEST_IS_REGULAR) && !g_file_test (real, G_FILE_TEST_IS_DIR))
    {
      fail_at (reader->file, line, error, "cannot use '%s' as --%s: it is no regular file", value, key);
      g_clear_pointer (&found, g_free);
    }
  free (real);
  return found;
}

/* Values of allowed keys that ask for what is the command line's. */
static const struct
{
  const char *key, *value, *instead;
} refused_values[] = {
  { "only", "unsafe", "--unsafe" },
  { "only", "proved", "--only=proved --verify=object" },
};

/* What a terminal would obey, or break its lines at, has no place in a value. */
static gboolean
check_value (const Reader *reader, const char *key, const char *value, guint line, GError **error)
{
  g_autofree char *shown = terminal_text (value);
  return g_str_equal (shown, value) || fail_at (reader->file, line, error, "a control character in the value of '%s'", key);
}

static gboolean
add_value (const Reader *reader, Setting *setting, const char *value, GError **error)
{
  const GOptionEntry *entry = setting->entry;
  const char *name = entry->long_name;
  if (!check_value (reader, name, value, setting->line, error))
    return FALSE;
  if (*value == '\0')
    return fail_at (reader->file, setting->line, error, "'%s' has no value", name);
  g_autofree char *taken = NULL;
  gboolean is_path = entry->arg == G_OPTION_ARG_FILENAME || entry->arg == G_OPTION_ARG_FILENAME_ARRAY;
  g_autofree char *beside = g_build_filename (reader->file->folder, value, NULL);
  if (entry->flags & OPTION_PATTERN)
    taken = exclude_pattern (reader->file->folder, value);
  else if (entry->flags & OPTION_OR_NAME && !strpbrk (value, "/.") && !g_file_test (beside, G_FILE_TEST_EXISTS))
    taken = g_strdup (value);
  else if (is_path && !(taken = path_below (reader, name, value, setting->line, error)))
    return FALSE;
  else if (!is_path)
    taken = g_strdup (value);
  for (guint i = 0; i < G_N_ELEMENTS (refused_values); i++)
    if (g_str_equal (name, refused_values[i].key) && g_str_equal (value, refused_values[i].value))
      return fail_at (reader->file, setting->line, error, "'%s' is not for a file of the project: give %s on the command line", value,
                      refused_values[i].instead);
  g_ptr_array_add (setting->arguments, g_strdup_printf ("--%s=%s", name, taken));
  return TRUE;
}

static gboolean
take_option (Reader *reader, const char *key, GError **error)
{
  guint line = line_of (reader, OPTIONS, key);
  const GOptionEntry *entry = find_option (reader, key);
  if (!entry || !(entry->flags & OPTION_OF_PROJECT))
    return refuse_key (reader, key, line, error);
  Setting *setting = g_new0 (Setting, 1);
  setting->entry = entry;
  setting->name = entry->long_name;
  setting->repeatable = entry->arg == G_OPTION_ARG_STRING_ARRAY || entry->arg == G_OPTION_ARG_FILENAME_ARRAY;
  setting->line = line;
  setting->arguments = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (reader->file->settings, setting);

  g_autoptr (GError) problem = NULL;
  gboolean good = TRUE;
  if (entry->arg == G_OPTION_ARG_NONE)
    {
      gboolean on = g_key_file_get_boolean (reader->keys, OPTIONS, key, &problem);
      if (problem)
        return fail_at (reader->file, line, error, "'%s' is 'true' or 'false'", key);
      if (on)
        g_ptr_array_add (setting->arguments, g_strconcat ("--", key, NULL));
    }
  else if (setting->repeatable)
    {
      g_auto (GStrv) values = g_key_file_get_string_list (reader->keys, OPTIONS, key, NULL, &problem);
      for (char **value = values; good && value && *value; value++)
        good = add_value (reader, setting, g_strstrip (*value), error);
    }
  else
    {
      g_autofree char *value = g_key_file_get_string (reader->keys, OPTIONS, key, &problem);
      good = !value || add_value (reader, setting, g_strstrip (value), error);
    }
  if (problem)
    return fail_at (reader->file, line, error, "%s", problem->message);
  if (good && entry->arg != G_OPTION_ARG_NONE && setting->arguments->len == 0)
    return fail_at (reader->file, line, error, "'%s' has no value", key);
  return good;
}

/* What stands in an [accept …] and where it goes. */
static const struct
{
  const char *key;
  gsize offset;
  const char *missing; /* what is to be done where it is not there; NULL: nothing */
} acceptance_keys[] = {
  { "finding", G_STRUCT_OFFSET (Acceptance, finding), "say which, as in 'finding = escapes'" },
  { "path", G_STRUCT_OFFSET (Acceptance, given), "say where, as in 'path = epan/dissectors/packet-foo.c'" },
  { "reason", G_STRUCT_OFFSET (Acceptance, reason), "say why it may stay" },
  { "text", G_STRUCT_OFFSET (Acceptance, text), NULL },
};

static gboolean
take_acceptance_key (Reader *reader, Acceptance *acceptance, const char *group, const char *key, GError **error)
{
  guint line = line_of (reader, group, key);
  Nearest nearest = nearest_to (key);
  for (guint i = 0; i < G_N_ELEMENTS (acceptance_keys); i++)
    {
      nearest_offer (&nearest, acceptance_keys[i].key);
      if (!g_str_equal (acceptance_keys[i].key, key))
        continue;
      g_autoptr (GError) problem = NULL;
      char *value = g_key_file_get_string (reader->keys, group, key, &problem);
      if (!value)
        return fail_at (reader->file, line, error, "%s", problem->message);
      *(char **) G_STRUCT_MEMBER_P (acceptance, acceptance_keys[i].offset) = g_strstrip (value);
      if (*value == '\0' && !acceptance_keys[i].missing)
        return fail_at (reader->file, line, error, "'%s' has no value", key);
      return check_value (reader, key, value, line, error);
    }
  return fail_at (reader->file, line, error, "unknown key '%s' in [%s]: use finding, path, text or reason%s%s%s", key, group,
                  nearest.found ? "; did you mean '" : "", nearest.found ? nearest.found : "", nearest.found ? "'?" : "");
}

static gboolean
take_acceptance (Reader *reader, const char *group, GError **error)
{
  Acceptance *acceptance = g_new0 (Acceptance, 1);
  acceptance->line = line_of (reader, group, NULL);
  g_ptr_array_add (reader->file->acceptances, acceptance);
  g_auto (GStrv) keys = g_key_file_get_keys (reader->keys, group, NULL, NULL);
  for (char **key = keys; key && *key; key++)
    if (!take_acceptance_key (reader, acceptance, group, *key, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (acceptance_keys); i++)
    {
      const char *value = *(char **) G_STRUCT_MEMBER_P (acceptance, acceptance_keys[i].offset);
      if (acceptance_keys[i].missing && (!value || !*value))
        return fail_at (reader->file, acceptance->line, error, "[%s] has no '%s': %s", group, acceptance_keys[i].key,
                        acceptance_keys[i].missing);
    }
  acceptance->path = exclude_pattern (reader->file->folder, acceptance->given);
  if (reason_from_code (acceptance->finding) != N_REASONS)
    return TRUE;
  Nearest nearest = nearest_to (acceptance->finding);
  for (guint i = REASON_NONE + 1; i < N_REASONS; i++)
    nearest_offer (&nearest, reason_code (i));
  return fail_at (reader->file, line_of (reader, group, "finding"), error, "no finding or reason '%s': %s%s%s", acceptance->finding,
                  nearest.found ? "did you mean '" : "take it from a line of the report", nearest.found ? nearest.found : "",
                  nearest.found ? "'?" : "");
}

static gboolean
take_groups (Reader *reader, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->keys, NULL);
  for (char **group = groups; *group; group++)
    {
      gboolean good = TRUE;
      if (g_str_equal (*group, OPTIONS))
        {
          g_auto (GStrv) keys = g_key_file_get_keys (reader->keys, OPTIONS, NULL, NULL);
          for (char **key = keys; good && key && *key; key++)
            good = take_option (reader, *key, error);
        }
      else if (g_str_has_prefix (*group, ACCEPT))
        good = take_acceptance (reader, *group, error);
      else
        good = fail_at (reader->file, line_of (reader, *group, NULL), error, "unknown group [%s]: use [options], or [accept SOMETHING]",
                        *group);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_file (GError **error, const char *shown, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot use '%s': %s", shown, why);
  return FALSE;
}

static gboolean
read_file (ProjectFile *file, const char *path, char **text, GError **error)
{
  struct stat status;
  g_autoptr (GError) problem = NULL;
  gsize length;
  if (stat (path, &status) != 0)
    return refuse_file (error, file->shown, g_strerror (errno));
  if (S_ISREG (status.st_mode) && status.st_size > LARGEST)
    return refuse_file (error, file->shown, "it is too long");
  if (!input_text_read_plain (path, text, &length, &problem))
    return refuse_file (error, file->shown, problem->message);
  return (strlen (*text) == length && g_utf8_validate (*text, (gssize) length, NULL)) || refuse_file (error, file->shown, "it is no UTF-8");
}

ProjectFile *
project_file_load (const char *path, const GArray *options, GError **error)
{
  ProjectFile *file = g_new0 (ProjectFile, 1);
  g_autofree char *here = g_get_current_dir (), *written = g_path_get_dirname (path), *text = NULL;
  char *real = realpath (written, NULL);
  gsize length = strlen (here);
  file->folder = g_strdup (real ? real : written);
  free (real);
  file->shown = g_strdup (g_str_has_prefix (path, here) && path[length] == '/' ? path + length + 1 : path);
  file->settings = g_ptr_array_new_with_free_func (setting_free);
  file->acceptances = g_ptr_array_new_with_free_func (acceptance_free);
  Reader reader = {
    .file = file,
    .options = options,
    .keys = g_key_file_new (),
    .lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_autoptr (GError) problem = NULL;
  gboolean good = read_file (file, path, &text, error) && find_lines (&reader, text, error);
  if (good && !g_key_file_load_from_data (reader.keys, text, strlen (text), G_KEY_FILE_KEEP_TRANSLATIONS, &problem))
    good = refuse_file (error, file->shown, problem->message);
  good = good && take_groups (&reader, error);
  g_key_file_unref (reader.keys);
  g_hash_table_unref (reader.lines);
  if (!good)
    g_clear_pointer (&file, project_file_free);
  return file;
}

void
project_file_free (ProjectFile *file)
{
  if (!file)
    return;
  g_free (file->shown);
  g_free (file->folder);
  g_ptr_array_unref (file->settings);
  g_ptr_array_unref (file->acceptances);
  g_free (file);
}

void
project_file_add_arguments (ProjectFile *file, GHashTable *given, GStrvBuilder *arguments)
{
  for (guint i = 0; i < file->settings->len; i++)
    {
      Setting *setting = file->settings->pdata[i];
      setting->used = setting->repeatable || !g_hash_table_contains (given, setting->name);
      for (guint j = 0; setting->used && j < setting->arguments->len; j++)
        g_strv_builder_add (arguments, setting->arguments->pdata[j]);
    }
}

void
project_file_blame (const ProjectFile *file, GError *error)
{
  for (guint i = 0; i < file->settings->len; i++)
    {
      const Setting *setting = file->settings->pdata[i];
      g_autofree char *option = g_strconcat ("--", setting->name, NULL);
      const char *found = setting->used ? strstr (error->message, option) : NULL;
      if (!found || g_ascii_isalnum (found[strlen (option)]) || found[strlen (option)] == '-')
        continue;
      char *message = g_strdup_printf ("%s:%u: %s", file->shown, setting->line, error->message);
      g_free (error->message);
      error->message = message;
      return;
    }
}

/* Whether the file at @path is of one who could have put anything else into @start. */
static gboolean
is_trusted (const char *path, const char *start)
{
  struct stat file, folder;
  return stat (path, &file) == 0 && stat (start, &folder) == 0
         && (file.st_uid == geteuid () || file.st_uid == 0 || file.st_uid == folder.st_uid);
}

char *
project_file_find (const char *start)
{
  g_autofree char *folder = g_strdup (start);
  for (;;)
    {
      g_autofree char *path = g_build_filename (folder, PROJECT_FILE_NAME, NULL), *git = g_build_filename (folder, ".git", NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS) && is_trusted (path, start))
        return g_steal_pointer (&path);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        terminal_say ("warning: '%s' is not used: it is somebody else's; --config takes it all the same", path);
      char *parent = g_path_get_dirname (folder);
      gboolean top = g_str_equal (parent, folder) || g_file_test (git, G_FILE_TEST_EXISTS);
      g_free (folder);
      folder = parent;
      if (top)
        return NULL;
    }
}

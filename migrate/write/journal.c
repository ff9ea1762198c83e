/* SPDX-License-Identifier: MIT */
/*
 * A run's journal: lines of words, names escaped as in C, and a last line that says that it is whole.
 */
#include "write/journal.h"

#include <stdio.h>
#include <string.h>

#define FIRST_LINE "wmem-migrate journal 1"
#define LAST_LINE "end"
#define JOURNAL_SUFFIX ".journal"
#define OLD_SUFFIX "-old"
#define CHECKSUM_LENGTH 64
#define NO_CHECKSUM "-"

static void
clear_replacement (gpointer data)
{
  replacement_clear (data);
}

Journal *
journal_new (const char *run)
{
  Journal *journal = g_new0 (Journal, 1);
  journal->run = g_strdup (run);
  journal->folders = g_ptr_array_new_with_free_func (g_free);
  journal->replacements = g_array_new (FALSE, TRUE, sizeof (Replacement));
  g_array_set_clear_func (journal->replacements, clear_replacement);
  return journal;
}

void
journal_free (Journal *journal)
{
  if (!journal)
    return;
  g_ptr_array_unref (journal->folders);
  g_array_unref (journal->replacements);
  g_free (journal->run);
  g_free (journal);
}

char *
journal_draw_run (void)
{
  return g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

char *
journal_name (const char *run)
{
  return g_strconcat (RUN_PREFIX, run, JOURNAL_SUFFIX, NULL);
}

gboolean
journal_parse_name (const char *name, char *run, gboolean *is_journal)
{
  if (!g_str_has_prefix (name, RUN_PREFIX))
    return FALSE;
  const char *number = name + strlen (RUN_PREFIX);
  if (strspn (number, "0123456789abcdef") != RUN_LENGTH || number[RUN_LENGTH] != '.')
    return FALSE;
  const char *rest = number + RUN_LENGTH;
  *is_journal = g_str_equal (rest, JOURNAL_SUFFIX);
  gsize digits = strspn (rest + 1, "0123456789");
  const char *end = rest + 1 + digits;
  if (!*is_journal && (digits == 0 || (*end != '\0' && !g_str_equal (end, OLD_SUFFIX))))
    return FALSE;
  memcpy (run, number, RUN_LENGTH);
  run[RUN_LENGTH] = '\0';
  return TRUE;
}

void
journal_set_names (Replacement *replacement, const char *run, guint number)
{
  replacement->fresh = g_strdup_printf (RUN_PREFIX "%s.%u", run, number);
  replacement->kept = g_strdup_printf (RUN_PREFIX "%s.%u" OLD_SUFFIX, run, number);
  replacement->aside = g_strdup_printf (RUN_PREFIX "kept-%s.%u", run, number);
}

void
journal_add (Journal *journal, const char *name, guint number, const char *before, const char *after)
{
  Replacement replacement = { .name = g_strdup (name), .before = g_strdup (before), .after = g_strdup (after) };
  journal_set_names (&replacement, journal->run, number);
  g_array_append_val (journal->replacements, replacement);
}

char *
journal_relative (const char *from, const char *to)
{
  g_auto (GStrv) here = g_strsplit (from, "/", -1), there = g_strsplit (to, "/", -1);
  guint common = 0;
  while (here[common] && there[common] && g_str_equal (here[common], there[common]))
    common++;
  GString *path = g_string_new (NULL);
  for (guint i = common; here[i]; i++)
    if (*here[i])
      g_string_append (path, "../");
  for (guint i = common; there[i]; i++)
    if (*there[i])
      g_string_append_printf (path, "%s/", there[i]);
  if (path->len == 0)
    g_string_append (path, "./");
  g_string_truncate (path, path->len - 1);
  return g_string_free (path, FALSE);
}

GBytes *
journal_format (const Journal *journal)
{
  GString *text = g_string_new (FIRST_LINE "\n");
  g_string_append_printf (text, "made %u\n", journal->made);
  for (guint i = 0; i < journal->folders->len; i++)
    {
      g_autofree char *escaped = g_strescape (journal->folders->pdata[i], NULL);
      g_string_append_printf (text, "folder %s\n", escaped);
    }
  for (guint i = 0; i < journal->replacements->len; i++)
    {
      const Replacement *replacement = &g_array_index (journal->replacements, Replacement, i);
      g_autofree char *escaped = g_strescape (replacement->name, NULL);
      g_string_append_printf (text, "file %s %s %s %s\n", strrchr (replacement->fresh, '.') + 1,
                              replacement->before ? replacement->before : NO_CHECKSUM, replacement->after, escaped);
    }
  g_string_append (text, LAST_LINE "\n");
  return g_string_free_to_bytes (text);
}

static gboolean
is_checksum (const char *text)
{
  return strlen (text) == CHECKSUM_LENGTH && strspn (text, "0123456789abcdef") == CHECKSUM_LENGTH;
}

/* A name of this folder, and none of a run's own. */
static gboolean
is_plain_name (const char *name)
{
  return *name && !strchr (name, '/') && !g_str_equal (name, ".") && !g_str_equal (name, "..")
         && !g_str_has_prefix (name, RUN_PREFIX);
}

/* @return (transfer full, nullable) what g_strescape() has escaped. */
static char *
unescape (const char *text)
{
  gsize length = strlen (text), backslashes = 0;
  while (backslashes < length && text[length - 1 - backslashes] == '\\')
    backslashes++;
  return backslashes % 2 == 0 ? g_strcompress (text) : NULL;
}

static gboolean
read_file_line (Journal *journal, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  guint64 number;
  if (g_strv_length (words) != 4 || !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT32, &number, NULL)
      || !(is_checksum (words[1]) || g_str_equal (words[1], NO_CHECKSUM)) || !is_checksum (words[2]))
    return FALSE;
  g_autofree char *name = unescape (words[3]);
  if (!name || !is_plain_name (name))
    return FALSE;
  journal_add (journal, name, (guint) number, g_str_equal (words[1], NO_CHECKSUM) ? NULL : words[1], words[2]);
  return TRUE;
}

static gboolean
read_line (Journal *journal, const char *line)
{
  guint64 made;
  if (g_str_has_prefix (line, "file "))
    return read_file_line (journal, line + strlen ("file "));
  if (g_str_has_prefix (line, "folder "))
    {
      char *folder = unescape (line + strlen ("folder "));
      if (folder)
        g_ptr_array_add (journal->folders, folder);
      return folder != NULL;
    }
  if (!g_str_has_prefix (line, "made ")
      || !g_ascii_string_to_unsigned (line + strlen ("made "), 10, 0, 4096, &made, NULL))
    return FALSE;
  journal->made = (guint) made;
  return TRUE;
}

Journal *
journal_parse (const char *run, GBytes *text)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  if (length == 0 || memchr (data, '\0', length))
    return NULL;
  g_autofree char *copy = g_strndup (data, length);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  guint count = g_strv_length (lines);
  /* The last line ends, so that behind it is an empty one. */
  if (count < 3 || !g_str_equal (lines[0], FIRST_LINE) || !g_str_equal (lines[count - 2], LAST_LINE) || *lines[count - 1])
    return NULL;
  Journal *journal = journal_new (run);
  for (guint i = 1; i < count - 2; i++)
    if (!read_line (journal, lines[i]))
      {
        journal_free (journal);
        return NULL;
      }
  return journal;
}

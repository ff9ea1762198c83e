/* SPDX-License-Identifier: MIT */
/*
 * Each of the deliberately wrong rules (tests/corpus/mutations), caught by machine code alone: the rewriter works with
 * them on wrong_rules/unit.c, and what it writes is compared with what the macros of the right rules make of the
 * original. No packet is run. With the right rules everything has to be identical.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "machine_code_test.h"
#include "proof/object_compare.h"

static char *folder;

/* Runs the words of @command in the folder. @return (transfer full) what it prints. */
static char *
run (int most, const char *command, ...)
{
  va_list list;
  va_start (list, command);
  g_autofree char *text = g_strdup_vprintf (command, list);
  va_end (list);
  g_auto (GStrv) arguments = NULL;
  g_autofree char *messages = NULL;
  char *printed = NULL;
  int status = -1;
  ck_assert (g_shell_parse_argv (text, NULL, &arguments, NULL));
  ck_assert (g_spawn_sync (folder, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed, &messages, &status, NULL));
  ck_assert_msg (g_spawn_check_wait_status (status, NULL) || status >> 8 <= most, "'%s': %s", text, messages);
  return printed;
}

static void
put (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  ck_assert (g_file_set_contents (path, text, -1, NULL));
}

/* The unit's flags, and a compile database of it. */
#define FLAGS "-I%s -I. -Iafter -I" WMEM_INCLUDE " " GLIB_FLAGS
static void
put_database (const char *name, const char *first)
{
  g_autofree char *text = g_strdup_printf ("[{\"directory\": \"%s\", \"file\": \"unit.c\", \"command\": \"gcc " FLAGS
                                           " -c unit.c\"}]",
                                           folder, first);
  put (name, text);
}

/* Compiles @source of the folder on the after side. @return (transfer full) the object. */
static ObjectFile *
object_of (const char *source)
{
  g_free (run (0, "gcc " FLAGS " -O2 -g0 -w -ffunction-sections -fdata-sections -fno-inline -c %s -o unit.o", "after", source));
  g_autofree char *path = g_build_filename (folder, "unit.o", NULL);
  g_autoptr (GError) error = NULL;
  ObjectFile *object = object_file_read (path, &error);
  ck_assert_msg (object != NULL, "%s", error ? error->message : "");
  return object;
}

/* What the rewriter makes of the unit with more rules, or none. */
static ObjectFile *
rewritten (const char *more)
{
  g_autofree char *option = more ? g_strdup_printf ("--rules '%s'", more) : g_strdup ("");
  g_free (run (0, "rm -rf out"));
  g_free (run (1, "%s -p before.json --after-p after.json --output-dir out --verify=parse %s unit.c", PROGRAM, option));
  return object_of ("out/unit.c");
}

static const ObjectItem *
find_function (GPtrArray *items, const char *name)
{
  for (guint i = 0; i < items->len; i++)
    {
      const ObjectItem *item = items->pdata[i];
      if (item->function && g_str_equal (item->name, name))
        return item;
    }
  return NULL;
}

static void
check_rules (const ObjectFile *expected, const char *file)
{
  g_autofree char *path = g_build_filename (RULES_FOLDER, file, NULL);
  g_autofree char *function = g_strndup (file, strlen (file) - strlen (".rules"));
  g_strdelimit (function, "-", '_');
  ObjectFile *found = rewritten (path);
  g_autoptr (GPtrArray) items = object_compare (expected, found);
  const ObjectItem *item = find_function (items, function);
  ck_assert_msg (item != NULL, "%s: wrong_rules/unit.c has no function %s()", file, function);
  ck_assert_msg (!item->identical, "%s: not caught", file);
  g_print ("%-34s %s\n", file, item->difference);
  object_file_free (found);
}

START_TEST (test_wrong_rules__each_is_caught)
{
  g_free (run (0, "cp -R '%s/.' .", UNIT_FOLDER));
  put ("rules.h", "");
  put_database ("before.json", "before");
  put_database ("after.json", "after");
  ObjectFile *right = rewritten (NULL);

  g_autofree char *header = run (0, "%s --after-arg=-I%s/after --after-arg=-I" WMEM_INCLUDE " %s --emit-header", PROGRAM, folder,
                                 GLIB_AFTER);
  put ("rules.h", header);
  ObjectFile *expected = object_of ("unit.c");
  g_autoptr (GPtrArray) items = object_compare (expected, right);
  for (guint i = 0; i < items->len; i++)
    {
      const ObjectItem *item = items->pdata[i];
      ck_assert_msg (item->identical, "%s: the right result differs: %s", item->name, item->difference);
    }
  put ("rules.h", "");

  g_autoptr (GDir) listing = g_dir_open (RULES_FOLDER, 0, NULL);
  ck_assert (listing != NULL);
  guint count = 0;
  for (const char *name; (name = g_dir_read_name (listing)) != NULL;)
    if (g_str_has_suffix (name, ".rules"))
      {
        check_rules (expected, name);
        count++;
      }
  ck_assert_uint_gt (count, 0);
  object_file_free (expected);
  object_file_free (right);
}
END_TEST

int
main (void)
{
  return machine_code_test ("wrong_rules", test_wrong_rules__each_is_caught, &folder);
}

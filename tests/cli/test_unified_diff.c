/* SPDX-License-Identifier: MIT */
/*
 * The unified diff: what it says is what patch(1) and `git apply` do.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "../suite.h"
#include "model/change.h"
#include "write/unified_diff.h"

static void
add_edit (GArray *edits, guint offset, guint length, const char *text)
{
  const Edit edit = { .path = "file.c", .offset = offset, .length = length, .text = text };
  g_array_append_val (edits, edit);
}

static char *
diff_of (const char *before, GArray *edits)
{
  g_autoptr (GBytes) bytes = g_bytes_new (before, strlen (before));
  GString *diff = g_string_new (NULL);
  unified_diff_append (diff, "file.c", bytes, edits);
  return g_string_free (diff, FALSE);
}

static GArray *
edits_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Edit));
}

START_TEST (test_unified_diff__replaced_word)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 2, 1, "X");
  g_autofree char *diff = diff_of ("a\nb\nc\n", edits);
  ck_assert_str_eq (diff, "--- a/file.c\n+++ b/file.c\n@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n");
}
END_TEST

START_TEST (test_unified_diff__nothing_where_edits_change_nothing)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 2, 1, "b");
  g_autofree char *diff = diff_of ("a\nb\nc\n", edits);
  ck_assert_str_eq (diff, "");
}
END_TEST

START_TEST (test_unified_diff__line_removed_with_its_newline)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 2, 2, "");
  g_autofree char *diff = diff_of ("a\nb\nc\n", edits);
  ck_assert_str_eq (diff, "--- a/file.c\n+++ b/file.c\n@@ -1,3 +1,2 @@\n a\n-b\n c\n");
}
END_TEST

START_TEST (test_unified_diff__no_newline_at_the_end)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 2, 1, "X");
  g_autofree char *diff = diff_of ("a\nb", edits);
  ck_assert_str_eq (diff,
                    "--- a/file.c\n+++ b/file.c\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n"
                    "+X\n\\ No newline at end of file\n");
}
END_TEST

START_TEST (test_unified_diff__far_edits_are_two_hunks)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 0, 1, "x\ny");
  add_edit (edits, 18, 1, "z");
  g_autofree char *diff = diff_of ("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", edits);
  ck_assert_str_eq (diff, "--- a/file.c\n+++ b/file.c\n@@ -1,4 +1,5 @@\n-0\n+x\n+y\n 1\n 2\n 3\n"
                          "@@ -7,4 +8,4 @@\n 6\n 7\n 8\n-9\n+z\n");
}
END_TEST

START_TEST (test_unified_diff__name_with_space_and_quote)
{
  g_autoptr (GArray) edits = edits_new ();
  add_edit (edits, 0, 1, "b");
  g_autoptr (GBytes) bytes = g_bytes_new ("a\n", 2);
  g_autoptr (GString) diff = g_string_new (NULL);
  unified_diff_append (diff, "my file.c", bytes, edits);
  ck_assert_msg (g_str_has_prefix (diff->str, "--- a/my file.c\t\n+++ b/my file.c\t\n"), "got %s", diff->str);
  g_string_truncate (diff, 0);
  unified_diff_append (diff, "a\"b.c", bytes, edits);
  ck_assert_msg (g_str_has_prefix (diff->str, "--- \"a/a\\\"b.c\"\n"), "got %s", diff->str);
}
END_TEST

/* ---- random files and edits, applied by the real programs ---- */

static char *
random_text (GRand *random, gsize longest)
{
  static const char alphabet[] = "ab\n\n\r\t ;";
  gsize length = (gsize) g_rand_int_range (random, 0, (gint32) longest + 1);
  char *text = g_malloc (length + 1);
  for (gsize i = 0; i < length; i++)
    text[i] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
  text[length] = '\0';
  return text;
}

static char *
apply (const char *before, GArray *edits)
{
  GString *after = g_string_new (NULL);
  gsize copied = 0;
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);
      g_string_append_len (after, before + copied, (gssize) (edit->offset - copied));
      g_string_append (after, edit->text);
      copied = edit->offset + edit->length;
    }
  g_string_append (after, before + copied);
  return g_string_free (after, FALSE);
}

static gboolean
run_in (const char *folder, const char *command)
{
  const char *argv[] = { "sh", "-c", command, NULL };
  int status = 0;
  g_autofree char *output = NULL;
  gboolean started = g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                                   NULL, &status, NULL);
  return started && g_spawn_check_wait_status (status, NULL);
}

static void
check_random_case (GRand *random, const char *folder, const char *command)
{
  g_autofree char *before = random_text (random, 120);
  gsize length = strlen (before);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = edits_new ();
  for (gsize at = 0; at <= length && edits->len < 5;)
    {
      gsize offset = at + (gsize) g_rand_int_range (random, 0, 30);
      gsize removed = (gsize) g_rand_int_range (random, 0, 8);
      if (offset + removed > length)
        break;
      char *text = random_text (random, 6);
      g_ptr_array_add (texts, text);
      add_edit (edits, (guint) offset, (guint) removed, text);
      at = offset + removed + 1;
    }
  g_autofree char *expected = apply (before, edits);
  g_autofree char *diff = diff_of (before, edits);
  if (g_str_equal (before, expected))
    {
      ck_assert_str_eq (diff, "");
      return;
    }
  g_autofree char *file = g_build_filename (folder, "file.c", NULL),
                  *patch = g_build_filename (folder, "p.diff", NULL);
  ck_assert (g_file_set_contents (file, before, -1, NULL) && g_file_set_contents (patch, diff, -1, NULL));
  g_autofree char *got = NULL;
  gboolean applied = run_in (folder, command);
  if (!g_file_get_contents (file, &got, NULL, NULL))
    got = g_strdup (""); /* both programs remove a file that has become empty */
  ck_assert_msg (applied && g_str_equal (got, expected),
                 "'%s' did not make <<%s>> of <<%s>> but <<%s>> with\n%s", command, expected, before, got,
                 diff);
}

static void
check_random_cases (const char *program, const char *command, guint32 seed)
{
  g_autofree char *found = g_find_program_in_path (program);
  if (!found)
    {
      g_print ("SKIP: no '%s' on this machine\n", program);
      return;
    }
  g_autofree char *folder = g_dir_make_tmp ("wmem-diff-XXXXXX", NULL);
  GRand *random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 250; i++)
    check_random_case (random, folder, command);
  g_rand_free (random);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  run_in ("/", clean);
}

START_TEST (test_unified_diff__patch_applies_it)
{
  check_random_cases ("patch", "patch -s -p1 --binary < p.diff", 1);
}
END_TEST

START_TEST (test_unified_diff__git_applies_it)
{
  check_random_cases ("git", "git apply -p1 --whitespace=nowarn p.diff", 2);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("unified_diff");
  TCase *exact = tcase_create ("exact"), *random = tcase_create ("random");
  tcase_add_test (exact, test_unified_diff__replaced_word);
  tcase_add_test (exact, test_unified_diff__nothing_where_edits_change_nothing);
  tcase_add_test (exact, test_unified_diff__line_removed_with_its_newline);
  tcase_add_test (exact, test_unified_diff__no_newline_at_the_end);
  tcase_add_test (exact, test_unified_diff__far_edits_are_two_hunks);
  tcase_add_test (exact, test_unified_diff__name_with_space_and_quote);
  tcase_add_test (random, test_unified_diff__patch_applies_it);
  tcase_add_test (random, test_unified_diff__git_applies_it);
  tcase_set_timeout (random, 60);
  suite_add_tcase (suite, exact);
  suite_add_tcase (suite, random);
  return run_suite (suite);
}

/* SPDX-License-Identifier: MIT */
/*
 * The file transaction: all files or none, also where the last rename is what fails.
 */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "../suite.h"
#include "write/file_transaction.h"

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
put (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);
  ck_assert_msg (g_file_set_contents (path, text, -1, NULL), "cannot prepare '%s'", path);
}

static void
holds (const char *name, const char *expected)
{
  g_autofree char *path = path_of (name), *text = NULL;
  ck_assert_msg (g_file_get_contents (path, &text, NULL, NULL), "'%s' is gone", name);
  ck_assert_str_eq (text, expected);
}

/* Nothing but @count files: no temporary one is left. */
static void
holds_files (guint count)
{
  GDir *listing = g_dir_open (folder, 0, NULL);
  guint found = 0;
  const char *name;
  while ((name = g_dir_read_name (listing)))
    {
      found++;
      ck_assert_msg (!strstr (name, "wmem-migrate"), "'%s' is left", name);
    }
  g_dir_close (listing);
  ck_assert_uint_eq (found, count);
}

static gboolean
add (FileTransaction *transaction, const char *name, const char *expected, const char *after, GError **error)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GBytes) old = expected ? g_bytes_new (expected, strlen (expected)) : NULL;
  g_autoptr (GBytes) new = g_bytes_new (after, strlen (after));
  return file_transaction_add (transaction, path, old, new, NULL, error);
}

static void
set_up (void)
{
  folder = g_dir_make_tmp ("wmem-transaction-XXXXXX", NULL);
  put ("a.c", "old a");
  put ("b.c", "old b");
}

static void
tear_down (void)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_clear_pointer (&folder, g_free);
}

START_TEST (test_file_transaction__commit_replaces_all)
{
  FileTransaction *transaction = file_transaction_new (folder);
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL)
             && add (transaction, "b.c", "old b", "new b", NULL));
  holds ("a.c", "old a");
  ck_assert (file_transaction_commit (transaction, NULL, NULL));
  file_transaction_free (transaction);
  holds ("a.c", "new a");
  holds ("b.c", "new b");
  holds_files (2);
}
END_TEST

START_TEST (test_file_transaction__without_commit_nothing_happens)
{
  FileTransaction *transaction = file_transaction_new (folder);
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL)
             && add (transaction, "x/y/z.c", NULL, "new", NULL));
  file_transaction_free (transaction);
  holds ("a.c", "old a");
  holds_files (2);
}
END_TEST

START_TEST (test_file_transaction__changed_file_stops_all)
{
  FileTransaction *transaction = file_transaction_new (folder);
  g_autoptr (GError) error = NULL;
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL)
             && add (transaction, "b.c", "old b", "new b", NULL));
  put ("b.c", "edited");
  ck_assert_msg (!file_transaction_commit (transaction, NULL, &error), "an edited file was overwritten");
  ck_assert_msg (strstr (error->message, "b.c") && strstr (error->message, "changed by somebody else"), "%s",
                 error->message);
  file_transaction_free (transaction);
  holds ("a.c", "old a");
  holds ("b.c", "edited");
  holds_files (2);
}
END_TEST

START_TEST (test_file_transaction__failing_rename_takes_back_the_others)
{
  FileTransaction *transaction = file_transaction_new (folder);
  g_autoptr (GError) error = NULL;
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL)
             && add (transaction, "new.c", NULL, "new", NULL));
  g_autofree char *blocked = path_of ("new.c"), *inside = path_of ("new.c/x");
  ck_assert (g_mkdir (blocked, 0777) == 0 && g_mkdir (inside, 0777) == 0);
  ck_assert (!file_transaction_commit (transaction, NULL, &error));
  ck_assert_msg (strstr (error->message, "new.c"), "%s", error->message);
  file_transaction_free (transaction);
  holds ("a.c", "old a");
  holds_files (3);
}
END_TEST

static guint questions;

static gboolean
stop_at_second_question (GError **error)
{
  if (++questions < 2)
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  return TRUE;
}

START_TEST (test_file_transaction__stop_between_renames_takes_back)
{
  FileTransaction *transaction = file_transaction_new (folder);
  g_autoptr (GError) error = NULL;
  questions = 0;
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL)
             && add (transaction, "b.c", "old b", "new b", NULL));
  ck_assert (!file_transaction_commit (transaction, stop_at_second_question, &error));
  ck_assert_str_eq (error->message, "stopped");
  file_transaction_free (transaction);
  holds ("a.c", "old a");
  holds ("b.c", "old b");
  holds_files (2);
}
END_TEST

START_TEST (test_file_transaction__mode_is_kept)
{
  g_autofree char *path = path_of ("a.c");
  ck_assert (g_chmod (path, 0751) == 0);
  FileTransaction *transaction = file_transaction_new (folder);
  ck_assert (add (transaction, "a.c", NULL, "new a", NULL)
             && file_transaction_commit (transaction, NULL, NULL));
  file_transaction_free (transaction);
  GStatBuf info;
  ck_assert (g_stat (path, &info) == 0);
  ck_assert_uint_eq (info.st_mode & 07777, 0751);
}
END_TEST

/* A file system without such attributes has none to lose. */
static gboolean
set_attribute (const char *name, const char *attribute, const void *value, gsize length)
{
  g_autofree char *path = path_of (name);
  if (setxattr (path, attribute, value, length, 0) == 0)
    return TRUE;
  g_printerr ("SKIP %s: %s\n", attribute, g_strerror (errno));
  return FALSE;
}

static void
has_attribute (const char *name, const char *attribute, const void *expected, gsize length)
{
  g_autofree char *path = path_of (name);
  char value[256];
  gssize got = getxattr (path, attribute, value, sizeof value);
  ck_assert_msg (got == (gssize) length && memcmp (value, expected, length) == 0, "'%s' lost its %s", name,
                 attribute);
}

START_TEST (test_file_transaction__extended_attributes_are_kept)
{
  if (!set_attribute ("a.c", "user.origin", "some\0where", 10) || !set_attribute ("a.c", "user.empty", "", 0))
    return;
  FileTransaction *transaction = file_transaction_new (folder);
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL));
  ck_assert (file_transaction_commit (transaction, NULL, NULL));
  file_transaction_free (transaction);
  holds ("a.c", "new a");
  has_attribute ("a.c", "user.origin", "some\0where", 10);
  has_attribute ("a.c", "user.empty", "", 0);
}
END_TEST

START_TEST (test_file_transaction__access_control_list_is_kept)
{
  /* Version 2: the owner rw, user 4242 r, the group r, mask r, others nothing. */
  static const guint8 list[] = { 2, 0, 0, 0, 0x01, 0, 6, 0, 255, 255, 255, 255, 0x02, 0, 4,
                                 0, 0x92, 0x10, 0, 0, 0x04, 0, 4, 0, 255, 255, 255, 255, 0x10, 0,
                                 4, 0, 255, 255, 255, 255, 0x20, 0, 0, 0, 255, 255, 255, 255 };
  if (!set_attribute ("a.c", "system.posix_acl_access", list, sizeof list))
    return;
  FileTransaction *transaction = file_transaction_new (folder);
  ck_assert (add (transaction, "a.c", "old a", "new a", NULL));
  ck_assert (file_transaction_commit (transaction, NULL, NULL));
  file_transaction_free (transaction);
  has_attribute ("a.c", "system.posix_acl_access", list, sizeof list);
}
END_TEST

START_TEST (test_file_transaction__folder_that_is_a_file)
{
  FileTransaction *transaction = file_transaction_new (folder);
  g_autoptr (GError) error = NULL;
  ck_assert (!add (transaction, "a.c/deep.c", NULL, "x", &error));
  ck_assert_msg (strstr (error->message, "deep.c"), "%s", error->message);
  file_transaction_free (transaction);
  holds ("a.c", "old a");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("file_transaction");
  TCase *all = tcase_create ("all");
  tcase_add_checked_fixture (all, set_up, tear_down);
  tcase_add_test (all, test_file_transaction__commit_replaces_all);
  tcase_add_test (all, test_file_transaction__without_commit_nothing_happens);
  tcase_add_test (all, test_file_transaction__changed_file_stops_all);
  tcase_add_test (all, test_file_transaction__failing_rename_takes_back_the_others);
  tcase_add_test (all, test_file_transaction__stop_between_renames_takes_back);
  tcase_add_test (all, test_file_transaction__mode_is_kept);
  tcase_add_test (all, test_file_transaction__extended_attributes_are_kept);
  tcase_add_test (all, test_file_transaction__access_control_list_is_kept);
  tcase_add_test (all, test_file_transaction__folder_that_is_a_file);
  suite_add_tcase (suite, all);
  return run_suite (suite);
}

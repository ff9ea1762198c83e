/* SPDX-License-Identifier: MIT */
/*
 * The writing stage with each of its system calls failing, all from there on failing, or the process killed before or behind it: what is
 * there afterwards is all old or all new, the message says which, and nothing lies around once recovery has looked.
 *
 * Each run is a process of its own, in a folder of its own.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults.h"
#include "write/file_transaction.h"
#include "write/recovery.h"

/* A long name: 255 bytes, what a file system takes. */
#define LONG_NAME                                                                                                     \
  "long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-lon" \
  "g-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-"  \
  "name-long-name-long-name-xyz.c"

typedef struct {
  const char *name;
  const char *const *before;  /* files that are there: path, or path=other path for a hard link of it */
  const char *const *targets; /* what is written; path=other path: another name of a target */
  const char *base;           /* or NULL */
  gboolean no_exchange, no_links;
} Scenario;

static const char *const three_files[] = { "a.c", "sub/" LONG_NAME, "b.c", "other.h", NULL };
static const char *const three_targets[] = { "a.c", "sub/" LONG_NAME, "b.c", NULL };
static const char *const one_file[] = { "out/x/there.c", "a.c", NULL };
static const char *const new_targets[] = { "out/x/there.c", "out/y/deep/new.c", "out/top.c", NULL };
static const char *const nothing_there[] = { "a.c", NULL };
static const char *const linked_files[] = { "a.c", "sub/b.c=a.c", "third.c=a.c", "d.c", NULL };
static const char *const linked_targets[] = { "a.c", "sub/b.c=a.c", "d.c", NULL };

static const Scenario scenarios[] = {
  { "in place", three_files, three_targets, NULL, FALSE, FALSE },
  { "in place, without an exchange of names", three_files, three_targets, NULL, TRUE, FALSE },
  { "in place, without hard links either", three_files, three_targets, NULL, TRUE, TRUE },
  { "another folder, half of it there", one_file, new_targets, "out", FALSE, FALSE },
  { "another folder that is made, without renameat2()", nothing_there, new_targets, "out", TRUE, FALSE },
  { "hard links", linked_files, linked_targets, NULL, FALSE, FALSE },
};

static char *folder;
static guint runs;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
put (const char *path, const char *text)
{
  g_autofree char *parent = g_path_get_dirname (path);
  ck_assert (g_mkdir_with_parents (parent, 0755) == 0);
  int descriptor = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ck_assert (descriptor >= 0 && write (descriptor, text, strlen (text)) == (gssize) strlen (text));
  close (descriptor);
}

static void
prepare (const Scenario *scenario)
{
  folder = g_dir_make_tmp ("wmem-faults-XXXXXX", NULL);
  for (guint i = 0; scenario->before[i]; i++)
    {
      g_auto (GStrv) names = g_strsplit (scenario->before[i], "=", 2);
      g_autofree char *path = path_of (names[0]), *first = names[1] ? path_of (names[1]) : NULL;
      g_autofree char *text = g_strdup_printf ("old %s", names[0]);
      if (!first)
        put (path, text);
      else
        {
          g_autofree char *parent = g_path_get_dirname (path);
          ck_assert (g_mkdir_with_parents (parent, 0755) == 0 && link (first, path) == 0);
        }
    }
}

static void
remove_tree (const char *path)
{
  GDir *listing = g_dir_open (path, 0, NULL);
  const char *name;
  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      remove_tree (inside);
    }
  if (listing)
    g_dir_close (listing);
  g_remove (path);
}

static void
clear (void)
{
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

/* All that is in the tree, a line each: path, mode, names, content. Empty folders are nothing: a killed run may have made some. */
static void
describe (GPtrArray *lines, const char *path, const char *shown, gboolean own_names)
{
  GDir *listing = g_dir_open (path, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (listing)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL), *below = g_build_filename (shown, name, NULL), *text = NULL;
      struct stat info;
      if (!own_names && g_str_has_prefix (name, ".wmem-migrate-"))
        continue;
      ck_assert (lstat (inside, &info) == 0);
      gboolean is_folder = S_ISDIR (info.st_mode);
      if (!is_folder)
        g_file_get_contents (inside, &text, NULL, NULL);
      /* What lies beside it may be another name of it. */
      guint links = own_names && !is_folder ? (guint) info.st_nlink : 0;
      if (is_folder)
        describe (lines, inside, below, own_names);
      else
        g_ptr_array_add (lines, g_strdup_printf ("%s %o %u %s\n", below, (guint) info.st_mode, links, text ? text : "-"));
    }
  g_dir_close (listing);
}

static gint
compare_lines (gconstpointer one, gconstpointer other)
{
  return strcmp (*(char *const *) one, *(char *const *) other);
}

static char *
snapshot (gboolean own_names)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  describe (lines, folder, "", own_names);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **) lines->pdata);
}

static gboolean
write_all (const Scenario *scenario, GError **error)
{
  g_autofree char *base = scenario->base ? path_of (scenario->base) : NULL;
  FileTransaction *transaction = file_transaction_new (base);
  gboolean good = TRUE;
  for (guint i = 0; good && scenario->targets[i]; i++)
    {
      g_auto (GStrv) names = g_strsplit (scenario->targets[i], "=", 2);
      g_autofree char *path = path_of (names[0]), *first = names[1] ? path_of (names[1]) : NULL, *like = path_of ("a.c");
      g_autofree char *old_text = g_strdup_printf ("old %s", names[1] ? names[1] : names[0]);
      g_autofree char *new_text = g_strdup_printf ("new content of %s", names[0]);
      g_autoptr (GBytes) expected = base ? NULL : g_bytes_new (old_text, strlen (old_text));
      g_autoptr (GBytes) after = g_bytes_new (new_text, strlen (new_text));
      good = first ? file_transaction_add_name (transaction, path, expected, first, error)
                   : file_transaction_add (transaction, path, expected, after, like, error);
    }
  good = good && file_transaction_commit (transaction, NULL, error);
  file_transaction_free (transaction);
  return good;
}

static gboolean
recover (GError **error)
{
  char *const paths[] = { folder, NULL };
  return recovery_run_below ((char **) paths, error);
}

/* Runs the writing, or recovery, in a process of its own with @wanted. @return its wait status; *@message is its error, *@calls how many
 * there were. */
static int
run_in_child (const Scenario *scenario, gboolean recovers, const Faults *wanted, char **message, guint *calls, char **trace)
{
  g_autofree char *report = g_strconcat (folder, ".report", NULL);
  pid_t child = fork ();
  ck_assert (child >= 0);
  runs++;
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      faults = *wanted;
      faults.trace = trace ? g_string_new (NULL) : NULL;
      faults.armed = TRUE;
      gboolean good = recovers ? recover (&error) : write_all (scenario, &error);
      faults.armed = FALSE;
      g_autofree char *told = g_strdup_printf ("%u\n%s\n%s", faults.calls, error ? error->message : "", faults.trace ? faults.trace->str : "");
      put (report, told);
      _exit (good ? 0 : 1);
    }
  int status;
  ck_assert (waitpid (child, &status, 0) == child);
  g_autofree char *told = NULL;
  if (g_file_get_contents (report, &told, NULL, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (told, "\n", 3);
      if (calls)
        *calls = (guint) atoi (lines[0]);
      if (message)
        *message = g_strdup (lines[1]);
      if (trace)
        *trace = g_strdup (lines[2]);
      unlink (report);
    }
  return status;
}

static void
recovers_to (const char *old, const char *new, const char *what, guint call)
{
  g_autoptr (GError) error = NULL;
  ck_assert_msg (recover (&error), "%s, call %u: recovery fails: %s", what, call, error->message);
  g_autofree char *now = snapshot (TRUE);
  ck_assert_msg ((old && g_str_equal (now, old)) || (new &&g_str_equal (now, new)),
                 "%s, call %u: after recovery neither old nor new, but\n%s\nold:\n%s\nnew:\n%s", what, call, now, old ? old : "-", new ? new : "-");
}

/* The two states, and the number of calls between them. */
static void
learn (const Scenario *scenario, char **old, char **new, char **old_files, char **new_files, guint *calls, char **trace)
{
  const Faults none = { .no_exchange = scenario->no_exchange, .no_links = scenario->no_links };
  g_autofree char *message = NULL;
  prepare (scenario);
  *old = snapshot (TRUE);
  *old_files = snapshot (FALSE);
  int status = run_in_child (scenario, FALSE, &none, &message, calls, trace);
  ck_assert_msg (status == 0, "%s: fails without a fault: %s", scenario->name, message);
  *new = snapshot (TRUE);
  *new_files = snapshot (FALSE);
  ck_assert_str_ne (*old, *new);
  ck_assert_msg (!strstr (*new, ".wmem-migrate-"), "%s: left behind:\n%s", scenario->name, *new);
  clear ();
}

static const int codes[] = { EIO, ENOSPC, EACCES };

static void
check_message (const Scenario *scenario, const char *message, int code, guint call)
{
  g_autofree char *cannot = g_strdup_printf (": %s: nothing was written", g_strerror (code));
  gboolean exact = (g_str_has_prefix (message, "cannot write '") && g_str_has_suffix (message, cannot))
                   || g_str_has_prefix (message, "the write failed, and not all files could be restored: run wmem-migrate --recover '");
  ck_assert_msg (exact, "%s, call %u fails with '%s': the message is '%s'", scenario->name, call, g_strerror (code), message);
}

START_TEST (test_write_faults__each_call_fails)
{
  const Scenario *scenario = &scenarios[_i];
  char *old, *new, *old_files, *new_files;
  guint calls;
  learn (scenario, &old, &new, &old_files, &new_files, &calls, NULL);
  for (guint kind = FAULT_ERROR; kind <= FAULT_ERRORS; kind++)
    for (guint call = 1; call <= calls; call += kind == FAULT_ERRORS ? 2 : 1)
      {
        const Faults wanted = {
          .kind = kind,
          .call = call,
          .code = codes[call % G_N_ELEMENTS (codes)],
          .no_exchange = scenario->no_exchange,
          .no_links = scenario->no_links,
        };
        g_autofree char *message = NULL;
        prepare (scenario);
        int status = run_in_child (scenario, FALSE, &wanted, &message, NULL, NULL);
        ck_assert_msg (WIFEXITED (status), "%s, call %u: crashed", scenario->name, call);
        gboolean good = WEXITSTATUS (status) == 0;
        g_autofree char *files = snapshot (FALSE);
        if (!good)
          check_message (scenario, message, wanted.code, call);
        if (good)
          ck_assert_msg (g_str_equal (files, new_files), "%s, call %u: said to be written:\n%s", scenario->name, call, files);
        else if (kind == FAULT_ERROR && strstr (message, "nothing was written"))
          {
            g_autofree char *of_old = snapshot (FALSE);
            ck_assert_msg (g_str_equal (of_old, old_files), "%s, call %u: '%s', but\n%s", scenario->name, call, message, of_old);
          }
        /* Where nothing works any more all may be new already. */
        recovers_to (good ? NULL : old, good || strstr (message, "--recover") ? new : NULL, scenario->name, call);
        clear ();
      }
  g_free (old), g_free (new), g_free (old_files), g_free (new_files);
}
END_TEST

/* Before a call that changes nothing the disk is as before the next one that does. */
static gboolean
only_reads (const char *call)
{
  static const char *const reading[] = { "read ", "close ", "fstat ", "fstatat ", "faccessat " };
  for (guint i = 0; i < G_N_ELEMENTS (reading); i++)
    if (g_str_has_prefix (call, reading[i]))
      return TRUE;
  return FALSE;
}

START_TEST (test_write_faults__killed_at_each_call)
{
  const Scenario *scenario = &scenarios[_i];
  char *old, *new, *old_files, *new_files, *trace;
  guint calls;
  learn (scenario, &old, &new, &old_files, &new_files, &calls, &trace);
  g_auto (GStrv) lines = g_strsplit (trace, "\n", -1);
  /* Killed behind a call is killed before the next one. */
  for (guint call = 1; call <= calls + 1; call++)
    {
      if (call <= calls && only_reads (lines[call - 1]))
        continue;
      const Faults wanted = {
        .kind = call <= calls ? FAULT_KILL_BEFORE : FAULT_KILL_AFTER,
        .call = MIN (call, calls),
        .no_exchange = scenario->no_exchange,
        .no_links = scenario->no_links,
      };
      prepare (scenario);
      int status = run_in_child (scenario, FALSE, &wanted, NULL, NULL, NULL);
      ck_assert_msg (WIFSIGNALED (status), "%s, call %u: not killed", scenario->name, call);
      /* Recovery is killed, too, each time somewhere else; and then not. */
      const Faults again = { .kind = FAULT_KILL_BEFORE, .call = 1 + call * 7 % 80 };
      run_in_child (scenario, TRUE, &again, NULL, NULL, NULL);
      recovers_to (old, new, scenario->name, call);
      clear ();
    }
  g_free (old), g_free (new), g_free (old_files), g_free (new_files), g_free (trace);
}
END_TEST

/* What a power failure may leave is told by the order: nothing is exchanged before all that recovery needs is on the disk, and nothing is
 * thrown away before the exchanges are. */
START_TEST (test_write_faults__disk_before_exchange)
{
  char *old, *new, *old_files, *new_files, *trace;
  guint calls;
  learn (&scenarios[0], &old, &new, &old_files, &new_files, &calls, &trace);
  g_auto (GStrv) lines = g_strsplit (trace, "\n", -1);
  guint first = 0, last = 0, before = 0, after = 0;
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "renameat2 "))
      {
        first = first ? first : i;
        last = i;
      }
  for (guint i = 0; i < first; i++)
    before += g_str_has_prefix (lines[i], "fsync");
  for (guint i = last; lines[i] && !g_str_has_prefix (lines[i], "unlinkat"); i++)
    after += g_str_has_prefix (lines[i], "fsync");
  /* Three files, two journals, two folders. */
  ck_assert_uint_ge (before, 3 + 2 + 2);
  ck_assert_uint_ge (after, 2);
  g_free (old), g_free (new), g_free (old_files), g_free (new_files), g_free (trace);
}
END_TEST

static int held = -1;

static void
save_by_rename (void)
{
  g_autofree char *path = path_of ("a.c"), *beside = path_of ("editor.tmp");
  put (beside, "edited");
  ck_assert (rename (beside, path) == 0);
}

static void
save_in_place (void)
{
  g_autofree char *path = path_of ("a.c");
  put (path, "edited");
}

static void
save_through_open_file (void)
{
  ck_assert (ftruncate (held, 0) == 0 && pwrite (held, "edited", 6, 0) == 6);
}

static void (*const editors[]) (void) = { save_by_rename, save_in_place, save_through_open_file };

/* An editor saves a file of the run between any two of its calls: what it saved is there afterwards. */
START_TEST (test_write_faults__editor_loses_nothing)
{
  char *old, *new, *old_files, *new_files, *trace;
  guint calls;
  learn (&scenarios[0], &old, &new, &old_files, &new_files, &calls, &trace);
  g_auto (GStrv) lines = g_strsplit (trace, "\n", -1);
  guint last_exchange = 0;
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "renameat2 "))
      last_exchange = i + 1;
  for (guint call = 1; call <= calls; call++)
    {
      const Faults wanted = { .kind = FAULT_ACTION, .call = call, .action = editors[_i] };
      g_autofree char *message = NULL, *text = NULL;
      prepare (&scenarios[0]);
      g_autofree char *path = path_of ("a.c");
      held = open (path, O_RDWR);
      int status = run_in_child (&scenarios[0], FALSE, &wanted, &message, NULL, NULL);
      close (held);
      ck_assert (WIFEXITED (status) && g_file_get_contents (path, &text, NULL, NULL));
      gboolean good = WEXITSTATUS (status) == 0;
      /* A file that is held open is looked at for the last time before what it held is thrown away. */
      gboolean too_late = editors[_i] == save_through_open_file && good && call > last_exchange;
      ck_assert_msg (too_late || g_str_equal (text, "edited"), "call %u of %u: what an editor saved is lost: '%s'", call, calls, text);
      ck_assert_msg (good || strstr (message, "by somebody else") || strstr (message, "--recover"), "call %u: '%s'", call, message);
      g_autoptr (GError) error = NULL;
      ck_assert_msg (recover (&error), "call %u: %s", call, error->message);
      g_autofree char *again = NULL, *kept = path_of ("b.c"), *other = NULL;
      ck_assert (g_file_get_contents (path, &again, NULL, NULL) && g_str_equal (again, text));
      ck_assert (g_file_get_contents (kept, &other, NULL, NULL) && (g_str_has_prefix (other, "new") == good));
      clear ();
    }
  g_free (old), g_free (new), g_free (old_files), g_free (new_files), g_free (trace);
}
END_TEST

static const int ending_signals[] = { SIGQUIT, SIGXCPU, SIGUSR1 };

static int signal_sent;

static void
send_signal (void)
{
  kill (getpid (), signal_sent);
}

/* A signal that nobody handles ends the process between any two of its calls: all is old or all new at once, before any recovery. */
START_TEST (test_write_faults__signal_at_each_call)
{
  char *old, *new, *old_files, *new_files;
  guint calls, ended = 0;
  learn (&scenarios[0], &old, &new, &old_files, &new_files, &calls, NULL);
  signal_sent = ending_signals[_i];
  signal (signal_sent, SIG_DFL); /* a shell has what it starts in the background ignore some */
  for (guint call = 1; call <= calls; call++)
    {
      const Faults wanted = { .kind = FAULT_ACTION, .call = call, .action = send_signal };
      prepare (&scenarios[0]);
      int status = run_in_child (&scenarios[0], FALSE, &wanted, NULL, NULL, NULL);
      ended += WIFSIGNALED (status) && WTERMSIG (status) == signal_sent;
      g_autofree char *files = snapshot (FALSE);
      ck_assert_msg (g_str_equal (files, old_files) || g_str_equal (files, new_files), "call %u of %u: neither old nor new, but\n%s", call, calls, files);
      recovers_to (old, new, scenarios[0].name, call);
      clear ();
    }
  ck_assert_uint_eq (ended, calls);
  g_free (old), g_free (new), g_free (old_files), g_free (new_files);
}
END_TEST

int
main (void)
{
  /* Recovery says what it does. */
  if (!freopen ("/dev/null", "w", stderr))
    return EXIT_FAILURE;
  Suite *suite = suite_create ("write_faults");
  TCase *all = tcase_create ("all");
  tcase_set_timeout (all, 200);
  tcase_add_loop_test (all, test_write_faults__each_call_fails, 0, G_N_ELEMENTS (scenarios));
  tcase_add_loop_test (all, test_write_faults__killed_at_each_call, 0, G_N_ELEMENTS (scenarios));
  tcase_add_loop_test (all, test_write_faults__editor_loses_nothing, 0, G_N_ELEMENTS (editors));
  tcase_add_loop_test (all, test_write_faults__signal_at_each_call, 0, G_N_ELEMENTS (ending_signals));
  tcase_add_test (all, test_write_faults__disk_before_exchange);
  suite_add_tcase (suite, all);
  SRunner *runner = srunner_create (suite);
  /* Runs are processes of their own already. */
  srunner_set_fork_status (runner, CK_NOFORK);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_print ("%u runs with faults\n", runs);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

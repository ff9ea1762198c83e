/* SPDX-License-Identifier: MIT */
/*
 * Asking git without running anything that the repository asks for.
 */
#include "sources/git_command.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>

/* Stronger than the repository's own configuration. The empty monitor is none in every version of git; "false" was a program
 * in old ones. */
static const char *const safe_options[] = {
  "git",
  "--no-pager",
  "--literal-pathspecs",
  "--no-replace-objects",
  "--no-optional-locks",
  "-c",
  "core.fsmonitor=",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.untrackedCache=false",
  "-c",
  "core.attributesFile=/dev/null",
  "-c",
  "diff.external=",
  "-c",
  "protocol.allow=never",
};

/* Of the caller's environment: what points into another repository, as in a hook. */
static const char *const foreign_variables[] = {
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  "GIT_EXTERNAL_DIFF",
  "GIT_TRACE",
  "GIT_GRAFT_FILE",
  "GIT_SHALLOW_FILE",
};

static char **
safe_environment (void)
{
  char **environment = g_get_environ ();
  for (guint i = 0; i < G_N_ELEMENTS (foreign_variables); i++)
    environment = g_environ_unsetenv (environment, foreign_variables[i]);
  /* A missing object of a partial clone would be fetched, by whatever program the remote names. */
  environment = g_environ_setenv (environment, "GIT_NO_LAZY_FETCH", "1", TRUE);
  environment = g_environ_setenv (environment, "GIT_ALLOW_PROTOCOL", "none", TRUE);
  environment = g_environ_setenv (environment, "GIT_TERMINAL_PROMPT", "0", TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "C", TRUE);
  const char *given = g_environ_getenv (environment, "GIT_DIR");
  if (given)
    {
      /* Both are relative to where the user stands, and git is told to go elsewhere. */
      const char *tree = g_environ_getenv (environment, "GIT_WORK_TREE");
      g_autofree char *repository = g_canonicalize_filename (given, NULL);
      g_autofree char *work_tree = g_canonicalize_filename (tree ? tree : ".", NULL);
      environment = g_environ_setenv (environment, "GIT_DIR", repository, TRUE);
      environment = g_environ_setenv (environment, "GIT_WORK_TREE", work_tree, TRUE);
    }
  return environment;
}

/* It answers from its own files, in seconds; one of them may be a pipe, or lie on a disk that is away. */
#define SECONDS_TO_ANSWER 30

/* Reads both pipes to their ends, by hand: the output holds NUL bytes. @return FALSE where they do not end in time. */
static gboolean
read_pipes (const int *pipes, GByteArray **texts)
{
  struct pollfd polled[2] = { { .fd = pipes[0], .events = POLLIN }, { .fd = pipes[1], .events = POLLIN } };
  guint open = 2;
  for (gint64 end = g_get_monotonic_time () + SECONDS_TO_ANSWER * G_USEC_PER_SEC, left; open > 0;)
    {
      left = end - g_get_monotonic_time ();
      if (left <= 0)
        break;
      const int ready = poll (polled, 2, (int) (left / 1000) + 1);
      if (ready < 0 && errno != EINTR)
        break;
      for (guint i = 0; ready > 0 && i < 2; i++)
        {
          guint8 buffer[16384];
          if (polled[i].fd < 0 || !polled[i].revents)
            continue;
          gssize got = read (polled[i].fd, buffer, sizeof buffer);
          if (got > 0)
            g_byte_array_append (texts[i], buffer, (guint) got);
          else if (got == 0 || errno != EINTR)
            {
              polled[i].fd = -1;
              open--;
            }
        }
    }
  close (pipes[0]);
  close (pipes[1]);
  return open == 0;
}

/* The first line of what git complained of, without its "fatal: ". */
static char *
first_complaint (GByteArray *text)
{
  g_byte_array_append (text, (const guint8 *) "", 1);
  const char *line = (const char *) text->data;
  while (g_str_has_prefix (line, "fatal: ") || g_str_has_prefix (line, "error: "))
    line += strlen ("fatal: ");
  gsize length = strcspn (line, "\n");
  return length > 0 ? g_strndup (line, length) : g_strdup ("it gives no reason");
}

GBytes *
git_command (const char *folder, const char *const *arguments, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (safe_options); i++)
    g_strv_builder_add (builder, safe_options[i]);
  g_strv_builder_add_many (builder, "-C", folder, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  g_auto (GStrv) argv = g_strv_builder_end (builder), environment = safe_environment ();

  int pipes[2] = { -1, -1 };
  GPid pid;
  g_autoptr (GError) problem = NULL;
  if (!g_spawn_async_with_pipes (NULL, argv, environment, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                 NULL, &pipes[0], &pipes[1], &problem))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "git cannot be run: %s", problem->message);
      return NULL;
    }
  g_autoptr (GByteArray) text = g_byte_array_new (), complaints = g_byte_array_new ();
  const gboolean in_time = read_pipes (pipes, (GByteArray *[]){ text, complaints });
  int status = 0;
  if (!in_time)
    kill (pid, SIGKILL);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (!in_time)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "git does not answer within %d seconds", SECONDS_TO_ANSWER);
      return NULL;
    }
  if (!g_spawn_check_wait_status (status, NULL))
    {
      g_autofree char *complaint = first_complaint (complaints);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "git says: %s", complaint);
      return NULL;
    }
  g_byte_array_append (text, (const guint8 *) "", 1);
  gsize length = text->len - 1;
  g_autoptr (GBytes) whole = g_byte_array_free_to_bytes (g_steal_pointer (&text));
  return g_bytes_new_from_bytes (whole, 0, length);
}

char *
git_work_tree (const char *folder)
{
  if (g_getenv ("GIT_DIR"))
    return g_canonicalize_filename (g_getenv ("GIT_WORK_TREE") ? g_getenv ("GIT_WORK_TREE") : ".", NULL);
  char *real = realpath (folder, NULL);
  g_autofree char *above = g_strdup (real ? real : folder);
  free (real);
  for (;;)
    {
      struct stat info;
      g_autofree char *repository = g_build_filename (above, ".git", NULL);
      if (lstat (repository, &info) == 0)
        return g_steal_pointer (&above);
      char *parent = g_path_get_dirname (above);
      gboolean top = g_str_equal (parent, above);
      g_free (above);
      above = parent;
      if (top)
        return NULL;
    }
}

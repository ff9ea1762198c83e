/* SPDX-License-Identifier: MIT */
/*
 * A child by vfork(): between it and exec the child only makes system calls.
 */
#include "workers/compiler.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <glib-unix.h>

/* Of a run's messages. What is compared has to be all of them, so a compiler with more has failed. */
#define MESSAGES_LIMIT (64 * 1024 * 1024)

/* What the child needs, made before it is there. */
typedef struct {
  const char *program, *directory;
  char *const *arguments;
  char *const *environment;
  int nowhere, messages; /* descriptors */
  pid_t parent;
  sigset_t signals;         /* to be blocked, as before */
  volatile int *exec_error; /* the parent's: the memory is one */
} Start;

/* Handlers of ours would run in the child on the parent's memory. */
static void
forget_handlers (void)
{
  for (int number = 1; number < NSIG; number++)
    {
      struct sigaction action;
      if (sigaction (number, NULL, &action) != 0 || action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL)
        continue;
      memset (&action, 0, sizeof action);
      action.sa_handler = SIG_DFL;
      sigaction (number, &action, NULL);
    }
}

G_NORETURN static void
become_compiler (const Start *start)
{
  forget_handlers ();
  /* A group of its own, so that the compiler goes with all that it starts; and without whom it works for it goes, too. */
  setpgid (0, 0);
#ifdef __linux__
  prctl (PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid () == start->parent && chdir (start->directory) == 0 && dup2 (start->nowhere, STDIN_FILENO) >= 0
      && dup2 (start->nowhere, STDOUT_FILENO) >= 0 && dup2 (start->messages, STDERR_FILENO) >= 0)
    {
      sigprocmask (SIG_SETMASK, &start->signals, NULL);
      execve (start->program, start->arguments, start->environment);
    }
  *start->exec_error = errno;
  _exit (127);
}

/* @return the child, or -1 with errno set. */
static pid_t
start_child (Start *start)
{
  volatile int exec_error = 0;
  start->exec_error = &exec_error;
  start->parent = getpid ();
  sigset_t all;
  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &start->signals);
  pid_t child = vfork ();
  if (child == 0)
    become_compiler (start);
  int error = errno;
  pthread_sigmask (SIG_SETMASK, &start->signals, NULL);
  if (child > 0 && exec_error)
    {
      error = exec_error;
      while (waitpid (child, NULL, 0) < 0 && errno == EINTR)
        ;
      child = -1;
    }
  errno = error;
  return child;
}

/* Reads what there is to read within @milliseconds. @return FALSE at the end. */
static gboolean
read_messages (int descriptor, int milliseconds, GString *messages)
{
  char buffer[4096];
  struct pollfd polled = { .fd = descriptor, .events = POLLIN };
  if (poll (&polled, 1, milliseconds) <= 0)
    return TRUE;
  gssize got = read (descriptor, buffer, sizeof buffer);
  if (got > 0 && messages->len <= MESSAGES_LIMIT)
    g_string_append_len (messages, buffer, got);
  return got > 0 || (got < 0 && errno == EINTR);
}

/* Waits for the child, and reads what it says. It is the child's end that counts: one may close its messages and go on,
 * or leave somebody behind who keeps them open. @return whether it ended in time. */
static gboolean
wait_for (pid_t child, int descriptor, gint64 deadline, GString *messages, int *status)
{
  gboolean open = TRUE;
  for (;;)
    {
      pid_t ended = waitpid (child, status, WNOHANG);
      if (ended == child)
        break;
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
      if (left <= 0 || (ended < 0 && errno != EINTR))
        return FALSE;
      if (open)
        open = read_messages (descriptor, (int) MIN (left, 100), messages);
      else
        g_usleep (1000);
    }
  for (gsize before = messages->len + 1; open && messages->len != before;)
    {
      before = messages->len;
      open = read_messages (descriptor, 0, messages);
    }
  return TRUE;
}

/* @return NULL, or why there is none; its end of the messages stays open in @descriptor. */
static char *
start_compiler (const CompilerRun *run, pid_t *child, int *descriptor)
{
  const char *name = run->arguments[0];
  g_autofree char *found = strchr (name, '/') ? NULL : g_find_program_in_path (name);
  /* As seen from here, where PATH leads; one with a folder in its name is seen from where it runs. */
  g_autofree char *program = found ? g_canonicalize_filename (found, NULL) : strchr (name, '/') ? g_strdup (name)
                                                                                                : NULL;
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "LC_ALL", "C", TRUE);
  int ends[2] = { -1, -1 };
  Start start = { .program = program,
                  .directory = run->directory,
                  .arguments = run->arguments,
                  .environment = environment,
                  .nowhere = open ("/dev/null", O_RDWR | O_CLOEXEC) };
  *child = -1;
  if (!program)
    errno = ENOENT;
  else if (start.nowhere >= 0 && g_unix_open_pipe (ends, FD_CLOEXEC, NULL))
    {
      start.messages = ends[1];
      *child = start_child (&start);
    }
  char *problem = *child < 0 ? g_strdup_printf ("cannot run the compiler: '%s': %s", name, g_strerror (errno)) : NULL;
  if (start.nowhere >= 0)
    close (start.nowhere);
  if (ends[1] >= 0)
    close (ends[1]);
  if (problem && ends[0] >= 0)
    close (ends[0]);
  *descriptor = ends[0];
  return problem;
}

char *
compiler_run (const CompilerRun *run, GString *messages, int *status)
{
  pid_t child;
  int descriptor, ended = 0;
  char *problem = start_compiler (run, &child, &descriptor);
  if (problem)
    return problem;
  gint64 deadline = g_get_monotonic_time () + (gint64) run->timeout_seconds * G_USEC_PER_SEC;
  gboolean in_time = wait_for (child, descriptor, deadline, messages, &ended);
  close (descriptor);
  if (!in_time)
    kill (-child, SIGKILL);
  while (!in_time && waitpid (child, &ended, 0) < 0 && errno == EINTR)
    ;
  if (!in_time)
    return g_strdup_printf ("the compiler did not end within %u seconds: see --timeout", run->timeout_seconds);
  if (WIFSIGNALED (ended))
    return g_strdup_printf ("the compiler crashed (%s)", strsignal (WTERMSIG (ended)));
  if (messages->len > MESSAGES_LIMIT)
    return g_strdup ("the compiler has more than 64 MB of messages");
  *status = WEXITSTATUS (ended);
  return NULL;
}

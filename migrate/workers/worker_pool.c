/* SPDX-License-Identifier: MIT */
/*
 * Worker processes over socket pairs: a job's number goes out, a length-prefixed GVariant comes back.
 */
#include "workers/worker_pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <gio/gio.h>

#include "workers/interrupt.h"

#define NO_JOB G_MAXUINT

/* No answer is longer: a worker whose memory is damaged may say anything. */
#define MOST_ANSWER (G_GUINT64_CONSTANT (1) << 31)

typedef struct
{
  pid_t pid; /* 0: not running */
  int socket;
  guint job;            /* what it works on, or NO_JOB */
  gint64 deadline;      /* monotonic microseconds */
  GByteArray *received; /* of the answer: length, retire byte, serialised variant */
} Worker;

typedef struct
{
  const WorkerJobs *jobs;
  Worker *workers;
  guint n_workers, next, finished;
} Pool;

/* What precedes the serialised answer. */
typedef struct
{
  guint64 length;
  guint64 retires; /* the worker held too much memory and ends after this answer */
} AnswerHeader;

static gboolean
write_all (int descriptor, const void *data, gsize length)
{
  const char *next = data;
  while (length > 0)
    {
      gssize written = send (descriptor, next, length, MSG_NOSIGNAL);
      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      next += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* Resident bytes of this process, 0 where the system does not say. */
static guint64
memory_held (void)
{
  unsigned long size, resident;
  FILE *file = fopen ("/proc/self/statm", "r");
  gboolean known = file && fscanf (file, "%lu %lu", &size, &resident) == 2;
  if (file)
    fclose (file);
  return known ? (guint64) resident * (guint64) sysconf (_SC_PAGESIZE) : 0;
}

/* The life of a worker; never returns. */
static void
serve (const WorkerJobs *jobs, int descriptor)
{
  guint job;
  /* What the parent holds is shared, and counts for nothing. */
  guint64 inherited = memory_held ();
  while (read (descriptor, &job, sizeof job) == (gssize) sizeof job)
    {
      GVariant *answer = g_variant_ref_sink (g_variant_new_variant (jobs->work (job, jobs->data)));
      AnswerHeader header = { .length = g_variant_get_size (answer) };
      header.retires = jobs->memory_limit > 0 && memory_held () > inherited + jobs->memory_limit;
      gboolean sent = write_all (descriptor, &header, sizeof header)
                      && write_all (descriptor, g_variant_get_data (answer), header.length);
      g_variant_unref (answer);
      if (!sent || header.retires)
        break;
    }
  /* Not exit(): what the parent registered for its own end is not ours to run. */
  _exit (0);
}

static void
silence_errors (void)
{
  /* libclang writes a stack dump when it crashes: the report says it in one line. */
  if (g_getenv ("G_MESSAGES_DEBUG"))
    return;
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0)
    dup2 (nowhere, STDERR_FILENO);
}

static gboolean
worker_start (Pool *pool, Worker *worker, GError **error)
{
  int pair[2];
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot talk to a worker process: %s",
                   g_strerror (errno));
      return FALSE;
    }
  pid_t parent = getpid ();
  worker->pid = fork ();
  if (worker->pid < 0)
    {
      worker->pid = 0;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot start a worker process: %s",
                   g_strerror (errno));
      close (pair[0]);
      close (pair[1]);
      return FALSE;
    }
  if (worker->pid == 0)
    {
      /* A terminal's Ctrl-C goes to the whole group: the parent decides, and ends us. */
      interrupt_uninstall ();
      signal (SIGINT, SIG_IGN);
#ifdef __linux__
      prctl (PR_SET_PDEATHSIG, SIGKILL);
#endif
      if (getppid () != parent)
        _exit (1);
      close (pair[0]);
      for (guint i = 0; i < pool->n_workers; i++)
        if (pool->workers[i].pid != 0 && &pool->workers[i] != worker)
          close (pool->workers[i].socket);
      silence_errors ();
      serve (pool->jobs, pair[1]);
    }
  close (pair[1]);
  worker->socket = pair[0];
  worker->job = NO_JOB;
  g_byte_array_set_size (worker->received, 0);
  return TRUE;
}

/* Reaps @worker. @return its wait status. */
static int
worker_end (Worker *worker, gboolean kill_it)
{
  int status = 0;
  if (kill_it)
    kill (worker->pid, SIGKILL);
  close (worker->socket);
  while (waitpid (worker->pid, &status, 0) < 0 && errno == EINTR)
    ;
  worker->pid = 0;
  return status;
}

/* Gives @worker the next job, starting it where it does not run. */
static gboolean
worker_feed (Pool *pool, Worker *worker, GError **error)
{
  const WorkerJobs *jobs = pool->jobs;
  if (pool->next >= jobs->jobs)
    {
      if (worker->pid != 0)
        worker_end (worker, FALSE);
      return TRUE;
    }
  if (worker->pid == 0 && !worker_start (pool, worker, error))
    return FALSE;
  worker->job = pool->next++;
  worker->deadline = g_get_monotonic_time () + (gint64) jobs->timeout_seconds * G_USEC_PER_SEC;
  /* A worker that is gone already shows as a closed socket later. */
  write_all (worker->socket, &worker->job, sizeof worker->job);
  return TRUE;
}

static void
finish_job (Pool *pool, Worker *worker, JobOutcome outcome, GVariant *answer, const char *detail)
{
  guint job = worker->job;
  worker->job = NO_JOB;
  pool->finished++;
  pool->jobs->done (job, outcome, answer, detail, pool->jobs->data);
}

static char *
describe_death (int status)
{
  if (WIFSIGNALED (status))
    return g_strdup_printf ("the parser crashed (%s)", strsignal (WTERMSIG (status)));
  return g_strdup_printf ("the parser ended unexpectedly (status %d)",
                          WIFEXITED (status) ? WEXITSTATUS (status) : status);
}

/* Reads what there is from @worker. @return FALSE with @error set only where the run cannot go on. */
static gboolean
worker_read (Pool *pool, Worker *worker, GError **error)
{
  guint8 buffer[65536];
  gssize got = read (worker->socket, buffer, sizeof buffer);
  if (got < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (got <= 0)
    {
      g_autofree char *detail = describe_death (worker_end (worker, FALSE));
      finish_job (pool, worker, JOB_CRASHED, NULL, detail);
      return worker_feed (pool, worker, error);
    }
  g_byte_array_append (worker->received, buffer, (guint) got);
  AnswerHeader header;
  if (worker->received->len < sizeof header)
    return TRUE;
  memcpy (&header, worker->received->data, sizeof header);
  if (header.length > MOST_ANSWER || header.retires > 1)
    {
      worker_end (worker, TRUE);
      finish_job (pool, worker, JOB_CRASHED, NULL, "the parser answered with rubbish");
      return worker_feed (pool, worker, error);
    }
  if (worker->received->len < sizeof header + header.length)
    return TRUE;

  g_autoptr (GBytes) whole = g_byte_array_free_to_bytes (worker->received);
  worker->received = g_byte_array_new ();
  /* A copy of its own: GVariant wants it aligned, and the caller may keep it. */
  g_autoptr (GBytes) data
      = g_bytes_new ((const char *) g_bytes_get_data (whole, NULL) + sizeof header, header.length);
  g_autoptr (GVariant) boxed
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARIANT, data, TRUE));
  g_autoptr (GVariant) answer = g_variant_get_variant (boxed);
  if (header.retires)
    worker_end (worker, FALSE);
  finish_job (pool, worker, JOB_DONE, answer, NULL);
  return worker_feed (pool, worker, error);
}

static gboolean
expire_overdue (Pool *pool, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  for (guint i = 0; i < pool->n_workers; i++)
    {
      Worker *worker = &pool->workers[i];
      if (worker->pid == 0 || now < worker->deadline)
        continue;
      worker_end (worker, TRUE);
      g_autofree char *detail = g_strdup_printf ("the parser did not end within %u seconds: see --timeout",
                                                 pool->jobs->timeout_seconds);
      finish_job (pool, worker, JOB_TIMED_OUT, NULL, detail);
      if (!worker_feed (pool, worker, error))
        return FALSE;
    }
  return TRUE;
}

/* Waits for answers, deadlines and signals, once. */
static gboolean
step (Pool *pool, GError **error)
{
  struct pollfd *polled = g_newa (struct pollfd, pool->n_workers);
  Worker **by_poll = g_newa (Worker *, pool->n_workers);
  guint n_polled = 0;
  gint64 earliest = G_MAXINT64;
  for (guint i = 0; i < pool->n_workers; i++)
    if (pool->workers[i].pid != 0)
      {
        by_poll[n_polled] = &pool->workers[i];
        polled[n_polled++] = (struct pollfd){ .fd = pool->workers[i].socket, .events = POLLIN };
        earliest = MIN (earliest, pool->workers[i].deadline);
      }
  gint64 wait_for = (earliest - g_get_monotonic_time ()) / 1000 + 1;
  int ready = poll (polled, n_polled, (int) CLAMP (wait_for, 0, 3600 * 1000));
  if (interrupt_check (error))
    return FALSE;
  if (ready < 0 && errno != EINTR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot wait for worker processes: %s",
                   g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; ready > 0 && i < n_polled; i++)
    if (polled[i].revents && !worker_read (pool, by_poll[i], error))
      return FALSE;
  return expire_overdue (pool, error);
}

gboolean
worker_pool_run (const WorkerJobs *jobs, GError **error)
{
  Pool pool = { .jobs = jobs, .n_workers = CLAMP (jobs->workers, 1, MAX (jobs->jobs, 1)) };
  pool.workers = g_new0 (Worker, pool.n_workers);
  gboolean good = TRUE;
#ifdef __GLIBC__
  /* What is free here would be copied, page by page, by each worker that comes upon it. */
  malloc_trim (0);
#endif
  for (guint i = 0; i < pool.n_workers; i++)
    pool.workers[i].received = g_byte_array_new ();
  for (guint i = 0; good && i < pool.n_workers; i++)
    good = worker_feed (&pool, &pool.workers[i], error);
  while (good && pool.finished < jobs->jobs)
    good = step (&pool, error);
  for (guint i = 0; i < pool.n_workers; i++)
    {
      if (pool.workers[i].pid != 0)
        worker_end (&pool.workers[i], TRUE);
      g_byte_array_unref (pool.workers[i].received);
    }
  g_free (pool.workers);
  return good;
}

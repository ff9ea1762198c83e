/* SPDX-License-Identifier: MIT */
/*
 * The worker pool: every job is answered for, whatever becomes of its worker.
 */
#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../suite.h"
#include "workers/worker_pool.h"

#define MOST_JOBS 64

typedef struct
{
  JobOutcome outcome[MOST_JOBS];
  guint32 answer[MOST_JOBS];
  guint reported[MOST_JOBS];
  char detail[256];
  pid_t worker[MOST_JOBS];
} Record;

static GVariant *
answer_number (guint job)
{
  return g_variant_new ("(uu)", job * 3, (guint) getpid ());
}

static GVariant *
work_plainly (guint job, gpointer data G_GNUC_UNUSED)
{
  return answer_number (job);
}

static GVariant *
crash_at_five (guint job, gpointer data G_GNUC_UNUSED)
{
  if (job == 5)
    raise (SIGKILL); /* no sanitizer comes between */
  return answer_number (job);
}

static GVariant *
exit_always (guint job G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  _exit (3);
}

static GVariant *
hang_at_two (guint job, gpointer data G_GNUC_UNUSED)
{
  while (job == 2)
    pause ();
  return answer_number (job);
}

/* A worker whose memory is damaged: its answer begins with a length that nobody has. */
static GVariant *
rubbish_at_four (guint job, gpointer data G_GNUC_UNUSED)
{
  guint8 rubbish[64];
  memset (rubbish, 0xff, sizeof rubbish);
  for (int descriptor = 3; job == 4 && descriptor < 64; descriptor++)
    send (descriptor, rubbish, sizeof rubbish, MSG_NOSIGNAL | MSG_DONTWAIT);
  return answer_number (job);
}

/* Larger than any pipe, so that it arrives in pieces. */
static GVariant *
answer_much (guint job, gpointer data G_GNUC_UNUSED)
{
  gsize length = 3 * 1024 * 1024 + job;
  return g_variant_new_take_string (g_strnfill (length, (char) ('a' + job)));
}

static void
record (guint job, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data)
{
  Record *all = data;
  all->outcome[job] = outcome;
  all->reported[job]++;
  if (outcome == JOB_DONE && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(uu)")))
    {
      guint32 pid;
      g_variant_get (answer, "(uu)", &all->answer[job], &pid);
      all->worker[job] = (pid_t) pid;
    }
  else if (outcome == JOB_DONE)
    all->answer[job] = (guint32) strlen (g_variant_get_string (answer, NULL));
  else
    g_strlcpy (all->detail, detail, sizeof all->detail);
}

static Record
run (GVariant *(*work) (guint, gpointer), guint n_jobs, guint workers)
{
  Record all = { .detail = "" };
  const WorkerJobs jobs = {
    .jobs = n_jobs, .workers = workers, .timeout_seconds = 4, .work = work, .done = record, .data = &all
  };
  g_autoptr (GError) error = NULL;
  ck_assert_msg (worker_pool_run (&jobs, &error), "the run failed: %s",
                 error ? error->message : "no message");
  for (guint i = 0; i < n_jobs; i++)
    ck_assert_msg (all.reported[i] == 1, "job %u was reported %u times", i, all.reported[i]);
  return all;
}

START_TEST (test_worker_pool__every_job_is_answered)
{
  static const guint workers[] = { 1, 2, 8, 200 };
  Record all = run (work_plainly, MOST_JOBS, workers[_i]);
  for (guint i = 0; i < MOST_JOBS; i++)
    ck_assert_uint_eq (all.answer[i], i * 3);
}
END_TEST

START_TEST (test_worker_pool__no_job_is_no_error)
{
  run (work_plainly, 0, 4);
}
END_TEST

START_TEST (test_worker_pool__work_is_done_elsewhere)
{
  Record all = run (work_plainly, 4, 1);
  ck_assert_int_ne (all.worker[0], getpid ());
  ck_assert_msg (all.worker[0] == all.worker[3], "one worker serves many jobs");
}
END_TEST

START_TEST (test_worker_pool__crash_costs_one_job)
{
  Record all = run (crash_at_five, 20, 2);
  for (guint i = 0; i < 20; i++)
    ck_assert_int_eq (all.outcome[i], i == 5 ? JOB_CRASHED : JOB_DONE);
  ck_assert_msg (strstr (all.detail, "Killed"), "the signal is named, got '%s'", all.detail);
}
END_TEST

START_TEST (test_worker_pool__rubbish_costs_one_job)
{
  Record all = run (rubbish_at_four, 20, 2);
  for (guint i = 0; i < 20; i++)
    ck_assert_int_eq (all.outcome[i], i == 4 ? JOB_CRASHED : JOB_DONE);
  ck_assert_msg (strstr (all.detail, "rubbish"), "what came is named, got '%s'", all.detail);
}
END_TEST

START_TEST (test_worker_pool__crash_of_every_job_ends)
{
  Record all = run (exit_always, 10, 3);
  for (guint i = 0; i < 10; i++)
    ck_assert_int_eq (all.outcome[i], JOB_CRASHED);
}
END_TEST

START_TEST (test_worker_pool__hang_costs_one_job)
{
  Record all = run (hang_at_two, 6, 2);
  for (guint i = 0; i < 6; i++)
    ck_assert_int_eq (all.outcome[i], i == 2 ? JOB_TIMED_OUT : JOB_DONE);
  ck_assert_msg (strstr (all.detail, "--timeout"), "the message names the option, got '%s'", all.detail);
}
END_TEST

START_TEST (test_worker_pool__long_answers_arrive_whole)
{
  Record all = run (answer_much, 6, 3);
  for (guint i = 0; i < 6; i++)
    ck_assert_uint_eq (all.answer[i], 3 * 1024 * 1024 + i);
}
END_TEST

/* The compiler must not see that nobody reads it. */
static volatile char *kept;

static GVariant *
grow (guint job, gpointer data G_GNUC_UNUSED)
{
  gsize length = 16 << 20;
  kept = g_malloc (length);
  for (gsize i = 0; i < length; i += 1024)
    kept[i] = 1;
  return answer_number (job);
}

START_TEST (test_worker_pool__large_workers_are_replaced)
{
  Record all = { .detail = "" };
  const WorkerJobs jobs = { .jobs = 3,
                            .workers = 1,
                            .timeout_seconds = 5,
                            .memory_limit = 4 << 20,
                            .work = grow,
                            .done = record,
                            .data = &all };
  ck_assert (worker_pool_run (&jobs, NULL));
  ck_assert_int_ne (all.worker[0], all.worker[1]);
  ck_assert_int_ne (all.worker[1], all.worker[2]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("worker_pool");
  TCase *all = tcase_create ("all");
  tcase_add_loop_test (all, test_worker_pool__every_job_is_answered, 0, 4);
  tcase_add_test (all, test_worker_pool__no_job_is_no_error);
  tcase_add_test (all, test_worker_pool__work_is_done_elsewhere);
  tcase_add_test (all, test_worker_pool__crash_costs_one_job);
  tcase_add_test (all, test_worker_pool__rubbish_costs_one_job);
  tcase_add_test (all, test_worker_pool__crash_of_every_job_ends);
  tcase_add_test (all, test_worker_pool__hang_costs_one_job);
  tcase_add_test (all, test_worker_pool__long_answers_arrive_whole);
  tcase_add_test (all, test_worker_pool__large_workers_are_replaced);
  tcase_set_timeout (all, 30);
  suite_add_tcase (suite, all);
  return run_suite (suite);
}

/* SPDX-License-Identifier: MIT */
/*
 * Worker processes: many jobs, a few processes, and a job that crashes or hangs costs nothing but itself.
 *
 * Workers are forked from the caller and so know everything that it knows; only the number of a job travels to them,
 * and its answer back. Jobs are handed out one at a time, lowest number first, to whichever worker is free; the
 * caller puts the answers in order by their numbers, so nothing depends on how many workers there are.
 *
 * The caller must be single-threaded (fork), and must not have used libclang.
 */
#pragma once

#include <glib.h>

/** A worker that has grown by more than this is replaced: libclang does not give everything back. */
#define WORKER_MEMORY_LIMIT (G_GUINT64_CONSTANT (96) << 20)

typedef enum {
  JOB_DONE,      /**< there is an answer */
  JOB_CRASHED,   /**< the worker died */
  JOB_TIMED_OUT, /**< the worker was killed */
} JobOutcome;

typedef struct {
  guint jobs;            /**< how many jobs, numbered from 0 */
  guint workers;         /**< how many processes at once, at least 1 */
  guint timeout_seconds; /**< for one job */
  guint64 memory_limit;  /**< a worker that has grown by more bytes than this is replaced after its job; 0:
                              never */

  /** In a worker. @return (transfer full) the answer of @a job, floating or not. */
  GVariant *(*work) (guint job, gpointer data);

  /** In the caller, in the order in which jobs end. @param answer is NULL unless @a outcome is JOB_DONE;
   *  @param detail says how the worker died, else NULL. */
  void (*done) (guint job, JobOutcome outcome, GVariant *answer, const char *detail, gpointer data);

  gpointer data;
} WorkerJobs;

/**
 * Runs all of @a jobs.
 *
 * @return TRUE where each job has been reported to `done`; FALSE with @a error set where no process could be started,
 *   or where the user interrupted the run (G_IO_ERROR_CANCELLED): the workers are gone then, too.
 */
gboolean worker_pool_run (const WorkerJobs *jobs, GError **error);

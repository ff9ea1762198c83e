/* SPDX-License-Identifier: MIT */
/*
 * The corpus before and after its migration: processor time and peak memory of one program each over a large capture.
 *
 * bench-corpus PROVE FOLDER DISSECT BEFORE_MODULE CAPTURE...
 *
 * The proof makes the after form in FOLDER. The captures, many times over, stand for a large one: every file in turn is
 * opened, dissected and closed by the same process. Rounds are interleaved and the least of each counts.
 */
#define _GNU_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#define ROUNDS 7
#define REPEATS 60

typedef struct
{
  const char *name;
  char *module;
  double seconds;   /* least, of the processor */
  long peak_kbytes; /* least peak of resident memory */
} form_t;

/* Runs @arguments with no output. @return FALSE where it fails, with @usage not set. */
static gboolean
run (GPtrArray *arguments, struct rusage *usage)
{
  int status = 0;
  fflush (stdout);
  const pid_t child = fork ();
  if (child == 0)
    {
      const int nowhere = open ("/dev/null", O_WRONLY);
      dup2 (nowhere, STDOUT_FILENO);
      execv (arguments->pdata[0], (char **) arguments->pdata);
      _exit (127);
    }
  return child > 0 && wait4 (child, &status, 0, usage) == child && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static double
seconds_of (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec)
         + (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static gboolean
measure (form_t *form, char *dissect, char **captures)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  struct rusage usage;
  g_ptr_array_add (arguments, dissect);
  g_ptr_array_add (arguments, (char *) "--module");
  g_ptr_array_add (arguments, form->module);
  for (int repeat = 0; repeat < REPEATS; repeat++)
    for (char **capture = captures; *capture; capture++)
      g_ptr_array_add (arguments, *capture);
  g_ptr_array_add (arguments, NULL);
  if (!run (arguments, &usage))
    return FALSE;
  if (form->seconds <= 0 || seconds_of (&usage) < form->seconds)
    form->seconds = seconds_of (&usage);
  if (form->peak_kbytes <= 0 || usage.ru_maxrss < form->peak_kbytes)
    form->peak_kbytes = usage.ru_maxrss;
  return TRUE;
}

int
main (int argc, char **argv)
{
  if (argc < 6)
    {
      fprintf (stderr, "usage: bench-corpus PROVE FOLDER DISSECT BEFORE_MODULE CAPTURE...\n");
      return 2;
    }
  struct rusage usage;
  g_autoptr (GPtrArray) proof = g_ptr_array_new ();
  char *const words[] = { argv[1], (char *) "--brief", (char *) "--folder", argv[2], NULL };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (proof, words[i]);
  if (!run (proof, &usage))
    {
      fprintf (stderr, "bench-corpus: the proof fails: run ./corpus/run\n");
      return 1;
    }

  form_t forms[] = {
    { .name = "before (emem)", .module = argv[4] },
    { .name = "after (libwmem)", .module = g_build_filename (argv[2], "after", "module.so", NULL) },
  };
  for (int round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      if (!measure (&forms[i], argv[3], argv + 5))
        {
          fprintf (stderr, "bench-corpus: '%s' does not run\n", forms[i].module);
          return 1;
        }

  printf ("%d captures, %d times over\n", argc - 5, REPEATS);
  printf ("%-18s %12s %8s %14s %8s\n", "", "processor s", "ratio", "peak KiB", "ratio");
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    printf ("%-18s %12.3f %8.2f %14ld %8.2f\n", forms[i].name, forms[i].seconds, forms[i].seconds / forms[0].seconds,
            forms[i].peak_kbytes, (double) forms[i].peak_kbytes / (double) forms[0].peak_kbytes);
  g_free (forms[1].module);
  return 0;
}

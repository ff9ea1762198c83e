/* SPDX-License-Identifier: MIT */
/*
 * The corpus before and after its migration: processor time and peak memory of one program each over a large capture.
 *
 * bench-corpus PROVE FOLDER DISSECT BEFORE_MODULE CAPTURE...
 *
 * The proof makes the after form in FOLDER. The captures, many times over, stand for a large one: every file in turn is
 * opened, dissected and closed by the same process. Rounds are interleaved and the least of each counts.
 */
#include <stdio.h>

#include <glib.h>

#include "child_usage.h"

#define ROUNDS 7
#define REPEATS 60

typedef struct
{
  const char *name;
  char *module;
  child_usage_t least;
} form_t;

static gboolean
measure (form_t *form, char *dissect, char **captures)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_ptr_array_add (arguments, dissect);
  g_ptr_array_add (arguments, (char *) "--module");
  g_ptr_array_add (arguments, form->module);
  for (int repeat = 0; repeat < REPEATS; repeat++)
    for (char **capture = captures; *capture; capture++)
      g_ptr_array_add (arguments, *capture);
  g_ptr_array_add (arguments, NULL);
  return child_usage_measure ((char **) arguments->pdata, NULL, &form->least);
}

int
main (int argc, char **argv)
{
  if (argc < 6)
    {
      fprintf (stderr, "usage: bench-corpus PROVE FOLDER DISSECT BEFORE_MODULE CAPTURE...\n");
      return 2;
    }
  child_usage_t proof = { 0 };
  char *words[] = { argv[1], (char *) "--brief", (char *) "--folder", argv[2], NULL };
  if (!child_usage_measure (words, NULL, &proof))
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
    printf ("%-18s %12.3f %8.2f %14ld %8.2f\n", forms[i].name, forms[i].least.seconds,
            forms[i].least.seconds / forms[0].least.seconds,
            forms[i].least.peak_kbytes, (double) forms[i].least.peak_kbytes / (double) forms[0].least.peak_kbytes);
  g_free (forms[1].module);
  return 0;
}

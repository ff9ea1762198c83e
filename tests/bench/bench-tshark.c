/* SPDX-License-Identifier: MIT */
/*
 * Stock tshark with its own wmem and with this library preloaded in its place: processor time and peak memory.
 *
 * bench-tshark LIBRARY CAPTURE...
 *
 * The captures, many times over, are merged into a large one. Rounds are interleaved and the least of each counts. How much
 * can be gained is bounded by what wmem is of the whole: on these captures a tenth to a sixth (`perf record`).
 */
#include <stdio.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "child_usage.h"

#define ROUNDS 5
#define REPEATS 40

static const struct
{
  const char *name, *arguments;
} uses[] = {
  { "dissect only", "-n -q -z conv,tcp" },
  { "two passes", "-n -2" },
  { "print all", "-n -V" },
};

/* Merges REPEATS times @captures into @path. */
static gboolean
merge (const char *path, char **captures)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  child_usage_t usage = { 0 };
  const char *const begin[] = { "mergecap", "-a", "-w", path };
  for (guint i = 0; i < G_N_ELEMENTS (begin); i++)
    g_ptr_array_add (arguments, (char *) begin[i]);
  for (int repeat = 0; repeat < REPEATS; repeat++)
    for (char **capture = captures; *capture; capture++)
      g_ptr_array_add (arguments, *capture);
  g_ptr_array_add (arguments, NULL);
  return child_usage_measure ((char **) arguments->pdata, NULL, &usage);
}

static gboolean
measure (const char *name, const char *words, const char *capture, const char *library)
{
  g_autofree char *line = g_strdup_printf ("tshark %s -r %s", words, capture);
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);
  child_usage_t theirs = { 0 }, ours = { 0 };
  for (int round = 0; round < ROUNDS; round++)
    if (!child_usage_measure (arguments, NULL, &theirs) || !child_usage_measure (arguments, library, &ours))
      return FALSE;
  printf ("%-14s %10.3f %10.3f %7.2f %12ld %12ld %7.2f\n", name, theirs.seconds, ours.seconds,
          ours.seconds / theirs.seconds, theirs.peak_kbytes, ours.peak_kbytes,
          (double) ours.peak_kbytes / (double) theirs.peak_kbytes);
  return TRUE;
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    {
      fprintf (stderr, "usage: bench-tshark LIBRARY CAPTURE...\n");
      return 2;
    }
  for (guint i = 0; i < 2; i++)
    {
      const char *program = i == 0 ? "tshark" : "mergecap";
      g_autofree char *found = g_find_program_in_path (program);
      if (found == NULL)
        {
          printf ("SKIP: not installed: %s\n", program);
          return 77;
        }
    }
  g_autofree char *folder = g_dir_make_tmp ("bench-tshark-XXXXXX", NULL);
  if (folder == NULL)
    {
      fprintf (stderr, "bench-tshark: cannot make a temporary folder\n");
      return 1;
    }
  g_autofree char *capture = g_build_filename (folder, "captures.pcapng", NULL);
  gboolean good = merge (capture, argv + 2);
  printf ("%d captures, %d times over\n", argc - 2, REPEATS);
  printf ("%-14s %10s %10s %7s %12s %12s %7s\n", "", "stock s", "libwmem s", "ratio", "stock KiB", "libwmem KiB", "ratio");
  for (guint i = 0; good && i < G_N_ELEMENTS (uses); i++)
    good = measure (uses[i].name, uses[i].arguments, capture, argv[1]);
  if (!good)
    fprintf (stderr, "bench-tshark: tshark or mergecap fails on these captures\n");
  g_unlink (capture);
  g_rmdir (folder);
  return good ? 0 : 1;
}

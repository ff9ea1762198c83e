/* SPDX-License-Identifier: MIT */
/*
 * Stock tshark with its own wmem and with this library preloaded in its place: start-up, and what each packet costs
 * beyond it.
 *
 * bench-tshark [--pairs=N] [--use=NAME] [--no-instructions] LIBRARY CAPTURE...
 *
 * The captures are merged, many times over, into files of two lengths. Three figures, because each hides something:
 *
 *   start-up      the least processor time on the first capture alone, which has a few packets
 *   time          the least processor time on at least 100,000 packets, less start-up, a packet; runs of both libraries
 *                 take turns, and the median of the pairs' ratios shows how much they scatter
 *   instructions  a packet: the slope between a short and a middle length under valgrind, which does not scatter, and knows
 *                 nothing of caches
 *
 * How much can be gained is bounded by what wmem is of the whole: a fifth to a quarter of the instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "child_usage.h"

#define LEAST_PACKETS 100000
#define SHORT_REPEATS 2 /* of all captures, for counting instructions */
#define MIDDLE_REPEATS 6

static int pairs = 15;
static char *only_use;
static gboolean no_instructions;

static const struct
{
  const char *name, *arguments;
} uses[] = {
  { "dissect", "-n -q -z conv,tcp" },
  { "summary lines", "-n" },
  { "two passes", "-n -q -2" },
  { "print all", "-n -V" },
};

typedef struct
{
  char *folder, *few, *shorter, *middle, *longer;
  guint64 packets; /* in the captures once */
  guint repeats;   /* of them in the longer file */
} files_t;

/* Merges @repeats times @captures into a file of @folder. @return its path, or NULL. */
static char *
merge (const char *folder, const char *name, char **captures, guint repeats)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  child_usage_t usage = { 0 };
  const char *const begin[] = { "mergecap", "-a", "-w", path };
  for (guint i = 0; i < G_N_ELEMENTS (begin); i++)
    g_ptr_array_add (arguments, (char *) begin[i]);
  for (guint repeat = 0; repeat < repeats; repeat++)
    for (char **capture = captures; *capture; capture++)
      g_ptr_array_add (arguments, *capture);
  g_ptr_array_add (arguments, NULL);
  return child_usage_measure ((char **) arguments->pdata, NULL, &usage) ? g_steal_pointer (&path) : NULL;
}

static guint64
count_packets (const char *path)
{
  char *arguments[] = { "capinfos", "-r", "-T", "-M", "-c", (char *) path, NULL };
  g_autofree char *output = NULL;
  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                     NULL, NULL)
      || output == NULL || strrchr (output, '\t') == NULL)
    return 0;
  return g_ascii_strtoull (strrchr (output, '\t') + 1, NULL, 10);
}

static gboolean
files_make (files_t *files, char **captures)
{
  g_autofree char *once = NULL;
  files->folder = g_dir_make_tmp ("bench-tshark-XXXXXX", NULL);
  if (files->folder == NULL || (once = merge (files->folder, "once.pcapng", captures, 1)) == NULL)
    return FALSE;
  files->packets = count_packets (once);
  if (files->packets == 0)
    return FALSE;
  files->repeats = (guint) ((LEAST_PACKETS + files->packets - 1) / files->packets);
  char *first[] = { captures[0], NULL };
  files->few = merge (files->folder, "few.pcapng", first, 1);
  files->shorter = merge (files->folder, "short.pcapng", captures, SHORT_REPEATS);
  files->middle = merge (files->folder, "middle.pcapng", captures, MIDDLE_REPEATS);
  files->longer = merge (files->folder, "long.pcapng", captures, files->repeats);
  return files->few && files->shorter && files->middle && files->longer;
}

static void
files_remove (files_t *files)
{
  g_autoptr (GDir) folder = files->folder ? g_dir_open (files->folder, 0, NULL) : NULL;
  for (const char *name; folder && (name = g_dir_read_name (folder));)
    {
      g_autofree char *path = g_build_filename (files->folder, name, NULL);
      g_unlink (path);
    }
  if (files->folder)
    g_rmdir (files->folder);
}

/* @return the line split at spaces: free with g_strfreev(). */
static char **
command (const char *before, const char *words, const char *capture)
{
  g_autofree char *line = g_strdup_printf ("%stshark %s -r %s", before, words, capture);
  return g_strsplit (line, " ", -1);
}

/* The seconds of runs that take turns: the least of each library, and the ratios of the pairs. */
typedef struct
{
  double theirs, ours;
  long theirs_kbytes, ours_kbytes;
  double *ratios;
} turns_t;

static gboolean
take_turns (turns_t *turns, const char *words, const char *capture, const char *library)
{
  g_auto (GStrv) arguments = command ("", words, capture);
  child_usage_t theirs = { 0 }, ours = { 0 };
  for (int pair = 0; pair < pairs; pair++)
    {
      child_usage_t one = { 0 }, other = { 0 };
      /* Who goes first alternates: what grows busy meanwhile hits both. */
      const gboolean ours_first = pair % 2 == 1;
      if (!child_usage_measure (arguments, ours_first ? library : NULL, ours_first ? &other : &one)
          || !child_usage_measure (arguments, ours_first ? NULL : library, ours_first ? &one : &other))
        return FALSE;
      turns->ratios[pair] = other.seconds / one.seconds;
      theirs = pair == 0 || one.seconds < theirs.seconds ? one : theirs;
      ours = pair == 0 || other.seconds < ours.seconds ? other : ours;
    }
  turns->theirs = theirs.seconds;
  turns->ours = ours.seconds;
  turns->theirs_kbytes = theirs.peak_kbytes;
  turns->ours_kbytes = ours.peak_kbytes;
  return TRUE;
}

static int
compare_doubles (const void *one, const void *other)
{
  const double a = *(const double *) one, b = *(const double *) other;
  return (a > b) - (a < b);
}

static double
median (double *values)
{
  qsort (values, (size_t) pairs, sizeof *values, compare_doubles);
  return values[pairs / 2];
}

static gboolean
measure_time (const files_t *files, const char *name, const char *words, const char *library)
{
  g_autofree double *ratios = g_new0 (double, pairs);
  turns_t start = { .ratios = ratios }, whole = { .ratios = ratios };
  if (!take_turns (&start, words, files->few, library))
    return FALSE;
  printf ("%-14s start-up      %9.3f s   %9.3f s   %6.3f   (median of pairs %.3f)\n", name, start.theirs, start.ours,
          start.ours / start.theirs, median (ratios));
  if (!take_turns (&whole, words, files->longer, library))
    return FALSE;
  const double packets = (double) (files->packets * files->repeats);
  const double theirs = (whole.theirs - start.theirs) / packets, ours = (whole.ours - start.ours) / packets;
  printf ("%-14s a packet      %9.3f us  %9.3f us  %6.3f   (median of pairs, start-up included %.3f)\n", name,
          theirs * 1e6, ours * 1e6, ours / theirs, median (ratios));
  printf ("%-14s peak memory   %9ld KiB %9ld KiB %6.3f\n", name, whole.theirs_kbytes, whole.ours_kbytes,
          (double) whole.ours_kbytes / (double) whole.theirs_kbytes);
  fflush (stdout);
  return TRUE;
}

/* @return the instructions of a run under valgrind, 0 where that fails. */
static guint64
count_instructions (const files_t *files, const char *words, const char *capture, const char *library)
{
  g_autofree char *counted = g_build_filename (files->folder, "counted", NULL);
  g_autofree char *before = g_strdup_printf ("valgrind --tool=callgrind --callgrind-out-file=%s ", counted);
  g_auto (GStrv) arguments = command (before, words, capture);
  g_autofree char *text = NULL;
  child_usage_t usage = { 0 };
  if (!child_usage_measure (arguments, library, &usage) || !g_file_get_contents (counted, &text, NULL, NULL))
    return 0;
  const char *summary = strstr (text, "\nsummary: ");
  return summary ? g_ascii_strtoull (summary + strlen ("\nsummary: "), NULL, 10) : 0;
}

static gboolean
measure_instructions (const files_t *files, const char *name, const char *words, const char *library)
{
  const double packets = (double) (files->packets * (MIDDLE_REPEATS - SHORT_REPEATS));
  guint64 shorter[2], middle[2];
  for (int ours = 0; ours < 2; ours++)
    {
      shorter[ours] = count_instructions (files, words, files->shorter, ours ? library : NULL);
      middle[ours] = count_instructions (files, words, files->middle, ours ? library : NULL);
      if (shorter[ours] == 0 || middle[ours] <= shorter[ours])
        return FALSE;
    }
  const double theirs = (double) (middle[0] - shorter[0]) / packets, ours = (double) (middle[1] - shorter[1]) / packets;
  printf ("%-14s instructions  %9.0f     %9.0f     %6.3f   (a packet)\n", name, theirs, ours, ours / theirs);
  fflush (stdout);
  return TRUE;
}

static gboolean
have (const char *program)
{
  g_autofree char *found = g_find_program_in_path (program);
  return found != NULL;
}

int
main (int argc, char **argv)
{
  static const char *const needed[] = { "tshark", "mergecap", "capinfos" };
  const GOptionEntry options[] = {
    { "pairs", 0, 0, G_OPTION_ARG_INT, &pairs, "How many runs of each library take turns", "N" },
    { "use", 0, 0, G_OPTION_ARG_STRING, &only_use, "Only this use of tshark, as 'dissect'", "NAME" },
    { "no-instructions", 0, 0, G_OPTION_ARG_NONE, &no_instructions, "Do not run valgrind", NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("LIBRARY CAPTURE...");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc < 3 || pairs < 1)
    {
      fprintf (stderr, "usage: bench-tshark [--pairs=N] [--use=NAME] [--no-instructions] LIBRARY CAPTURE...\n");
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!have (needed[i]))
      {
        printf ("SKIP: not installed: %s\n", needed[i]);
        return 77;
      }
  const gboolean count = !no_instructions && have ("valgrind");
  if (!count)
    printf ("left out: instructions (%s)\n", no_instructions ? "not asked for" : "valgrind is not installed");

  files_t files = { 0 };
  gboolean good = files_make (&files, argv + 2);
  if (good)
    printf ("%d captures, %" G_GUINT64_FORMAT " packets, %u times over; %d pairs\n%-29s%11s   %11s   %6s\n", argc - 2,
            files.packets, files.repeats, pairs, "", "stock", "libwmem", "ratio");
  for (guint i = 0; good && i < G_N_ELEMENTS (uses); i++)
    if (only_use == NULL || g_str_equal (only_use, uses[i].name))
      good = measure_time (&files, uses[i].name, uses[i].arguments, argv[1])
             && (!count || measure_instructions (&files, uses[i].name, uses[i].arguments, argv[1]));
  if (!good)
    fprintf (stderr, "bench-tshark: tshark, mergecap, capinfos or valgrind fails on these captures\n");
  files_remove (&files);
  return good ? 0 : 1;
}

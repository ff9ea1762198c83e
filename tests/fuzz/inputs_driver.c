/* SPDX-License-Identifier: MIT */
/*
 * Runs the fuzz targets of the tool's inputs without a fuzzer: mutations of good files, the same ones every time.
 *
 *   inputs-driver RUNS SEED TARGET=FILE...    each file, and RUNS mutations of it; with 0, what a fuzzer has found
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inputs_target.h"

/* One to eight changes: bytes flipped, set, removed, doubled, moved. */
static GByteArray *
mutate (GRand *random, const char *text, gsize length)
{
  static const char tokens[] = "\"[]{}()*/\\#\n\r \0\377:;,'";
  GByteArray *bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
  for (gint changes = g_rand_int_range (random, 1, 9); changes > 0 && bytes->len > 1; changes--)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint) bytes->len);
      guint count = (guint) g_rand_int_range (random, 1, 40);
      count = MIN (count, bytes->len - at);
      switch (g_rand_int_range (random, 0, 6))
        {
        case 0:
          bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          bytes->data[at] = (guint8) tokens[g_rand_int_range (random, 0, sizeof tokens - 1)];
          break;
        case 2:
          g_byte_array_remove_range (bytes, at, count);
          break;
        case 3:
          {
            g_autofree guint8 *piece = g_memdup2 (bytes->data + at, count);
            g_byte_array_append (bytes, piece, count);
            break;
          }
        case 4:
          g_byte_array_set_size (bytes, at + 1);
          break;
        default:
          memmove (bytes->data, bytes->data + at, count);
        }
    }
  return bytes;
}

static int
run_mutations (guint runs, guint seed, const char *argument)
{
  g_auto (GStrv) words = g_strsplit (argument, "=", 2);
  g_autofree char *text = NULL;
  gsize length;
  if (!words[0] || !words[1] || !g_file_get_contents (words[1], &text, &length, NULL))
    {
      fprintf (stderr, "inputs-driver: cannot use '%s'\n", argument);
      return 2;
    }
  GRand *random = g_rand_new_with_seed (seed);
  for (guint i = 0; i <= runs; i++)
    {
      g_autoptr (GByteArray) mutated = i == 0 ? g_byte_array_append (g_byte_array_new (), (const guint8 *) text, (guint) length)
                                              : mutate (random, text, length);
      /* What kills us can be found again. */
      const char *keep = g_getenv ("FUZZ_KEEP");
      if (keep)
        g_file_set_contents (keep, (const char *) mutated->data, (gssize) mutated->len, NULL);
      if (!input_target_run (words[0], mutated->data, mutated->len))
        {
          fprintf (stderr, "inputs-driver: no target '%s'\n", words[0]);
          g_rand_free (random);
          return 2;
        }
    }
  g_rand_free (random);
  return 0;
}

int
main (int argc, char **argv)
{
  int status = 0;
  if (argc < 4)
    {
      fprintf (stderr, "usage: inputs-driver RUNS SEED TARGET=FILE...\n");
      return 2;
    }
  for (int i = 3; i < argc && status == 0; i++)
    status = run_mutations ((guint) atoi (argv[1]), (guint) atoi (argv[2]), argv[i]);
  return status;
}

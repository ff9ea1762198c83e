/* SPDX-License-Identifier: MIT */
/*
 * Runs the fuzz target of the string functions without a fuzzer: on made-up inputs that are the same every time, or on
 * the files given (what a fuzzer found).
 *
 *   strings-driver [FILE...]
 */
#include <stdio.h>
#include <stdlib.h>

#include "strings_target.h"

#define INPUTS 20000

static void
run_made_up (void)
{
  /* Few different bytes, so that delimiters are met and limits reached. */
  static const guint8 usual[] = { 0, 1, 2, 3, 4, 5, 7, 8, 13, 20, 29, 'a', 'A', ',', ',', 0xc3, 0xa4, 0xff };
  GRand *random = g_rand_new_with_seed (1);
  guint8 data[600];

  for (int input = 0; input < INPUTS; input++)
    {
      const gsize size = (gsize) g_rand_int_range (random, 0, sizeof data);
      for (gsize i = 0; i < size; i++)
        data[i] = input % 3 == 0 ? (guint8) g_rand_int (random)
                                 : usual[g_rand_int_range (random, 0, G_N_ELEMENTS (usual))];
      LLVMFuzzerTestOneInput (data, size);
    }
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  if (argc == 1)
    run_made_up ();
  for (int i = 1; i < argc; i++)
    {
      GError *error = NULL;
      gchar *data;
      gsize size;
      if (!g_file_get_contents (argv[i], &data, &size, &error))
        {
          fprintf (stderr, "strings-driver: %s\n", error->message);
          return 2;
        }
      LLVMFuzzerTestOneInput ((const guint8 *) data, size);
      g_free (data);
    }
  return EXIT_SUCCESS;
}

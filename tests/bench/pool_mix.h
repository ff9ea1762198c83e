/* SPDX-License-Identifier: MIT */
/*
 * The sizes that the pool benchmark asks for.
 *
 * The packet pool's mix is the one of 831 captures: 24 bytes are half of the requests, 4 bytes a quarter, 91% are 32
 * or less. The file scope's is another, since what a file keeps are structs more often than numbers: it was counted
 * in stock tshark with this library preloaded, over the captures of the corpus, where 16, 32 and 72 bytes are seven
 * requests in ten; the rest is weighed so that the mean is the 43 bytes, and the zeroed ones the 36%, of the 831.
 */
#pragma once

#include <glib.h>

#define SIZES 4096

static guint32 packet_sizes[SIZES];
static struct
{
  guint32 size;
  gboolean zeroed;
} file_requests[SIZES];

static inline guint32
random_next (guint32 *random)
{
  *random = *random * 1664525 + 1013904223;
  return *random >> 8;
}

/* Of 1000 requests of file scope, so many have @least to @most bytes, and so many of those are zeroed. */
static const struct
{
  guint requests, zeroed;
  guint32 least, most;
} file_mix[] = {
  { 80, 5, 2, 8 },
  { 60, 5, 9, 15 },
  { 220, 0, 16, 16 },
  { 35, 5, 17, 24 },
  { 230, 225, 32, 32 },
  { 95, 5, 40, 40 },
  { 200, 75, 72, 72 },
  { 30, 0, 80, 80 },
  { 30, 30, 104, 112 },
  { 15, 5, 160, 168 },
  { 5, 5, 520, 936 },
};

static void
requests_draw (void)
{
  guint32 random = 20121001;
  for (int i = 0; i < SIZES; i++)
    {
      const guint32 percent = random_next (&random) % 100, spread = random_next (&random);
      packet_sizes[i] = percent < 52 ? 24 : percent < 78 ? 4
                                        : percent < 91   ? spread % 32 + 1
                                        : percent < 99   ? spread % 224 + 33
                                                         : spread % 1800 + 257;

      guint row = 0, drawn = random_next (&random) % 1000;
      for (; drawn >= file_mix[row].requests; row++)
        drawn -= file_mix[row].requests;
      file_requests[i].size = file_mix[row].least + spread % (file_mix[row].most - file_mix[row].least + 1);
      file_requests[i].zeroed = drawn < file_mix[row].zeroed;
    }
}

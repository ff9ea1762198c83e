/* SPDX-License-Identifier: MIT */
/* A point in time, or a span of it, in seconds and nanoseconds. */
#ifndef EPAN_NSTIME_H
#define EPAN_NSTIME_H

#include <time.h>
#include <glib.h>

typedef struct
{
  time_t secs;
  int nsecs;
} nstime_t;

void nstime_set_zero (nstime_t *time);
gboolean nstime_is_zero (nstime_t *time);
void nstime_copy (nstime_t *to, const nstime_t *from);
/** @a delta = @a b - @a a; both parts carry the sign. */
void nstime_delta (nstime_t *delta, const nstime_t *b, const nstime_t *a);
/** @a sum = @a a + @a b. */
void nstime_sum (nstime_t *sum, const nstime_t *a, const nstime_t *b);
#define nstime_add(sum, a) nstime_sum ((sum), (sum), (a))
#define nstime_subtract(sum, a) nstime_delta ((sum), (sum), (a))
/** @return negative, 0 or positive as @a a is before, at or after @a b. */
int nstime_cmp (const nstime_t *a, const nstime_t *b);
double nstime_to_msec (const nstime_t *time);
double nstime_to_sec (const nstime_t *time);

#endif

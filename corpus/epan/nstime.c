/* SPDX-License-Identifier: MIT */
/* Arithmetic on times. */
#include <epan/nstime.h>

#define NANOSECONDS 1000000000

void
nstime_set_zero (nstime_t *time)
{
  time->secs = 0;
  time->nsecs = 0;
}

gboolean
nstime_is_zero (nstime_t *time)
{
  return time->secs == 0 && time->nsecs == 0;
}

void
nstime_copy (nstime_t *to, const nstime_t *from)
{
  *to = *from;
}

/* Gives both parts the same sign and the nanoseconds less than a second. */
static void
nstime_set (nstime_t *time, gint64 secs, gint64 nsecs)
{
  secs += nsecs / NANOSECONDS;
  nsecs %= NANOSECONDS;
  if (secs > 0 && nsecs < 0)
    {
      secs--;
      nsecs += NANOSECONDS;
    }
  else if (secs < 0 && nsecs > 0)
    {
      secs++;
      nsecs -= NANOSECONDS;
    }
  time->secs = (time_t) secs;
  time->nsecs = (int) nsecs;
}

void
nstime_delta (nstime_t *delta, const nstime_t *b, const nstime_t *a)
{
  nstime_set (delta, (gint64) b->secs - a->secs, (gint64) b->nsecs - a->nsecs);
}

void
nstime_sum (nstime_t *sum, const nstime_t *a, const nstime_t *b)
{
  nstime_set (sum, (gint64) a->secs + b->secs, (gint64) a->nsecs + b->nsecs);
}

int
nstime_cmp (const nstime_t *a, const nstime_t *b)
{
  if (a->secs != b->secs)
    return a->secs < b->secs ? -1 : 1;
  return (a->nsecs > b->nsecs) - (a->nsecs < b->nsecs);
}

double
nstime_to_msec (const nstime_t *time)
{
  return (double) time->secs * 1000 + (double) time->nsecs / 1000000;
}

double
nstime_to_sec (const nstime_t *time)
{
  return (double) time->secs + (double) time->nsecs / NANOSECONDS;
}

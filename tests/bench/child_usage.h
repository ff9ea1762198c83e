/* SPDX-License-Identifier: MIT */
/*
 * What a program needs: processor time and peak memory of a child process.
 */
#pragma once

#include <glib.h>

typedef struct
{
  double seconds;   /* of the processor, user and system */
  long peak_kbytes; /* of resident memory */
} child_usage_t;

/**
 * Runs @a arguments, whatever it prints thrown away, and waits for it.
 *
 * @param preload  a library to load before all others, or NULL.
 * @param least  of all runs so far, zeroed before the first: each figure becomes the lesser one.
 * @return FALSE where the program cannot be run or fails; @a least is as it was.
 */
gboolean child_usage_measure (char **arguments, const char *preload, child_usage_t *least);

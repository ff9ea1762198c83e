/* SPDX-License-Identifier: MIT */
/*
 * Running the host: dissects captures and prints every packet.
 *
 * This is the one function that a module of the corpus exports. All state is in the module's own variables, as it was
 * in programs of the time; who wants several runs at once loads several copies of the module, one a thread.
 */
#ifndef EPAN_EPAN_H
#define EPAN_EPAN_H

#include <stdio.h>
#include <glib.h>

typedef struct epan_options
{
  gchar **captures;    /* paths, NULL at the end */
  gchar **preferences; /* "module.name:value"; NULL for none */
  gchar **tables;      /* "name:FILE"; NULL for none */
  gboolean fields;     /* print "frame<TAB>field<TAB>value" lines instead of columns and tree */
  gboolean two_passes; /* dissect each file first without a tree and unprinted */
  gboolean quiet;      /* print nothing but what taps draw */
  const gchar *split;  /* a folder that takes NAME.txt for each dissector: the packets that it had a part in */
  const gchar *memory; /* a file that takes, for each capture, the bytes asked of packet and of file scope */
  FILE *output;
  GMutex *stdout_lock; /* held while stdout is a summary's; needed where several runs share one stdout */
} epan_options_t;

/** @return FALSE with @a error for what cannot be read or set, and for memory that outlived its scope. */
gboolean epan_run (const epan_options_t *options, GError **error);

/** The name and type of epan_run() for who loads a module. */
#define EPAN_RUN_SYMBOL "epan_run"
typedef gboolean (*epan_run_t) (const epan_options_t *options, GError **error);

#endif

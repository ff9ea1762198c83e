/* SPDX-License-Identifier: MIT */
/*
 * System calls that fail, or are the last ones, where a test wants it.
 *
 * faults.c defines the calls of the writing stage, so that an executable that is linked with it, or a program that it is preloaded into, makes them
 * through it. They are counted from the moment that they are armed.
 */
#pragma once

#include <glib.h>

typedef enum {
  FAULT_NONE,
  FAULT_ERROR,       /* the call fails */
  FAULT_ERRORS,      /* so do all later ones */
  FAULT_KILL_BEFORE, /* SIGKILL; a write() has written half */
  FAULT_KILL_AFTER,
  FAULT_ACTION, /* faults.action is called first: somebody else is at work */
} FaultKind;

typedef struct {
  gboolean armed;
  FaultKind kind;
  guint call;           /* which call it is, from 1 */
  const char *only;     /* (nullable) the function whose calls are counted */
  int code;             /* errno of a failing one */
  gboolean no_exchange; /* renameat2() is not known here */
  gboolean no_links;    /* neither is linkat() */
  void (*action) (void);
  guint calls;    /* out: how many there were */
  GString *trace; /* out: (nullable) their names, a line each, a name in the folder behind */
} Faults;

extern Faults faults;

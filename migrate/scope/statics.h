/* SPDX-License-Identifier: MIT */
/*
 * Variables of static lifetime: does anybody see what an earlier packet left in them?
 *
 * A static that every entry into the program writes before it reads is only a way to hand something from one
 * function to the next: what it holds afterwards is nobody's concern.
 */
#pragma once

#include "scope/reach.h"

/** A read of what an earlier entry left. */
typedef struct {
  const ProgramFunction *entry; /**< where the program enters */
  ScopePlace place;             /**< of the read */
  gboolean by_table;            /**< only by way of a table of functions, whose order nobody can tell */
} StaleRead;

/**
 * Looks for an entry (a root, or a function that nobody in the run calls) from which @a field of @a variable is read
 * before it is surely written.
 *
 * @return FALSE where there is none.
 */
gboolean statics_stale_read (const Program *program, const char *variable, const char *field, StaleRead *read);

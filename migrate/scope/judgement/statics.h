/* SPDX-License-Identifier: MIT */
/*
 * Variables of static lifetime: does anybody see what an earlier packet left in them?
 *
 * A static that every entry into the program writes before it reads is only a way to hand something from one
 * function to the next: what it holds afterwards is nobody's concern. So is one that a routine at the packet's end
 * clears, and one that is read only where a flag beside it says that it holds something, if the flag is such a static
 * itself and is set only where the other is written.
 */
#pragma once

#include "scope/judgement/reach.h"

/** A read of what an earlier entry left. */
typedef struct {
  const ProgramFunction *entry; /**< where the program enters */
  ScopePlace place;             /**< of the read */
  const GArray *calls;          /**< of ProgramEdge: the way from the entry to the function that reads */
  gboolean conditional;         /**< only where a condition holds that may know of the write */
  gboolean by_table;            /**< only by way of a table of functions, whose order nobody can tell */
} StaleRead;

typedef struct _Statics Statics;

/** @return what is found of the variables of @a program; free with statics_free(). */
Statics *statics_new (const Program *program);
void statics_free (Statics *statics);

/** @return (transfer none) the functions (const ProgramFunction *) that call @a function, or NULL. */
const GArray *statics_callers (const Statics *statics, const ProgramFunction *function);

/**
 * Looks for an entry (a root, or a function that nobody in the run calls) from which @a field of @a variable is read
 * before it is surely written.
 *
 * @param compared whether it counts, too, where it is only compared: as it does of a flag.
 * @param contents only what lies in the heap object that the variable holds counts: to free that object is no read.
 *
 * @return the read, valid as long as @a statics; NULL where there is none.
 */
const StaleRead *statics_stale_read (Statics *statics, const char *variable, const char *field, gboolean compared,
                                     gboolean contents);

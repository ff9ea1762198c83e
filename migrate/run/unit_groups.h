/* SPDX-License-Identifier: MIT */
/*
 * Groups of translation units that are compiled alike: they share what is found out once, such as what the after
 * side declares, and a precompiled header.
 */
#pragma once

#include "sources/compile_command.h"

typedef struct {
  GArray *of_unit;    /**< of guint, one for each command: its group */
  GPtrArray *members; /**< of GArray of guint, one for each group: the units in it, in order */
} UnitGroups;

/** What has to be equal in a group. */
typedef enum {
  GROUP_BY_ARGUMENTS,    /**< all arguments: the units see the same macros and the same headers */
  GROUP_BY_INCLUDE_PATH, /**< the folders of the include path: the units find the same headers */
} GroupBy;

/** Groups @a commands (of CompileCommand). @return (transfer full) the groups, in the order of their first units. */
UnitGroups *unit_groups_new (GPtrArray *commands, GroupBy by);

void unit_groups_free (UnitGroups *groups);

/** @return the number of the group of @a unit. */
guint unit_groups_of (const UnitGroups *groups, guint unit);

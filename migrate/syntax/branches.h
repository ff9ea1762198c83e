/* SPDX-License-Identifier: MIT */
/*
 * Branches of a condition: what stands between #if, #else and #endif, whether it is compiled or not.
 */
#pragma once

#include "syntax/source.h"

/** Tokens: [first, end). */
typedef struct {
  guint32 first, end;
} BranchRange;

/** A branch of a condition, and the line that begins it. */
typedef struct {
  BranchRange range;
  const Directive *line;
} Branch;

/** @return (transfer full) the groups of branches (GArray of Branch) around @a token, the innermost last. */
GPtrArray *branches_around (const Source *source, guint32 token);

/** @return whether the condition of the branches @a group (of Branch) asks for a version of the host, or for one of the two memory APIs. */
gboolean branches_ask_for_version (const Source *source, const GArray *group);

/** @return whether the token is not compiled here, under a condition that asks for a version of the host or for one of the memory APIs:
 *  what is there is for other years' headers. */
gboolean branches_are_for_others (const Source *source, guint32 token);

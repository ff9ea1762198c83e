/* SPDX-License-Identifier: MIT */
/*
 * What was said of the untouched files: the baseline that a check is held against.
 *
 * A bag, not a set: each old diagnostic excuses one new one, so a second complaint of the same words is new.
 */
#pragma once

#include <glib.h>

typedef struct KnownDiagnostics KnownDiagnostics;

/** @return (transfer full) an empty bag. */
KnownDiagnostics *known_diagnostics_new (void);

void known_diagnostics_free (KnownDiagnostics *known);

/** Adds a diagnostic of the untouched file at @a path. */
void known_diagnostics_add (KnownDiagnostics *known, const char *path, guint severity, const char *text, guint32 line);

/** One diagnostic after the rewrite. */
typedef struct {
  const char *path;
  guint severity;
  const char *text;
  guint32 first, last; /**< the lines before the rewrite that its line came from */
  gboolean excused;    /**< set by known_diagnostics_excuse() */
} LaterDiagnostic;

/**
 * Marks those of @a later (of LaterDiagnostic) that were there before: first those of the same words on the same line;
 * then those of the same words in the same file; then those of the same severity and kind (the compiler's `[-Wname]`,
 * else the same words but for what they quote) on the same line, since the names of types in the words change with the rewrite. That a name is not declared is never
 * excused by another's lack, and excuses nothing else: the rewrite is what ends it.
 */
void known_diagnostics_excuse (KnownDiagnostics *known, GArray *later);

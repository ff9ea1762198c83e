/* SPDX-License-Identifier: MIT */
/*
 * How far a run is, as an editor shows it ($/progress): begun where a run takes long, and once the editor has taken the token.
 */
#pragma once

#include <json-glib/json-glib.h>

/** Nothing is shown of a run that ends before (microseconds). */
#define PROGRESS_DELAY (500 * 1000)

typedef struct Progress Progress;

/** @param shows  whether the editor can show it: else nothing is ever said. @param out  gets what is said; borrowed. */
Progress *progress_new (gboolean shows, GByteArray *out);

/** Ends what is shown, and frees @a progress. NULL is allowed. */
void progress_free (Progress *progress);

/** A run for the file called @a name begins. */
void progress_begin (Progress *progress, const char *name);

/** @a done of @a total of a stage are done. */
void progress_note (Progress *progress, const char *stage, gint64 done, gint64 total);

/** Says what is to be said by now. */
void progress_advance (Progress *progress);

/** @return when progress_advance() wants to be called (monotonic microseconds); G_MAXINT64: never. */
gint64 progress_deadline (const Progress *progress);

/** The run has ended. Where none has begun nothing happens. */
void progress_end (Progress *progress);

/** The editor has answered the request @a id: it takes the token, or does not. */
void progress_answered (Progress *progress, JsonNode *id, gboolean taken);

/** @return whether what is shown has this @a token (nullable). */
gboolean progress_has_token (const Progress *progress, JsonNode *token);

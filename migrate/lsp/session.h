/* SPDX-License-Identifier: MIT */
/*
 * What happens between an editor's messages: documents wait until nobody types, are analysed one at a time, and questions about
 * them are answered once their text of now has been.
 *
 * A whole look at a document is a run: when it is opened or saved, and before an edit of it is made. While somebody types it is looked at
 * alone, unless the whole look needs nothing else.
 */
#pragma once

#include "cli/command_line.h"
#include "lsp/client.h"
#include "lsp/documents.h"
#include "rules/rule_set.h"

/** How long (microseconds) a document has to stay as it is before it is analysed by itself. */
#define QUIET_TIME (300 * 1000)

/** How long a look that has given way to another waits. */
#define LONG_QUIET_TIME (3 * 1000 * 1000)

typedef struct Session Session;

/** What is asked about a document. */
typedef enum { QUESTION_HOVER,
               QUESTION_ACTIONS,
               QUESTION_RESOLVE } QuestionKind;

/**
 * @param line    the options of every run. @param rules  its rules.
 * @param client  read by then; borrowed. @param out  gets what is said; borrowed.
 */
Session *session_new (const CommandLine *line, RuleSet *rules, const Client *client, GByteArray *out);

/** Ends what runs, and frees @a session. NULL is allowed. */
void session_free (Session *session);

void session_open (Session *session, const char *uri, gint64 version, const char *text);

/** @param text  the whole of it; NULL: it is not known any more. Of a document that is not open nothing happens. */
void session_change (Session *session, const char *uri, gint64 version, const char *text);

/** The document @a uri was saved: it, and what else was only looked at alone, is analysed as a whole. */
void session_save (Session *session, const char *uri);

void session_close (Session *session, const char *uri);

/**
 * Takes a request about a document; it is answered when its text has been analysed.
 *
 * @return FALSE where @a params do not say what they have to; then it is the caller who answers.
 */
gboolean session_ask (Session *session, JsonNode *id, QuestionKind kind, JsonNode *params);

/** The editor does not want to know any more: the question @a id (nullable: all) is answered so. */
void session_cancel (Session *session, JsonNode *id);

/** The editor has answered the request @a id of the session. @param good  it has not failed. */
void session_answered (Session *session, JsonNode *id, gboolean good);

/** Somebody has had enough of the run that is shown with @a token: it ends, and who waits for anything is told so. The document is looked at
 *  again when somebody asks, types, or saves. */
void session_cancel_run (Session *session, JsonNode *token);

/** Answers and starts what can be by now. */
void session_advance (Session *session);

/** @return what to poll for reading, or -1. */
int session_descriptor (const Session *session);

/** Reads from what runs. */
void session_read (Session *session);

/** @return when session_advance() has to be called at the latest (monotonic microseconds); G_MAXINT64: never. */
gint64 session_deadline (const Session *session);

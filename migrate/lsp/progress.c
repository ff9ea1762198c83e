/* SPDX-License-Identifier: MIT */
/*
 * How far a run is, as an editor shows it.
 */
#include "lsp/progress.h"

#include "lsp/rpc.h"
#include "report/json_text.h"

/* An editor need not be told more often. */
#define PAUSE (200 * 1000)

typedef enum {
  PROGRESS_IDLE,  /* nothing runs, or the editor shows nothing */
  PROGRESS_WAITS, /* it may end at once */
  PROGRESS_ASKED, /* the editor has not answered yet */
  PROGRESS_SHOWN,
} ProgressState;

struct Progress {
  gboolean shows;
  GByteArray *out;
  ProgressState state;
  guint count;         /* of tokens by now */
  char *token, *title; /* of the run */
  char *message;       /* what was noted last and is not said; or NULL */
  gint64 next;         /* when something may be said again */
};

Progress *
progress_new (gboolean shows, GByteArray *out)
{
  Progress *progress = g_new0 (Progress, 1);
  progress->shows = shows;
  progress->out = out;
  return progress;
}

void
progress_free (Progress *progress)
{
  if (!progress)
    return;
  progress_end (progress);
  g_free (progress);
}

/* @param text  (nullable) the title where @kind is "begin", else the message. */
static void
say (Progress *progress, const char *kind, const char *text)
{
  const gboolean begins = g_str_equal (kind, "begin");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "token", progress->token);
  json_begin_member (builder, "value", FALSE);
  json_add_text (builder, "kind", kind);
  if (text)
    json_add_text (builder, begins ? "title" : "message", text);
  if (begins)
    json_add_flag (builder, "cancellable", TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  rpc_notify (progress->out, "$/progress", json_builder_get_root (builder));
}

void
progress_begin (Progress *progress, const char *name)
{
  progress_end (progress);
  if (!progress->shows)
    return;
  progress->state = PROGRESS_WAITS;
  progress->token = g_strdup_printf ("wmem-migrate/%u", ++progress->count);
  progress->title = g_strdup_printf ("wmem-migrate: %s", name);
  progress->next = g_get_monotonic_time () + PROGRESS_DELAY;
}

void
progress_note (Progress *progress, const char *stage, gint64 done, gint64 total)
{
  if (progress->state == PROGRESS_IDLE)
    return;
  g_free (progress->message);
  progress->message = g_strdup_printf ("%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, stage, done, total);
}

/* The token is the id of the request, too. */
static void
ask_for_token (Progress *progress)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "token", progress->token);
  json_builder_end_object (builder);
  rpc_request (progress->out, progress->token, "window/workDoneProgress/create", json_builder_get_root (builder));
}

void
progress_advance (Progress *progress)
{
  const gint64 now = g_get_monotonic_time ();
  if (now < progress_deadline (progress))
    return;
  if (progress->state == PROGRESS_WAITS)
    {
      ask_for_token (progress);
      progress->state = PROGRESS_ASKED;
      return;
    }
  say (progress, "report", progress->message);
  g_clear_pointer (&progress->message, g_free);
  progress->next = now + PAUSE;
}

gint64
progress_deadline (const Progress *progress)
{
  return progress->state == PROGRESS_WAITS || (progress->state == PROGRESS_SHOWN && progress->message) ? progress->next : G_MAXINT64;
}

void
progress_end (Progress *progress)
{
  if (progress->state == PROGRESS_SHOWN)
    say (progress, "end", NULL);
  progress->state = PROGRESS_IDLE;
  g_clear_pointer (&progress->token, g_free);
  g_clear_pointer (&progress->title, g_free);
  g_clear_pointer (&progress->message, g_free);
}

void
progress_answered (Progress *progress, JsonNode *id, gboolean taken)
{
  if (progress->state != PROGRESS_ASKED || g_strcmp0 (rpc_text (id), progress->token) != 0)
    return;
  progress->state = taken ? PROGRESS_SHOWN : PROGRESS_IDLE;
  if (taken)
    say (progress, "begin", progress->title);
}

gboolean
progress_has_token (const Progress *progress, JsonNode *token)
{
  return progress->state == PROGRESS_SHOWN && g_strcmp0 (rpc_text (token), progress->token) == 0;
}

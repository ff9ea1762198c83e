/* SPDX-License-Identifier: MIT */
/*
 * What happens between an editor's messages.
 */
#include "lsp/session.h"

#include <string.h>

#include "lsp/analysis_process.h"
#include "lsp/code_actions.h"
#include "lsp/progress.h"
#include "lsp/rpc.h"
#include "report/json_text.h"

/* More questions than this wait for no one: an editor asks a few at a time. */
#define MOST_QUESTIONS 1000

/* A request that waits. */
typedef struct
{
  QuestionKind kind;
  JsonNode *id, *params;
  char *uri;              /* the document that it is about */
  gint64 line, last;      /* lines: the first one, the last one */
  gint64 character;       /* of a hover */
  gboolean wants_site;    /* a run that changes the place at offset alone */
  char *run_uri;          /* likewise, and of a file's edits: for this document */
  gint64 version, offset; /* likewise, and of a file's edits: in this version of the document */
  JsonNode *site_edits;   /* what came of it */
} Question;

struct Session {
  const CommandLine *line;
  RuleSet *rules;
  const Client *client;
  GByteArray *out;
  Documents *documents;
  GPtrArray *questions;     /* of Question */
  AnalysisProcess *process; /* or NULL */
  char *running;            /* the document that it is for; NULL: for nobody any more */
  Look running_look;        /* how closely */
  gboolean running_is_old;  /* something else has changed since it began */
  Question *running_site;   /* the question that it is for, or NULL */
  Progress *progress;       /* of the process */
};

static void
question_free (gpointer data)
{
  Question *question = data;
  json_node_unref (question->id);
  json_node_unref (question->params);
  g_clear_pointer (&question->site_edits, json_node_unref);
  g_free (question->uri);
  g_free (question->run_uri);
  g_free (question);
}

Session *
session_new (const CommandLine *line, RuleSet *rules, const Client *client, GByteArray *out)
{
  Session *session = g_new0 (Session, 1);
  session->line = line;
  session->rules = rules;
  session->client = client;
  session->out = out;
  session->documents = documents_new ();
  session->questions = g_ptr_array_new_with_free_func (question_free);
  session->progress = progress_new (client->shows_progress, out);
  return session;
}

/* Ends what runs: by politeness first, so that it clears up. */
static void
stop (Session *session)
{
  if (session->process)
    analysis_process_stop (session->process);
  progress_end (session->progress);
  g_clear_pointer (&session->running, g_free);
  session->running_site = NULL;
}

static void
stop_for (Session *session, const Document *document)
{
  if (g_strcmp0 (session->running, document->uri) == 0)
    stop (session);
}

void
session_free (Session *session)
{
  if (!session)
    return;
  stop (session);
  while (session->process)
    {
      GPollFD polled = { .fd = session_descriptor (session), .events = G_IO_IN };
      gint64 rest = (analysis_process_deadline (session->process) - g_get_monotonic_time ()) / 1000;
      if (rest < 0 || g_poll (&polled, 1, (gint) rest + 1) <= 0)
        g_clear_pointer (&session->process, analysis_process_free);
      else
        session_read (session);
    }
  documents_free (session->documents);
  g_ptr_array_unref (session->questions);
  progress_free (session->progress);
  g_free (session);
}

/* The document, open or not, that knows most of the document @uri: its own run, else one that met it, as it is now. */
static Document *
find_viewer (const Session *session, const char *uri)
{
  Document *own = documents_find (session->documents, uri);
  if (own && rpc_member (own->view, "files", uri, NULL))
    return own;
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      Document *other = documents_nth (session->documents, i);
      if (other->text && rpc_member (other->view, "files", uri, NULL) && (other->seen == LOOK_WHOLE || !own || document_reads (other, own->path, TRUE)))
        return other;
    }
  return own;
}

/* Without what this editor does not show. */
static void
add_diagnostic (JsonBuilder *builder, const Client *client, JsonNode *diagnostic)
{
  JsonNode *copy = json_node_copy (diagnostic);
  if (!client->shows_related && JSON_NODE_HOLDS_OBJECT (copy))
    {
      JsonObject *shorter = json_object_new ();
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (copy));
      for (const GList *name = names; name; name = name->next)
        if (!g_str_equal (name->data, "relatedInformation"))
          json_object_set_member (shorter, name->data, json_node_copy (rpc_member (copy, name->data, NULL)));
      json_node_unref (copy);
      copy = json_node_alloc ();
      json_node_init_object (copy, shorter);
      json_object_unref (shorter);
    }
  json_builder_add_value (builder, copy);
}

/* A run that failed has to be heard of, at the beginning of what it was for. */
static void
add_failure (JsonBuilder *builder, const char *failure)
{
  static const char *const ends[] = { "start", "end" };
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "range");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      json_builder_set_member_name (builder, ends[i]);
      json_builder_begin_object (builder);
      json_add_number (builder, "line", 0);
      json_add_number (builder, "character", 0);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_add_number (builder, "severity", 2);
  json_add_text (builder, "code", "not-analysed");
  json_add_text (builder, "source", "wmem-migrate");
  json_add_text (builder, "message", failure);
  json_builder_end_object (builder);
}

/* @return whether @document is a header of another one: that it has no flags of its own is no failure, then. */
static gboolean
is_met (const Session *session, const Document *document)
{
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      const Document *other = documents_nth (session->documents, i);
      if (other != document && document_reads (other, document->path, FALSE))
        return TRUE;
    }
  return FALSE;
}

static void
publish (Session *session, const Document *document)
{
  Document *viewer = find_viewer (session, document->uri);
  JsonArray *diagnostics = rpc_array (rpc_member (viewer ? viewer->view : NULL, "files", document->uri, "diagnostics", NULL));
  const char *failure = diagnostics || is_met (session, document) ? NULL : rpc_text (rpc_member (document->view, "failure", NULL));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "uri", document->uri);
  json_add_number (builder, "version", document->version);
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);
  for (guint i = 0; diagnostics && i < json_array_get_length (diagnostics); i++)
    add_diagnostic (builder, session->client, json_array_get_element (diagnostics, i));
  if (failure)
    add_failure (builder, failure);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rpc_notify (session->out, "textDocument/publishDiagnostics", json_builder_get_root (builder));
}

/* The text of @document, or of what it includes, is another. What it has to do with others is looked at when it is saved, unless
 * that has cost nothing so far. */
static void
outdate (Session *session, Document *document)
{
  stop_for (session, document);
  document->seen = document->wanted = LOOK_NONE;
  document_want (document, document->draws ? LOOK_ALONE : LOOK_WHOLE, g_get_monotonic_time () + QUIET_TIME);
}

/* The text of @changed is another: it, and what includes it, is to be looked at again. */
static void
touch (Session *session, Document *changed)
{
  const Question *site = session->running_site;
  const Document *asked = site ? documents_find (session->documents, site->uri) : NULL;
  if (site && (!asked || asked->version != site->version))
    stop (session);
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      Document *document = documents_nth (session->documents, i);
      if (document == changed || document_reads (document, changed->path, TRUE))
        outdate (session, document);
      else
        document->seen = MIN (document->seen, LOOK_ALONE);
    }
  session->running_is_old = TRUE;
}

void
session_open (Session *session, const char *uri, gint64 version, const char *text)
{
  gboolean was_open = documents_find (session->documents, uri) != NULL;
  Document *document = documents_open (session->documents, uri, version, text);
  /* What is the same as on the disk was seen so by others. */
  if (was_open || !document_is_saved (document))
    touch (session, document);
  document_want (document, LOOK_WHOLE, g_get_monotonic_time ());
}

void
session_change (Session *session, const char *uri, gint64 version, const char *text)
{
  Document *document = documents_find (session->documents, uri);
  if (!document)
    return;
  document_change (document, version, text);
  touch (session, document);
}

void
session_save (Session *session, const char *uri)
{
  Document *saved = documents_find (session->documents, uri);
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      Document *document = documents_nth (session->documents, i);
      if (document == saved || document->seen != LOOK_WHOLE)
        document_want (document, LOOK_WHOLE, g_get_monotonic_time () + QUIET_TIME);
    }
}

void
session_close (Session *session, const char *uri)
{
  Document *document = documents_find (session->documents, uri);
  if (!document)
    return;
  stop_for (session, document);
  if (!document_is_saved (document))
    touch (session, document);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "uri", uri);
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rpc_notify (session->out, "textDocument/publishDiagnostics", json_builder_get_root (builder));
  documents_close (session->documents, uri);
}

/* Reads what the question is about. @return FALSE where its params are not what they have to be. */
static gboolean
read_question (Question *question, JsonNode *params)
{
  JsonNode *place = question->kind == QUESTION_RESOLVE ? rpc_member (params, "data", NULL) : NULL;
  const char *uri = rpc_text (place ? rpc_member (place, "uri", NULL) : rpc_member (params, "textDocument", "uri", NULL));
  question->uri = g_strdup (uri);
  switch (question->kind)
    {
    case QUESTION_HOVER:
      return uri && rpc_number (rpc_member (params, "position", "line", NULL), &question->line)
             && rpc_number (rpc_member (params, "position", "character", NULL), &question->character);
    case QUESTION_ACTIONS:
      return uri && rpc_number (rpc_member (params, "range", "start", "line", NULL), &question->line)
             && rpc_number (rpc_member (params, "range", "end", "line", NULL), &question->last);
    case QUESTION_RESOLVE:
      /* Without an offset it is about the whole file. */
      question->wants_site = rpc_member (place, "offset", NULL) != NULL;
      question->run_uri = g_strdup (rpc_text (rpc_member (place, "run", NULL)));
      return uri && question->run_uri && rpc_number (rpc_member (place, "version", NULL), &question->version)
             && (!question->wants_site
                 || (rpc_number (rpc_member (place, "offset", NULL), &question->offset) && question->offset >= 0
                     && question->offset <= G_MAXINT32));
    }
  return FALSE;
}

gboolean
session_ask (Session *session, JsonNode *id, QuestionKind kind, JsonNode *params)
{
  Question *question = g_new0 (Question, 1);
  question->kind = kind;
  question->id = json_node_copy (id);
  question->params = params ? json_node_copy (params) : json_node_new (JSON_NODE_NULL);
  gboolean good = read_question (question, question->params);
  if (!good)
    question_free (question);
  else if (session->questions->len >= MOST_QUESTIONS)
    {
      rpc_fail (session->out, id, RPC_REQUEST_FAILED, "too many requests wait");
      question_free (question);
    }
  else
    g_ptr_array_add (session->questions, question);
  return good;
}

/* The question has had its answer. */
static void
drop (Session *session, Question *question)
{
  if (session->running_site == question)
    stop (session);
  g_ptr_array_remove (session->questions, question);
}

void
session_cancel (Session *session, JsonNode *id)
{
  for (guint i = session->questions->len; i > 0; i--)
    {
      Question *question = session->questions->pdata[i - 1];
      if (id && !json_node_equal (question->id, id))
        continue;
      rpc_fail (session->out, question->id, RPC_CANCELLED, "cancelled");
      drop (session, question);
    }
}

void
session_answered (Session *session, JsonNode *id, gboolean good)
{
  progress_answered (session->progress, id, good);
}

void
session_cancel_run (Session *session, JsonNode *token)
{
  if (!progress_has_token (session->progress, token))
    return;
  Document *document = session->running ? documents_find (session->documents, session->running) : NULL;
  if (document && !session->running_site)
    document->wanted = LOOK_NONE;
  stop (session);
  session_cancel (session, NULL);
}

/* @return (transfer full) what a hover shows at the question's place: null where nothing is. */
static JsonNode *
answer_hover (const Session *session, const Question *question, JsonNode *view)
{
  JsonArray *places = rpc_array (view_places (view, question->uri));
  for (guint i = 0; places && i < json_array_get_length (places); i++)
    {
      JsonNode *place = json_array_get_element (places, i);
      gint64 from = 0, to = 0;
      rpc_number (rpc_member (place, "range", "start", "character", NULL), &from);
      rpc_number (rpc_member (place, "range", "end", "character", NULL), &to);
      if (!place_is_on_lines (place, question->line, question->line) || question->character < from || question->character > to)
        continue;
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "contents");
      json_builder_begin_object (builder);
      json_add_text (builder, "kind", session->client->shows_markdown ? "markdown" : "plaintext");
      json_add_text (builder, "value", rpc_text (rpc_member (place, "hover", NULL)));
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "range");
      json_builder_add_value (builder, json_node_copy (rpc_member (place, "range", NULL)));
      json_builder_end_object (builder);
      return json_builder_get_root (builder);
    }
  return json_node_new (JSON_NODE_NULL);
}

/* Answers with actions, or finds that a run is wanted first. @return whether the question is answered. */
static gboolean
answer_actions (Session *session, Question *question, const Document *document, const Document *viewer)
{
  const ActionRequest request = {
    .client = session->client,
    .view = viewer->view,
    .uri = question->uri,
    .run_uri = viewer->uri,
    .version = document->version,
    .whole = viewer->seen == LOOK_WHOLE,
    .first = question->line,
    .last = question->last,
    .only = rpc_member (question->params, "context", "only", NULL),
    .site_edits = question->site_edits,
  };
  if (!session->client->resolves && !question->site_edits && code_actions_rewrite_any (&request, &question->offset))
    {
      question->wants_site = TRUE;
      question->version = document->version;
      g_free (question->run_uri);
      question->run_uri = g_strdup (viewer->uri);
      return FALSE;
    }
  rpc_answer (session->out, question->id, code_actions_for (&request));
  return TRUE;
}

/* The action with @edits (nullable), which a run has made. */
static void
answer_resolve (Session *session, const Question *question, JsonNode *edits)
{
  if (!edits_are_of (edits, question->uri))
    {
      rpc_fail (session->out, question->id, RPC_REQUEST_FAILED,
                question->wants_site ? "the place cannot be rewritten alone, or does not pass its check then"
                                     : "nothing in the file can be rewritten");
      return;
    }
  JsonNode *action = json_node_copy (question->params);
  json_object_set_member (json_node_get_object (action), "edit", workspace_edit_new (session->client, edits));
  rpc_answer (session->out, question->id, action);
}

/* @return whether @document has been looked at as closely as @look; else it will be, since somebody waits for it. */
static gboolean
is_seen (Document *document, Look look)
{
  if (document->seen >= look)
    return TRUE;
  document_want (document, look, 0);
  return FALSE;
}

/* @return whether @question has been answered. */
static gboolean
try_answer (Session *session, Question *question)
{
  Document *document = documents_find (session->documents, question->uri);
  if (!document || !document->path || !document->text)
    {
      if (question->kind == QUESTION_RESOLVE)
        rpc_fail (session->out, question->id, RPC_CONTENT_MODIFIED, "the document is not open any more");
      else
        rpc_answer (session->out, question->id, question->kind == QUESTION_ACTIONS ? json_node_init_array (json_node_alloc (), NULL) : NULL);
      return TRUE;
    }
  if ((question->kind == QUESTION_RESOLVE || question->wants_site) && question->version != document->version)
    {
      rpc_fail (session->out, question->id, RPC_CONTENT_MODIFIED, "the document has changed");
      return TRUE;
    }
  if (question->wants_site && !question->site_edits)
    return FALSE;
  Document *runs = question->kind == QUESTION_RESOLVE ? documents_find (session->documents, question->run_uri) : NULL;
  if (question->kind == QUESTION_RESOLVE)
    {
      if (!question->wants_site && runs && runs->path && runs->text && !is_seen (runs, LOOK_WHOLE))
        return FALSE;
      answer_resolve (session, question, question->wants_site ? question->site_edits : rpc_member (runs ? runs->view : NULL, "edits", NULL));
      return TRUE;
    }
  Document *viewer = find_viewer (session, question->uri);
  /* Actions without an edit are made whole when somebody takes one. */
  const Look look = question->kind == QUESTION_ACTIONS && !session->client->resolves ? LOOK_WHOLE : LOOK_ALONE;
  if (!is_seen (document, LOOK_ALONE) || !is_seen (viewer, look))
    return FALSE;
  if (question->kind == QUESTION_ACTIONS)
    return answer_actions (session, question, document, viewer);
  rpc_answer (session->out, question->id, answer_hover (session, question, viewer->view));
  return TRUE;
}

/* @param look  how closely was looked. @param is_old  something else that is open has changed since. */
static void
take_view (Session *session, Document *document, JsonNode *view, Look look, gboolean is_old)
{
  gint64 drawn = 0;
  g_clear_pointer (&document->view, json_node_unref);
  document->view = view;
  document->seen = is_old ? LOOK_ALONE : look;
  if (look >= document->wanted)
    document->wanted = LOOK_NONE;
  if (look == LOOK_WHOLE && rpc_number (rpc_member (view, "drawn", NULL), &drawn))
    document->draws = drawn > 0;
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      /* What is still to be analysed is told then. */
      const Document *other = documents_nth (session->documents, i), *viewer = find_viewer (session, other->uri);
      if (other->seen != LOOK_NONE && viewer->seen != LOOK_NONE && (other == document || viewer == document || document_reads (document, other->path, FALSE)))
        publish (session, other);
    }
}

/* @param site  (nullable) the question whose place alone is to change. */
static void
start (Session *session, Document *document, Question *site)
{
  const Document *place = site ? documents_find (session->documents, site->uri) : NULL;
  const EditorRun run = {
    .line = session->line,
    .rules = session->rules,
    .side = { .documents = session->documents, .encoding = session->client->encoding, .markdown = session->client->shows_markdown },
    .named = document->named,
    .alone = !site && document->wanted == LOOK_ALONE,
    .only_path = place ? place->path : NULL,
    .only_offset = site ? (guint32) site->offset : 0,
  };
  g_autoptr (GError) error = NULL;
  session->process = analysis_process_start (&run, &error);
  session->running = g_strdup (document->uri);
  session->running_look = document->wanted;
  session->running_is_old = FALSE;
  session->running_site = site;
  g_autofree char *name = g_path_get_basename (document->named);
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  if (session->process)
    {
      progress_begin (session->progress, shown);
      return;
    }
  g_clear_pointer (&session->running, g_free);
  session->running_site = NULL;
  if (site)
    site->site_edits = json_node_init_array (json_node_alloc (), NULL);
  else
    take_view (session, document, editor_view_of_failure (error->message), LOOK_WHOLE, FALSE);
}

/* @return (nullable) the document that is to be looked at next, now or later. @param urgent  only one that somebody types in, or waits for. */
static Document *
find_next (const Session *session, gboolean urgent)
{
  Document *next = NULL;
  for (guint i = 0; i < documents_count (session->documents); i++)
    {
      Document *document = documents_nth (session->documents, i);
      if (document->wanted == LOOK_NONE || !document->path || !document->text
          || (urgent && document->wanted == LOOK_WHOLE && document->due > 0))
        continue;
      if (!next || document->due < next->due)
        next = document;
    }
  return next;
}

/* Starts what is to run next, if anything is. */
static void
start_next (Session *session)
{
  for (guint i = 0; i < session->questions->len; i++)
    {
      Question *question = session->questions->pdata[i];
      Document *document = question->wants_site ? documents_find (session->documents, question->run_uri) : NULL;
      if (!question->wants_site || question->site_edits)
        continue;
      if (document && document->path && document->text)
        {
          start (session, document, question);
          return;
        }
      question->site_edits = json_node_init_array (json_node_alloc (), NULL);
    }
  Document *next = find_next (session, FALSE);
  if (next && next->due <= g_get_monotonic_time ())
    start (session, next, NULL);
}

/* @return (nullable) the whole look that runs and that nobody waits for. */
static Document *
find_patient (const Session *session)
{
  Document *document = session->running && !session->running_site && session->running_look == LOOK_WHOLE
                           ? documents_find (session->documents, session->running)
                           : NULL;
  return document && document->due > 0 ? document : NULL;
}

/* Who types, or asks, does not wait for a whole look at something else: it is made afterwards. */
static void
give_way (Session *session)
{
  Document *patient = find_patient (session);
  const Document *urgent = patient ? find_next (session, TRUE) : NULL;
  if (!urgent || urgent == patient || urgent->due > g_get_monotonic_time ())
    return;
  stop (session);
  patient->due = g_get_monotonic_time () + LONG_QUIET_TIME;
}

void
session_advance (Session *session)
{
  if (session->process)
    analysis_process_kill_overdue (session->process);
  progress_advance (session->progress);
  for (guint i = 0; i < session->questions->len;)
    {
      Question *question = session->questions->pdata[i];
      if (try_answer (session, question))
        drop (session, question);
      else
        i++;
    }
  give_way (session);
  if (!session->process)
    start_next (session);
}

int
session_descriptor (const Session *session)
{
  return session->process ? analysis_process_descriptor (session->process) : -1;
}

void
session_read (Session *session)
{
  JsonNode *view = NULL;
  AnalysisState state = analysis_process_read (session->process, &view);
  if (state == ANALYSIS_RUNS)
    return;
  if (state == ANALYSIS_ADVANCED)
    {
      gint64 done = 0, total = 0;
      rpc_number (rpc_member (view, "done", NULL), &done);
      rpc_number (rpc_member (view, "total", NULL), &total);
      progress_note (session->progress, rpc_text (rpc_member (view, "stage", NULL)), done, total);
      json_node_unref (view);
      return;
    }
  progress_end (session->progress);
  Question *site = session->running_site;
  Document *document = session->running ? documents_find (session->documents, session->running) : NULL;
  g_clear_pointer (&session->process, analysis_process_free);
  g_clear_pointer (&session->running, g_free);
  session->running_site = NULL;
  /* Edits of what has changed since would be wrong: they are made once more. */
  if (site && !session->running_is_old)
    {
      JsonNode *edits = rpc_member (view, "edits", NULL);
      site->site_edits = edits ? json_node_copy (edits) : json_node_init_array (json_node_alloc (), NULL);
    }
  else if (document && !site)
    take_view (session, document, g_steal_pointer (&view), session->running_look, session->running_is_old);
  g_clear_pointer (&view, json_node_unref);
}

gint64
session_deadline (const Session *session)
{
  const Document *next = !session->process ? find_next (session, FALSE) : find_patient (session) ? find_next (session, TRUE)
                                                                                                 : NULL;
  gint64 earliest = next ? next->due : G_MAXINT64;
  if (session->process)
    return MIN (earliest, MIN (analysis_process_deadline (session->process), progress_deadline (session->progress)));
  for (guint i = 0; i < session->questions->len; i++)
    if (((Question *) session->questions->pdata[i])->wants_site)
      earliest = 0;
  return earliest;
}

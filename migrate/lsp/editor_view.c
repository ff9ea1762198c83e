/* SPDX-License-Identifier: MIT */
/*
 * The result of a run as an editor needs it.
 */
#include "lsp/editor_view.h"

#include <string.h>

#include "lsp/suppress_edit.h"
#include "model/text_intern.h"
#include "report/explanation.h"
#include "report/json_text.h"
#include "sources/file_text.h"

/* What the protocol calls them. */
enum { SEVERITY_ERROR = 1,
       SEVERITY_WARNING,
       SEVERITY_INFORMATION,
       SEVERITY_HINT };

typedef struct
{
  const RunReport *report;
  const EditorSide *side;
  JsonBuilder *builder;
} Writer;

/* A file that something is said of. */
typedef struct
{
  const PlanFile *file; /* or NULL: it has findings alone */
  GBytes *bytes;
  PositionMap map;
} Seen;

/* The document's own name for the file, where it is open. @return (transfer full) */
static char *
uri_of (const Writer *writer, const char *path)
{
  const Document *document = documents_find_path (writer->side->documents, path);
  if (document)
    return g_strdup (document->uri);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  return g_filename_to_uri (absolute, NULL, NULL);
}

static void
add_position (JsonBuilder *builder, const char *name, Position position)
{
  json_begin_member (builder, name, FALSE);
  json_add_number (builder, "line", position.line);
  json_add_number (builder, "character", position.character);
  json_builder_end_object (builder);
}

static void
add_range (JsonBuilder *builder, const PositionMap *map, gsize offset, gsize length)
{
  json_begin_member (builder, "range", FALSE);
  add_position (builder, "start", position_of (map, offset));
  add_position (builder, "end", position_of (map, offset + length));
  json_builder_end_object (builder);
}

static void
begin_diagnostic (const Writer *writer, const Seen *seen, gsize offset, gsize length, int severity, const char *code, const char *text)
{
  JsonBuilder *builder = writer->builder;
  json_builder_begin_object (builder);
  add_range (builder, &seen->map, offset, length);
  json_add_number (builder, "severity", severity);
  json_add_text (builder, "code", code);
  json_add_text (builder, "source", "wmem-migrate");
  json_add_text (builder, "message", text);
}

/* What is said of a place without a reason is its rule's business. */
static const char *
code_of (const Occurrence *occurrence)
{
  return occurrence->reason != REASON_NONE ? reason_code (occurrence->reason) : occurrence->rule;
}

static const char *
cause_of (const Occurrence *occurrence)
{
  return occurrence->note ? occurrence->note : reason_cause (occurrence->reason);
}

/* @return (transfer full) one sentence on @occurrence. */
static char *
sentence_on (const Writer *writer, const Occurrence *occurrence, Outcome outcome)
{
  static const char *const verdicts[N_OUTCOMES] = {
    [OUTCOME_REWRITTEN] = "can be rewritten",
    [OUTCOME_REVIEW] = "can be rewritten, for review",
    [OUTCOME_RESIDUE] = "has to be left",
    [OUTCOME_SETTLED] = "stays as it is",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, "%s %s", occurrence->name, verdicts[outcome]);
  if (writer->side->alone && outcome <= OUTCOME_REVIEW)
    g_string_append (text, " as far as this file alone tells (a saved one is looked at with what it has to do with)");
  if (occurrence->reason != REASON_NONE || occurrence->note)
    {
      const char *advice = reason_advice (occurrence->reason);
      g_string_append_printf (text, ": %s%s%s", cause_of (occurrence), advice[0] ? ": " : "", advice);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_occurrence_diagnostic (const Writer *writer, const Seen *seen, const Occurrence *occurrence)
{
  static const int severities[N_OUTCOMES]
      = { [OUTCOME_REWRITTEN] = SEVERITY_HINT, [OUTCOME_REVIEW] = SEVERITY_INFORMATION, [OUTCOME_RESIDUE] = SEVERITY_WARNING };
  Outcome outcome = report_outcome (writer->report, occurrence);
  if (outcome == OUTCOME_SETTLED || occurrence->reason == REASON_LINT)
    return;
  g_autofree char *text = sentence_on (writer, occurrence, outcome);
  begin_diagnostic (writer, seen, occurrence->offset, occurrence->length, severities[outcome], code_of (occurrence), text);
  json_builder_end_object (writer->builder);
}

/* Where a finding's word begins and how long it is. */
static void
place_finding (const Seen *seen, const Finding *finding, gsize *offset, gsize *length)
{
  const PositionMap *map = &seen->map;
  *offset = MIN (position_line_start (map, MAX (finding->line, 1) - 1) + MAX (finding->column, 1) - 1, map->length);
  gsize end = *offset;
  while (end < map->length && (g_ascii_isalnum (map->text[end]) || map->text[end] == '_'))
    end++;
  *length = end - *offset;
}

static void
add_steps (const Writer *writer, const GPtrArray *steps)
{
  JsonBuilder *builder = writer->builder;
  json_begin_member (builder, "relatedInformation", TRUE);
  for (guint i = 0; steps && i < steps->len; i++)
    {
      const FindingStep *step = steps->pdata[i];
      const Position line = { .line = MAX (step->line, 1) - 1 };
      g_autofree char *uri = uri_of (writer, step->path);
      if (!uri)
        continue;
      json_builder_begin_object (builder);
      json_begin_member (builder, "location", FALSE);
      json_add_text (builder, "uri", uri);
      json_begin_member (builder, "range", FALSE);
      add_position (builder, "start", line);
      add_position (builder, "end", line);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      json_add_text (builder, "message", step->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
finding_sentence (const Finding *finding)
{
  return g_strconcat (finding->message, finding->advice ? ": " : NULL, finding->advice, NULL);
}

static void
add_finding_diagnostic (const Writer *writer, const Seen *seen, const Finding *finding)
{
  static const int severities[]
      = { [FINDING_NOTE] = SEVERITY_INFORMATION, [FINDING_WARNING] = SEVERITY_WARNING, [FINDING_ERROR] = SEVERITY_ERROR };
  gsize offset, length;
  place_finding (seen, finding, &offset, &length);
  g_autofree char *text = finding_sentence (finding);
  begin_diagnostic (writer, seen, offset, length, severities[finding->severity], finding->rule, text);
  add_steps (writer, finding->steps);
  json_builder_end_object (writer->builder);
}

static void
add_unused_suppressions (const Writer *writer, const Seen *seen)
{
  const GArray *suppressions = seen->file ? seen->file->suppressions : NULL;
  for (guint i = 0; suppressions && i < suppressions->len; i++)
    {
      const Suppression *suppression = &g_array_index (suppressions, Suppression, i);
      if (suppression->used)
        continue;
      g_autofree char *text = g_strdup_printf ("the suppression of '%s' keeps nothing: remove it", suppression->rules);
      begin_diagnostic (writer, seen, suppression->offset, 0, SEVERITY_INFORMATION, "unused-suppression", text);
      json_builder_end_object (writer->builder);
    }
}

static void
add_text_edit (JsonBuilder *builder, const PositionMap *map, gsize offset, gsize length, const char *text)
{
  json_builder_begin_object (builder);
  add_range (builder, map, offset, length);
  json_add_text (builder, "newText", text);
  json_builder_end_object (builder);
}

static void
add_suppress (const Writer *writer, const Seen *seen, gsize offset, const char *rule)
{
  JsonBuilder *builder = writer->builder;
  gsize where;
  g_autofree char *comment = suppress_edit (seen->map.text, seen->map.length, offset, rule, &where);
  g_autofree char *title = g_strdup_printf ("Suppress '%s' here", rule);
  json_begin_member (builder, "suppress", FALSE);
  json_add_text (builder, "title", title);
  json_builder_set_member_name (builder, "edit");
  add_text_edit (builder, &seen->map, where, 0, comment);
  json_builder_end_object (builder);
}

/* As it is read in Markdown: a header's name in angle brackets would vanish, for one. */
static void
append_prose (const Writer *writer, GString *hover, const char *text)
{
  for (; *text; text++)
    {
      if (writer->side->markdown && strchr ("\\`*<[&", *text))
        g_string_append_c (hover, '\\');
      g_string_append_c (hover, *text);
    }
}

/* As it stands, in Markdown between fences that are longer than any in it. */
static void
append_block (const Writer *writer, GString *hover, const char *text)
{
  g_autoptr (GString) fence = g_string_new ("```");
  while (strstr (text, fence->str))
    g_string_append_c (fence, '`');
  if (writer->side->markdown)
    g_string_append_printf (hover, "\n\n%stext\n%s\n%s", fence->str, text, fence->str);
  else
    g_string_append_printf (hover, "\n\n%s", text);
}

/* What a hover shows, and what may be explained. */
static void
add_explanations (const Writer *writer, const char *sentence, const char *const *ids)
{
  JsonBuilder *builder = writer->builder;
  g_autoptr (GString) hover = g_string_new (NULL);
  append_prose (writer, hover, sentence);
  json_begin_member (builder, "explain", TRUE);
  for (const char *const *id = ids; *id; id++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      if (!explanation_append (writer->report->rules, *id, text))
        continue;
      json_builder_add_string_value (builder, *id);
      append_block (writer, hover, g_strchomp (text->str));
    }
  json_builder_end_array (builder);
  json_add_text (builder, "hover", hover->str);
}

static void
add_occurrence_place (const Writer *writer, const Seen *seen, const Occurrence *occurrence)
{
  JsonBuilder *builder = writer->builder;
  Outcome outcome = report_outcome (writer->report, occurrence);
  gboolean rewrites = outcome == OUTCOME_REWRITTEN || outcome == OUTCOME_REVIEW;
  const Change *change = rewrites ? writer->report->plan->changes->pdata[occurrence->change] : NULL;
  const char *ids[3] = { 0 };
  guint count = 0;
  if (occurrence->reason != REASON_NONE)
    ids[count++] = reason_code (occurrence->reason);
  if (occurrence->rule)
    ids[count++] = occurrence->rule;
  g_autofree char *text = sentence_on (writer, occurrence, outcome);
  json_builder_begin_object (builder);
  add_range (builder, &seen->map, occurrence->offset, occurrence->length);
  json_add_text (builder, "name", occurrence->name);
  json_add_number (builder, "offset", occurrence->offset);
  /* An include follows from the others. */
  json_add_flag (builder, "rewrites", change && change->role == CHANGE_USE);
  json_add_flag (builder, "group", change && change->together);
  json_add_flag (builder, "safe", outcome == OUTCOME_REWRITTEN);
  add_explanations (writer, text, ids);
  if (outcome != OUTCOME_SETTLED && occurrence->rule && occurrence->kind != OCCURRENCE_INCLUDE)
    add_suppress (writer, seen, occurrence->offset, occurrence->rule);
  json_builder_end_object (builder);
}

static void
add_finding_place (const Writer *writer, const Seen *seen, const Finding *finding)
{
  JsonBuilder *builder = writer->builder;
  const char *const ids[] = { finding->rule, NULL };
  g_autofree char *text = finding_sentence (finding);
  gsize offset, length;
  place_finding (seen, finding, &offset, &length);
  json_builder_begin_object (builder);
  add_range (builder, &seen->map, offset, length);
  json_add_text (builder, "name", finding->rule);
  json_add_number (builder, "offset", (gint64) offset);
  json_add_flag (builder, "rewrites", FALSE);
  add_explanations (writer, text, ids);
  add_suppress (writer, seen, offset, finding->rule);
  json_builder_end_object (builder);
}

static void
add_file (const Writer *writer, const char *path, const Seen *seen)
{
  JsonBuilder *builder = writer->builder;
  const GPtrArray *findings = writer->report->findings, *occurrences = seen->file ? seen->file->occurrences : NULL;
  g_autofree char *uri = uri_of (writer, path);
  if (!uri)
    return;
  json_begin_member (builder, uri, FALSE);
  json_begin_member (builder, "diagnostics", TRUE);
  for (guint i = 0; occurrences && i < occurrences->len; i++)
    add_occurrence_diagnostic (writer, seen, occurrences->pdata[i]);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((Finding *) findings->pdata[i])->path, path))
      add_finding_diagnostic (writer, seen, findings->pdata[i]);
  add_unused_suppressions (writer, seen);
  json_builder_end_array (builder);
  json_begin_member (builder, "places", TRUE);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((Finding *) findings->pdata[i])->path, path))
      add_finding_place (writer, seen, findings->pdata[i]);
  for (guint i = 0; occurrences && i < occurrences->len; i++)
    add_occurrence_place (writer, seen, occurrences->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static guint
count_rewritten (const Writer *writer, const PlanFile *file)
{
  guint count = 0;
  for (guint i = 0; i < file->occurrences->len; i++)
    count += report_outcome (writer->report, file->occurrences->pdata[i]) <= OUTCOME_REVIEW;
  return count;
}

/* What the run changes in the file; what lies at one offset is one edit. */
static void
add_edits (const Writer *writer, const char *path, const Seen *seen)
{
  JsonBuilder *builder = writer->builder;
  const Document *document = documents_find_path (writer->side->documents, path);
  g_autofree char *uri = uri_of (writer, path);
  g_autoptr (GArray) edits = plan_file_edits (seen->file);
  if (edits->len == 0 || !uri)
    return;
  json_builder_begin_object (builder);
  json_add_text (builder, "uri", uri);
  json_builder_set_member_name (builder, "version");
  if (document)
    json_builder_add_int_value (builder, document->version);
  else
    json_builder_add_null_value (builder);
  json_add_number (builder, "places", count_rewritten (writer, seen->file));
  json_begin_member (builder, "edits", TRUE);
  for (guint i = 0; i < edits->len;)
    {
      const Edit *first = &g_array_index (edits, Edit, i);
      g_autoptr (GString) text = g_string_new (NULL);
      guint32 length = 0;
      for (; i < edits->len && g_array_index (edits, Edit, i).offset == first->offset; i++)
        {
          length = MAX (length, g_array_index (edits, Edit, i).length);
          g_string_append (text, g_array_index (edits, Edit, i).text);
        }
      add_text_edit (builder, &seen->map, first->offset, length, text->str);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
free_seen (gpointer data)
{
  Seen *seen = data;
  position_map_clear (&seen->map);
  g_bytes_unref (seen->bytes);
  g_free (seen);
}

static void
see (const Writer *writer, GHashTable *files, const char *path)
{
  if (g_hash_table_contains (files, path))
    return;
  Seen *seen = g_new0 (Seen, 1);
  seen->file = plan_find_file (writer->report->plan, text_intern (path));
  if (seen->file)
    seen->bytes = g_bytes_ref (plan_file_bytes (seen->file));
  else
    {
      char *text = NULL;
      gsize length = 0;
      seen->bytes = file_text_read (path, &text, &length, NULL) ? g_bytes_new_take (text, length) : g_bytes_new (NULL, 0);
    }
  gsize length;
  const char *text = g_bytes_get_data (seen->bytes, &length);
  position_map_init (&seen->map, text, length, writer->side->encoding);
  g_hash_table_insert (files, (gpointer) path, seen);
}

/* What the view depends on. */
static void
add_dependences (const Writer *writer)
{
  const SourceSet *sources = writer->report->sources;
  JsonBuilder *builder = writer->builder;
  json_add_number (builder, "drawn", sources->commands->len - sources->own);
  if (!writer->side->read)
    return;
  json_begin_member (builder, "read", TRUE);
  GHashTableIter iterator;
  gpointer path;
  g_hash_table_iter_init (&iterator, writer->side->read);
  while (g_hash_table_iter_next (&iterator, &path, NULL))
    {
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
      json_builder_add_string_value (builder, uri);
    }
  json_builder_end_array (builder);
}

JsonNode *
editor_view_new (const RunReport *report, const EditorSide *side)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const Writer writer = { .report = report, .side = side, .builder = builder };
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_seen);
  for (guint i = 0; i < report->plan->files->len; i++)
    see (&writer, files, ((PlanFile *) report->plan->files->pdata[i])->path);
  for (guint i = 0; i < report->findings->len; i++)
    see (&writer, files, ((Finding *) report->findings->pdata[i])->path);
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (files), (GCompareFunc) strcmp);
  json_builder_begin_object (builder);
  json_begin_member (builder, "files", FALSE);
  for (const GList *path = paths; path; path = path->next)
    add_file (&writer, path->data, g_hash_table_lookup (files, path->data));
  json_builder_end_object (builder);
  json_begin_member (builder, "edits", TRUE);
  for (const GList *path = paths; path; path = path->next)
    {
      const Seen *seen = g_hash_table_lookup (files, path->data);
      if (seen->file)
        add_edits (&writer, path->data, seen);
    }
  json_builder_end_array (builder);
  add_dependences (&writer);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
editor_view_of_failure (const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "failure", message);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

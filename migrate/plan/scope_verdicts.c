/* SPDX-License-Identifier: MIT */
/*
 * Verdicts on sites to the plan, suppressions to the findings.
 */
#include "plan/scope_verdicts.h"

#include <string.h>

#include "model/text_intern.h"
#include "plan/roll_back.h"

/* Puts @to for the first @from in the edits of @change. @return whether it stood there. */
static gboolean
replace_pool (wmem_allocator_t *pool, Change *change, const char *from, const char *to)
{
  gboolean replaced = FALSE;
  for (guint i = 0; i < change->edits->len; i++)
    {
      Edit *edit = &g_array_index (change->edits, Edit, i);
      const char *at = strstr (edit->text, from);
      if (!at)
        continue;
      edit->text = wmem_strdup_printf (pool, "%.*s%s%s", (int) (at - edit->text), edit->text, to, at + strlen (from));
      replaced = TRUE;
    }
  return replaced;
}

static gboolean
release_pointers (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *array)
{
  g_ptr_array_unref (array);
  return FALSE;
}

static gboolean
apply_fix (wmem_allocator_t *pool, const ScopeApplication *application, Change *change, const SiteVerdict *verdict)
{
  if (!application->options->fix_scope || verdict->fix == FIX_NONE || g_str_equal (application->options->packet_pool, "pinfo")
      || g_str_equal (application->options->packet_pool, POOL_EXPLICIT))
    return FALSE;
  const char *to = verdict->fix == FIX_FILE_POOL ? application->options->file_pool
                                                 : wmem_strdup_printf (pool, "%s->pool", verdict->pinfo);
  if (!replace_pool (pool, change, application->options->packet_pool, to))
    return FALSE;
  for (guint i = 0; verdict->findings && i < verdict->findings->len; i++)
    {
      Finding *finding = g_ptr_array_index (verdict->findings, i);
      if (!finding->repairs)
        {
          finding->repairs = g_ptr_array_new ();
          wmem_register_callback (pool, release_pointers, finding->repairs);
        }
      g_ptr_array_add (finding->repairs, change);
    }
  return TRUE;
}

static void
apply_verdict (wmem_allocator_t *pool, const ScopeApplication *application, Occurrence *occurrence, const SiteVerdict *verdict)
{
  Change *change = g_ptr_array_index (application->plan->changes, occurrence->change);
  switch (verdict->verdict)
    {
    case VERDICT_SAFE:
      return;
    case VERDICT_NO_SCOPE:
      plan_roll_back (application->plan, change, REASON_NO_SCOPE);
      occurrence->note = verdict->note;
      return;
    case VERDICT_UNKNOWN:
    case VERDICT_ESCAPES:
      break;
    }
  /* A macro's body is others' matter, too. */
  if (occurrence->kind != OCCURRENCE_MACRO_BODY && apply_fix (pool, application, change, verdict))
    {
      occurrence->note = verdict->fix == FIX_FILE_POOL
                             ? "given the file scope: the memory is kept beyond the packet"
                             : "given the packet_info's pool: the memory is used after the dissection";
      occurrence->reason = REASON_ESCAPES;
    }
  else if (occurrence->reason == REASON_NONE)
    {
      occurrence->reason = verdict->verdict == VERDICT_ESCAPES ? REASON_ESCAPES : REASON_UNKNOWN_CALLERS;
      occurrence->note = verdict->note;
    }
  occurrence->confidence = MAX (occurrence->confidence, CONFIDENCE_REVIEW);
  change->confidence = MAX (change->confidence, CONFIDENCE_REVIEW);
  if (change->active && change->confidence > application->options->only)
    plan_roll_back (application->plan, change, REASON_CONFIDENCE);
}

/* The occurrence that can be a site at @place, where the plan rewrites it. */
static Occurrence *
find_site (const Plan *plan, const ScopePlace *place)
{
  const PlanFile *file = plan_find_file (plan, text_intern (place->path));
  Occurrence *occurrence = !file ? NULL : plan_file_occurrence (file, place->offset);
  if (!occurrence || occurrence->change < 0)
    return NULL;
  switch (occurrence->kind)
    {
    case OCCURRENCE_CALL:
    case OCCURRENCE_MACRO_EXPANSION:
    case OCCURRENCE_MACRO_ARGUMENT:
      return occurrence;
    default:
      return NULL;
    }
}

/* What each expansion of a macro is made of: "@PATH:OFFSET" (interned) -> of the same. */
static GHashTable *
index_expansions (const GPtrArray *results)
{
  GHashTable *bodies = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; results && i < results->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (results, i);
      for (guint j = 0; result && result->links && j < result->links->len; j++)
        {
          const Link *link = &g_array_index (result->links, Link, j);
          if (link->kind != LINK_EXPANDS)
            continue;
          GPtrArray *list = g_hash_table_lookup (bodies, link->from);
          if (!list)
            g_hash_table_insert (bodies, (gpointer) link->from, list = g_ptr_array_new ());
          g_ptr_array_add (list, (gpointer) link->to);
        }
    }
  return bodies;
}

/* The occurrence "@PATH:OFFSET", where the plan rewrites it. */
static Occurrence *
find_body (const Plan *plan, const char *text)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *path = g_strndup (text + 1, (gsize) (colon - text - 1));
  const PlanFile *file = plan_find_file (plan, text_intern (path));
  Occurrence *occurrence
      = !file ? NULL : plan_file_occurrence (file, (guint32) g_ascii_strtoull (colon + 1, NULL, 10));
  return occurrence && occurrence->change >= 0 && occurrence->kind == OCCURRENCE_MACRO_BODY ? occurrence : NULL;
}

/* The site is an expansion: what holds there holds of the bodies that it is made of; of that one which names the function that is called,
 * where one does (a macro of the API stands there by its own name). */
static void
apply_to_bodies (wmem_allocator_t *pool, const ScopeApplication *application, GHashTable *expansions, const SiteVerdict *verdict)
{
  g_autofree char *text = g_strdup_printf ("@%s:%u", verdict->place.path, verdict->place.offset);
  const GPtrArray *bodies = g_hash_table_lookup (expansions, text_intern (text));
  gboolean named = FALSE;
  for (guint i = 0; bodies && i < bodies->len; i++)
    {
      const Occurrence *body = find_body (application->plan, g_ptr_array_index (bodies, i));
      named |= body && g_strcmp0 (body->name, verdict->name) == 0;
    }
  for (guint i = 0; bodies && i < bodies->len; i++)
    {
      Occurrence *body = find_body (application->plan, g_ptr_array_index (bodies, i));
      if (body && (!named || g_strcmp0 (body->name, verdict->name) == 0))
        apply_verdict (pool, application, body, verdict);
    }
}

static void
apply_verdicts (wmem_allocator_t *pool, const ScopeApplication *application, const GArray *verdicts)
{
  g_autoptr (GHashTable) expansions = index_expansions (application->results);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const SiteVerdict *verdict = &g_array_index (verdicts, SiteVerdict, i);
      if (!verdict->place.path)
        continue;
      Occurrence *occurrence = find_site (application->plan, &verdict->place);
      if (occurrence)
        apply_verdict (pool, application, occurrence, verdict);
      else
        apply_to_bodies (pool, application, expansions, verdict);
    }
}

/* Forms */

static guint
place_hash (gconstpointer key)
{
  const ScopePlace *place = key;
  return g_direct_hash (place->path) ^ place->offset;
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const ScopePlace *one = a, *other = b;
  return one->path == other->path && one->offset == other->offset;
}

static void
add_form (GHashTable *forms, const char *path, guint32 offset)
{
  ScopePlace *place = g_new0 (ScopePlace, 1);
  place->path = text_intern (path);
  place->offset = offset;
  g_hash_table_insert (forms, place, "se_tree_create_non_persistent");
}

/* A tree that goes with the file needs one where it is made; what it was made with before did not. */
static gboolean
goes_with_file (const Occurrence *occurrence)
{
  return occurrence && occurrence->change >= 0 && g_strcmp0 (occurrence->form, FORM_FILE) == 0;
}

GHashTable *
plan_other_forms (const Plan *plan, const GPtrArray *results)
{
  GHashTable *forms = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (goes_with_file (occurrence))
            add_form (forms, file->path, occurrence->offset);
        }
    }
  if (g_hash_table_size (forms) == 0)
    return forms;
  g_autoptr (GHashTable) expansions = index_expansions (results);
  GHashTableIter expansion;
  gpointer from, bodies;
  g_hash_table_iter_init (&expansion, expansions);
  while (g_hash_table_iter_next (&expansion, &from, &bodies))
    for (guint i = 0; i < ((GPtrArray *) bodies)->len; i++)
      if (goes_with_file (find_body (plan, g_ptr_array_index ((GPtrArray *) bodies, i))))
        {
          const char *text = from, *colon = strrchr (text, ':');
          g_autofree char *path = g_strndup (text + 1, (gsize) (colon - text - 1));
          add_form (forms, path, (guint32) g_ascii_strtoull (colon + 1, NULL, 10));
        }
  return forms;
}

/* Suppressions: a comment names the finding's rule, or `all`. */

static gboolean
names_rule (const char *rules, const char *rule)
{
  g_auto (GStrv) words = g_strsplit_set (rules, " \t,", -1);
  return g_strv_contains ((const char *const *) words, rule) || g_strv_contains ((const char *const *) words, "all");
}

static gboolean
is_suppressed (const PlanFile *file, const Finding *finding)
{
  for (guint i = 0; i < file->suppressions->len; i++)
    {
      Suppression *suppression = &g_array_index (file->suppressions, Suppression, i);
      if ((suppression->line == 0 || suppression->line == finding->line) && names_rule (suppression->rules, finding->rule))
        {
          suppression->used = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}

static const char *
shown_path (wmem_allocator_t *pool, const char *path)
{
  g_autofree char *here = g_get_current_dir ();
  const gsize length = strlen (here);
  return strncmp (path, here, length) == 0 && path[length] == '/' ? wmem_strdup (pool, path + length + 1) : path;
}

void
plan_apply_verdicts (wmem_allocator_t *pool, const ScopeApplication *application, const GArray *verdicts, GPtrArray *findings)
{
  if (application->plan)
    apply_verdicts (pool, application, verdicts);
  guint kept = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      Finding *finding = g_ptr_array_index (findings, i);
      const PlanFile *file
          = !application->plan ? NULL : plan_find_file (application->plan, text_intern (finding->path));
      if (file && is_suppressed (file, finding))
        continue;
      finding->shown = shown_path (pool, finding->path);
      for (guint s = 0; s < finding->steps->len; s++)
        {
          FindingStep *step = g_ptr_array_index (finding->steps, s);
          step->path = shown_path (pool, step->path);
        }
      findings->pdata[kept++] = finding;
    }
  g_ptr_array_set_size (findings, (int) kept);
}

/* SPDX-License-Identifier: MIT */
/*
 * The merge: where the results of all units meet, file by file.
 */
#include "plan/plan.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "plan/plan_families.h"
#include "plan/plan_order.h"
#include "plan/roll_back.h"
#include "plan/settle_includes.h"
#include "sources/file_text.h"

static PlanFile *
find_file (GHashTable *by_identity, const FileFindings *findings)
{
  char key[64];

  if (findings->inode == 0)
    return g_hash_table_lookup (by_identity, findings->path);
  g_snprintf (key, sizeof key, "%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, findings->device, findings->inode);
  return g_hash_table_lookup (by_identity, text_intern (key));
}

static void
index_file (GHashTable *by_identity, const FileFindings *findings, PlanFile *file)
{
  char key[64];

  g_snprintf (key, sizeof key, "%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, findings->device, findings->inode);
  g_hash_table_insert (by_identity, (gpointer) (findings->inode == 0 ? findings->path : text_intern (key)),
                       file);
}

static gboolean
release_bytes (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *data)
{
  PlanFile *file = data;
  g_clear_pointer (&file->bytes, g_bytes_unref);
  return FALSE;
}

static const char *
shown_path (wmem_allocator_t *pool, const char *path)
{
  g_autofree char *here = g_get_current_dir ();
  gsize length = strlen (here);
  const char *shown = strncmp (path, here, length) == 0 && path[length] == '/'
                          ? wmem_strdup (pool, path + length + 1)
                          : path;

  return shown;
}

static PlanFile *
add_file (wmem_allocator_t *pool, Plan *plan, const FileFindings *findings)
{
  PlanFile *file = wmem_new0 (pool, PlanFile);

  file->content_hash = findings->content_hash;
  file->path = findings->path;
  file->shown = shown_path (pool, findings->path);
  wmem_register_callback (pool, release_bytes, file);
  file->occurrences = pool_pointers (pool);
  file->suppressions = pool_array (pool, sizeof (Suppression));
  file->users = pool_array (pool, sizeof (guint));
  file->changes = pool_pointers (pool);
  g_ptr_array_add (plan->files, file);
  g_hash_table_insert (plan->by_path, (gpointer) file->path, file);
  return file;
}

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static gboolean
same_edits (const Change *a, const Change *b)
{
  if (a->edits->len != b->edits->len || a->role != b->role || !same_text (a->serves, b->serves)
      || (a->role == CHANGE_MORE_INCLUDE && !same_text (a->rule, b->rule)))
    return FALSE;
  for (guint i = 0; i < a->edits->len; i++)
    {
      const Edit *first = &g_array_index (a->edits, Edit, i), *second = &g_array_index (b->edits, Edit, i);

      if (first->path != second->path || first->offset != second->offset || first->length != second->length
          || !same_text (first->text, second->text))
        return FALSE;
    }
  return TRUE;
}

static guint
change_hash (gconstpointer data)
{
  const Change *change = data;
  guint hash = change->role;

  for (guint i = 0; i < change->edits->len; i++)
    {
      const Edit *edit = &g_array_index (change->edits, Edit, i);

      hash = hash * 33 + g_direct_hash (edit->path) + edit->offset * 7 + g_str_hash (edit->text);
    }
  return hash;
}

static gboolean
change_equal (gconstpointer a, gconstpointer b)
{
  return same_edits (a, b);
}

/* The plan's own change for @a change of a unit: an identical one that another unit made, or a new one. */
static gint32
adopt_change (wmem_allocator_t *pool, Plan *plan, GHashTable *known, const Change *change)
{
  Change *own;

  if (change->edits->len == 0)
    return -1;
  own = g_hash_table_lookup (known, change);
  if (!own)
    {
      own = wmem_new (pool, Change);
      *own = *change;
      own->id = (gint32) plan->changes->len;
      /* What verdicts do to them is not to be seen by a second plan. */
      own->edits = pool_array_sized (pool, sizeof (Edit), change->edits->len);
      g_array_append_vals (own->edits, change->edits->data, change->edits->len);
      g_ptr_array_add (plan->changes, own);
      g_hash_table_insert (known, own, own);
    }
  else
    own->confidence = MIN (own->confidence, change->confidence);
  return own->id;
}

/* Whether two changes do the same to @a path: two generated files that were made of one origin. */
static gboolean
same_edits_in (const Plan *plan, gint32 a, gint32 b, const char *path)
{
  const GArray *first = ((Change *) g_ptr_array_index (plan->changes, (guint) a))->edits;
  const GArray *second = ((Change *) g_ptr_array_index (plan->changes, (guint) b))->edits;
  guint i = 0, j = 0;

  for (;;)
    {
      while (i < first->len && g_array_index (first, Edit, i).path != path)
        i++;
      while (j < second->len && g_array_index (second, Edit, j).path != path)
        j++;
      if (i == first->len || j == second->len)
        return i == first->len && j == second->len;
      const Edit *one = &g_array_index (first, Edit, i++), *other = &g_array_index (second, Edit, j++);

      if (one->offset != other->offset || one->length != other->length || !same_text (one->text, other->text))
        return FALSE;
    }
}

/* Whether the unit has seen that the place means something which the new form would change: that others know more of the place, and
 * see a call there, makes it no less true. */
static gboolean
forbids (const Occurrence *occurrence)
{
  return occurrence->kind == OCCURRENCE_SHADOWED || occurrence->kind == OCCURRENCE_REFERENCE || occurrence->reason == REASON_STRINGISED
         || occurrence->reason == REASON_PASTED || occurrence->reason == REASON_AMBIGUOUS;
}

static void
deactivate (Plan *plan, gint32 change)
{
  if (change >= 0)
    ((Change *) g_ptr_array_index (plan->changes, (guint) change))->active = FALSE;
}

/* One unit would change the place, another forbids it. */
static void
forbid (Plan *plan, Occurrence *own, const Occurrence *seen, gint32 change)
{
  const Occurrence *forbidding = forbids (seen) ? seen : own, *other = forbids (seen) ? own : seen;
  const gboolean is_text = forbidding->reason == REASON_STRINGISED || forbidding->reason == REASON_PASTED;
  /* What units did not agree on before stays what those knew of it: what is bound to a call is not bound to a name that nobody compiles. */
  const gboolean knows_more = forbidding->reason == REASON_AMBIGUOUS && forbidding->kind < other->kind;
  const Occurrence shown = is_text || knows_more ? *forbidding : *other;

  deactivate (plan, change);
  deactivate (plan, own->change);
  *own = shown;
  own->change = -1;
  own->reason = is_text ? shown.reason : REASON_AMBIGUOUS;
  own->confidence = CONFIDENCE_SAFE;
}

/* Two units see one place: what one forbids nobody does; else the one that knows more about it wins; two that know as much must agree. */
static void
merge_occurrence (wmem_allocator_t *pool, Plan *plan, PlanFile *file, const Occurrence *seen, gint32 change)
{
  guint at;
  Occurrence *own = plan_find_place (file->occurrences, seen->offset, &at);

  if (!own)
    {
      own = wmem_new (pool, Occurrence);
      *own = *seen;
      own->change = change;
      g_ptr_array_insert (file->occurrences, (int) at, own);
      return;
    }
  if ((forbids (seen) && own->change >= 0) || (forbids (own) && change >= 0))
    {
      forbid (plan, own, seen, change);
      return;
    }
  if (seen->kind == own->kind && change == own->change)
    {
      if (seen->confidence < own->confidence)
        {
          own->confidence = seen->confidence;
          own->reason = seen->reason;
          own->note = seen->note;
        }
      else if (seen->confidence == own->confidence && seen->reason == own->reason && !own->note)
        own->note = seen->note;
      return;
    }
  if (change >= 0 && own->change >= 0 && change != own->change
      && same_edits_in (plan, change, own->change, file->path))
    return;
  if (seen->kind < own->kind
      || (seen->kind == own->kind && own->change < 0 && change >= 0 && own->reason == REASON_MACRO_BODY))
    {
      gint32 loser = own->change;

      *own = *seen;
      own->change = change;
      if (loser != change)
        deactivate (plan, loser);
    }
  else if (seen->kind == own->kind)
    {
      /* Both sure, and not of one mind: nobody's edit is applied. */
      deactivate (plan, change);
      deactivate (plan, own->change);
      own->change = -1;
      own->reason = REASON_AMBIGUOUS;
      own->confidence = CONFIDENCE_SAFE;
    }
  else if (change != own->change)
    deactivate (plan, change);
}

static void
merge_suppressions (PlanFile *file, const FileFindings *findings)
{
  for (guint i = 0; i < findings->suppressions->len; i++)
    {
      const Suppression *seen = &g_array_index (findings->suppressions, Suppression, i);
      gboolean known = FALSE;

      for (guint j = 0; j < file->suppressions->len; j++)
        {
          Suppression *own = &g_array_index (file->suppressions, Suppression, j);

          if (own->offset != seen->offset)
            continue;
          own->used |= seen->used;
          known = TRUE;
        }
      if (!known)
        g_array_append_val (file->suppressions, *seen);
    }
}

/* Two changes want the same bytes: the later one is left. */
static void
resolve_overlaps (Plan *plan, PlanFile *file)
{
  gboolean again = TRUE;

  while (again)
    {
      g_autoptr (GArray) placed = plan_place_edits (file);
      const PlacedEdit *last = NULL;

      again = FALSE;
      for (guint i = 0; i < placed->len && !again; i++)
        {
          const PlacedEdit *place = &g_array_index (placed, PlacedEdit, i);

          if (last && place->edit->offset < last->edit->offset + last->edit->length
              && !edits_are_same (last->edit, place->edit) && last->change != place->change)
            {
              plan_roll_back (plan,
                              (Change *) (last->change->id < place->change->id ? place->change : last->change),
                              REASON_OVERLAP);
              again = TRUE;
            }
          if (!last
              || place->edit->offset + place->edit->length >= last->edit->offset + last->edit->length)
            last = place;
        }
    }
}

static void
merge_unit (wmem_allocator_t *pool, Plan *plan, const UnitResult *result, GHashTable *by_identity,
            GHashTable *known, guint unit)
{
  gint32 *ids = g_new (gint32, result->changes->len + 1);

  for (guint i = 0; i < result->changes->len; i++)
    ids[i] = adopt_change (pool, plan, known, g_ptr_array_index (result->changes, i));
  for (guint i = 0; i < result->files->len; i++)
    {
      const FileFindings *findings = g_ptr_array_index (result->files, i);
      PlanFile *file = find_file (by_identity, findings);

      if (!file)
        {
          file = add_file (pool, plan, findings);
          index_file (by_identity, findings, file);
        }
      file->is_stale |= findings->content_hash != file->content_hash;
      if (file->users->len == 0 || g_array_index (file->users, guint, file->users->len - 1) != unit)
        g_array_append_val (file->users, unit);
      for (guint j = 0; j < findings->occurrences->len; j++)
        {
          const Occurrence *occurrence = g_ptr_array_index (findings->occurrences, j);

          merge_occurrence (pool, plan, file, occurrence,
                            occurrence->change >= 0 ? ids[occurrence->change] : -1);
        }
      merge_suppressions (file, findings);
    }
  g_free (ids);
}

/* Which changes touch which file: asked for each file, again and again. */
static void
index_changes (Plan *plan)
{
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      for (guint j = 0; j < change->edits->len; j++)
        {
          PlanFile *file = plan_find_file (plan, g_array_index (change->edits, Edit, j).path);

          if (file
              && (file->changes->len == 0
                  || g_ptr_array_index (file->changes, file->changes->len - 1) != change))
            g_ptr_array_add (file->changes, change);
        }
    }
}

/* Of files that nothing changes, which are many, no text is kept. */
static void
rest_text (PlanFile *file)
{
  if (plan_file_state (file) == 0)
    g_clear_pointer (&file->bytes, g_bytes_unref);
}

/* What is to change is read at once, so that its edits are of that content. Where one belongs in a file that is another one now nobody
 * knows. */
static void
leave_stale (Plan *plan)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);
      gsize length = 0;
      const char *text = file->changes->len > 0 ? g_bytes_get_data (plan_file_bytes (file), &length) : NULL;

      if (file->changes->len == 0)
        continue;
      file->is_stale |= file_text_hash (text, length) != file->content_hash;
      for (guint j = 0; file->is_stale && j < file->changes->len; j++)
        plan_roll_back (plan, g_ptr_array_index (file->changes, j), REASON_CHANGED_SINCE);
      rest_text (file);
    }
}

/* Changes that lost against another unit's: what they were to rewrite is left. */
static void
sweep (Plan *plan)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->change < 0
              || ((Change *) g_ptr_array_index (plan->changes, (guint) occurrence->change))->active
              || occurrence->kind == OCCURRENCE_INCLUDE)
            continue;
          occurrence->change = -1;
          occurrence->confidence = CONFIDENCE_SAFE;
          occurrence->reason = REASON_AMBIGUOUS;
        }
    }
}

static gint
compare_files (gconstpointer a, gconstpointer b)
{
  const PlanFile *first = *(const PlanFile *const *) a, *second = *(const PlanFile *const *) b;

  return strcmp (first->path, second->path);
}

Plan *
plan_merge (wmem_allocator_t *pool, GPtrArray *results)
{
  Plan *plan = wmem_new0 (pool, Plan);
  g_autoptr (GHashTable) by_identity = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) known = g_hash_table_new (change_hash, change_equal);

  plan->files = pool_pointers (pool);
  plan->changes = pool_pointers (pool);
  plan->units = pool_pointers (pool);
  plan->by_path = pool_table (pool, g_hash_table_new (NULL, NULL));
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (results, i);
      PlanUnit *unit = wmem_new0 (pool, PlanUnit);

      unit->command = i;
      unit->diagnostics = result ? result->diagnostics : pool_pointers (pool);
      unit->status = result ? result->status : UNIT_OK;
      unit->failure = result ? result->failure : NULL;
      g_ptr_array_add (plan->units, unit);
      if (result)
        merge_unit (pool, plan, result, by_identity, known, i);
    }
  g_ptr_array_sort (plan->files, compare_files);
  index_changes (plan);
  leave_stale (plan);
  sweep (plan);
  for (guint i = 0; i < plan->files->len; i++)
    resolve_overlaps (plan, g_ptr_array_index (plan->files, i));
  plan_join_families (pool, plan, results);
  plan_settle_includes (plan);
  g_ptr_array_foreach (plan->files, (GFunc) (void (*) (void)) rest_text, NULL);
  return plan;
}

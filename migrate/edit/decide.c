/* SPDX-License-Identifier: MIT */
/*
 * From an occurrence to a change or a reason.
 */
#include "edit/decide.h"

#include <string.h>

#include "edit/family.h"
#include "edit/fresh_name.h"
#include "edit/header_copy.h"
#include "edit/includes.h"
#include "edit/kept_comments.h"
#include "edit/origin.h"
#include "edit/pool_choice.h"
#include "edit/realign.h"
#include "edit/recipes.h"
#include "model/pool_array.h"
#include "pools/pool_options.h"
#include "syntax/suppress.h"

static const struct
{
  const char *name;
  Recipe recipe;
} recipes[] = {
#define RECIPE(function, name, text) { name, recipe_##function },
#include "rules/recipes.def"
#undef RECIPE
};

Recipe
recipe_of (const Rule *rule)
{
  if (rule->ids)
    return recipe_thread;
  for (guint i = 0; rule->recipe && i < G_N_ELEMENTS (recipes); i++)
    if (g_str_equal (recipes[i].name, rule->recipe))
      return recipes[i].recipe;
  switch (rule->kind)
    {
    case RULE_TYPE:
      return recipe_type;
    case RULE_FIELD:
      return recipe_member;
    case RULE_CONSTANT:
      return recipe_rename;
    default:
      return recipe_call;
    }
}

Change *
change_new (Analysis *analysis, const char *rule)
{
  Change *change = wmem_new0 (analysis->pool, Change);

  change->id = (gint32) analysis->result->changes->len;
  change->rule = rule;
  change->active = TRUE;
  change->edits = pool_array (analysis->pool, sizeof (Edit));
  g_ptr_array_add (analysis->result->changes, change);
  return change;
}

static void
decide_comment (Site *site)
{
  if (!site->rule->target || site->occurrence->reason != REASON_NONE)
    {
      site->occurrence->reason = REASON_COMMENT;
      return;
    }
  site->change = change_new (site->analysis, site->rule->name);
  site_edit (site, site->occurrence->offset, site->occurrence->length, site->rule->target);
  site->occurrence->change = site->change->id;
}

/* Whether an edit of code would take a preprocessor line with it. */
static gboolean
swallows_directive (const Site *site)
{
  for (guint i = 0; i < site->change->edits->len && !source_directive (site->source, site->token); i++)
    {
      const Edit *edit = &g_array_index (site->change->edits, Edit, i);
      guint32 token = source_token_at (site->source, edit->offset);

      for (; token != NO_TOKEN && token < site->source->tokens->len
             && source_token (site->source, token)->offset < edit->offset + edit->length;
           token++)
        if (source_directive (site->source, token))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

/* The first name of wmem's in the new text that the after side does not have, or NULL. What a person gave as a pool is
 * that person's. */
static const char *
undeclared_name (const Site *site, const char *text)
{
  const RunOptions *options = site->analysis->context->options;
  /* Whether there is an accessor where explicit pools end has_its_pool() knows. */
  const char *const given[] = { pool_is_explicit (options, POOL_PACKET) ? pool_accessor (POOL_PACKET) : options->packet_pool,
                                pool_is_explicit (options, POOL_FILE) ? pool_accessor (POOL_FILE) : options->file_pool,
                                options->epan_pool };

  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;
      gboolean known = FALSE;

      while (is_name_byte (*end))
        end++;
      if (end - at > 5 && g_ascii_strncasecmp (at, "wmem_", 5) == 0)
        {
          const char *name = wmem_strndup (site->analysis->pool, at, (gsize) (end - at));

          for (guint i = 0; i < G_N_ELEMENTS (given); i++)
            known |= given[i] && strstr (given[i], name);
          if (!known && !name_is_fresh (name) && !after_side_declares (site->analysis->context->after, name))
            return name;
        }
      at = end > at ? end : at + 1;
    }
  return NULL;
}

/* Whether there is a pool to pass. */
static gboolean
has_its_pool (Site *site)
{
  return !site->no_pool || site_leave (site, REASON_NO_POOL, site->no_pool);
}

/* Whether all that the change writes is there on the after side: a tree's own wmem may lack some of it. */
static gboolean
has_what_it_needs (Site *site)
{
  for (guint i = 0; site->analysis->context->after && i < site->change->edits->len; i++)
    {
      const char *name = undeclared_name (site, g_array_index (site->change->edits, Edit, i).text);

      if (name)
        return site_leave_unmet (site,
                                 wmem_strdup_printf (site->analysis->pool, "the after side has no %s", name));
    }
  return TRUE;
}

/* How many arguments the call at @a site has, by its tokens; -1: it is none. */
static int
count_arguments (const Site *site)
{
  guint32 open = source_next (site->source, site->token);
  const GArray *arguments;

  while (source_is (site->source, open, ")"))
    open = source_next (site->source, open);
  if (!source_is (site->source, open, "("))
    return -1;
  arguments = source_arguments (site->analysis->pool, site->source, open);
  return arguments ? (int) arguments->len : -1;
}

/* The after side decides which form of the rule it is. */
static void
choose_form (Site *site)
{
  const Rule *rule = site->rule;

  if (!rule->next)
    return;
  site->rule = after_side_choose (site->analysis->context->after, rule, count_arguments (site));
  site->occurrence->variant = rule_form_number (rule, site->rule);
}

/* Whether the parser says, at the site's call, that what it gives for a pool is none. */
static gboolean
misfits_pool (const Site *site)
{
  const Source *source = site->source;
  const guint32 open = source_next (source, site->token), close = open != NO_TOKEN ? source_token (source, open)->match : NO_TOKEN;
  guint32 last = 0;
  const guint32 line = site->occurrence->line, end = close != NO_TOKEN ? source_line (source, source_token (source, close)->offset, &last) : line;
  for (guint i = 0; i < site->analysis->result->diagnostics->len; i++)
    {
      const UnitDiagnostic *one = site->analysis->result->diagnostics->pdata[i];
      const gboolean inside = one->line >= line && one->line <= end && (one->line > line || one->column >= site->occurrence->column)
                              && (one->line < end || last == 0 || one->column <= last);
      if (inside && strstr (one->text, "incompatible pointer types") && strstr (one->text, "wmem_allocator_t")
          && g_strcmp0 (analysis_canonical_path (one->path), source->path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether @form is what the after side has, too: one that is called in it needs nothing. */
static gboolean
stays (const Site *site, const Rule *form)
{
  const AfterSide *after = site->analysis->context->after;
  return form->quiet && after && after_side_keeps_form (after, form);
}

/* Whether the call has the arguments of a new form that has the same name as the old one. */
static gboolean
is_new_form (const Site *site)
{
  const Rule *rule = rule_set_find (site->analysis->context->rules, site->rule->name);
  int given = count_arguments (site);

  for (const Rule *form = rule; form; form = form->next)
    if (given < 0 || (rule_takes (form, (guint) given) && !stays (site, form)))
      return FALSE;
  for (; rule; rule = rule->next)
    if (g_strcmp0 (rule->name, rule->target) == 0
        && (!rule->arguments || rule->variadic || (int) rule->arguments->len == given))
      return !misfits_pool (site);
  return FALSE;
}

/* Whether the macro in whose body the site stands is expanded somewhere, as the preprocessor has seen. */
static gboolean
is_expanded (const Site *site)
{
  const Directive *directive = source_directive (site->source, site->token);
  const char *name = directive ? source_spelling (site->analysis->pool, site->source, directive->name) : NULL;
  for (guint i = 0; name && i < site->analysis->files->len; i++)
    {
      const UnitFile *file = site->analysis->files->pdata[i];
      GHashTableIter iterator;
      gpointer offset;
      g_hash_table_iter_init (&iterator, file->macros);
      while (g_hash_table_iter_next (&iterator, &offset, NULL))
        if (source_is (file->source, source_token_at (file->source, GPOINTER_TO_UINT (offset)), name))
          return TRUE;
    }
  return FALSE;
}

static void
decide_one (Analysis *analysis, UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  Site site = { .analysis = analysis,
                .file = file,
                .source = file->source,
                .rule = found->rule,
                .fact = found->fact,
                .occurrence = occurrence,
                .token = found->token };
  Confidence at_best;
  guint kept;

  if (occurrence->kind == OCCURRENCE_COMMENT)
    {
      decide_comment (&site);
      return;
    }
  /* What is left anyway may stay so for good. */
  const gboolean is_open = occurrence->reason == REASON_NONE
                           || (occurrence->kind != OCCURRENCE_INCLUDE && occurrence_is_residue (occurrence));
  if (is_open && suppressions_apply (file, found->rule->name, occurrence->line))
    {
      occurrence->reason = REASON_SUPPRESSED;
      occurrence->note = NULL;
      return;
    }
  if (occurrence->reason != REASON_NONE)
    return;
  choose_form (&site);
  if (is_new_form (&site))
    {
      occurrence->kind = OCCURRENCE_SHADOWED;
      occurrence->reason = REASON_SHADOWED;
      return;
    }
  kept = analysis->result->changes->len;
  site.change = change_new (analysis, found->rule->name);
  at_best = MAX (occurrence->confidence, site.rule->confidence);
  occurrence->confidence = at_best;
  if (!recipe_of (site.rule) (&site)
      || (swallows_directive (&site)
          && !site_leave (&site, REASON_DIRECTIVE,
                          "a preprocessor line stands in the middle of what would go"))
      || !has_its_pool (&site) || !has_what_it_needs (&site))
    {
      g_ptr_array_set_size (analysis->result->changes, (int) kept);
      occurrence->confidence = CONFIDENCE_SAFE;
      if (found->rule->ids)
        pool_link (&site); /* what is left of a function's calls leaves all of it */
      else if (occurrence->reason == REASON_ARGUMENTS && is_new_form (&site))
        {
          /* The pool form of the same name: nothing to do. */
          occurrence->kind = OCCURRENCE_SHADOWED;
          occurrence->reason = REASON_SHADOWED;
        }
      return;
    }
  if (site.fact && site.fact->by_tokens && at_best > CONFIDENCE_SAFE)
    site_review (&site, REASON_UNCONFIRMED, "the parser lost this statement over another error: by its tokens it is a call");
  if (analysis->is_incomplete)
    site_review (&site, REASON_INCOMPLETE, analysis->result->failure);
  if (occurrence->reason == REASON_NONE && occurrence->kind == OCCURRENCE_INACTIVE)
    occurrence->reason = REASON_INACTIVE;
  if (occurrence->reason == REASON_NONE && occurrence->kind == OCCURRENCE_MACRO_BODY
      && at_best > CONFIDENCE_SAFE)
    {
      occurrence->reason = REASON_MACRO_BODY;
      occurrence->note = is_expanded (&site) ? "in a macro body: what stands at its uses the parser lost over errors of the file" : NULL;
    }
  if (occurrence->reason == REASON_NONE && site.rule->target)
    occurrence->reason = site.rule->reason;
  site.change->confidence = occurrence->confidence;
  occurrence->change = site.change->id;
  pool_link (&site);
}

/* Bytes that a change replaces. */
typedef struct {
  guint32 start, end;
  const Change *change;
} Replaced;

static gint
compare_replaced (gconstpointer a, gconstpointer b)
{
  const Replaced *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->end > second->end ? -1 : first->end < second->end; /* what is around comes before what is inside */
}

static gint
compare_found (gconstpointer a, gconstpointer b)
{
  const Occurrence *first = ((const Classified *) a)->occurrence, *second = ((const Classified *) b)->occurrence;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

/* All that changes of uses replace in the file, by where it begins. */
static GArray *
replaced_bytes (const Analysis *analysis, const UnitFile *file)
{
  GArray *replaced = g_array_new (FALSE, FALSE, sizeof (Replaced));

  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (analysis->result->changes, i);

      for (guint j = 0; change->role == CHANGE_USE && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          const Replaced bytes = { edit->offset, edit->offset + edit->length, change };

          if (edit->path == file->source->path && edit->length > 0)
            g_array_append_val (replaced, bytes);
        }
    }
  g_array_sort (replaced, compare_replaced);
  return replaced;
}

static void
close_before (GArray *open, guint32 offset)
{
  while (open->len > 0 && g_array_index (open, Replaced, open->len - 1).end <= offset)
    g_array_set_size (open, open->len - 1);
}

/* The outermost of the replaced bytes in @open that hold all of @occurrence and are another change's, or NULL. */
static const Replaced *
around (const GArray *open, const Occurrence *occurrence)
{
  for (guint i = 0; i < open->len; i++)
    {
      const Replaced *bytes = &g_array_index (open, Replaced, i);

      if (bytes->end >= occurrence->offset + occurrence->length && bytes->change->id != occurrence->change)
        return bytes;
    }
  return NULL;
}

/* What lies wholly inside of another change's edit goes with it: an argument that is dropped, a type in a sizeof. */
static void
absorb (Analysis *analysis, UnitFile *file, const GArray *classified)
{
  g_autoptr (GArray) replaced = replaced_bytes (analysis, file);
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) classified);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Replaced)); /* each inside of the one before */
  guint next = 0;

  g_array_sort (sorted, compare_found);
  for (guint i = 0; i < sorted->len; i++)
    {
      Occurrence *occurrence = g_array_index (sorted, Classified, i).occurrence;
      const Replaced *outer;

      for (; next < replaced->len && g_array_index (replaced, Replaced, next).start <= occurrence->offset; next++)
        {
          close_before (open, g_array_index (replaced, Replaced, next).start);
          g_array_append_val (open, g_array_index (replaced, Replaced, next));
        }
      close_before (open, occurrence->offset);
      if (occurrence->kind == OCCURRENCE_COMMENT /* comments_keep() sees to them */
          || !(outer = around (open, occurrence)))
        continue;
      if (occurrence->change >= 0)
        {
          Change *own = g_ptr_array_index (analysis->result->changes, (guint) occurrence->change);

          g_array_set_size (own->edits, 0); /* nothing left to do for it */
        }
      occurrence->change = outer->change->id;
      occurrence->reason = REASON_NONE;
      occurrence->confidence = CONFIDENCE_SAFE; /* what there is to look at is said of the call */
    }
}

/* What changes in a generated file without an origin is lost with the next run of what makes it. */
static void
doubt_generated (Analysis *analysis, UnitFile *file, GArray *classified, const char *note)
{
  for (guint i = 0; i < classified->len; i++)
    {
      Occurrence *occurrence = g_array_index (classified, Classified, i).occurrence;
      Change *change;
      gboolean followed = FALSE;

      if (occurrence->change < 0 || occurrence->confidence != CONFIDENCE_SAFE)
        continue;
      change = g_ptr_array_index (analysis->result->changes, (guint) occurrence->change);
      for (guint j = 0; j < change->edits->len; j++)
        followed |= g_array_index (change->edits, Edit, j).path != file->source->path;
      if (followed)
        continue;
      change->confidence = MAX (change->confidence, CONFIDENCE_REVIEW);
      occurrence->confidence = CONFIDENCE_REVIEW;
      occurrence->reason = REASON_GENERATED;
      occurrence->note = note;
    }
}

/* What a file says to be generated by. */
static const char *
generator_note (Analysis *analysis, const UnitFile *file)
{
  return file->generator[0] != '\0'
             ? wmem_strdup_printf (analysis->pool, "it says that it was made by or from %s: change that, too", file->generator)
             : "it says that it is generated: change what makes it, too";
}

/* What a generated file changes, its origin must change, too. */
static void
follow_origins (Analysis *analysis, UnitFile *file, GArray *classified)
{
  for (guint i = 0; i < classified->len; i++)
    {
      Occurrence *occurrence = g_array_index (classified, Classified, i).occurrence;
      Change *change;
      Reason reason;
      const char *note = NULL;

      if (occurrence->change < 0)
        continue;
      change = g_ptr_array_index (analysis->result->changes, (guint) occurrence->change);
      if (change->edits->len == 0
          || g_array_index (change->edits, Edit, change->edits->len - 1).path != file->source->path)
        continue; /* another occurrence of the same change was here */
      if (origin_follow (analysis, file, change, occurrence, &reason, &note))
        {
          if (reason == REASON_NONE || occurrence->reason != REASON_NONE)
            continue;
          occurrence->note = note;
          occurrence->confidence = MAX (occurrence->confidence, CONFIDENCE_REVIEW);
          change->confidence = MAX (change->confidence, occurrence->confidence);
          occurrence->reason = reason;
          continue;
        }
      g_array_set_size (change->edits, 0);
      for (guint j = 0; j < classified->len; j++)
        {
          Occurrence *other = g_array_index (classified, Classified, j).occurrence;

          if (other->change != change->id)
            continue;
          other->change = -1;
          other->confidence = CONFIDENCE_SAFE;
          other->reason = reason;
        }
    }
  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      Change *change = g_ptr_array_index (analysis->result->changes, i);
      Reason reason;
      const char *note;

      /* Includes: without an origin that says the same the generated file is changed alone; it must compile.
       */
      if (change->role != CHANGE_USE && change->serves == file->source->path
          && !origin_follow (analysis, file, change, NULL, &reason, &note))
        while (g_array_index (change->edits, Edit, change->edits->len - 1).path != file->source->path)
          g_array_set_size (change->edits, change->edits->len - 1);
    }
}

static gint
compare_occurrences (gconstpointer a, gconstpointer b)
{
  const Occurrence *first = *(const Occurrence *const *) a, *second = *(const Occurrence *const *) b;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

void
decide_file (Analysis *analysis, UnitFile *file)
{
  GArray *classified = file->classified;

  for (guint i = 0; i < classified->len; i++)
    {
      Classified *found = &g_array_index (classified, Classified, i);

      if (!file->findings->editable && !occurrence_kind_is_neutral (found->occurrence->kind)
          && found->occurrence->reason == REASON_NONE)
        found->occurrence->reason = REASON_OUTSIDE_ROOT;
      decide_one (analysis, file, found);
      /* What may be a field of anything needs no header. */
      found->occurrence->keeps_header = !occurrence_kind_is_neutral (found->occurrence->kind)
                                        && !(found->occurrence->kind == OCCURRENCE_UNCONFIRMED
                                             && found->rule->kind == RULE_FIELD)
                                        /* What other years compile finds no old header on a side that has none. */
                                        && !(found->occurrence->reason == REASON_SHIM && analysis->is_described)
                                        && rule_set_is_core (analysis->context->rules, found->rule);
    }
  absorb (analysis, file, classified);
  comments_keep (analysis, file, classified);
  if (analysis->context->options->realign)
    realign_file (analysis, file);
  if (file->findings->editable && !file->is_manager)
    includes_prepare (analysis, file);
  if (file->is_generated)
    follow_origins (analysis, file, classified);
  if (file->generator)
    doubt_generated (analysis, file, classified, generator_note (analysis, file));
  families_keep_together (analysis, file, classified);
  g_ptr_array_sort (file->findings->occurrences, compare_occurrences);
  if (header_is_built (analysis, file) && !header_copy_follow (analysis, file))
    doubt_generated (analysis, file, classified,
                     "it lies where the unit is built, and no source says the same: change what makes it, too");
}

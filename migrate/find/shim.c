/* SPDX-License-Identifier: MIT */
/*
 * Definitions of old names, and branches of conditions, by their tokens.
 */
#include "find/shim.h"

#include <string.h>

#include "model/pool_array.h"
#include "sides/after_side.h"
#include "syntax/branches.h"

static const Rule *
rule_of (const Analysis *analysis, const Source *source, guint32 token)
{
  char buffer[128];
  const Token *name = source_token (source, token);
  if (name->kind != TOKEN_IDENTIFIER || name->length >= sizeof buffer || name->spliced)
    return NULL;
  const Rule *rule = rule_set_lookup (analysis->context->rules, source->text + name->offset, name->length);
  return rule && !rule->ids ? rule : NULL;
}

static gboolean
is_declared (const Analysis *analysis, const char *name)
{
  return analysis->context->after && after_side_declares (analysis->context->after, name);
}

/* Shims that stand for a name */

/* Whether the tokens name what some form of @rule becomes. */
static gboolean
names_target (const Analysis *analysis, const Source *source, BranchRange range, const Rule *rule)
{
  for (guint32 token = range.first; token < range.end; token++)
    for (const Rule *form = rule; form; form = form->next)
      if (form->target && !g_str_equal (form->target, rule->name) && source_is (source, token, form->target)
          && is_declared (analysis, form->target))
        return TRUE;
  return FALSE;
}

/* Whether the run asks for another pool than the accessor that the tokens name, or the after side has no such accessor. */
static gboolean
is_asked_otherwise (const Analysis *analysis, const Source *source, BranchRange range)
{
  for (guint32 token = range.first; token < range.end; token++)
    {
      const Rule *rule = rule_of (analysis, source, token);
      if (rule && rule->target_pool != POOL_NONE && analysis->context->after
          && after_side_form_holds (analysis->context->after, rule))
        return TRUE;
    }
  return FALSE;
}

static void
note_shim (const Analysis *analysis, const Source *source, guint32 name, BranchRange body)
{
  const Rule *rule = rule_of (analysis, source, name);
  if (!rule || (rule->kind != RULE_FUNCTION && rule->kind != RULE_MACRO) || source_token (source, name)->inactive
      || !names_target (analysis, source, body, rule))
    return;
  const gboolean serves = !is_asked_otherwise (analysis, source, body);
  g_hash_table_insert (analysis->shims, (gpointer) rule->name, GINT_TO_POINTER (serves ? 2 : 1));
}

void
shims_read (Analysis *analysis)
{
  analysis->shims = pool_table (analysis->pool, g_hash_table_new (g_str_hash, g_str_equal));
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      const Source *source = file->source;
      for (guint j = 0; file->findings->editable && !file->is_manager && j < file->candidates->len; j++)
        {
          const guint32 token = g_array_index (file->candidates, guint32, j);
          const Directive *directive = source_directive (source, token);
          if (directive && directive->kind == DIRECTIVE_DEFINE && directive->name == token)
            note_shim (analysis, source, token, (BranchRange){ directive->body, directive->end });
          const guint32 open = directive || source_token (source, token)->outer != NO_TOKEN ? NO_TOKEN : source_next (source, token);
          const guint32 brace = source_is (source, open, "(") && source_token (source, open)->match != NO_TOKEN
                                    ? source_next (source, source_token (source, open)->match)
                                    : NO_TOKEN;
          if (source_is (source, brace, "{") && source_token (source, brace)->match != NO_TOKEN)
            note_shim (analysis, source, token, (BranchRange){ brace, source_token (source, brace)->match });
        }
    }
}

gboolean
shim_stands_for (const Analysis *analysis, const char *name)
{
  return analysis->shims && g_hash_table_contains (analysis->shims, name);
}

/* Branches of a condition */

/* What the token helps to define: the name of the macro, or of the function at the outermost level. */
static guint32
defined_around (const Source *source, guint32 token)
{
  const Directive *directive = source_directive (source, token);
  if (directive)
    return directive->kind == DIRECTIVE_DEFINE ? directive->name : NO_TOKEN;
  return source_function_around (source, token);
}

static gboolean
defines (const Analysis *analysis, const Source *source, BranchRange range, guint32 name)
{
  const char *text = name != NO_TOKEN ? source_spelling (analysis->pool, source, name) : NULL;
  for (guint32 token = range.first; text && token < range.end; token++)
    if (source_is (source, token, text) && defined_around (source, token) == token)
      return TRUE;
  /* The name of a function stands before its body, not in it. */
  for (guint32 token = range.first; text && token < range.end; token++)
    if (source_is (source, token, "{") && source_token (source, token)->outer == NO_TOKEN && token + 1 < range.end)
      {
        const guint32 other = defined_around (source, token + 1);
        if (other != NO_TOKEN && source_is (source, other, text))
          return TRUE;
      }
  return FALSE;
}

/* How many arguments the call at @token has; -1: none. */
static int
count_arguments (const Analysis *analysis, const Source *source, guint32 token)
{
  const guint32 open = source_next (source, token);
  const GArray *arguments = source_is (source, open, "(") ? source_arguments (analysis->pool, source, open) : NULL;
  return arguments ? (int) arguments->len : -1;
}

/* Whether the token is the new form @form, and the after side takes it, if through a form of its own. */
static gboolean
is_new_form (const Analysis *analysis, const Source *source, guint32 token, const Rule *form)
{
  const AfterSide *after = analysis->context->after;
  if (form->target_pool != POOL_NONE)
    return source_is (source, token, "pool") && source_is (source, source_previous (source, token), "->");
  if (!form->target || !source_is (source, token, form->target))
    return FALSE;
  const int given = form->arguments ? count_arguments (analysis, source, token) : -1;
  if (form->arguments && !form->variadic && given != (int) form->arguments->len)
    return FALSE;
  if (after_side_form_holds (after, form) || (!form->needs && after_side_declares (after, form->target)))
    return TRUE;
  const Rule *later = rule_set_lookup (analysis->context->rules, form->target, strlen (form->target));
  return later && after_side_form_holds (after, after_side_choose (after, later, given));
}

static gboolean
has_new_form (const Analysis *analysis, const Source *source, BranchRange range, const Rule *rule)
{
  for (guint32 token = range.first; token < range.end; token++)
    {
      if (source_token (source, token)->kind != TOKEN_IDENTIFIER)
        continue;
      for (const Rule *form = rule; form; form = form->next)
        if (is_new_form (analysis, source, token, form))
          return TRUE;
    }
  return FALSE;
}

/* @return (nullable) the line that begins the branch which is the conversion of the one that @token is in. */
static const Directive *
find_new_branch (const Analysis *analysis, const Source *source, guint32 token, const Rule *rule)
{
  const Directive *found = NULL;
  g_autoptr (GPtrArray) groups = branches_around (source, token);
  for (guint i = groups->len; !found && i > 0; i--)
    {
      const GArray *group = g_ptr_array_index (groups, i - 1);
      gboolean version = group->len > 1 && branches_ask_for_version (source, group);
      for (guint j = 0; !found && group->len > 1 && j < group->len; j++)
        {
          const Branch *branch = &g_array_index (group, Branch, j);
          if (token >= branch->range.first && token < branch->range.end)
            continue;
          if ((version || defines (analysis, source, branch->range, defined_around (source, token)))
              && has_new_form (analysis, source, branch->range, rule))
            found = branch->line;
        }
    }
  return found;
}

/* What shims say */

static gboolean
classify_branch (Analysis *analysis, const UnitFile *file, const Classified *found)
{
  const Source *source = file->source;
  if (!analysis->context->after || found->rule->ids || found->rule->kind == RULE_HEADER)
    return FALSE;
  const Directive *line = find_new_branch (analysis, source, found->token, found->rule);
  if (!line)
    return FALSE;
  const gboolean taken = analysis->command && !source_token (source, found->token)->inactive;
  found->occurrence->reason = taken ? REASON_OLD_BRANCH : REASON_SHIM;
  found->occurrence->note = wmem_strdup_printf (analysis->pool, "the branch at line %u has the new form",
                                                source_line (source, source_token (source, line->hash)->offset, NULL));
  return TRUE;
}

/* Whether the accessor stands in the body of a macro that is a shim: once the calls have another pool nothing uses it. */
static gboolean
is_in_shim (const Analysis *analysis, const Source *source, const Classified *found)
{
  const Directive *directive = source_directive (source, found->token);
  return found->rule->target_pool != POOL_NONE && directive && directive->kind == DIRECTIVE_DEFINE && found->token >= directive->body
         && shim_stands_for (analysis, source_spelling (analysis->pool, source, directive->name));
}

/* Whether a branch that this version does not take defines the name. */
static gboolean
is_defined_for_others (const Source *source, const Classified *found)
{
  const Directive *directive = source_directive (source, found->token);
  return found->occurrence->reason == REASON_DIRECTIVE && directive && directive->kind == DIRECTIVE_DEFINE && directive->name == found->token
         && source_token (source, found->token)->inactive && branches_are_for_others (source, found->token);
}

/* A function of these sources that is called as the old API is no other thing of that name. */
static void
take_own_function (Analysis *analysis, const UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  const gboolean inside = source_token (file->source, found->token)->outer != NO_TOKEN;
  Fact *fact = wmem_memdup (analysis->pool, found->fact, sizeof *fact);
  fact->kind = inside ? FACT_CALL : FACT_DECLARATION;
  fact->rule = found->rule;
  found->fact = fact;
  occurrence->kind = inside ? OCCURRENCE_CALL : OCCURRENCE_DECLARATION;
  occurrence->reason = inside ? REASON_NONE : REASON_DECLARATION;
}

void
shim_classify (Analysis *analysis, UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  const gboolean stands = shim_stands_for (analysis, occurrence->name);
  const char *note = NULL;
  if (stands && found->fact && found->fact->kind == FACT_SHADOW)
    take_own_function (analysis, file, found);
  if (!file->findings->editable || (occurrence->reason != REASON_NONE && occurrence->reason != REASON_DIRECTIVE && occurrence->reason != REASON_DECLARATION))
    return;
  if (occurrence->reason == REASON_NONE && classify_branch (analysis, file, found))
    return;
  if (occurrence->reason != REASON_NONE && stands)
    note = occurrence->reason == REASON_DECLARATION ? "a function of these sources that is the new form"
                                                    : "a macro of these sources that is the new form";
  else if (is_in_shim (analysis, file->source, found))
    note = "in a macro that stands for a name of the old API";
  else if (is_defined_for_others (file->source, found))
    note = "a branch for other versions defines it for itself";
  else if (stands && g_hash_table_lookup (analysis->shims, occurrence->name) == GINT_TO_POINTER (2))
    note = "these sources define it as the new form";
  if (!note)
    return;
  occurrence->reason = REASON_SHIM;
  occurrence->note = note;
}

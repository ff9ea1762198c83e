/* SPDX-License-Identifier: MIT */
/*
 * Where the new include goes, and which old one it replaces.
 */
#include "edit/includes.h"

#include <string.h>

#include "edit/decide.h"
#include "edit/include_brought.h"
#include "edit/include_macro.h"
#include "model/pool_array.h"
#include "model/text_intern.h"
#include "sources/source_name.h"
#include "syntax/branches.h"

/* The operand of an #include without its quotes; nothing of a macro. */
static const char *
operand (Analysis *analysis, const Source *source, const Directive *directive)
{
  const char *text = source_spelling (analysis->pool, source, directive->name);
  gsize length = strlen (text);

  return length > 2 && (text[0] == '<' || text[0] == '"') ? wmem_strndup (analysis->pool, text + 1, length - 2) : "";
}

static gboolean
is_new_header (Analysis *analysis, const char *path)
{
  const char *wanted
      = analysis->context->after ? after_side_include (analysis->context->after) : "<wmem/wmem.h>";

  /* One that is not there gives nothing. */
  if (analysis->context->after && !after_side_declares (analysis->context->after, path)
      && rule_set_find (analysis->context->rules, path))
    return FALSE;
  return g_str_equal (path, "wmem/wmem.h") || g_str_has_suffix (path, "/wmem/wmem.h")
         || (strncmp (wanted + 1, path, strlen (path)) == 0 && wanted[strlen (path) + 1] == '>');
}

/* "#include <…>" lines for what is to be added, joined by newlines, without the first "#include ". */
static const char *
new_operand (Analysis *analysis, const Source *source)
{
  char **includes = analysis->context->options->includes;
  GString *text;
  const char *copy;

  if (!includes || !includes[0])
    return analysis->context->after ? after_side_include (analysis->context->after) : "<wmem/wmem.h>";
  text = g_string_new (NULL);
  for (guint i = 0; includes[i]; i++)
    {
      const char *form = includes[i][0] == '<' || includes[i][0] == '"' ? "%s%s" : "%s<%s>";

      g_string_append_printf (
          text, form, i == 0 ? "" : wmem_strdup_printf (analysis->pool, "%s#include ", source->newline),
          includes[i]);
    }
  copy = wmem_strdup (analysis->pool, text->str);
  g_string_free (text, TRUE);
  return copy;
}

static Change *
add_change (Analysis *analysis, UnitFile *wants, UnitFile *edited, ChangeRole role, guint32 offset,
            guint32 length, const char *text)
{
  Change *change = change_new (analysis, "include");
  Edit edit = { edited->source->path, offset, length, text };

  change->role = role;
  change->active = FALSE; /* the plan decides */
  change->serves = wants->source->path;
  g_array_append_val (change->edits, edit);
  return change;
}

static guint32
line_end (const Source *source, guint32 offset)
{
  guint32 line = source_line (source, offset, NULL);
  guint32 end = line < source->lines->len ? g_array_index (source->lines, guint32, line) - 1 : source->length;

  return end > offset && source->text[end - 1] == '\r' ? end - 1 : end;
}

/* Whether the line that ends at @a end goes on: a backslash, and maybe blanks, stand before its end. */
static gboolean
is_spliced (const Source *source, guint32 end)
{
  while (end > 0 && (source->text[end - 1] == ' ' || source->text[end - 1] == '\t'))
    end--;
  return end > 0 && source->text[end - 1] == '\\';
}

/* The end of the directive's line, a comment that goes on over several lines included, and lines that are spliced to
 * it: what comes next stands on a line of its own. */
static guint32
directive_end (const Source *source, const Directive *directive)
{
  guint32 end = line_end (source, source_end (source, directive->end - 1) - 1);

  while (end < source->length && is_spliced (source, end))
    end = line_end (source, end + (source->text[end] == '\r') + 1);
  return end;
}

/* Whether `extern "C" {`, with which a C++ file may begin, stands at @a token; @a token then becomes the brace. */
static gboolean
opens_linkage (const Source *source, guint32 *token)
{
  guint32 text = source_is (source, *token, "extern") ? source_next (source, *token) : NO_TOKEN;
  guint32 open = text != NO_TOKEN ? source_next (source, text) : NO_TOKEN;

  if (text == NO_TOKEN || source->text[source_token (source, text)->offset] != '"' || !source_is (source, open, "{"))
    return FALSE;
  *token = open;
  return TRUE;
}

/* Goes over the braces of `extern "C" { … }` around includes. @param end  where the one closes that is open. */
static gboolean
passes_linkage (const Source *source, guint32 *token, guint32 *end)
{
  if (*end != 0 && *token == *end)
    return TRUE;
  if (!opens_linkage (source, token))
    return FALSE;
  *end = source_token (source, *token)->match;
  return *end != NO_TOKEN;
}

/* Whether the token stands between the braces of `extern "C" { … }`: what is included there is C, not the new header. */
static gboolean
is_in_linkage (const Source *source, guint32 token)
{
  for (guint32 at = 0; at < token; at++)
    {
      guint32 open = at;

      if (source_is (source, at, "extern") && opens_linkage (source, &open)
          && source_token (source, open)->match != NO_TOKEN && source_token (source, open)->match > token && open < token)
        return TRUE;
    }
  return FALSE;
}

/* The include after which a new one is added: the last `<…>` of the block at the top, else the last `"…"`. */
static const Directive *
find_anchor (const Source *source)
{
  const Directive *system = NULL, *local = NULL;
  guint32 first_code = 0, linkage_end = 0;

  while (first_code < source->tokens->len
         && (source_token (source, first_code)->directive != 0
             || source_token (source, first_code)->kind == TOKEN_COMMENT
             || source_token (source, first_code)->inactive || passes_linkage (source, &first_code, &linkage_end)))
    first_code++;
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind != DIRECTIVE_INCLUDE || directive->name == NO_TOKEN || directive->inner_depth > 0
          || is_in_linkage (source, directive->hash))
        continue;
      if (directive->hash > first_code && (system || local))
        break;
      if (source->text[source_token (source, directive->name)->offset] == '<')
        system = directive;
      else
        local = directive;
    }
  return system ? system : local;
}

/* The line behind which the first include of a header stands: the guard's `#define`, or `#pragma once`. NULL: neither is there. */
static const Directive *
find_guard (const Source *source)
{
  for (guint i = 0; i < MIN (source->directives->len, 2); i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (i == 0 && source_is (source, directive->hash + 1, "pragma") && source_is (source, directive->hash + 2, "once"))
        return directive;
      if (i == 1 && directive->depth == 1 && directive->inner_depth == 0 && directive->kind == DIRECTIVE_DEFINE)
        return directive;
    }
  return NULL;
}

/* Prepares the addition of `#include` @text to @edited. @return the change, or NULL where there is no place for it. */
static Change *
prepare_addition_of (Analysis *analysis, UnitFile *wants, UnitFile *edited, ChangeRole role, const char *text)
{
  const Source *source = edited->source;
  const Directive *anchor = find_anchor (source), *guard = find_guard (source);
  guint32 first = 0;

  if (anchor)
    return add_change (analysis, wants, edited, role, directive_end (source, anchor), 0,
                       wmem_strdup_printf (analysis->pool, "%s#include %s", source->newline, text));
  if (guard)
    return add_change (analysis, wants, edited, role, directive_end (source, guard), 0,
                       wmem_strdup_printf (analysis->pool, "%s%s#include %s", source->newline, source->newline, text));
  while (first < source->tokens->len && source_token (source, first)->kind == TOKEN_COMMENT)
    first++;
  return first < source->tokens->len
             ? add_change (analysis, wants, edited, role, source_token (source, first)->offset, 0,
                           wmem_strdup_printf (analysis->pool, "#include %s%s%s", text, source->newline, source->newline))
             : NULL;
}

static void
prepare_addition (Analysis *analysis, UnitFile *wants, UnitFile *edited)
{
  prepare_addition_of (analysis, wants, edited, CHANGE_ADD_INCLUDE, new_operand (analysis, edited->source));
}

/* For each name of the new texts of @file that a header declares which wmem's own does not bring: its include, should it turn
 * out to be missed. */
static void
prepare_more (Analysis *analysis, UnitFile *file, UnitFile *edited)
{
  const AfterSide *after = analysis->context->after;
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  const guint n_changes = analysis->result->changes->len;

  for (guint i = 0; after && i < n_changes; i++)
    {
      const Change *change = g_ptr_array_index (analysis->result->changes, i);

      for (guint j = 0; change->role == CHANGE_USE && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          g_auto (GStrv) words = edit->path == file->source->path ? g_strsplit_set (edit->text, " ()*&,;", -1) : NULL;

          for (guint k = 0; words && words[k]; k++)
            {
              const char *header = after_side_header (after, words[k]), *name = text_intern (words[k]);
              g_autofree char *operand = header ? g_strdup_printf ("<%s>", header) : NULL;
              Change *more = header && g_hash_table_add (names, (gpointer) name)
                                 ? prepare_addition_of (analysis, file, edited, CHANGE_MORE_INCLUDE, operand)
                                 : NULL;

              if (more)
                more->rule = name;
            }
        }
    }
}

static Occurrence *
add_occurrence (Analysis *analysis, UnitFile *file, guint32 at, const Rule *rule)
{
  Occurrence *occurrence = wmem_new0 (analysis->pool, Occurrence);
  const Token *token = source_token (file->source, at);

  occurrence->offset = token->offset;
  occurrence->length = token->length;
  occurrence->line = source_line (file->source, token->offset, &occurrence->column);
  occurrence->name = occurrence->rule = rule->name;
  occurrence->kind = OCCURRENCE_INCLUDE;
  occurrence->reason = REASON_TOGETHER;
  occurrence->change = -1;
  g_ptr_array_add (file->findings->occurrences, occurrence);
  return occurrence;
}

/* A header that is elsewhere on the after side. */
static void
follow_moved (Analysis *analysis, UnitFile *file, const Directive *directive)
{
  const Token *token = source_token (file->source, directive->name);
  const char *path = operand (analysis, file->source, directive);
  const Rule *rule = rule_set_moved (analysis->context->rules, path);
  Occurrence *occurrence;
  Change *change;

  if (!rule || token->inactive || !analysis->context->after
      || !after_side_form_holds (analysis->context->after, rule))
    return;
  occurrence = add_occurrence (analysis, file, directive->name, rule);
  change = change_new (analysis, rule->name);
  Edit edit = { file->source->path, token->offset + 1, token->length - 2, rule->target };
  g_array_append_val (change->edits, edit);
  occurrence->change = change->id;
  occurrence->reason = REASON_NONE;
}

/* Drops the whole line of @a directive. */
static void
prepare_drop (Analysis *analysis, UnitFile *file, const Directive *directive)
{
  const Source *source = file->source;
  guint32 start = g_array_index (
      source->lines, guint32, source_line (source, source_token (source, directive->hash)->offset, NULL) - 1);
  guint32 end = directive_end (source, directive);

  if (source->text[end] == '\r')
    end++;
  if (source->text[end] == '\n')
    end++;
  add_change (analysis, file, file, CHANGE_DROP_INCLUDE, start, end - start, "");
}

/* What the header of @a rule has brought, in its place. */
static void
prepare_bring (Analysis *analysis, UnitFile *file, const Directive *directive, const Rule *rule)
{
  const char *brought = include_brought (analysis, rule, file->source->newline);
  const Token *token = source_token (file->source, directive->name);

  if (brought)
    add_change (analysis, file, file, CHANGE_BRING_INCLUDE, token->offset, token->length, brought);
}

/* Whether @a source includes the new header already. */
static gboolean
includes_new_header (Analysis *analysis, const Source *source)
{
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind == DIRECTIVE_INCLUDE && directive->name != NO_TOKEN && directive->inner_depth == 0
          && is_new_header (analysis, operand (analysis, source, directive)))
        return TRUE;
    }
  return FALSE;
}

/* Macros that stand for an old header: which of them is swapped is not for one file to say. */
static void
note_macros (Analysis *analysis, UnitFile *file)
{
  const Source *source = file->source;
  g_autoptr (GArray) macros = include_macros_of (analysis, file);

  for (guint i = 0; i < macros->len; i++)
    {
      const IncludeMacro *macro = &g_array_index (macros, IncludeMacro, i);
      Occurrence *occurrence = add_occurrence (analysis, file, macro->first, macro->rule);

      occurrence->length = source_end (source, macro->last) - occurrence->offset;
      occurrence->reason = branches_are_for_others (source, macro->first) ? REASON_SHIM : REASON_INCLUDE_MACRO;
    }
}

void
includes_prepare (Analysis *analysis, UnitFile *file)
{
  const Source *source = file->source;
  const gboolean has_new = includes_new_header (analysis, source);
  gboolean has_any = FALSE, has_swap = FALSE, has_bring = FALSE;
  UnitFile *main_file = g_ptr_array_index (analysis->files, 0);

  note_macros (analysis, file);
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind != DIRECTIVE_INCLUDE || directive->name == NO_TOKEN)
        continue;
      has_any = TRUE;
      follow_moved (analysis, file, directive);
    }
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      const Rule *rule;

      if (directive->kind != DIRECTIVE_INCLUDE || directive->name == NO_TOKEN)
        continue;
      rule = rule_set_header (analysis->context->rules, operand (analysis, source, directive));
      if (!rule)
        continue;
      if (branches_are_for_others (source, directive->name))
        {
          add_occurrence (analysis, file, directive->name, rule)->reason = REASON_SHIM;
          continue;
        }
      add_occurrence (analysis, file, directive->name, rule);
      prepare_drop (analysis, file, directive);
      if (!has_bring && directive->inner_depth == 0 && !source_is_header (source->path))
        {
          has_bring = TRUE;
          prepare_bring (analysis, file, directive, rule);
        }
      if (!has_new && !has_swap && directive->inner_depth == 0)
        {
          const Token *token = source_token (source, directive->name);

          has_swap = TRUE;
          add_change (analysis, file, file, CHANGE_SWAP_INCLUDE, token->offset, token->length,
                      new_operand (analysis, source));
          add_change (analysis, file, file, CHANGE_ADD_INCLUDE, directive_end (source, directive), 0,
                      wmem_strdup_printf (analysis->pool, "%s#include %s", source->newline,
                                          new_operand (analysis, source)));
        }
    }
  prepare_more (analysis, file, !has_any && !source_is_header (source->path) ? main_file : file);
  if (has_new || has_swap)
    return;
  /* A fragment without includes of its own leaves them to the file that includes it. */
  if (!has_any && !source_is_header (source->path) && (file != main_file || !analysis->command))
    {
      if (file != main_file && !includes_new_header (analysis, main_file->source))
        prepare_addition (analysis, file, main_file);
    }
  else
    prepare_addition (analysis, file, file);
}

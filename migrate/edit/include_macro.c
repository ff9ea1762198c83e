/* SPDX-License-Identifier: MIT */
/*
 * Definitions by their tokens, whether they are compiled or not; include lines by what the parser opened there.
 */
#include "edit/include_macro.h"

#include <string.h>

#include <clang-c/Index.h>

#include "sides/after_side.h"

/* What the body of @directive is, without its quotes: `<…>` or `"…"` and nothing else. */
static char *
quoted_body (const Source *source, const Directive *directive)
{
  const guint32 start = source_token (source, directive->body)->offset, end = source_end (source, directive->end - 1);
  const char *text = source->text + start;
  const gsize length = end - start;
  if (length <= 2 || !((text[0] == '<' && text[length - 1] == '>') || (text[0] == '"' && text[length - 1] == '"')))
    return NULL;
  return g_strndup (text + 1, length - 2);
}

static const Rule *
header_of (const Analysis *analysis, const char *path)
{
  const AnalysisContext *context = analysis->context;
  const Rule *rule = rule_set_header (context->rules, path), *moved = rule ? NULL : rule_set_moved (context->rules, path);
  return moved && context->after && after_side_form_holds (context->after, moved) ? moved : rule;
}

/* The include lines of a file that take a macro, and where the parser went from them. */
typedef struct
{
  const Analysis *analysis;
  const UnitFile *file;
  const Directive *directive;
  const Rule *rule; /* of the old header that was opened there, or NULL */
} Opened;

static void
look_at_inclusion (CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
  Opened *opened = data;
  const Source *source = opened->file->source;
  if (depth == 0)
    return;
  CXFile from;
  unsigned offset;
  clang_getFileLocation (stack[0], &from, NULL, NULL, &offset);
  const guint32 begin = source_token (source, opened->directive->hash)->offset, end = source_end (source, opened->directive->end - 1);
  if (!from || offset < begin || offset > end)
    return;
  CXString path = clang_getFileName (from), name = clang_getFileName (included);
  if (clang_getCString (path) && clang_getCString (name) && analysis_canonical_path (clang_getCString (path)) == source->path)
    opened->rule = rule_set_header (opened->analysis->context->rules, clang_getCString (name));
  clang_disposeString (path);
  clang_disposeString (name);
}

static gboolean
takes_macro (const Source *source, const Directive *directive)
{
  return directive->kind == DIRECTIVE_INCLUDE && directive->name != NO_TOKEN
         && source_token (source, directive->name)->kind == TOKEN_IDENTIFIER;
}

GArray *
include_macros_of (const Analysis *analysis, const UnitFile *file)
{
  const Source *source = file->source;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (IncludeMacro));
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      IncludeMacro macro = { directive->name, directive->end - 1, NULL };
      if (directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN && directive->body < directive->end)
        {
          g_autofree char *name = quoted_body (source, directive);
          macro.first = directive->body;
          macro.rule = name ? header_of (analysis, name) : NULL;
        }
      else if (analysis->unit && takes_macro (source, directive))
        {
          Opened opened = { analysis, file, directive, NULL };
          clang_getInclusions (analysis->unit, look_at_inclusion, &opened);
          macro.rule = opened.rule;
        }
      if (macro.rule)
        g_array_append_val (found, macro);
    }
  return found;
}

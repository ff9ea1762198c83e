/* SPDX-License-Identifier: MIT */
/*
 * By the header's tokens: the parser does not go again into what the unit has read before.
 */
#include "edit/include_brought.h"

#include <string.h>

#include <clang-c/Index.h>

#include "sources/file_text.h"

/* The header of a rule among those that a unit has read. */
typedef struct
{
  const RuleSet *rules;
  const Rule *rule;
  char *path; /* NULL: not met yet */
} OldHeader;

static void
look_at_inclusion (CXFile included, CXSourceLocation *stack G_GNUC_UNUSED, unsigned depth G_GNUC_UNUSED, CXClientData data)
{
  OldHeader *header = data;
  CXString name = clang_getFileName (included);
  const char *path = clang_getCString (name);
  if (!header->path && path && rule_set_header (header->rules, path) == header->rule)
    header->path = g_strdup (path);
  clang_disposeString (name);
}

const char *
include_brought (const Analysis *analysis, const Rule *rule, const char *newline)
{
  const RuleSet *rules = analysis->context->rules;
  OldHeader header = { rules, rule, NULL };
  if (analysis->unit)
    clang_getInclusions (analysis->unit, look_at_inclusion, &header);
  g_autofree char *path = header.path, *text = NULL;
  gsize length;
  if (!path || !file_text_read (path, &text, &length, NULL))
    return NULL;
  g_autoptr (GString) brought = g_string_new (NULL);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const Source *source = source_new (pool, path, text, length);
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      if (directive->kind != DIRECTIVE_INCLUDE || directive->name == NO_TOKEN || directive->inner_depth > 0)
        continue;
      const char *operand = source_spelling (pool, source, directive->name);
      const gboolean literal = operand[0] == '<' || operand[0] == '"';
      const char *name = literal ? wmem_strndup (pool, operand + 1, strlen (operand) - 2) : NULL;
      if (name && !rule_set_header (rules, name))
        g_string_append_printf (brought, "%s%s%s", brought->len > 0 ? newline : "", brought->len > 0 ? "#include " : "", operand);
    }
  wmem_destroy_allocator (pool);
  return brought->len > 0 ? wmem_strdup (analysis->pool, brought->str) : NULL;
}

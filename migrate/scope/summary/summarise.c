/* SPDX-License-Identifier: MIT */
/*
 * The summary of a translation unit: each function that it defines, and the tables at file level.
 */
#include "scope/summary/summarise.h"

#include "scope/summary/interpret.h"
#include "scope/summary/tables.h"

typedef struct {
  wmem_allocator_t *pool;
  Names *names;
  ScopeUnit *unit;
  gboolean torn;
} Summary;

/* Of a call that the declaration does not fit libclang shows nothing at all. */
static gboolean
has_parse_errors (CXTranslationUnit unit)
{
  gboolean found = FALSE;
  for (unsigned i = 0; !found && i < clang_getNumDiagnostics (unit); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnostic (unit, i);
      found = clang_getDiagnosticSeverity (diagnostic) >= CXDiagnostic_Error;
      clang_disposeDiagnostic (diagnostic);
    }
  return found;
}

/* Inline functions of GLib and the like, which `-I` makes look like the program's own. */
static gboolean
is_installed (const char *path)
{
  return g_str_has_prefix (path, "/usr/include/") || g_str_has_prefix (path, "/usr/lib/")
         || g_str_has_prefix (path, "/usr/local/include/");
}

static enum CXChildVisitResult
summarise_declaration (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  Summary *summary = data;
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  if ((kind != CXCursor_FunctionDecl && kind != CXCursor_VarDecl)
      || clang_Location_isInSystemHeader (clang_getCursorLocation (cursor)))
    return CXChildVisit_Continue;
  if (kind == CXCursor_FunctionDecl)
    names_note_function (summary->names, cursor);
  if (kind == CXCursor_VarDecl)
    scope_read_table (summary->unit, summary->names, cursor);
  else if (clang_isCursorDefinition (cursor))
    {
      const ScopePlace place = names_place (summary->names, cursor);
      if (place.path && !is_installed (place.path))
        {
          ScopeFunction *f = scope_interpret (summary->pool, summary->unit, summary->names, cursor);
          f->torn = summary->torn;
          g_ptr_array_add (summary->unit->functions, f);
        }
    }
  return CXChildVisit_Continue;
}

GVariant *
scope_summarise (wmem_allocator_t *pool, CXTranslationUnit unit)
{
  Summary summary = { pool, names_new (unit), scope_unit_new (pool), has_parse_errors (unit) };
  summary.unit->by_id = g_hash_table_new (NULL, NULL);
  clang_visitChildren (clang_getTranslationUnitCursor (unit), summarise_declaration, &summary);
  GVariant *packed = scope_unit_pack (summary.unit);
  g_hash_table_unref (summary.unit->by_id);
  names_free (summary.names);
  return packed;
}

/* SPDX-License-Identifier: MIT */
/*
 * The summary of a translation unit: each function that it defines, and the tables at file level.
 */
#include "scope/summary/summarise.h"

#include "scope/summary/interpret.h"
#include "scope/summary/tables.h"
#include "syntax/cursor.h"

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
  CXDiagnosticSet all = clang_getDiagnosticSetFromTU (unit); /* asked for once: it is made anew each time */
  for (unsigned i = 0; !found && i < clang_getNumDiagnosticsInSet (all); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnosticInSet (all, i);
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

/* What holds declarations of the program: a block of `extern "C"`, a namespace, a class. */
static gboolean
holds_declarations (enum CXCursorKind kind)
{
  return kind == CXCursor_LinkageSpec || kind == CXCursor_UnexposedDecl || kind == CXCursor_Namespace || cursor_is_class (kind);
}

static gboolean
is_function (enum CXCursorKind kind)
{
  return kind == CXCursor_FunctionDecl || kind == CXCursor_FunctionTemplate || cursor_is_method (kind);
}

static void
add_function (Summary *summary, CXCursor cursor)
{
  ScopeFunction *f = scope_interpret (summary->pool, summary->unit, summary->names, cursor);
  f->torn = summary->torn;
  g_ptr_array_add (summary->unit->functions, f);
}

static enum CXChildVisitResult
summarise_declaration (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  Summary *summary = data;
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  if ((!is_function (kind) && kind != CXCursor_VarDecl && !holds_declarations (kind))
      || clang_Location_isInSystemHeader (clang_getCursorLocation (cursor)))
    return CXChildVisit_Continue;
  if (holds_declarations (kind))
    return CXChildVisit_Recurse;
  if (kind == CXCursor_FunctionDecl)
    names_note_function (summary->names, cursor);
  if (kind == CXCursor_VarDecl)
    scope_read_table (summary->unit, summary->names, cursor);
  else if (clang_isCursorDefinition (cursor))
    {
      const ScopePlace place = names_place (summary->names, cursor);
      if (place.path && !is_installed (place.path))
        add_function (summary, cursor);
    }
  return CXChildVisit_Continue;
}

GVariant *
scope_summarise (wmem_allocator_t *pool, CXTranslationUnit unit)
{
  Summary summary = { pool, names_new (unit), scope_unit_new (pool), has_parse_errors (unit) };
  summary.unit->by_id = g_hash_table_new (NULL, NULL);
  summary.unit->inner = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  clang_visitChildren (clang_getTranslationUnitCursor (unit), summarise_declaration, &summary);
  for (guint i = 0; i < summary.unit->inner->len; i++)
    {
      const CXCursor inner = g_array_index (summary.unit->inner, CXCursor, i);
      if (cursor_is_class (clang_getCursorKind (inner)))
        clang_visitChildren (inner, summarise_declaration, &summary);
      else
        add_function (&summary, inner);
    }
  GVariant *packed = scope_unit_pack (summary.unit);
  g_hash_table_unref (summary.unit->by_id);
  g_array_unref (summary.unit->inner);
  names_free (summary.names);
  return packed;
}

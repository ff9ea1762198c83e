/* SPDX-License-Identifier: MIT */
/*
 * A walk over what may hold functions, from the outer to the inner: the innermost has the say.
 */
#include "find/function_symbols.h"

#include <string.h>

#include "syntax/cursor.h"

typedef struct {
  Analysis *analysis;
  CXFile last_file; /* most cursors lie in the file of the one before */
  UnitFile *last;
} Walk;

static UnitFile *
file_at (Walk *walk, CXSourceLocation location, guint32 *offset)
{
  CXFile file;
  unsigned at;
  clang_getFileLocation (location, &file, NULL, NULL, &at);
  *offset = at;
  if (!file || file == walk->last_file)
    return file ? walk->last : NULL;
  walk->last_file = file;
  walk->last = NULL;
  for (guint i = 0; i < walk->analysis->files->len; i++)
    {
      UnitFile *candidate = walk->analysis->files->pdata[i];
      if (candidate->file && clang_File_isEqual (candidate->file, file))
        walk->last = candidate;
    }
  return walk->last;
}

/* Whether @cursor, or what it lies in, is a template, or made of one: there may be any number of the like. */
static gboolean
is_of_template (CXCursor cursor)
{
  for (CXCursor at = cursor;; at = clang_getCursorSemanticParent (at))
    switch (clang_getCursorKind (at))
      {
      case CXCursor_FunctionTemplate:
      case CXCursor_ClassTemplate:
      case CXCursor_ClassTemplatePartialSpecialization:
        return TRUE;
      case CXCursor_TranslationUnit:
        return FALSE;
      default:
        if (clang_Cursor_isNull (at) || clang_isInvalid (clang_getCursorKind (at)))
          return FALSE;
        if (!clang_Cursor_isNull (clang_getSpecializedCursorTemplate (at)))
          return TRUE;
      }
}

/* An assembler's name that is given in the source is marked so. */
static void
add_name (GString *names, const char *name)
{
  name += *name == '\1';
  if (*name)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
}

/* @return what the object may call @function, separated by blanks: constructors and destructors have several names; "": nobody knows. */
static const char *
symbol_of (wmem_allocator_t *pool, CXCursor function)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const enum CXCursorKind kind = clang_getCursorKind (function);
  CXStringSet *set = NULL;
  if (kind == CXCursor_LambdaExpr || kind == CXCursor_BlockExpr || is_of_template (function))
    return "";
  if (kind == CXCursor_Constructor || kind == CXCursor_Destructor)
    set = clang_Cursor_getCXXManglings (function);
  for (unsigned i = 0; set && i < set->Count; i++)
    add_name (names, clang_getCString (set->Strings[i]));
  if (set)
    clang_disposeStringSet (set);
  else
    add_name (names, cursor_string (pool, clang_Cursor_getMangling (function)));
  return wmem_strdup (pool, names->str);
}

static gboolean
is_function (enum CXCursorKind kind)
{
  static const enum CXCursorKind functions[]
      = { CXCursor_FunctionDecl, CXCursor_CXXMethod, CXCursor_Constructor, CXCursor_Destructor, CXCursor_ConversionFunction,
          CXCursor_FunctionTemplate, CXCursor_LambdaExpr, CXCursor_BlockExpr };
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (functions[i] == kind)
      return TRUE;
  return FALSE;
}

/* Tells all places of @file from @start to @end that they lie in @function; in a parameter of one, that they lie in none: what is given by
 * default is code of those who call. @return whether there are any. */
static gboolean
tell (Walk *walk, const UnitFile *file, guint32 start, guint32 end, CXCursor function)
{
  const gboolean parameter = clang_getCursorKind (function) == CXCursor_ParmDecl;
  const char *symbol = NULL, *name = NULL;
  for (guint i = 0; i < file->findings->occurrences->len; i++)
    {
      Occurrence *occurrence = file->findings->occurrences->pdata[i];
      if (occurrence->offset < start || occurrence->offset >= end)
        continue;
      if (!symbol)
        {
          symbol = parameter ? "" : symbol_of (walk->analysis->pool, function);
          name = cursor_string (walk->analysis->pool, clang_getCursorSpelling (function));
        }
      occurrence->symbol = symbol;
      if (parameter)
        occurrence->function = NULL;
      /* What has no name of its own is called by that of what it lies in. */
      else if (*name && clang_getCursorKind (function) != CXCursor_LambdaExpr)
        {
          guint32 offset;
          occurrence->function = name;
          if (file_at (walk, clang_getCursorLocation (function), &offset) == file)
            occurrence->function_offset = offset;
        }
    }
  return symbol != NULL;
}

static enum CXChildVisitResult
visit (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Walk *walk = data;
  guint32 start, end;
  (void) parent;
  if (clang_isPreprocessing (clang_getCursorKind (cursor)))
    return CXChildVisit_Continue;
  const CXSourceRange extent = clang_getCursorExtent (cursor);
  UnitFile *file = file_at (walk, clang_getRangeStart (extent), &start);
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  const gboolean defined = is_function (kind) && (kind == CXCursor_LambdaExpr || kind == CXCursor_BlockExpr || clang_isCursorDefinition (cursor));
  if (file_at (walk, clang_getRangeEnd (extent), &end) != file || !file || !(defined || kind == CXCursor_ParmDecl))
    return CXChildVisit_Recurse;
  return tell (walk, file, start, end, cursor) ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

void
function_symbols_find (Analysis *analysis)
{
  Walk walk = { .analysis = analysis };
  if (!analysis->unit || !compile_command_is_cplusplus (analysis->command))
    return;
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = analysis->files->pdata[i];
      for (guint j = 0; j < file->findings->occurrences->len; j++)
        ((Occurrence *) file->findings->occurrences->pdata[j])->symbol = "";
    }
  clang_visitChildren (clang_getTranslationUnitCursor (analysis->unit), visit, &walk);
}

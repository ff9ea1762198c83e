/* SPDX-License-Identifier: MIT */
/*
 * One way into libclang.
 */
#include "syntax/parse.h"

#include <string.h>

enum
{
  OPTIONS = CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing
};

static GPtrArray *
collect_arguments (const CompileCommand *command, const char *const *extra, const char *precompiled)
{
  GPtrArray *arguments = g_ptr_array_new ();

  for (char **argument = command->arguments; argument != NULL && *argument != NULL; argument++)
    g_ptr_array_add (arguments, *argument);
  for (; extra != NULL && *extra != NULL; extra++)
    g_ptr_array_add (arguments, (gpointer)*extra);
  /* By default clang stops after twenty errors, and the rest of the file would look clean. */
  g_ptr_array_add (arguments, (gpointer) "-ferror-limit=0");
  if (precompiled != NULL)
    {
      g_ptr_array_add (arguments, (gpointer) "-include-pch");
      g_ptr_array_add (arguments, (gpointer)precompiled);
    }
  return arguments;
}

static enum CXErrorCode
parse_once (ParsedUnit *parsed, const CompileCommand *command, const char *const *extra,
            const char *precompiled, struct CXUnsavedFile *unsaved, guint n_unsaved)
{
  GPtrArray *arguments = collect_arguments (command, extra, precompiled);
  enum CXErrorCode code;

  code = clang_parseTranslationUnit2 (parsed->index, command->file, (const char *const *)arguments->pdata,
                                      (int)arguments->len, unsaved, n_unsaved, OPTIONS, &parsed->unit);
  g_ptr_array_unref (arguments);
  if (code != CXError_Success)
    parsed->unit = NULL;
  return code;
}

static gboolean
has_errors (CXTranslationUnit unit)
{
  for (unsigned i = 0; i < clang_getNumDiagnostics (unit); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnostic (unit, i);
      enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity (diagnostic);

      clang_disposeDiagnostic (diagnostic);
      if (severity >= CXDiagnostic_Error)
        return TRUE;
    }
  return FALSE;
}

void
parse_unit (ParsedUnit *parsed, const CompileCommand *command, const char *const *extra,
            const char *precompiled, struct CXUnsavedFile *unsaved, guint n_unsaved)
{
  enum CXErrorCode code;

  memset (parsed, 0, sizeof *parsed);
  /* 1: declarations of a precompiled header stay where they are; visiting them costs more than the parse. */
  parsed->index = clang_createIndex (1, 0);
  code = parse_once (parsed, command, extra, precompiled, unsaved, n_unsaved);
  if (precompiled != NULL && (parsed->unit == NULL || has_errors (parsed->unit)))
    {
      if (parsed->unit != NULL)
        clang_disposeTranslationUnit (parsed->unit);
      code = parse_once (parsed, command, extra, NULL, unsaved, n_unsaved);
    }
  if (parsed->unit == NULL)
    parsed->failure
        = code == CXError_Crashed ? "the parser crashed" : "the parser cannot read it with these arguments";
}

void
parsed_unit_clear (ParsedUnit *parsed)
{
  if (parsed->unit != NULL)
    clang_disposeTranslationUnit (parsed->unit);
  if (parsed->index != NULL)
    clang_disposeIndex (parsed->index);
  memset (parsed, 0, sizeof *parsed);
}

gboolean
parse_precompiled (const CompileCommand *command, const char *const *extra, const char *path)
{
  ParsedUnit parsed = { .index = clang_createIndex (0, 0) };
  gboolean good;

  GPtrArray *arguments = collect_arguments (command, extra, NULL);
  g_ptr_array_add (arguments, (gpointer) "-xc-header");
  if (clang_parseTranslationUnit2 (
          parsed.index, command->file, (const char *const *)arguments->pdata, (int)arguments->len, NULL, 0,
          OPTIONS | CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization, &parsed.unit)
      != CXError_Success)
    parsed.unit = NULL;
  g_ptr_array_unref (arguments);
  good = parsed.unit != NULL && !has_errors (parsed.unit)
         && clang_saveTranslationUnit (parsed.unit, path, clang_defaultSaveOptions (parsed.unit))
                == CXSaveError_None;
  parsed_unit_clear (&parsed);
  return good;
}

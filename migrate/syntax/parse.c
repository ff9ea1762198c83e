/* SPDX-License-Identifier: MIT */
/*
 * One way into libclang.
 */
#include "syntax/parse.h"

#include <string.h>

#include "sources/file_text.h"

enum {
  OPTIONS = CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing
};

/* Adds @flags. A header before the source goes past the driver, which would take X.h.pch or X.h.gch, if such a file lies beside it, for what
 * it says that it is: the parser's own memory. */
static void
add_flags (GPtrArray *arguments, const char *const *flags)
{
  static const char include[] = "-include";
  for (; flags && *flags; flags++)
    {
      const char *value = g_str_has_prefix (*flags, include) && (*flags)[strlen (include)] != '-' ? *flags + strlen (include) : NULL;
      if (value && *value == '\0')
        value = flags[1] ? *++flags : NULL;
      if (!value)
        {
          g_ptr_array_add (arguments, (gpointer) *flags);
          continue;
        }
      g_ptr_array_add (arguments, (gpointer) "-Xclang");
      g_ptr_array_add (arguments, (gpointer) include);
      g_ptr_array_add (arguments, (gpointer) "-Xclang");
      g_ptr_array_add (arguments, (gpointer) value);
    }
}

static GPtrArray *
collect_arguments (const CompileCommand *command, const char *const *extra, const char *precompiled)
{
  GPtrArray *arguments = g_ptr_array_new ();

  add_flags (arguments, (const char *const *) command->arguments);
  add_flags (arguments, extra);
  /* By default clang stops after twenty errors, and the rest of the file would look clean. */
  g_ptr_array_add (arguments, (gpointer) "-ferror-limit=0");
  if (precompiled)
    {
      g_ptr_array_add (arguments, (gpointer) "-include-pch");
      g_ptr_array_add (arguments, (gpointer) precompiled);
    }
  return arguments;
}

static void
add_open (const char *path, GBytes *text, gpointer data)
{
  GArray *contents = data;
  struct CXUnsavedFile open = { .Filename = path };
  gsize length;

  for (guint i = 0; i < contents->len; i++)
    if (g_str_equal (g_array_index (contents, struct CXUnsavedFile, i).Filename, path))
      return;
  open.Contents = g_bytes_get_data (text, &length);
  open.Length = length;
  /* Of an empty text GBytes has no address. */
  open.Contents = open.Contents ? open.Contents : "";
  g_array_append_val (contents, open);
}

/* @return (transfer full) of CXUnsavedFile: @unsaved, and of what it does not have what an editor holds. */
static GArray *
collect_contents (const struct CXUnsavedFile *unsaved, guint n_unsaved)
{
  GArray *contents = g_array_new (FALSE, FALSE, sizeof (struct CXUnsavedFile));

  if (n_unsaved > 0)
    g_array_append_vals (contents, unsaved, n_unsaved);
  file_text_each_open (add_open, contents);
  return contents;
}

static enum CXErrorCode
parse_once (ParsedUnit *parsed, const CompileCommand *command, const char *const *extra,
            const char *precompiled, const struct CXUnsavedFile *unsaved, guint n_unsaved)
{
  g_autoptr (GPtrArray) arguments = collect_arguments (command, extra, precompiled);
  g_autoptr (GArray) contents = collect_contents (unsaved, n_unsaved);
  enum CXErrorCode code;

  code = clang_parseTranslationUnit2 (parsed->index, command->file, (const char *const *) arguments->pdata,
                                      (int) arguments->len, (struct CXUnsavedFile *) contents->data, contents->len, OPTIONS,
                                      &parsed->unit);
  if (code != CXError_Success)
    parsed->unit = NULL;
  return code;
}

static gboolean
has_errors (CXTranslationUnit unit)
{
  CXDiagnosticSet all = clang_getDiagnosticSetFromTU (unit); /* asked for once: it is made anew each time */
  for (unsigned i = 0; i < clang_getNumDiagnosticsInSet (all); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnosticInSet (all, i);
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
  if (precompiled && (!parsed->unit || has_errors (parsed->unit)))
    {
      if (parsed->unit)
        clang_disposeTranslationUnit (parsed->unit);
      code = parse_once (parsed, command, extra, NULL, unsaved, n_unsaved);
    }
  if (!parsed->unit)
    parsed->failure
        = code == CXError_Crashed ? "the parser crashed" : "the parser cannot read it with these arguments";
}

void
parsed_unit_clear (ParsedUnit *parsed)
{
  if (parsed->unit)
    clang_disposeTranslationUnit (parsed->unit);
  if (parsed->index)
    clang_disposeIndex (parsed->index);
  memset (parsed, 0, sizeof *parsed);
}

gboolean
parse_precompiled (const CompileCommand *command, const char *const *extra, const char *path)
{
  ParsedUnit parsed = { .index = clang_createIndex (0, 0) };
  gboolean good;

  g_autoptr (GPtrArray) arguments = collect_arguments (command, extra, NULL);
  g_ptr_array_add (arguments, (gpointer) "-xc-header");
  if (clang_parseTranslationUnit2 (
          parsed.index, command->file, (const char *const *) arguments->pdata, (int) arguments->len, NULL, 0,
          OPTIONS | CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization, &parsed.unit)
      != CXError_Success)
    parsed.unit = NULL;
  good = parsed.unit && !has_errors (parsed.unit)
         && clang_saveTranslationUnit (parsed.unit, path, clang_defaultSaveOptions (parsed.unit))
                == CXSaveError_None;
  parsed_unit_clear (&parsed);
  return good;
}

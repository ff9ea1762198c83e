/* SPDX-License-Identifier: MIT */
/*
 * The description of the old API, made from the rules.
 */
#include "sides/old_api.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/unit_result.h"
#include "sources/scratch_folder.h"

/* Old headers, also as their neighbours include them: "epan/emem.h" and "emem.h". */
static gboolean
make_header (const char *folder, const char *header, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, header, NULL), *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700); /* where it cannot, neither can the next */
  return scratch_file_write (path, text, strlen (text), error);
}

/* Makes what @rule says of headers. */
static gboolean
make_headers_of (const char *folder, const Rule *rule, GError **error)
{
  static const char described[] = "/* what it declared is described by the rules */\n";
  g_autofree char *including = rule->kind == RULE_MOVED ? g_strdup_printf ("#include <%s>\n", rule->target) : NULL;
  g_autofree char *bare = g_path_get_basename (rule->name);

  if (including)
    return make_header (folder, rule->name, including, error);
  return rule->kind != RULE_HEADER || (make_header (folder, rule->name, described, error) && make_header (folder, bare, described, error));
}

char *
old_api_folder_new (const RuleSet *rules, GError **error)
{
  char *folder = scratch_folder_new ("wmem-migrate-XXXXXX", error);

  for (guint i = 0; folder && i < rule_set_size (rules); i++)
    if (!make_headers_of (folder, rule_set_nth (rules, i), error))
      {
        old_api_folder_free (g_steal_pointer (&folder));
        return NULL;
      }
  return folder;
}

void
old_api_folder_free (char *folder)
{
  if (folder)
    scratch_folder_remove (folder);
  g_free (folder);
}

static gboolean
is_described (const RuleSet *rules, const char *name)
{
  const Rule *rule = rule_set_lookup (rules, name, strlen (name));

  for (; rule; rule = rule->next)
    if (rule->was)
      return TRUE;
  return FALSE;
}

gboolean
old_api_is_missed (const RuleSet *rules, const GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const UnitDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_auto (GStrv) parts = g_strsplit (diagnostic->text, "'", -1);

      /* What stands between quotes is every other one. */
      for (guint j = 1; j < g_strv_length (parts); j += 2)
        if (is_described (rules, parts[j]) || rule_set_header (rules, parts[j])
            || rule_set_moved (rules, parts[j]))
          return TRUE;
    }
  return FALSE;
}

static enum CXChildVisitResult
note_name (CXCursor cursor, CXCursor parent, CXClientData data)
{
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  CXString name;

  (void) parent;
  if (kind == CXCursor_LinkageSpec || kind == CXCursor_UnexposedDecl || kind == CXCursor_EnumDecl)
    return CXChildVisit_Recurse;
  if (!clang_isDeclaration (kind) && kind != CXCursor_MacroDefinition)
    return CXChildVisit_Continue;
  name = clang_getCursorSpelling (cursor);
  g_hash_table_add (data, g_strdup (clang_getCString (name)));
  clang_disposeString (name);
  return CXChildVisit_Continue;
}

char *
old_api_describe (const RuleSet *rules, CXTranslationUnit unit)
{
  GString *text = g_string_new ("#include <stdarg.h>\n#include <stddef.h>\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
  g_autoptr (GHashTable) declared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  clang_visitChildren (clang_getTranslationUnitCursor (unit), note_name, declared);
  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      if (form->was && !g_hash_table_contains (declared, form->name))
        g_string_append_printf (text, "%s\n", form->was);
  g_string_append (text, "#ifdef __cplusplus\n}\n#endif\n");
  return g_string_free (text, FALSE);
}

gboolean
old_api_declares (CXCursor cursor)
{
  CXFile file;
  CXString name;
  const char *text;
  gboolean described;

  clang_getFileLocation (clang_getCursorLocation (cursor), &file, NULL, NULL, NULL);
  name = clang_getFileName (file);
  text = clang_getCString (name);
  described = text && g_str_has_suffix (text, "/" OLD_API_FILE);
  clang_disposeString (name);
  return described;
}

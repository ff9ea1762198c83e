/* SPDX-License-Identifier: MIT */
/*
 * The probe.
 */
#include "find/after_side.h"

#include <string.h>

#include "find/parse.h"
#include "find/pool_array.h"

struct _AfterSide
{
  const char *include;
  gboolean packet_info_lacks_pool;
  GHashTable *declared; /* wmem's names, and others that take a pool first */
  int foreach_parameters; /* of a tree's callback; -1: not declared */
};

static const char *const own_headers[] = { "epan/wmem/wmem.h", "wmem/wmem.h" };

/* "#if __has_include (<…>)" lets clang itself look, by the same rules as for the real units. */
static void
append_include (GString *text, const char *header)
{
  g_string_append_printf (text, "#if __has_include (<%s>)\n#include <%s>\n#endif\n", header, header);
}

static char *
probe_text (const RuleSet *rules, gboolean packet_info)
{
  GString *text = g_string_new ("#include <glib.h>\n");
  GHashTable *seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_string_append_printf (text,
                          "#if __has_include (<%s>)\n#include <%s>\nint wmem_migrate_epan_include;\n#else\n",
                          own_headers[0], own_headers[0]);
  append_include (text, own_headers[1]);
  g_string_append (text, "#endif\n");
  if (packet_info)
    append_include (text, "epan/packet_info.h");
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);

      if (rule->needs_header != NULL && g_hash_table_add (seen, (gpointer)rule->needs_header))
        append_include (text, rule->needs_header);
    }
  g_hash_table_unref (seen);
  return g_string_free (text, FALSE);
}

static gboolean
takes_pool_first (CXCursor function)
{
  CXString type;
  gboolean found;

  if (clang_Cursor_getNumArguments (function) < 1)
    return FALSE;
  type = clang_getTypeSpelling (
      clang_getCanonicalType (clang_getCursorType (clang_Cursor_getArgument (function, 0))));
  found = strstr (clang_getCString (type), "wmem_allocator") != NULL;
  clang_disposeString (type);
  return found;
}

/* How many parameters the function has that a pointer to one is the second parameter of @a function. */
static int
callback_parameters (CXCursor function)
{
  CXType type = clang_getCanonicalType (clang_getCursorType (function));

  if (clang_getNumArgTypes (type) < 2)
    return -1;
  return clang_getNumArgTypes (clang_getPointeeType (clang_getCanonicalType (clang_getArgType (type, 1))));
}

static enum CXVisitorResult
see_field (CXCursor field, CXClientData data)
{
  CXString name = clang_getCursorSpelling (field);
  gboolean *found = data;

  *found |= g_str_equal (clang_getCString (name), "pool");
  clang_disposeString (name);
  return CXVisit_Continue;
}

/* Whether the struct, which is packet_info's, has a pool. */
static gboolean
has_pool (CXCursor structure)
{
  gboolean found = FALSE;

  clang_Type_visitFields (clang_getCursorType (structure), see_field, &found);
  return found;
}

static enum CXChildVisitResult
see_declaration (CXCursor cursor, CXCursor parent, CXClientData data)
{
  AfterSide *after = data;
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  CXString name;
  const char *text;

  (void)parent;
  if (kind == CXCursor_StructDecl && clang_isCursorDefinition (cursor))
    {
      name = clang_getCursorSpelling (cursor);
      if (g_str_equal (clang_getCString (name), "_packet_info"))
        after->packet_info_lacks_pool = !has_pool (cursor);
      clang_disposeString (name);
      return CXChildVisit_Continue;
    }
  if (kind != CXCursor_FunctionDecl && kind != CXCursor_MacroDefinition && kind != CXCursor_VarDecl
      && kind != CXCursor_TypedefDecl && kind != CXCursor_EnumConstantDecl && kind != CXCursor_EnumDecl)
    return CXChildVisit_Continue;
  name = clang_getCursorSpelling (cursor);
  text = clang_getCString (name);
  if (kind == CXCursor_VarDecl && g_str_equal (text, "wmem_migrate_epan_include"))
    after->include = "<epan/wmem/wmem.h>";
  if (kind == CXCursor_FunctionDecl && g_str_equal (text, "wmem_tree_foreach"))
    after->foreach_parameters = callback_parameters (cursor);
  /* A name that says wmem is the new form by itself; any other is so only with a pool before its arguments.
   */
  if (strstr (text, "wmem_") != NULL || g_str_has_prefix (text, "WMEM_") || (kind == CXCursor_FunctionDecl && takes_pool_first (cursor)))
    g_hash_table_add (after->declared, (gpointer)g_intern_string (text));
  clang_disposeString (name);
  return kind == CXCursor_EnumDecl ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

AfterSide *
after_side_probe (wmem_allocator_t *pool, const RuleSet *rules, const RunOptions *options,
                  const CompileCommand *command)
{
  AfterSide *after = wmem_new0 (pool, AfterSide);
  CompileCommand probe = *command;
  char *text = probe_text (rules, g_strcmp0 (options->packet_pool, POOL_EXPLICIT) == 0), *file = g_strconcat (command->file, ".wmem-migrate-probe.c", NULL);
  struct CXUnsavedFile unsaved = { file, text, strlen (text) };
  ParsedUnit parsed;

  probe.file = file;
  after->include = "<wmem/wmem.h>";
  after->foreach_parameters = -1;
  after->declared = pool_table (pool, g_hash_table_new (g_str_hash, g_str_equal));
  parse_unit (&parsed, &probe, (const char *const *)options->after_arguments, NULL, &unsaved, 1);
  if (parsed.unit != NULL)
    clang_visitChildren (clang_getTranslationUnitCursor (parsed.unit), see_declaration, after);
  parsed_unit_clear (&parsed);
  g_free (text);
  g_free (file);
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);

      if (rule->needs != NULL && after_side_declares (after, rule->needs))
        rule_set_met ((RuleSet *)rules, rule);
    }
  return after;
}

gboolean
after_side_has_wmem (const AfterSide *after)
{
  return after_side_declares (after, "wmem_alloc");
}

gboolean
after_side_has_packet_info_pool (const AfterSide *after)
{
  return !after->packet_info_lacks_pool;
}

const char *
after_side_include (const AfterSide *after)
{
  return after->include;
}

gboolean
after_side_declares (const AfterSide *after, const char *name)
{
  return g_hash_table_contains (after->declared, name);
}

int
after_side_foreach_parameters (const AfterSide *after)
{
  return after->foreach_parameters;
}

/* SPDX-License-Identifier: MIT */
/*
 * The probe.
 */
#include "sides/after_side.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "sources/parser_flags.h"
#include "syntax/parse.h"

/* How a name is declared. */
typedef struct
{
  int parameters; /* -1: it is not called */
  gboolean variadic;
  gboolean is_macro;  /* its parameters have no types */
  guint64 pools;      /* which parameters are pools, a bit each */
  const char *alias;  /* a macro that is but another name: of this */
  const char *header; /* how the header that declares it is included, where wmem's own does not bring it; or NULL */
} Declaration;

struct _AfterSide {
  const char *include;
  gboolean packet_info_lacks_pool;
  GHashTable *declared;    /* name -> Declaration */
  GHashTable *headers;     /* set of the headers of the rules that are there */
  gboolean has_helpers;    /* one of these is of a rule for a helper */
  gboolean asked[N_POOLS]; /* the user wants another expression for this pool than wmem's accessor */
  int foreach_parameters;  /* of a tree's callback; -1: not declared */
};

/* What the visitor needs: the names that anybody will ask for. */
typedef struct
{
  AfterSide *after;
  wmem_allocator_t *pool;
  CXTranslationUnit unit;
  GHashTable *wanted;
  const CompileCommand *command;
  GHashTable *headers; /* CXFile -> Declaration.header, "" for NULL */
  guint own_lines;     /* of the probe: those that include wmem's own header */
} Probe;

/* What after_side_pack() makes: include, no pool in packet_info, helpers, parameters of the callback, declarations, headers. */
#define AFTER_SIDE_TYPE "(sbbia(sibbtss)as)"

#define PROBE_HEADER "wmem_migrate_has_header_"

/* "#if __has_include (<…>)" lets clang itself look, by the same rules as for the real units. A declaration of its own says
 * that the header is there. */
static void
append_include (GString *text, GPtrArray *headers, GHashTable *seen, const char *header)
{
  if (!g_hash_table_add (seen, (gpointer) header))
    return;
  g_string_append_printf (text, "#if __has_include (<%s>)\n#include <%s>\nint " PROBE_HEADER "%u;\n#endif\n", header,
                          header, headers->len);
  g_ptr_array_add (headers, (gpointer) header);
}

/* wmem's header: the first target of the rules for headers that is there. Two of them would declare the same things. */
static void
append_own_header (GString *text, const RuleSet *rules, GPtrArray *headers, GHashTable *seen)
{
  guint conditions = 0;

  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      {
        if (form->kind != RULE_HEADER || !form->target || !g_hash_table_add (seen, (gpointer) form->target))
          continue;
        g_string_append_printf (text, "#%s __has_include (<%s>)\n#include <%s>\nint " PROBE_HEADER "%u;\n",
                                conditions++ == 0 ? "if" : "elif", form->target, form->target, headers->len);
        g_ptr_array_add (headers, (gpointer) form->target);
      }
  g_string_append (text, conditions > 0 ? "#endif\n" : "");
}

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (; *text != '\0'; text++)
    lines += *text == '\n';
  return lines;
}

/* @param headers  gets the headers that the text asks for. @param own_lines  gets how many lines ask for wmem's own. */
static char *
probe_text (const RuleSet *rules, GPtrArray *headers, guint *own_lines)
{
  GString *text = g_string_new ("#include <glib.h>\n");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  append_own_header (text, rules, headers, seen);
  *own_lines = count_lines (text->str);
  append_include (text, headers, seen, "epan/packet_info.h");
  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      {
        for (guint j = 0; form->headers && form->headers[j]; j++)
          append_include (text, headers, seen, form->headers[j]);
        if (form->kind == RULE_MOVED)
          {
            append_include (text, headers, seen, form->name);
            append_include (text, headers, seen, form->target);
          }
      }
  return g_string_free (text, FALSE);
}

static GHashTable *
wanted_names (const RuleSet *rules)
{
  GHashTable *wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      {
        g_hash_table_add (wanted, (gpointer) form->name);
        if (form->target)
          g_hash_table_add (wanted, (gpointer) form->target);
        if (form->needs)
          g_hash_table_add (wanted, (gpointer) form->needs);
      }
  return wanted;
}

static gboolean
is_pool (CXType type)
{
  CXString spelling = clang_getTypeSpelling (clang_getCanonicalType (type));
  gboolean found = strstr (clang_getCString (spelling), "wmem_allocator") != NULL;

  clang_disposeString (spelling);
  return found;
}

static void
read_function (CXCursor function, Declaration *declaration)
{
  CXType type = clang_getCursorType (function);

  declaration->parameters = MAX (clang_Cursor_getNumArguments (function), 0);
  declaration->variadic = clang_isFunctionTypeVariadic (type) != 0;
  for (int i = 0; i < declaration->parameters && i < 64; i++)
    if (is_pool (clang_getCursorType (clang_Cursor_getArgument (function, (unsigned) i))))
      declaration->pools |= G_GUINT64_CONSTANT (1) << i;
}

/* What a macro calls a parameter that is a pool, since it has no types to tell. */
static gboolean
is_pool_name (const char *name)
{
  static const char *const names[] = { "pool", "scope", "allocator", NULL };

  return g_strv_contains (names, name);
}

/* `NAME other`: a macro that is but another name, unless of itself. */
static void
read_alias (CXTranslationUnit unit, CXCursor macro, Declaration *declaration)
{
  CXToken *tokens = NULL;
  unsigned count = 0;

  clang_tokenize (unit, clang_getCursorExtent (macro), &tokens, &count);
  if (count == 2 && clang_getTokenKind (tokens[1]) == CXToken_Identifier)
    {
      CXString name = clang_getTokenSpelling (unit, tokens[0]), other = clang_getTokenSpelling (unit, tokens[1]);

      if (!g_str_equal (clang_getCString (name), clang_getCString (other)))
        declaration->alias = text_intern (clang_getCString (other));
      clang_disposeString (name);
      clang_disposeString (other);
    }
  clang_disposeTokens (unit, tokens, count);
}

/* `NAME(a, b, ...) body`: the names between the parentheses. */
static void
read_macro (CXTranslationUnit unit, CXCursor macro, Declaration *declaration)
{
  CXToken *tokens = NULL;
  unsigned count = 0;

  declaration->is_macro = TRUE;
  if (!clang_Cursor_isMacroFunctionLike (macro))
    {
      read_alias (unit, macro, declaration);
      return;
    }
  declaration->parameters = 0;
  clang_tokenize (unit, clang_getCursorExtent (macro), &tokens, &count);
  for (unsigned i = 2; i < count; i++)
    {
      CXString spelling = clang_getTokenSpelling (unit, tokens[i]);
      const char *text = clang_getCString (spelling);
      gboolean ends = g_str_equal (text, ")");

      declaration->variadic |= g_str_equal (text, "...");
      if (is_pool_name (text))
        declaration->pools |= G_GUINT64_CONSTANT (1) << MIN (declaration->parameters, 63);
      declaration->parameters += g_ascii_isalpha (*text) || *text == '_';
      clang_disposeString (spelling);
      if (ends)
        break;
    }
  clang_disposeTokens (unit, tokens, count);
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

/* How the file at @path is included with the flags of @arguments: from the folder that is named with the shortest path. NULL:
 * it lies in none of them. */
static const char *
include_operand (char *const *arguments, const char *directory, const char *path)
{
  const char *found = NULL;

  for (; arguments && *arguments; arguments++)
    {
      const char *value = parser_flag_path ((const char *const *) arguments, PARSER_FLAG_HEADERS);
      g_autofree char *folder = value ? g_canonicalize_filename (value, directory) : NULL;
      const gsize length = folder ? strlen (folder) : 0;

      if (folder && g_str_has_prefix (path, folder) && path[length] == '/' && (!found || path + length + 1 < found))
        found = path + length + 1;
    }
  return found;
}

/* Of each file that is not brought by wmem's own header, how it is included. */
static void
see_inclusion (CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
  Probe *probe = data;
  unsigned line = 0;
  CXString name = clang_getFileName (file);
  g_autofree char *path = g_canonicalize_filename (clang_getCString (name), probe->command->directory);
  const char *operand = NULL;

  clang_disposeString (name);
  if (depth > 0)
    clang_getFileLocation (stack[depth - 1], NULL, &line, NULL, NULL);
  if (line > probe->own_lines)
    operand = include_operand (probe->command->arguments, probe->command->directory, path);
  g_hash_table_insert (probe->headers, file, (gpointer) text_intern (operand ? operand : ""));
}

static const char *
header_of (const Probe *probe, CXCursor declaration)
{
  CXFile file;
  const char *operand;

  clang_getFileLocation (clang_getCursorLocation (declaration), &file, NULL, NULL, NULL);
  operand = file ? g_hash_table_lookup (probe->headers, file) : NULL;
  return operand && *operand != '\0' ? operand : NULL;
}

static gboolean
is_wanted (const Probe *probe, const char *name)
{
  return strstr (name, "wmem_") || g_str_has_prefix (name, "WMEM_") || g_str_has_prefix (name, PROBE_HEADER)
         || g_hash_table_contains (probe->wanted, name);
}

static enum CXChildVisitResult
see_declaration (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Probe *probe = data;
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  CXString name;
  const char *text;

  (void) parent;
  if (kind == CXCursor_LinkageSpec || kind == CXCursor_UnexposedDecl)
    return CXChildVisit_Recurse; /* extern "C" */
  if (kind == CXCursor_StructDecl && clang_isCursorDefinition (cursor))
    {
      name = clang_getCursorSpelling (cursor);
      if (g_str_equal (clang_getCString (name), "_packet_info"))
        probe->after->packet_info_lacks_pool = !has_pool (cursor);
      clang_disposeString (name);
      return CXChildVisit_Continue;
    }
  if (kind != CXCursor_FunctionDecl && kind != CXCursor_MacroDefinition && kind != CXCursor_VarDecl
      && kind != CXCursor_TypedefDecl && kind != CXCursor_EnumConstantDecl && kind != CXCursor_EnumDecl)
    return CXChildVisit_Continue;
  name = clang_getCursorSpelling (cursor);
  text = clang_getCString (name);
  if (is_wanted (probe, text) && kind != CXCursor_EnumDecl)
    {
      Declaration *declaration = wmem_new0 (probe->pool, Declaration);

      declaration->parameters = -1;
      declaration->header = header_of (probe, cursor);
      if (kind == CXCursor_FunctionDecl)
        read_function (cursor, declaration);
      else if (kind == CXCursor_MacroDefinition)
        read_macro (probe->unit, cursor, declaration);
      if (kind == CXCursor_FunctionDecl && g_str_equal (text, "wmem_tree_foreach"))
        probe->after->foreach_parameters = callback_parameters (cursor);
      g_hash_table_insert (probe->after->declared, (gpointer) text_intern (text), declaration);
    }
  clang_disposeString (name);
  return kind == CXCursor_EnumDecl ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

/* Whether the header that @a form's names are declared in, if anywhere, is there. */
static gboolean
knows_header (const AfterSide *after, const Rule *form)
{
  for (guint i = 0; form->headers && form->headers[i]; i++)
    if (g_hash_table_contains (after->headers, form->headers[i]))
      return TRUE;
  return FALSE;
}

/* Which of @a headers are there; the first target of the rules' headers among them is the one to include. */
static void
read_headers (AfterSide *after, const RuleSet *rules, const GPtrArray *headers)
{
  for (guint i = 0; i < headers->len; i++)
    {
      g_autofree char *mark = g_strdup_printf (PROBE_HEADER "%u", i);

      if (g_hash_table_contains (after->declared, mark))
        g_hash_table_add (after->headers, (gpointer) text_intern (g_ptr_array_index (headers, i)));
    }
  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      if (form->headers && knows_header (after, form))
        after->has_helpers = TRUE;
      else if (form->kind == RULE_HEADER && form->target && !after->include
               && g_hash_table_contains (after->headers, form->target))
        {
          g_autofree char *operand = g_strdup_printf ("<%s>", form->target);

          after->include = text_intern (operand);
        }
  if (!after->include)
    after->include = "<wmem/wmem.h>";
}

static gboolean
is_asked (const char *expression, const char *accessor)
{
  return expression && !g_str_equal (expression, accessor);
}

/* The probe is read as the unit is, as C or C++. */
static char *
probe_file (const CompileCommand *command)
{
  const char *dot = strrchr (command->file, '.');

  return g_strconcat (command->file, ".wmem-migrate-probe", dot && !strchr (dot, '/') ? dot : ".c", NULL);
}

static AfterSide *
after_side_new (wmem_allocator_t *pool, const RunOptions *options)
{
  AfterSide *after = wmem_new0 (pool, AfterSide);

  after->foreach_parameters = -1;
  after->declared = pool_table (pool, g_hash_table_new (g_str_hash, g_str_equal));
  after->headers = pool_table (pool, g_hash_table_new (g_str_hash, g_str_equal));
  after->asked[POOL_PACKET] = is_asked (options->packet_pool, "wmem_packet_scope()");
  after->asked[POOL_FILE] = is_asked (options->file_pool, "wmem_file_scope()");
  after->asked[POOL_EPAN] = is_asked (options->epan_pool, "wmem_epan_scope()");
  return after;
}

AfterSide *
after_side_probe (wmem_allocator_t *pool, const RuleSet *rules, const RunOptions *options,
                  const CompileCommand *command)
{
  AfterSide *after = after_side_new (pool, options);
  CompileCommand probe = *command;
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  g_autoptr (GHashTable) wanted = wanted_names (rules);
  guint own_lines;
  g_autofree char *text = probe_text (rules, headers, &own_lines);
  g_autofree char *file = probe_file (command);
  struct CXUnsavedFile unsaved = { file, text, strlen (text) };
  ParsedUnit parsed;

  probe.file = file;
  parse_unit (&parsed, &probe, (const char *const *) options->after_arguments, NULL, &unsaved, 1);
  if (parsed.unit)
    {
      g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
      Probe seen = { after, pool, parsed.unit, wanted, command, places, own_lines };

      clang_getInclusions (parsed.unit, see_inclusion, &seen);
      clang_visitChildren (clang_getTranslationUnitCursor (parsed.unit), see_declaration, &seen);
    }
  parsed_unit_clear (&parsed);
  read_headers (after, rules, headers);
  after_side_tell (after, (RuleSet *) rules, NULL, NULL);
  return after;
}

GVariant *
after_side_pack (const AfterSide *after)
{
  GVariantBuilder declared, headers;
  GHashTableIter iterator;
  gpointer name, value;

  g_variant_builder_init (&declared, G_VARIANT_TYPE ("a(sibbtss)"));
  g_hash_table_iter_init (&iterator, after->declared);
  while (g_hash_table_iter_next (&iterator, &name, &value))
    {
      const Declaration *declaration = value;

      g_variant_builder_add (&declared, "(sibbtss)", name, declaration->parameters, declaration->variadic, declaration->is_macro,
                             declaration->pools, declaration->alias ? declaration->alias : "",
                             declaration->header ? declaration->header : "");
    }
  g_variant_builder_init (&headers, G_VARIANT_TYPE ("as"));
  g_hash_table_iter_init (&iterator, after->headers);
  while (g_hash_table_iter_next (&iterator, &name, NULL))
    g_variant_builder_add (&headers, "s", name);
  return g_variant_new (AFTER_SIDE_TYPE, after->include, after->packet_info_lacks_pool, after->has_helpers,
                        after->foreach_parameters, &declared, &headers);
}

AfterSide *
after_side_unpack (wmem_allocator_t *pool, const RunOptions *options, GVariant *packed)
{
  AfterSide *after = after_side_new (pool, options);
  g_autoptr (GVariantIter) declared = NULL, headers = NULL;
  const char *name, *alias, *header;
  Declaration read;

  g_variant_get (packed, AFTER_SIDE_TYPE, &name, &after->packet_info_lacks_pool, &after->has_helpers,
                 &after->foreach_parameters, &declared, &headers);
  after->include = text_intern (name);
  g_free ((char *) name);
  while (g_variant_iter_next (declared, "(&sibbt&s&s)", &name, &read.parameters, &read.variadic, &read.is_macro, &read.pools,
                              &alias, &header))
    {
      read.header = *header != '\0' ? text_intern (header) : NULL;
      read.alias = *alias != '\0' ? text_intern (alias) : NULL;
      g_hash_table_insert (after->declared, (gpointer) text_intern (name), wmem_memdup (pool, &read, sizeof read));
    }
  while (g_variant_iter_next (headers, "&s", &name))
    g_hash_table_add (after->headers, (gpointer) text_intern (name));
  return after;
}

void
after_side_tell (const AfterSide *after, RuleSet *rules, GArray *heard, GArray *holding)
{
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      gboolean matters = after_side_is_gone (after, rule);
      guint number = 0;

      for (const Rule *form = rule; form; form = form->next, number++)
        {
          gboolean holds = after_side_form_holds (after, form);

          matters |= holds;
          if (!holds)
            continue;
          rule_set_holds (rules, rule, number);
          if (holding)
            {
              g_array_append_val (holding, i);
              g_array_append_val (holding, number);
            }
        }
      if (!matters)
        continue;
      rule_set_heard (rules, rule);
      if (heard)
        g_array_append_val (heard, i);
    }
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

gboolean
after_side_has_helpers (const AfterSide *after)
{
  return after->has_helpers;
}

const char *
after_side_include (const AfterSide *after)
{
  return after->include;
}

gboolean
after_side_declares (const AfterSide *after, const char *name)
{
  return g_hash_table_contains (after->declared, name) || g_hash_table_contains (after->headers, name);
}

/* Whether @a declared can be called as the new @a form is: so many arguments, and pools where it passes them. */
static gboolean
takes_new_form (const AfterSide *after, const Declaration *declared, const Rule *form)
{
  const Declaration *other = declared->alias ? g_hash_table_lookup (after->declared, declared->alias) : NULL;
  guint count = 0;
  gboolean rest = FALSE;

  if (other && !other->alias)
    return takes_new_form (after, other, form);
  if (!form->arguments || declared->parameters < 0)
    return !form->arguments || declared->is_macro; /* an object-like macro that names a function */
  for (guint i = 0; i < form->arguments->len; i++)
    {
      const RuleArgument *argument = &g_array_index (form->arguments, RuleArgument, i);

      rest |= argument->rest;
      count += !argument->rest;
      if (argument->pool != POOL_NONE && !declared->is_macro && !(declared->pools >> MIN (i, 63) & 1))
        return FALSE;
    }
  return count == (guint) declared->parameters || (count > (guint) declared->parameters && declared->variadic)
         || (rest && count <= (guint) declared->parameters);
}

gboolean
after_side_keeps_form (const AfterSide *after, const Rule *form)
{
  const Declaration *declared = g_hash_table_lookup (after->declared, form->name);

  if (form->kind == RULE_MOVED)
    return g_hash_table_contains (after->headers, form->name);
  if (!declared)
    return FALSE;
  if (!form->parameters || declared->parameters < 0 || declared->variadic)
    return TRUE;
  for (guint i = 0; i < form->parameters->len; i++)
    if ((declared->pools >> MIN (i, 63) & 1) && !is_pool_name (g_ptr_array_index (form->parameters, i)))
      return FALSE;
  return declared->parameters == (int) form->parameters->len;
}

/* Whether @a operand is `<PATH>`. */
static gboolean
is_operand (const char *operand, const char *path)
{
  return strlen (operand) == strlen (path) + 2 && strncmp (operand + 1, path, strlen (path)) == 0;
}

gboolean
after_side_form_holds (const AfterSide *after, const Rule *form)
{
  const Declaration *needed = form->needs ? g_hash_table_lookup (after->declared, form->needs) : NULL;

  if (form->target_pool != POOL_NONE)
    return after->asked[form->target_pool] || !after_side_declares (after, form->name);
  if (form->kind == RULE_HEADER)
    return form->target && is_operand (after->include, form->target);
  if (!form->target && !form->recipe)
    return FALSE;
  if (form->kind == RULE_MOVED)
    return g_hash_table_contains (after->headers, form->target) && !after_side_keeps_form (after, form);
  if (form->needs
      && (!needed || (g_strcmp0 (form->needs, form->target) == 0 && !takes_new_form (after, needed, form))))
    return FALSE;
  return !form->quiet || !after_side_keeps_form (after, form);
}

gboolean
after_side_is_gone (const AfterSide *after, const Rule *rule)
{
  gboolean gone = FALSE;

  for (const Rule *form = rule; form; form = form->next)
    {
      if (after_side_keeps_form (after, form))
        return FALSE;
      gone |= form->needs && (!form->quiet || knows_header (after, form));
    }
  return gone;
}

const Rule *
after_side_choose (const AfterSide *after, const Rule *rule, int given)
{
  const Rule *taking = NULL;

  for (const Rule *form = rule; form; form = form->next)
    {
      if (given >= 0 && !rule_takes (form, (guint) given))
        continue;
      if (!taking)
        taking = form;
      if (after && after_side_form_holds (after, form))
        return form;
    }
  return taking ? taking : rule;
}

const char *
after_side_header (const AfterSide *after, const char *name)
{
  const Declaration *declared = g_hash_table_lookup (after->declared, name);

  return declared ? declared->header : NULL;
}

int
after_side_foreach_parameters (const AfterSide *after)
{
  return after->foreach_parameters;
}

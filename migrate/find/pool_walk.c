/* SPDX-License-Identifier: MIT */
/*
 * Functions, and how they are named.
 */
#include "find/pool_walk.h"

#include <string.h>

#include "pools/pool_options.h"
#include "syntax/pool_at_hand.h"
#include "find/packet_argument.h"
#include "find/pool_macros.h"
#include "find/pool_parameter.h"
#include "find/pool_pointer.h"
#include "find/pool_pointers.h"
#include "find/pool_variable.h"
#include "find/shim.h"
#include "model/pool_array.h"
#include "model/text_intern.h"
#include "syntax/cursor.h"
#include "syntax/names.h"

/* Declarations of functions */

static enum CXChildVisitResult
see_attribute (CXCursor cursor, CXCursor parent, CXClientData data)
{
  const char **found = data;
  (void) parent;
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  if (kind == CXCursor_DLLExport || kind == CXCursor_DLLImport)
    *found = "it is exported";
  else if (kind == CXCursor_VisibilityAttr && g_str_equal (pool_walker_spell (clang_getCursorSpelling (cursor)), "default"))
    *found = "it is exported";
  return *found ? CXChildVisit_Break : CXChildVisit_Continue;
}

/* Attributes that libclang has no name for are told by their words. */
static const char *
attribute_that_bars (PoolWalker *walk, CXCursor function)
{
  static const char *const words[] = { "alias", "weak", "constructor", "destructor", "ifunc", "naked", "noclone_export" };
  const char *found = NULL;
  guint32 start, end;
  if (!clang_Cursor_hasAttrs (function))
    return NULL;
  clang_visitChildren (function, see_attribute, &found);
  CXSourceRange extent = clang_getCursorExtent (function);
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (extent), &start, NULL);
  if (found || !file || pool_walker_locate (walk, clang_getCursorLocation (function), &end, NULL) != file)
    return found;
  /* Before the name, and behind the parameters up to the body. */
  const char *limit = memchr (file->text + end, '{', file->length - end);
  const char *stop = memchr (file->text + end, ';', file->length - end);
  if (!limit || (stop && stop < limit))
    limit = stop;
  g_autofree char *text = g_strndup (file->text + start, limit ? (gsize) (limit - file->text) - start : 0);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (text, words[i]);
      if (at && strstr (text, "__attribute__") && strstr (text, "__attribute__") < at)
        return "an attribute lets something else call it";
    }
  return NULL;
}

/* What of the parameters could carry a pool. */
static const char *
find_carrier (PoolWalker *walk, CXCursor function)
{
  const char *data = NULL, *record = NULL;
  const int n = clang_Cursor_getNumArguments (function);
  for (int i = 0; i < n; i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) i);
      CXType type = clang_getCanonicalType (clang_getCursorType (parameter));
      const char *name = pool_walker_spell (clang_getCursorSpelling (parameter));
      guint32 offset;
      if (type.kind != CXType_Pointer || *name == '\0')
        continue;
      CXType pointee = clang_getCanonicalType (clang_getPointeeType (type));
      /* What a comparison gets is no user data. */
      if (pointee.kind == CXType_Void && clang_isConstQualifiedType (pointee))
        continue;
      if (pointee.kind == CXType_Void)
        {
          g_autofree char *text = g_strdup_printf ("its user data '%s' could carry the pool", name);
          data = text_intern (text);
        }
      else if (pointee.kind == CXType_Record && !record
               && pool_walker_locate (walk, clang_getCursorLocation (clang_getTypeDeclaration (pointee)), &offset, NULL)
               && clang_Type_getSizeOf (pointee) > 0)
        {
          g_autofree char *text = g_strdup_printf ("the struct that its parameter '%s' points to could carry the pool", name);
          record = text_intern (text);
        }
    }
  return data ? data : record;
}

/* @return what comes from @at on behind blanks and comments. */
static gsize
skip_blanks (const PoolFile *file, gsize at)
{
  for (;;)
    {
      const gboolean comment = at + 1 < file->length && file->text[at] == '/' && (file->text[at + 1] == '*' || file->text[at + 1] == '/');
      if (comment)
        {
          const char *const limit = file->text + file->length;
          const gboolean block = file->text[at + 1] == '*';
          const char *end = block ? g_strstr_len (file->text + at + 2, (gssize) (file->length - at - 2), "*/") : memchr (file->text + at, '\n', file->length - at);
          at = (gsize) ((!end ? limit : block ? end + 2
                                              : end)
                        - file->text);
        }
      else if (at < file->length && (g_ascii_isspace (file->text[at]) || file->text[at] == '\\'))
        at++;
      else
        return at;
    }
}

/* Whether the bytes at @offset are @name and then, but for blanks and comments, a parenthesis: of a parameter list, or of a call. */
static gboolean
is_name_with_list (const PoolFile *file, guint32 offset, const char *name)
{
  const gsize length = strlen (name);
  if (offset + length >= file->length || strncmp (file->text + offset, name, length) != 0)
    return FALSE;
  gsize at = skip_blanks (file, offset + length), before = offset;
  if (at < file->length && file->text[at] == '(')
    return TRUE;
  if (at >= file->length || file->text[at] != ')')
    return FALSE;
  /* `(name) (…)`, and no macro's argument. */
  while (before > 0 && g_ascii_isspace (file->text[before - 1]))
    before--;
  if (before == 0 || file->text[before - 1] != '(')
    return FALSE;
  for (before--; before > 0 && g_ascii_isspace (file->text[before - 1]); before--)
    ;
  const char previous = before > 0 ? file->text[before - 1] : '\0';
  at = skip_blanks (file, at + 1);
  return at < file->length && file->text[at] == '(' && !g_ascii_isalnum (previous) && previous != '_';
}

static const char *
why_not_ours (PoolWalker *walk, CXCursor function, const char *name, const PoolFile *file, guint32 offset)
{
  if (!file)
    return "it is declared outside of what may be edited";
  if (!is_name_with_list (file, offset, name))
    return "its declaration is not spelled out: a macro or a typedef makes it";
  if (shim_stands_for (walk->analysis, name))
    return "it stands for a name of the old API";
  return attribute_that_bars (walk, function);
}

static PoolFunction *
note_function (PoolWalker *walk, CXCursor cursor)
{
  const char *id = names_id (walk->names, cursor), *name = pool_walker_spell (clang_getCursorSpelling (cursor));
  guint32 offset, line;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, &line);
  names_note_function (walk->names, cursor);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (walk->functions, id));
  pool_sources_name (walk->sources, name, id);
  if (index == 0)
    {
      PoolFunction fresh = { .id = id, .name = name, .path = file ? file->path : NULL, .line = line };
      const int n = clang_Cursor_getNumArguments (cursor);
      fresh.internal = clang_getCursorLinkage (cursor) == CXLinkage_Internal;
      /* `va_start` names the last one: that has to stay the last. */
      fresh.n_parameters = n > 0 && !clang_Cursor_isVariadic (cursor) ? (guint32) n : 0;
      g_array_append_val (walk->facts->functions, fresh);
      index = walk->facts->functions->len;
      g_hash_table_insert (walk->functions, (gpointer) id, GUINT_TO_POINTER (index));
    }
  PoolFunction *f = &g_array_index (walk->facts->functions, PoolFunction, index - 1);
  const char *barred = why_not_ours (walk, cursor, name, file, offset);
  if (barred && !f->barred)
    f->barred = barred;
  index = (guint) (f - (PoolFunction *) (gpointer) walk->facts->functions->data);
  pool_pointer_declare (walk, cursor, id);
  return &g_array_index (walk->facts->functions, PoolFunction, index);
}

/* How functions are named */

/* The name that @call calls by, or a null cursor: through a pointer. */
static CXCursor
callee_of (CXCursor call)
{
  CXCursor callee = call;
  do
    callee = cursor_first_child (callee);
  while (clang_getCursorKind (callee) == CXCursor_UnexposedExpr || clang_getCursorKind (callee) == CXCursor_ParenExpr);
  if (clang_getCursorKind (callee) != CXCursor_DeclRefExpr
      || clang_getCursorKind (clang_getCursorReferenced (callee)) != CXCursor_FunctionDecl)
    return clang_getNullCursor ();
  return callee;
}

static void
see_method_call (PoolWalker *walk, CXCursor call)
{
  CXCursor method = clang_getCursorReferenced (call);
  guint32 offset, line;
  const PoolFile *file = cursor_is_method (clang_getCursorKind (method)) ? pool_walker_locate (walk, clang_getCursorLocation (call), &offset, &line) : NULL;
  if (file)
    packet_arguments_check (walk, call, names_id (walk->names, method), file, line);
}

static void
see_call (PoolWalker *walk, CXCursor call)
{
  CXCursor callee = callee_of (call);
  if (clang_Cursor_isNull (callee))
    {
      see_method_call (walk, call);
      pool_pointers_call (walk, call);
      return;
    }
  CXCursor function = clang_getCursorReferenced (callee);
  CXSourceLocation declared = clang_getCursorLocation (clang_getCanonicalCursor (function));
  guint32 offset, line, place;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (callee), &offset, &line);
  if (!file || !pool_walker_locate (walk, declared, &place, NULL))
    return; /* the system's, or the old API's */
  const char *id = names_id (walk->names, function), *name = pool_walker_spell (clang_getCursorSpelling (function));
  pool_sources_name (walk->sources, name, id);
  packet_arguments_check (walk, call, id, file, line);
  const PoolAtHand hand = pool_sources_at (walk->sources, file->path, offset);
  if (!is_name_with_list (file, offset, name))
    {
      if (!pool_macros_explain (walk->analysis, file->text + offset, name))
        pool_walker_bar (walk, id, file->path, line,
                         g_str_has_prefix (file->text + offset, name) ? "it is called in a way that cannot be followed"
                                                                      : "a macro calls it in a way that cannot be followed");
      pool_walker_shift_balance (walk, file, offset, id, -1);
      return;
    }
  pool_walker_shift_balance (walk, file, offset, id, -1);
  const PoolNamed named = { file->path, offset, line, walk->function, id };
  g_array_append_val (walk->named, named);
  pool_walker_add_use (walk, (PoolUse){
                                 .kind = POOL_USE_CALL,
                                 .covered = hand.text != NULL,
                                 .unsure = hand.unread || hand.tested,
                                 .from = walk->function,
                                 .to = id,
                                 .path = file->path,
                                 .line = line,
                                 .text = hand.closed ? "calls it in a lambda, or a class of its own, that sees no pool" : NULL,
                             });
}

static void
see_name (PoolWalker *walk, CXCursor cursor)
{
  CXCursor function = clang_getCursorReferenced (cursor);
  guint32 offset, line, place;
  if (clang_getCursorKind (function) != CXCursor_FunctionDecl)
    return;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, &line);
  if (!file || !pool_walker_locate (walk, clang_getCursorLocation (clang_getCanonicalCursor (function)), &place, NULL))
    return;
  const char *id = names_id (walk->names, function);
  if (pool_walker_shift_balance (walk, file, offset, id, 1) >= 0)
    pool_walker_bar (walk, id, file->path, line, "its address is taken");
}

/* What a variable's end calls with its address. */
static enum CXChildVisitResult
see_cleanup (CXCursor cursor, CXCursor parent, CXClientData data)
{
  PoolWalker *walk = data;
  guint32 offset, line;
  if (!clang_isAttribute (clang_getCursorKind (cursor)))
    return CXChildVisit_Continue;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, &line);
  g_autoptr (GPtrArray) ids = names_cleanup (walk->names, parent, cursor);
  for (guint i = 0; file && i < ids->len; i++)
    pool_walker_bar (walk, ids->pdata[i], file->path, line, "the end of a variable calls it");
  return CXChildVisit_Continue;
}

/* A macro made this text of its arguments. */
static void
see_text (PoolWalker *walk, CXCursor cursor)
{
  guint32 offset;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, NULL);
  if (!file || !(g_ascii_isalpha (file->text[offset]) || file->text[offset] == '_') || file->text[offset + 1] == '"')
    return;
  g_autofree char *key = g_strdup_printf ("%p:%u", (gconstpointer) file->path, offset);
  GPtrArray *texts = g_hash_table_lookup (walk->texts, key);
  if (!texts)
    g_hash_table_insert (walk->texts, g_steal_pointer (&key), texts = g_ptr_array_new ());
  g_ptr_array_add (texts, (gpointer) pool_walker_spell (clang_getCursorSpelling (cursor)));
}

static enum CXChildVisitResult walk_down (CXCursor cursor, CXCursor parent, CXClientData data);

static void
walk_scope (PoolWalker *walk, CXCursor cursor)
{
  const guint32 outer = walk->scope_end;
  CXFile file;
  unsigned end;
  clang_getFileLocation (clang_getRangeEnd (clang_getCursorExtent (cursor)), &file, NULL, NULL, &end);
  walk->scope_end = end;
  clang_visitChildren (cursor, walk_down, walk);
  walk->scope_end = outer;
}

/* Whether the list of captures at @text, of @length bytes up to its bracket, takes all that is named: `[&]`, `[=, x]`. */
static gboolean
captures_all (const char *text, gsize length)
{
  gsize at = 1;
  while (at < length && g_ascii_isspace (text[at]))
    at++;
  if (at < length && text[at] == '=')
    return TRUE;
  if (at == length || text[at] != '&')
    return FALSE;
  for (at++; at < length && g_ascii_isspace (text[at]); at++)
    ;
  return at == length || text[at] == ',';
}

typedef struct {
  PoolWalker *walk;
  guint32 from, to; /* its body */
} Lambda;

static enum CXChildVisitResult
see_parameter (CXCursor cursor, CXCursor parent, CXClientData data)
{
  const Lambda *lambda = data;
  (void) parent;
  if (clang_getCursorKind (cursor) == CXCursor_ParmDecl)
    pool_variable_note_lambda (lambda->walk, cursor, lambda->from, lambda->to);
  return CXChildVisit_Continue;
}

/* A lambda, or a class in a function: what is in it sees of what is around what it captures, and is not called as the function is. */
static void
walk_closed (PoolWalker *walk, CXCursor cursor)
{
  guint32 start, end;
  CXSourceRange extent = clang_getCursorExtent (cursor);
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (extent), &start, NULL);
  clang_getFileLocation (clang_getRangeEnd (extent), NULL, NULL, NULL, &end);
  const char *text = file ? file->text + start : "";
  const char *close = *text == '[' && end <= file->length ? memchr (text, ']', end - start) : NULL;
  Lambda lambda = { walk, 0, end };
  CXCursor body = cursor_last_child (cursor);
  const gboolean has_parameters = walk->function && close && file == walk->file && clang_getCursorKind (body) == CXCursor_CompoundStmt
                                  && pool_walker_locate (walk, clang_getCursorLocation (body), &lambda.from, NULL) == file;
  if (has_parameters)
    clang_visitChildren (cursor, see_parameter, &lambda);
  if (!walk->function || (close && captures_all (text, (gsize) (close - text))))
    {
      clang_visitChildren (cursor, walk_down, walk);
      return;
    }
  const char *const function = walk->function;
  g_autofree char *captures = close ? g_strndup (text + 1, (gsize) (close - text) - 1) : g_strdup ("");
  if (file)
    pool_sources_close (walk->sources, file->path, start, end, text_intern (captures));
  walk->function = NULL;
  clang_visitChildren (cursor, walk_down, walk);
  walk->function = function;
}

static enum CXChildVisitResult
walk_down (CXCursor cursor, CXCursor parent, CXClientData data)
{
  PoolWalker *walk = data;
  (void) parent;
  pool_pointers_see (walk, cursor);
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_CompoundStmt:
    case CXCursor_ForStmt:
      if (!walk->function)
        return CXChildVisit_Recurse;
      walk_scope (walk, cursor);
      return CXChildVisit_Continue;
    case CXCursor_VarDecl:
      if (walk->function)
        pool_variable_note (walk, cursor, 0);
      if (clang_Cursor_hasAttrs (cursor))
        clang_visitChildren (cursor, see_cleanup, walk);
      break;
    case CXCursor_FunctionDecl:
      note_function (walk, cursor); /* a prototype in a block */
      break;
    case CXCursor_LambdaExpr:
    case CXCursor_ClassDecl:
    case CXCursor_StructDecl:
      walk_closed (walk, cursor);
      return CXChildVisit_Continue;
    case CXCursor_CallExpr:
      see_call (walk, cursor);
      break;
    case CXCursor_DeclRefExpr:
      see_name (walk, cursor);
      break;
    case CXCursor_StringLiteral:
      see_text (walk, cursor);
      break;
    default:
      break;
    }
  return CXChildVisit_Recurse;
}

static enum CXChildVisitResult
find_body (CXCursor cursor, CXCursor parent, CXClientData data)
{
  (void) parent;
  if (clang_getCursorKind (cursor) != CXCursor_CompoundStmt)
    return CXChildVisit_Continue;
  *(CXCursor *) data = cursor;
  return CXChildVisit_Break;
}

/* A method sees its parameters as a function does; its signature is the class's. */
static PoolFunction *
note_method (PoolWalker *walk, CXCursor cursor)
{
  guint32 offset, line = 0;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, &line);
  const PoolFunction fresh = {
    .id = names_id (walk->names, cursor),
    .name = pool_walker_spell (clang_getCursorSpelling (cursor)),
    .path = file ? file->path : NULL,
    .line = line,
    .barred = "it is a method, whose signature belongs to its class",
  };
  g_array_append_val (walk->facts->functions, fresh);
  return &g_array_index (walk->facts->functions, PoolFunction, walk->facts->functions->len - 1);
}

/* Where the code of @function begins that sees its parameters: at the @brace of its body, of a constructor behind the list of these. */
static guint32
begin_of_code (PoolWalker *walk, CXCursor function, guint32 brace)
{
  const int n = clang_Cursor_getNumArguments (function);
  CXSourceLocation end = clang_getCursorLocation (function);
  guint32 from;
  if (clang_getCursorKind (function) != CXCursor_Constructor)
    return brace;
  if (n > 0)
    end = clang_getRangeEnd (clang_getCursorExtent (clang_Cursor_getArgument (function, (unsigned) n - 1)));
  return pool_walker_locate (walk, end, &from, NULL) && from < brace ? from : brace;
}

static void
walk_function (PoolWalker *walk, CXCursor cursor)
{
  CXCursor body = clang_getNullCursor ();
  guint32 start, brace, from, end;
  PoolFunction *f = cursor_is_method (clang_getCursorKind (cursor)) ? note_method (walk, cursor) : note_function (walk, cursor);
  if (!clang_isCursorDefinition (cursor))
    return;
  clang_visitChildren (cursor, find_body, &body);
  CXSourceRange extent = clang_getCursorExtent (cursor);
  const PoolFile *file = clang_Cursor_isNull (body) ? NULL : pool_walker_locate (walk, clang_getCursorLocation (body), &brace, NULL);
  if (!file)
    return;
  from = begin_of_code (walk, cursor, brace);
  f->defined = TRUE;
  f->path = file->path;
  f->carrier = find_carrier (walk, cursor);
  clang_getFileLocation (clang_getRangeEnd (clang_getCursorExtent (body)), NULL, NULL, NULL, &end);
  if (pool_walker_locate (walk, clang_getRangeStart (extent), &start, &f->line) != file || !(file->text[brace] == '{' || g_str_has_prefix (file->text + brace, "<%")) || end <= brace)
    {
      f->barred = f->barred ? f->barred : "a macro makes its body";
      from = end = brace;
    }
  else
    f->parameter = pool_parameter_name (walk->analysis, file->text, start, end);
  walk->file = file;
  walk->function = f->id;
  walk->function_cursor = cursor;
  walk->scope_end = end;
  pool_sources_add_body (walk->sources, file->path, from, end, f->id);
  g_array_set_size (walk->packets, 0);
  pool_variable_note_members (walk, cursor, from);
  const int n = clang_Cursor_getNumArguments (cursor);
  for (int i = 0; i < n; i++)
    pool_variable_note (walk, clang_Cursor_getArgument (cursor, (unsigned) i), from);
  clang_visitChildren (from == brace ? body : cursor, walk_down, walk);
  walk->function = NULL;
}

static enum CXChildVisitResult
walk_top (CXCursor cursor, CXCursor parent, CXClientData data)
{
  PoolWalker *walk = data;
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  guint32 offset;
  if (clang_isPreprocessing (kind))
    return CXChildVisit_Continue;
  if (kind != CXCursor_LinkageSpec && clang_isDeclaration (kind) && !cursor_is_class (clang_getCursorKind (parent)))
    g_hash_table_add (walk->analysis->global_names, (gpointer) pool_walker_spell (clang_getCursorSpelling (cursor)));
  if (!pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, NULL))
    return kind == CXCursor_LinkageSpec || kind == CXCursor_Namespace ? CXChildVisit_Recurse : CXChildVisit_Continue;
  if (kind == CXCursor_FunctionDecl || cursor_is_method (kind))
    walk_function (walk, cursor);
  else if (cursor_is_class (kind))
    return CXChildVisit_Recurse;
  else if (kind == CXCursor_VarDecl)
    {
      pool_pointers_see (walk, cursor);
      clang_visitChildren (cursor, walk_down, walk);
    }
  else if (kind == CXCursor_LinkageSpec || kind == CXCursor_Namespace || kind == CXCursor_UnexposedDecl)
    return CXChildVisit_Recurse;
  return CXChildVisit_Continue;
}

/* Calls inside of what a macro turns into text: the text would change. */
static void
bar_stringised (PoolWalker *walk)
{
  for (guint i = 0; g_hash_table_size (walk->texts) > 0 && i < walk->named->len; i++)
    {
      const PoolNamed *named = &g_array_index (walk->named, PoolNamed, i);
      const UnitFile *file = analysis_file (walk->analysis, named->path);
      guint32 token = file ? source_token_at (file->source, named->offset) : NO_TOKEN;
      for (guint32 open = token == NO_TOKEN ? NO_TOKEN : source_token (file->source, token)->outer; open != NO_TOKEN;
           open = source_token (file->source, open)->outer)
        {
          guint32 name = source_previous (file->source, open);
          if (name == NO_TOKEN)
            continue;
          g_autofree char *key = g_strdup_printf ("%p:%u", (gconstpointer) named->path, source_token (file->source, name)->offset);
          const GPtrArray *texts = g_hash_table_lookup (walk->texts, key);
          const char *own = source_spelling (walk->analysis->pool, file->source, token);
          for (guint j = 0; texts && j < texts->len; j++)
            if (strstr (texts->pdata[j], own))
              {
                walk->function = named->from;
                pool_walker_bar (walk, named->to, named->path, named->line, "a macro turns a call of it into text");
              }
        }
    }
  walk->function = NULL;
}

/* What implements the old API stays as it is, and with it the signature of all that it defines and names. */
static void
bar_managers (const Analysis *analysis)
{
  PoolFacts *facts = analysis->pool_facts;
  g_autoptr (GHashTable) managers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      if (file->is_manager)
        g_hash_table_add (managers, (gpointer) file->source->path);
    }
  if (g_hash_table_size (managers) == 0)
    return;
  for (guint i = 0; i < facts->functions->len; i++)
    {
      PoolFunction *f = &g_array_index (facts->functions, PoolFunction, i);
      if (f->defined && !f->barred && g_hash_table_contains (managers, f->path))
        f->barred = "it stands in a file that implements the old API";
    }
  for (guint i = facts->uses->len; i > 0; i--)
    {
      PoolUse use = g_array_index (facts->uses, PoolUse, i - 1);
      const char *const named[] = { use.to, use.kind == POOL_USE_MEETS ? use.from : NULL };
      for (guint j = 0; j < G_N_ELEMENTS (named) && g_hash_table_contains (managers, use.path); j++)
        {
          use = (PoolUse){ .kind = POOL_USE_BAR, .to = named[j], .path = use.path, .line = use.line, .text = "what implements the old API names it" };
          if (named[j])
            g_array_append_val (facts->uses, use);
        }
    }
}

void
pool_walk (Analysis *analysis, CXTranslationUnit unit)
{
  PoolWalker walk = {
    .analysis = analysis,
    .unit = unit,
    .names = names_new (unit),
    .by_caller = pool_is_explicit (analysis->context->options, POOL_FILE),
  };
  analysis->pool_sources = walk.sources = pool_sources_new (analysis->pool);
  analysis->pool_facts = walk.facts = pool_facts_new (analysis->pool);
  analysis->macro_names = pool_table (analysis->pool, g_hash_table_new (g_str_hash, g_str_equal));
  analysis->global_names = pool_table (analysis->pool, g_hash_table_new (NULL, NULL));
  walk.files = g_hash_table_new (NULL, NULL);
  walk.functions = g_hash_table_new (NULL, NULL);
  walk.pointers = g_hash_table_new (cursor_hash, cursor_equal);
  walk.uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk.balance = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk.named = g_array_new (FALSE, FALSE, sizeof (PoolNamed));
  walk.packets = g_array_new (FALSE, FALSE, sizeof (PoolPacket));
  walk.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  pool_macros_read (analysis);
  clang_visitChildren (clang_getTranslationUnitCursor (unit), walk_top, &walk);
  bar_stringised (&walk);
  pool_macros_add_uses (analysis);
  bar_managers (analysis);
  names_free (walk.names);
  g_hash_table_unref (walk.files);
  g_hash_table_unref (walk.functions);
  g_hash_table_unref (walk.pointers);
  g_hash_table_unref (walk.uses);
  g_hash_table_unref (walk.balance);
  g_array_unref (walk.named);
  g_array_unref (walk.packets);
  g_hash_table_unref (walk.texts);
}

void
pool_walk_add_sites (Analysis *analysis)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      for (guint j = 0; j < file->findings->occurrences->len; j++)
        {
          const Occurrence *occurrence = g_ptr_array_index (file->findings->occurrences, j);
          /* An accessor that stays for want of a pool asks for one, too. */
          const gboolean asks = occurrence->change >= 0 || occurrence->reason == REASON_NO_POOL
                                || occurrence->reason == REASON_ACCESSOR_STAYS;
          for (guint pool = POOL_PACKET; asks && pool < N_POOLS; pool++)
            {
              if ((occurrence->pools & 1u << pool) == 0)
                continue;
              const PoolAtHand hand = pool_at_hand (analysis, file, occurrence->offset);
              PoolUse use = {
                .kind = POOL_USE_SITE,
                .pool = pool,
                .covered = hand.text && pool == POOL_PACKET,
                .unsure = hand.unread || hand.tested,
                .from = hand.function,
                .path = file->source->path,
                .line = occurrence->line,
              };
              /* One at hand counts only as long as nobody knows whether it may be NULL. */
              if (!use.covered || use.unsure)
                g_array_append_val (analysis->pool_facts->uses, use);
            }
        }
    }
}

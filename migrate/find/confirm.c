/* SPDX-License-Identifier: MIT */
/*
 * The walk over the syntax tree.
 */
#include "find/confirm.h"

#include <string.h>

#include "find/value_place.h"
#include "model/pool_array.h"
#include "sides/old_api.h"
#include "syntax/cursor.h"
#include "syntax/names.h"

typedef struct
{
  wmem_allocator_t *pool;
  const RuleSet *rules;
  GPtrArray *files; /* of UnitFile */
  CXFile last_file; /* most cursors lie in the file of the one before */
  UnitFile *last;
  GArray *path; /* of Step */
  const char *function;
  const char *pinfo;
  gboolean described; /* what the cursor in hand refers to is declared by the description of the old API */
  gboolean want_pinfo;
  Names *names; /* of the functions that gain a pool; NULL until one is met */
  CXTranslationUnit unit;
} Walk;

static UnitFile *
find_file (Walk *walk, CXFile file)
{
  if (!file)
    return NULL;
  if (file == walk->last_file)
    return walk->last;
  walk->last_file = file;
  walk->last = NULL;
  for (guint i = 0; i < walk->files->len; i++)
    {
      UnitFile *candidate = g_ptr_array_index (walk->files, i);

      if (candidate->file && (candidate->file == file || clang_File_isEqual (candidate->file, file)))
        walk->last = candidate;
    }
  return walk->last;
}

static UnitFile *
locate (Walk *walk, CXSourceLocation location, guint32 *offset)
{
  CXFile file;
  UnitFile *found;
  unsigned at;

  clang_getFileLocation (location, &file, NULL, NULL, &at);
  found = find_file (walk, file);
  /* To clang a token begins with the spliced line ends right before it. */
  while (found && at < found->source->length && source_splice (found->source->text + at) > 0)
    at += source_splice (found->source->text + at);
  *offset = at;
  return found;
}

static gboolean
is_interesting (const UnitFile *file, guint32 offset)
{
  const GArray *offsets = file->interesting;
  guint low = 0, high = offsets->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      guint32 value = g_array_index (offsets, guint32, middle);

      if (value == offset)
        return TRUE;
      if (value < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* Whether any interesting offset lies in [start, end). */
static gboolean
any_interesting (const UnitFile *file, guint32 start, guint32 end)
{
  for (guint i = 0; i < file->interesting->len; i++)
    {
      guint32 offset = g_array_index (file->interesting, guint32, i);

      if (offset >= start && offset < end)
        return TRUE;
    }
  return FALSE;
}

/* Whether nothing inside the declaration, which begins at @a start, is of interest. Only of those that end
 * with a brace of the file itself the extent is believed: functions, and tables, which are most of a
 * dissector. */
static gboolean
can_be_passed_over (Walk *walk, CXCursor cursor, const UnitFile *file, guint32 start)
{
  guint32 end;

  return locate (walk, clang_getRangeEnd (clang_getCursorExtent (cursor)), &end) == file && end > start
         && file->source->text[end - 1] == '}' && !any_interesting (file, start, end);
}

static void
evaluate_arguments (CXCursor call, Fact *fact)
{
  for (unsigned i = 0; i < 2 && (int) i < clang_Cursor_getNumArguments (call); i++)
    {
      CXEvalResult result = clang_Cursor_Evaluate (clang_Cursor_getArgument (call, i));

      if (!result)
        continue;
      if (clang_EvalResult_getKind (result) == CXEval_Int)
        {
          fact->constant[i] = TRUE;
          fact->value[i] = clang_EvalResult_getAsLongLong (result);
        }
      clang_EvalResult_dispose (result);
    }
}

static Fact *
new_fact (Walk *walk, UnitFile *file, guint32 offset, FactKind kind, const Rule *rule)
{
  Fact *fact = g_hash_table_lookup (file->facts, GUINT_TO_POINTER (offset));

  /* A macro argument that is expanded twice is visited twice; the macro record comes before the tree. */
  if (fact && fact->kind <= kind)
    return NULL;
  fact = wmem_new0 (walk->pool, Fact);
  fact->kind = kind;
  fact->rule = rule;
  fact->described = walk->described;
  fact->function = walk->function;
  fact->pinfo = walk->pinfo;
  g_hash_table_insert (file->facts, GUINT_TO_POINTER (offset), fact);
  return fact;
}

static void
note (Walk *walk, GHashTable *table, guint32 offset, gconstpointer text)
{
  GPtrArray *texts = g_hash_table_lookup (table, GUINT_TO_POINTER (offset));

  if (!texts)
    {
      texts = pool_pointers (walk->pool);
      g_hash_table_insert (table, GUINT_TO_POINTER (offset), texts);
    }
  g_ptr_array_add (texts, (gpointer) text);
}

/* The id of the function that @declaration is of, if the rule, which the run made, holds for it; else NULL. */
static const char *
meant (Walk *walk, const Rule *rule, CXCursor declaration)
{
  if (!walk->names)
    walk->names = names_new (walk->unit);
  const char *id = names_id (walk->names, declaration);
  return g_hash_table_contains (rule->ids, id) ? id : NULL;
}

static Fact *
new_meant_fact (Walk *walk, UnitFile *file, guint32 offset, FactKind kind, const Rule *rule, const char *id)
{
  Fact *fact = new_fact (walk, file, offset, kind, rule);
  if (fact)
    fact->meant = id;
  return fact;
}

static void
see_reference (Walk *walk, UnitFile *file, guint32 offset, const Rule *rule, CXCursor cursor)
{
  CXCursor target = clang_getCursorReferenced (cursor);
  enum CXCursorKind kind = clang_getCursorKind (target);
  const Step *step;
  guint steps = 2;
  Fact *fact;

  if (!rule)
    {
      const char *name = cursor_string (walk->pool, clang_getCursorSpelling (target));
      const Rule *produced = rule_set_lookup (walk->rules, name, strlen (name));

      if (produced && rule_counts (produced))
        note (walk, file->expanded, offset, name);
      return;
    }
  if (kind == CXCursor_EnumConstantDecl)
    {
      new_fact (walk, file, offset, FACT_CONSTANT, rule);
      return;
    }
  if (kind == CXCursor_OverloadedDeclRef)
    {
      /* C++ has found no function of that name which takes these arguments. */
      new_fact (walk, file, offset, FACT_REFERENCE, rule);
      return;
    }
  if (kind != CXCursor_FunctionDecl)
    {
      /* A macro of the API that mentions a variable is found by its record; only the own name shadows. */
      const char *name = cursor_string (walk->pool, clang_getCursorSpelling (target));

      if (g_str_equal (name, rule->name))
        new_fact (walk, file, offset, FACT_SHADOW, rule);
      return;
    }
  const char *id = rule->ids ? meant (walk, rule, target) : NULL;
  if (rule->ids && !id)
    {
      new_fact (walk, file, offset, FACT_SHADOW, rule);
      return;
    }
  if (!rule->ids && rule->kind == RULE_FUNCTION && clang_Cursor_getStorageClass (target) == CX_SC_Static)
    {
      guint32 place;

      if (locate (walk, clang_getCursorLocation (target), &place))
        {
          new_fact (walk, file, offset, FACT_SHADOW, rule);
          return;
        }
    }
  for (step = path_up (walk->path, steps); step && is_wrapper_kind (step->kind); step = path_up (walk->path, ++steps))
    ;
  if (!step || step->kind != CXCursor_CallExpr || step->child != 0)
    {
      new_meant_fact (walk, file, offset, FACT_REFERENCE, rule, id);
      return;
    }
  fact = new_meant_fact (walk, file, offset, FACT_CALL, rule, id);
  if (!fact)
    return;
  if (g_strcmp0 (rule->recipe, "strbuf-sized") == 0 || g_strcmp0 (rule->recipe, "allocate") == 0)
    evaluate_arguments (step->cursor, fact);
  value_follow (walk->pool, walk->path, fact, steps);
}

static gboolean
is_owner (Walk *walk, CXCursor structure, const char *owner)
{
  const char *name = cursor_string (walk->pool, clang_getCursorSpelling (structure));
  const char *type = cursor_string (walk->pool, clang_getTypeSpelling (clang_getCursorType (structure)));

  return g_str_equal (name, owner) || (name[0] == '_' && g_str_equal (name + 1, owner))
         || g_str_equal (type, owner);
}

static void
see_member (Walk *walk, UnitFile *file, guint32 offset, const char *name, gsize length, CXCursor cursor)
{
  CXCursor field = clang_getCursorReferenced (cursor);
  CXCursor owner = clang_getCursorSemanticParent (field);
  const char *spelling = cursor_string (walk->pool, clang_getCursorSpelling (field));
  const gboolean is_own = strncmp (spelling, name, length) == 0 && spelling[length] == '\0';
  const Rule *rule = NULL;
  Fact *fact;

  if (!is_own && !rule_set_lookup_field (walk->rules, NULL, spelling, strlen (spelling)))
    return;
  for (guint i = 0; !rule && i < rule_set_size (walk->rules); i++)
    {
      const Rule *candidate = rule_set_nth (walk->rules, i);

      if (candidate->kind == RULE_FIELD && g_str_equal (candidate->member, spelling)
          && is_owner (walk, owner, candidate->owner))
        rule = candidate;
    }
  if (is_own)
    fact = new_fact (walk, file, offset, rule ? FACT_MEMBER : FACT_SHADOW, rule);
  else /* comes out of a macro's body */
    {
      fact = wmem_new0 (walk->pool, Fact);
      fact->kind = FACT_MEMBER;
      fact->rule = rule;
      fact->member = spelling;
      note (walk, file->fields, offset, fact);
    }
  if (fact && rule && clang_getCursorKind (cursor) == CXCursor_MemberRefExpr)
    value_check_const (walk->pool, walk->path, fact);
}

static void
see_declaration (Walk *walk, UnitFile *file, guint32 offset, const Rule *rule, CXCursor cursor,
                 enum CXCursorKind kind)
{
  const char *name = cursor_string (walk->pool, clang_getCursorSpelling (cursor));
  gboolean is_api;

  if (!rule || !g_str_equal (name, rule->name))
    return;
  if (rule->ids)
    {
      const char *id = kind == CXCursor_FunctionDecl ? meant (walk, rule, cursor) : NULL;
      new_meant_fact (walk, file, offset, id ? FACT_DECLARATION : FACT_SHADOW, rule, id);
      return;
    }
  if (kind == CXCursor_StructDecl && rule->kind == RULE_TYPE && !clang_isCursorDefinition (cursor))
    {
      new_fact (walk, file, offset, FACT_TYPE, rule); /* `struct _T;`: so that others may point to it */
      return;
    }
  is_api = (kind == CXCursor_FunctionDecl && clang_Cursor_getStorageClass (cursor) != CX_SC_Static)
           || ((kind == CXCursor_TypedefDecl || kind == CXCursor_StructDecl) && rule->kind == RULE_TYPE);
  new_fact (walk, file, offset, is_api ? FACT_DECLARATION : FACT_SHADOW, rule);
}

/* Whether a call alone declares the function: what it is called is all of the declaration. */
static gboolean
is_implicit (CXCursor declaration)
{
  unsigned start, end;
  if (clang_getCursorKind (declaration) != CXCursor_FunctionDecl)
    return FALSE;
  CXString name = clang_getCursorSpelling (declaration);
  CXSourceRange extent = clang_getCursorExtent (declaration);
  clang_getFileLocation (clang_getRangeStart (extent), NULL, NULL, NULL, &start);
  clang_getFileLocation (clang_getRangeEnd (extent), NULL, NULL, NULL, &end);
  const gboolean alone = end - start <= strlen (clang_getCString (name));
  clang_disposeString (name);
  return alone;
}

/* Whether no header declares it as it stands. */
static gboolean
is_described (CXCursor declaration)
{
  return old_api_declares (declaration) || is_implicit (declaration);
}

/* Looks at one cursor whose location is of interest. */
static void
see (Walk *walk, UnitFile *file, guint32 offset, CXCursor cursor, enum CXCursorKind kind)
{
  const char *name = file->source->text + offset;
  guint32 token = source_token_at (file->source, offset);
  gsize length = source_token (file->source, token)->length;
  const Rule *rule;

  if (source_token (file->source, token)->spliced)
    {
      name = source_spelling (walk->pool, file->source, token);
      length = strlen (name);
    }
  rule = rule_set_lookup (walk->rules, name, length);
  if (rule)
    walk->described = is_described (clang_getCursorReferenced (cursor));
  if (kind == CXCursor_TypeRef || kind == CXCursor_DeclRefExpr)
    source_token (file->source, token)->meaning = kind == CXCursor_TypeRef ? MEANING_TYPE : MEANING_VALUE;
  switch (kind)
    {
    case CXCursor_DeclRefExpr:
      see_reference (walk, file, offset, rule, cursor);
      break;
    case CXCursor_TypeRef:
      if (rule && rule->kind == RULE_TYPE)
        {
          CXCursor target = clang_getCursorReferenced (cursor);
          const char *spelling = cursor_string (walk->pool, clang_getCursorSpelling (target));

          if (g_str_equal (spelling, rule->name))
            new_fact (walk, file, offset, FACT_TYPE, rule);
        }
      else if (!rule)
        {
          const char *spelling = cursor_string (walk->pool, clang_getCursorSpelling (clang_getCursorReferenced (cursor)));

          if (rule_set_lookup (walk->rules, spelling, strlen (spelling)))
            note (walk, file->expanded, offset, spelling);
        }
      break;
    case CXCursor_MemberRefExpr:
    case CXCursor_MemberRef:
      see_member (walk, file, offset, name, length, cursor);
      break;
    case CXCursor_StringLiteral:
      if (*name != '"' && *name != 'L')
        note (walk, file->texts, offset, cursor_string (walk->pool, clang_getCursorSpelling (cursor)));
      break;
    case CXCursor_LabelStmt:
    case CXCursor_LabelRef:
      if (rule)
        new_fact (walk, file, offset, FACT_SHADOW, rule);
      break;
    default:
      if (clang_isDeclaration (kind))
        see_declaration (walk, file, offset, rule, cursor, kind);
      break;
    }
}

static gboolean
is_packet_info (Walk *walk, CXCursor variable)
{
  const char *type = cursor_string (walk->pool, clang_getTypeSpelling (clang_getCursorType (variable)));

  return g_str_equal (type, "packet_info *") || g_str_equal (type, "struct _packet_info *")
         || g_str_equal (type, "packet_info *const");
}

static enum CXChildVisitResult walk_down (CXCursor cursor, CXCursor parent, CXClientData data);

static void
descend (Walk *walk, CXCursor cursor, enum CXCursorKind kind)
{
  Step step = { cursor, kind, -1 };

  g_array_append_val (walk->path, step);
  clang_visitChildren (cursor, walk_down, walk);
  g_array_set_size (walk->path, walk->path->len - 1);
}

static enum CXChildVisitResult
walk_down (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Walk *walk = data;
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  Step step = { cursor, kind, -1 };
  const char *outer_pinfo = walk->pinfo;
  UnitFile *file;
  guint32 offset;

  (void) parent;
  if (walk->path->len > 0)
    g_array_index (walk->path, Step, walk->path->len - 1).child++;
  g_array_append_val (walk->path, step);
  if (!is_wrapper_kind (kind) && kind != CXCursor_CallExpr && kind != CXCursor_CompoundStmt
      && kind != CXCursor_BinaryOperator)
    {
      file = locate (walk, clang_getCursorLocation (cursor), &offset);
      if (file && is_interesting (file, offset))
        see (walk, file, offset, cursor, kind);
    }
  if (walk->want_pinfo && (kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl)
      && is_packet_info (walk, cursor))
    walk->pinfo = outer_pinfo = cursor_string (walk->pool, clang_getCursorSpelling (cursor));
  clang_visitChildren (cursor, walk_down, walk);
  if (kind == CXCursor_CompoundStmt)
    walk->pinfo = outer_pinfo;
  g_array_set_size (walk->path, walk->path->len - 1);
  return CXChildVisit_Continue;
}

static void
see_expansion (Walk *walk, CXCursor cursor)
{
  guint32 offset;
  UnitFile *file = locate (walk, clang_getCursorLocation (cursor), &offset);
  const Rule *rule;
  guint32 token;

  if (!file || !is_interesting (file, offset))
    return;
  token = source_token_at (file->source, offset);
  g_hash_table_add (file->macros, GUINT_TO_POINTER (offset));
  rule = rule_set_lookup (walk->rules, file->source->text + offset,
                          source_token (file->source, token)->length);
  walk->described = is_described (clang_getCursorReferenced (cursor));
  if (rule)
    new_fact (walk, file, offset, FACT_MACRO, rule);
}

/* Remembers where the function lies that begins at @a start of @a file. */
static void
note_function (Walk *walk, CXCursor function, UnitFile *file, guint32 start)
{
  FunctionPlace place = { .start = start, .name = cursor_string (walk->pool, clang_getCursorSpelling (function)) };

  if (locate (walk, clang_getRangeEnd (clang_getCursorExtent (function)), &place.end) != file)
    return;
  for (int i = 0; i < clang_Cursor_getNumArguments (function); i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) i);

      if (is_packet_info (walk, parameter))
        place.pinfo = cursor_string (walk->pool, clang_getCursorSpelling (parameter));
    }
  g_array_append_val (file->functions, place);
}

static enum CXChildVisitResult
walk_top (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Walk *walk = data;
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  UnitFile *file;
  guint32 offset;
  gboolean is_function = kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod || kind == CXCursor_Constructor
                         || kind == CXCursor_Destructor;

  (void) parent;
  if (kind == CXCursor_MacroExpansion)
    {
      see_expansion (walk, cursor);
      return CXChildVisit_Continue;
    }
  if (clang_isPreprocessing (kind))
    return CXChildVisit_Continue;
  if (kind == CXCursor_LinkageSpec || kind == CXCursor_Namespace || kind == CXCursor_ClassDecl)
    return CXChildVisit_Recurse;
  file = locate (walk, clang_getRangeStart (clang_getCursorExtent (cursor)), &offset);
  if (!file)
    return CXChildVisit_Continue;
  if (can_be_passed_over (walk, cursor, file, offset))
    return CXChildVisit_Continue;
  if (is_function && clang_isCursorDefinition (cursor))
    note_function (walk, cursor, file, offset);
  walk->function = is_function ? cursor_string (walk->pool, clang_getCursorSpelling (cursor)) : NULL;
  walk->pinfo = NULL;
  file = locate (walk, clang_getCursorLocation (cursor), &offset);
  if (file && is_interesting (file, offset))
    see (walk, file, offset, cursor, kind);
  descend (walk, cursor, kind);
  return CXChildVisit_Continue;
}

void
confirm_unit (wmem_allocator_t *pool, const RuleSet *rules, CXTranslationUnit unit, GPtrArray *files,
              gboolean want_pinfo)
{
  Walk walk = { .pool = pool, .rules = rules, .files = files, .want_pinfo = want_pinfo, .unit = unit };

  walk.path = g_array_new (FALSE, FALSE, sizeof (Step));
  clang_visitChildren (clang_getTranslationUnitCursor (unit), walk_top, &walk);
  g_array_unref (walk.path);
  g_clear_pointer (&walk.names, names_free);
}

/* SPDX-License-Identifier: MIT */
/*
 * Where addresses of functions go. An expression is followed as far as it only hands on what is in it; each name in it is then
 * accounted for, and every name that is not fixes the type of what it names.
 */
#include "find/pool_pointers.h"

#include "find/packet_argument.h"
#include "find/pool_pointer.h"
#include "syntax/cursor.h"
#include "syntax/initialiser.h"

enum {
  MAX_CHILDREN = 4
};

/* What an expression's value may be: a function, or what a pointer holds. */
typedef struct
{
  const char *id;
  const PoolFile *file; /* where it is named; NULL: by its type only */
  guint32 offset, line;
  gboolean function;
} Ref;

typedef struct
{
  CXCursor cursors[MAX_CHILDREN];
  guint n;
} Children;

static enum CXChildVisitResult
take_child (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Children *children = data;
  (void) parent;
  if (children->n < MAX_CHILDREN)
    children->cursors[children->n++] = cursor;
  return CXChildVisit_Continue;
}

/* The first few. */
static Children
children_of (CXCursor cursor)
{
  Children children = { .n = 0 };
  clang_visitChildren (cursor, take_child, &children);
  return children;
}

/* Expressions */

static void
add_ref (GArray *refs, const char *id, const PoolFile *file, guint32 offset, guint32 line, gboolean function)
{
  const Ref ref = { id, file, offset, line, function };
  g_array_append_val (refs, ref);
}

static gboolean resolve (PoolWalker *walk, CXCursor expression, GArray *refs);

static gboolean
resolve_name (PoolWalker *walk, CXCursor expression, GArray *refs)
{
  CXCursor target = clang_getCursorReferenced (expression);
  guint32 offset, line, place;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (expression), &offset, &line);
  if (!file)
    return FALSE;
  if (clang_getCursorKind (target) == CXCursor_FunctionDecl)
    {
      if (!pool_walker_locate (walk, clang_getCursorLocation (clang_getCanonicalCursor (target)), &place, NULL))
        return FALSE;
      add_ref (refs, names_id (walk->names, target), file, offset, line, TRUE);
      return TRUE;
    }
  const char *id = pool_pointer_of (walk, target);
  if (id)
    add_ref (refs, id, file, offset, line, FALSE);
  return id != NULL;
}

/* A cast to a typedef of the same functions changes nothing. */
static gboolean
resolve_cast (PoolWalker *walk, CXCursor cast, GArray *refs)
{
  CXType type = clang_getCursorType (cast);
  const Children children = children_of (cast);
  CXCursor value = children.n > 0 ? children.cursors[children.n - 1] : clang_getNullCursor ();
  if (pool_pointer_innermost (type).kind != CXType_Typedef || !pool_pointer_is_type (type)
      || !clang_equalTypes (pool_pointer_function_type (type), pool_pointer_function_type (clang_getCursorType (value))) || !resolve (walk, value, refs))
    return FALSE;
  const char *id = pool_pointer_of (walk, clang_getTypeDeclaration (pool_pointer_innermost (type)));
  if (id)
    add_ref (refs, id, NULL, 0, 0, FALSE);
  return id != NULL;
}

/* What a function of ours gives has the type that its declaration names. */
static gboolean
resolve_result (PoolWalker *walk, CXCursor call, GArray *refs)
{
  CXCursor function = clang_getCursorReferenced (call);
  CXType type = clang_getCursorType (call);
  guint32 offset;
  if (clang_getCursorKind (function) != CXCursor_FunctionDecl || pool_pointer_innermost (type).kind != CXType_Typedef || !pool_pointer_is_type (type)
      || !pool_walker_locate (walk, clang_getCursorLocation (clang_getCanonicalCursor (function)), &offset, NULL))
    return FALSE;
  const char *id = pool_pointer_of (walk, clang_getTypeDeclaration (pool_pointer_innermost (type)));
  if (id)
    add_ref (refs, id, NULL, 0, 0, FALSE);
  return id != NULL;
}

/* `b = f` as a value is b, which its own place accounts for. */
static gboolean
resolve_assignment (PoolWalker *walk, const Children *operands, GArray *refs)
{
  const guint first = refs->len;
  if (operands->n != 2 || names_operator (walk->names, operands->cursors[0], operands->cursors[1]) != OPERATOR_ASSIGN
      || !resolve (walk, operands->cursors[0], refs))
    return FALSE;
  for (guint i = first; i < refs->len; i++)
    g_array_index (refs, Ref, i).file = NULL;
  return TRUE;
}

/* Adds what the value of @expression may be to @refs; nothing for a null pointer. @return FALSE: not all of it is known. */
static gboolean
resolve (PoolWalker *walk, CXCursor expression, GArray *refs)
{
  const enum CXCursorKind kind = clang_getCursorKind (expression);
  if (!clang_isExpression (kind))
    return FALSE;
  if (kind == CXCursor_DeclRefExpr)
    return resolve_name (walk, expression, refs);
  const Children children = children_of (expression);
  switch ((int) kind)
    {
    case CXCursor_MemberRefExpr:
      return resolve_name (walk, expression, refs);
    case CXCursor_CallExpr:
      return resolve_result (walk, expression, refs);
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_UnaryOperator:
      if (children.n == 1 && pool_pointer_is_type (clang_getCursorType (children.cursors[0])))
        return resolve (walk, children.cursors[0], refs);
      return names_constant (walk->names, expression) == CONSTANT_ZERO
             || (children.n == 1 && kind != CXCursor_UnaryOperator && resolve (walk, children.cursors[0], refs));
    case CXCursor_ArraySubscriptExpr:
      return children.n == 2 && resolve (walk, children.cursors[0], refs);
    case CXCursor_ConditionalOperator:
      return children.n == 3 && resolve (walk, children.cursors[1], refs) && resolve (walk, children.cursors[2], refs);
    case CXCursor_BinaryOperator:
      return resolve_assignment (walk, &children, refs);
    case CXCursor_CStyleCastExpr:
      return names_constant (walk->names, expression) == CONSTANT_ZERO || resolve_cast (walk, expression, refs);
    default:
      return names_constant (walk->names, expression) == CONSTANT_ZERO;
    }
}

static void
account (PoolWalker *walk, const GArray *refs)
{
  for (guint i = 0; i < refs->len; i++)
    {
      const Ref *ref = &g_array_index (refs, Ref, i);
      if (ref->file)
        pool_walker_shift_balance (walk, ref->file, ref->offset, ref->id, -1);
      if (ref->file && ref->function)
        pool_sources_add_pointer (walk->sources, ref->file->path, ref->offset, ref->id, POINTER_GIVEN);
    }
}

/* @value is given to the pointer @to (NULL: to what is not followed). */
static void
flow (PoolWalker *walk, CXCursor value, const char *to, GPtrArray *given)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (Ref));
  guint32 offset, line;
  if (!to || !pool_pointer_is_type (clang_getCursorType (value)))
    {
      if (to && names_constant (walk->names, value) != CONSTANT_ZERO && !resolve (walk, value, refs))
        {
          const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (value), &offset, &line);
          pool_walker_bar (walk, to, file ? file->path : NULL, line, "it is given what is not followed");
        }
      return;
    }
  const gboolean known = resolve (walk, value, refs);
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (value), &offset, &line);
  if (!known)
    {
      pool_walker_bar (walk, to, file ? file->path : NULL, line, "it is given what is not followed");
      return;
    }
  account (walk, refs);
  for (guint i = 0; i < refs->len; i++)
    {
      const Ref *ref = &g_array_index (refs, Ref, i);
      pool_pointer_meet (walk, ref->id, to, ref->file ? ref->file->path : file ? file->path
                                                                               : NULL,
                         ref->file ? ref->line : line);
      if (given)
        g_ptr_array_add (given, (gpointer) ref->id);
    }
}

/* What stands there is only looked at. */
static void
test (PoolWalker *walk, CXCursor expression)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (Ref));
  if (clang_isExpression (clang_getCursorKind (expression)) && pool_pointer_is_type (clang_getCursorType (expression))
      && resolve (walk, expression, refs))
    account (walk, refs);
}

/* Initialisers */

typedef struct
{
  PoolWalker *walk;
  const char *to;   /* the pointer that elements go to, or NULL */
  GPtrArray *given; /* ids of what is given to pointers in it */
} Filling;

static void
fill (CXCursor value, CXCursor field, CXType type, void *data)
{
  const Filling *filling = data;
  PoolWalker *walk = filling->walk;
  if (!names_can_hold_functions (walk->names, type) && !pool_pointer_is_type (type))
    return;
  const char *to = clang_Cursor_isNull (field) ? filling->to : pool_pointer_of (walk, field);
  if (clang_getCursorKind (value) == CXCursor_InitListExpr)
    {
      Filling inner = { walk, to, filling->given };
      initialiser_each (value, type, fill, &inner);
    }
  else
    flow (walk, value, pool_pointer_is_type (type) ? to : NULL, filling->given);
}

/* Whether code that is not compiled stands between the braces behind the name at @offset: it may fill the same pointers. */
static gboolean
has_other_code (const PoolWalker *walk, const PoolFile *file, guint32 offset)
{
  const UnitFile *unit_file = analysis_file (walk->analysis, file->path);
  const Source *source = unit_file ? unit_file->source : NULL;
  guint32 open = source ? source_token_at (source, offset) : NO_TOKEN;
  while (open != NO_TOKEN && open < source->tokens->len && !source_is (source, open, "{"))
    open++;
  if (open == NO_TOKEN || open == source->tokens->len || source_token (source, open)->match == NO_TOKEN)
    return TRUE;
  for (guint32 token = open; token < source_token (source, open)->match; token++)
    if (source_token (source, token)->inactive && source_token (source, token)->kind == TOKEN_IDENTIFIER)
      return TRUE;
  return FALSE;
}

/* @list fills something of @type behind @place. */
static void
fill_list (PoolWalker *walk, CXCursor list, CXType type, const char *to, CXCursor place)
{
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  guint32 offset, line;
  if (!names_can_hold_functions (walk->names, type))
    return;
  Filling filling = { walk, to, given };
  initialiser_each (list, type, fill, &filling);
  const PoolFile *file = given->len > 0 ? pool_walker_locate (walk, clang_getCursorLocation (place), &offset, &line) : NULL;
  if (file && has_other_code (walk, file, offset))
    for (guint i = 0; i < given->len; i++)
      pool_walker_bar (walk, given->pdata[i], file->path, line, "code that is not compiled here stands in the same table");
}

static void
see_variable (PoolWalker *walk, CXCursor variable)
{
  CXType type = clang_getCursorType (variable);
  const char *to = pool_pointer_of (walk, variable);
  guint32 offset, line;
  /* Each declaration of a variable spells the type. */
  if (to && pool_pointer_innermost (type).kind != CXType_Typedef)
    {
      const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (variable), &offset, &line);
      const char *name = pool_walker_spell (clang_getCursorSpelling (variable));
      if (file && pool_pointer_list (file, offset, name) > 0)
        pool_sources_add_pointer (walk->sources, file->path, offset, to, POINTER_DECLARED);
      else
        pool_walker_bar (walk, to, file ? file->path : NULL, line, "its declaration is not spelled out: a macro or another type makes it");
    }
  CXCursor value = clang_Cursor_getVarDeclInitializer (variable);
  if (clang_Cursor_isNull (value))
    return;
  if (clang_getCursorKind (value) == CXCursor_InitListExpr)
    fill_list (walk, value, type, to, variable);
  else if (pool_pointer_is_type (type))
    flow (walk, value, to, NULL);
}

/* Calls */

static void
see_arguments (PoolWalker *walk, CXCursor call)
{
  CXCursor function = clang_getCursorReferenced (call);
  guint32 offset;
  const int n = clang_getCursorKind (function) == CXCursor_FunctionDecl ? clang_Cursor_getNumArguments (call) : 0;
  for (int i = 0; i < n; i++)
    {
      CXCursor value = clang_Cursor_getArgument (call, (unsigned) i);
      if (i >= clang_Cursor_getNumArguments (function) || !pool_pointer_is_type (clang_getCursorType (value)))
        continue;
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) i);
      CXType type = clang_getCursorType (parameter);
      if (!pool_pointer_is_type (type))
        continue;
      if (pool_pointer_innermost (type).kind == CXType_Typedef)
        flow (walk, value, pool_pointer_of (walk, parameter), NULL);
      else if (pool_walker_locate (walk, clang_getCursorLocation (clang_getCanonicalCursor (function)), &offset, NULL))
        flow (walk, value, pool_pointer_parameter (names_id (walk->names, function), i), NULL);
    }
}

/* The name that the list of a call of @callee stands behind: of a choice the last. */
static CXCursor
last_name (CXCursor callee)
{
  while (!clang_Cursor_isNull (callee) && clang_getCursorKind (callee) != CXCursor_DeclRefExpr && clang_getCursorKind (callee) != CXCursor_MemberRefExpr)
    callee = clang_getCursorKind (callee) == CXCursor_ConditionalOperator ? cursor_last_child (callee) : cursor_first_child (callee);
  return callee;
}

/* What @callee calls: one name; or of a choice, `(c ? f : g) (…)`, the last one, of whose type all others are. NULL: neither. */
static const Ref *
called_by (PoolWalker *walk, CXCursor callee, const GArray *refs)
{
  if (refs->len == 0)
    return NULL;
  const Ref *last = &g_array_index (refs, Ref, refs->len - 1);
  while (clang_getCursorKind (callee) == CXCursor_ParenExpr || clang_getCursorKind (callee) == CXCursor_UnexposedExpr)
    callee = cursor_first_child (callee);
  const gboolean choice = clang_getCursorKind (callee) == CXCursor_ConditionalOperator;
  if (choice ? refs->len < 2 : refs->len > 1 || last->function)
    return NULL;
  for (guint i = 0; i < refs->len; i++)
    if (!g_array_index (refs, Ref, i).file)
      return NULL;
  for (guint i = 0; i + 1 < refs->len; i++)
    {
      const Ref *other = &g_array_index (refs, Ref, i);
      pool_pointer_meet (walk, other->id, last->id, other->file->path, other->line);
    }
  return last;
}

void
pool_pointers_call (PoolWalker *walk, CXCursor call)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (Ref));
  CXCursor callee = cursor_first_child (call);
  if (!clang_isExpression (clang_getCursorKind (callee)) || !pool_pointer_is_type (clang_getCursorType (callee)))
    return;
  const gboolean known = resolve (walk, callee, refs);
  const Ref *ref = known ? called_by (walk, callee, refs) : NULL;
  if (!ref)
    {
      /* Of what cannot be followed only the type is known. */
      CXType type = pool_pointer_innermost (clang_getCursorType (callee));
      const char *id = type.kind == CXType_Typedef ? pool_pointer_of (walk, clang_getTypeDeclaration (type)) : NULL;
      guint32 offset, line;
      const PoolFile *file = id ? pool_walker_locate (walk, clang_getCursorLocation (callee), &offset, &line) : NULL;
      if (id)
        pool_walker_bar (walk, id, file ? file->path : NULL, line, "it is called in a way that cannot be followed");
      return;
    }
  const char *name = pool_walker_spell (clang_getCursorSpelling (clang_getCursorReferenced (last_name (callee))));
  account (walk, refs);
  packet_arguments_check (walk, call, ref->id, ref->file, ref->line);
  if (pool_pointer_list (ref->file, ref->offset, name) == 0)
    {
      pool_walker_bar (walk, ref->id, ref->file->path, ref->line, "a macro calls it in a way that cannot be followed");
      return;
    }
  const PoolNamed place = { ref->file->path, ref->offset, ref->line, walk->function, ref->id };
  const PoolAtHand hand = pool_sources_at (walk->sources, ref->file->path, ref->offset);
  g_array_append_val (walk->named, place);
  pool_sources_add_pointer (walk->sources, ref->file->path, ref->offset, ref->id, POINTER_CALLED);
  pool_walker_add_use (walk, (PoolUse){
                                 .kind = POOL_USE_CALL,
                                 .covered = hand.text != NULL,
                                 .unsure = hand.unread || hand.tested,
                                 .from = walk->function,
                                 .to = ref->id,
                                 .path = ref->file->path,
                                 .line = ref->line,
                             });
}

static void
see_operator (PoolWalker *walk, CXCursor cursor)
{
  const Children children = children_of (cursor);
  if (children.n != 2)
    return;
  CXCursor left = children.cursors[0], right = children.cursors[1];
  const gboolean on_left = pool_pointer_is_type (clang_getCursorType (left)), on_right = pool_pointer_is_type (clang_getCursorType (right));
  if (!on_left && !on_right)
    return;
  if (!pool_pointer_is_type (clang_getCursorType (cursor)))
    {
      g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (Ref));
      test (walk, left);
      test (walk, right);
      /* What is compared has one type. */
      if (on_left && on_right && resolve (walk, left, both) && resolve (walk, right, both))
        for (guint i = 1; i < both->len; i++)
          pool_pointer_meet (walk, g_array_index (both, Ref, i).id, g_array_index (both, Ref, 0).id, NULL, 0);
    }
  else if (names_operator (walk->names, left, right) == OPERATOR_ASSIGN)
    {
      g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (Ref));
      const gboolean known = resolve (walk, left, refs) && refs->len == 1;
      if (known)
        account (walk, refs);
      flow (walk, right, known ? g_array_index (refs, Ref, 0).id : NULL, NULL);
    }
}

/* What sizeof and the like name. */
static enum CXChildVisitResult
see_unevaluated (CXCursor cursor, CXCursor parent, CXClientData data)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  (void) parent;
  if ((kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr)
      && clang_getCursorKind (clang_getCursorReferenced (cursor)) != CXCursor_FunctionDecl)
    test (data, cursor);
  return CXChildVisit_Recurse;
}

/* A name of a pointer that nothing around it has accounted for. */
static void
see_name (PoolWalker *walk, CXCursor cursor)
{
  CXCursor target = clang_getCursorReferenced (cursor);
  guint32 offset, line;
  if (clang_getCursorKind (target) == CXCursor_FunctionDecl || !pool_pointer_is_type (clang_getCursorType (cursor)))
    return;
  const char *id = pool_pointer_of (walk, target);
  const PoolFile *file = id ? pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, &line) : NULL;
  if (id && (!file || pool_walker_shift_balance (walk, file, offset, id, 1) >= 0))
    pool_walker_bar (walk, id, file ? file->path : NULL, file ? line : 0, "it is handed on to what is not followed");
}

/* The pointers of a struct that goes by another struct's name, too. */
static void
bar_fields (PoolWalker *walk, CXType record, CXCursor place)
{
  const GArray *fields = names_record_fields (walk->names, record);
  guint32 offset, line;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (place), &offset, &line);
  for (guint i = 0; fields && i < fields->len; i++)
    {
      const RecordField *field = RECORD_FIELD (fields, i);
      const char *id = pool_pointer_is_type (field->type) ? pool_pointer_of (walk, field->cursor) : NULL;
      if (id)
        pool_walker_bar (walk, id, file ? file->path : NULL, line, "its struct is cast to another one");
    }
}

static void
see_records (PoolWalker *walk, CXCursor cast, CXType type)
{
  const Children children = children_of (cast);
  CXType from = clang_getCanonicalType (children.n > 0 ? clang_getCursorType (children.cursors[children.n - 1]) : type);
  type = clang_getCanonicalType (type);
  if (type.kind != CXType_Pointer || from.kind != CXType_Pointer)
    return;
  CXType to = clang_getCanonicalType (clang_getPointeeType (type));
  from = clang_getCanonicalType (clang_getPointeeType (from));
  CXCursor one = clang_getTypeDeclaration (from), other = clang_getTypeDeclaration (to);
  if (from.kind != CXType_Record || to.kind != CXType_Record || clang_equalCursors (clang_getCanonicalCursor (one), clang_getCanonicalCursor (other))
      || !names_can_hold_functions (walk->names, from) || !names_can_hold_functions (walk->names, to))
    return;
  bar_fields (walk, from, cast);
  bar_fields (walk, to, cast);
}

static void
see_cast (PoolWalker *walk, CXCursor cast)
{
  CXType type = clang_getCursorType (cast);
  see_records (walk, cast, type);
  if (type.kind == CXType_Void)
    {
      const Children children = children_of (cast);
      if (children.n > 0)
        test (walk, children.cursors[children.n - 1]);
      return;
    }
  if (!pool_pointer_is_type (type) || pool_pointer_innermost (type).kind != CXType_Typedef)
    return;
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (Ref));
  const char *id = resolve (walk, cast, refs) ? NULL : pool_pointer_of (walk, clang_getTypeDeclaration (pool_pointer_innermost (type)));
  guint32 offset, line;
  const PoolFile *file = id ? pool_walker_locate (walk, clang_getCursorLocation (cast), &offset, &line) : NULL;
  if (id)
    pool_walker_bar (walk, id, file ? file->path : NULL, line, "something else is cast to it");
}

static void
see_return (PoolWalker *walk, CXCursor cursor)
{
  const Children children = children_of (cursor);
  CXType type = walk->function ? clang_getCursorResultType (walk->function_cursor) : clang_getCursorType (cursor);
  if (children.n > 0 && pool_pointer_is_type (type))
    flow (walk, children.cursors[0],
          pool_pointer_innermost (type).kind == CXType_Typedef ? pool_pointer_of (walk, clang_getTypeDeclaration (pool_pointer_innermost (type))) : NULL, NULL);
}

/* What is tested in a statement, or by `?`. */
static void
see_condition (PoolWalker *walk, CXCursor cursor)
{
  const Children children = children_of (cursor);
  const guint n = clang_getCursorKind (cursor) == CXCursor_ConditionalOperator ? MIN (1, children.n) : children.n;
  for (guint i = 0; i < n; i++)
    test (walk, children.cursors[i]);
}

void
pool_pointers_see (PoolWalker *walk, CXCursor cursor)
{
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_VarDecl:
      see_variable (walk, cursor);
      break;
    case CXCursor_CompoundLiteralExpr:
      {
        const Children children = children_of (cursor);
        CXCursor list = children.n > 0 ? children.cursors[children.n - 1] : clang_getNullCursor ();
        if (clang_getCursorKind (list) == CXCursor_InitListExpr)
          fill_list (walk, list, clang_getCursorType (cursor), NULL, cursor);
        break;
      }
    case CXCursor_BinaryOperator:
      see_operator (walk, cursor);
      break;
    case CXCursor_UnaryOperator:
      if (!pool_pointer_is_type (clang_getCursorType (cursor)))
        see_condition (walk, cursor);
      break;
    case CXCursor_CallExpr:
      see_arguments (walk, cursor);
      break;
    case CXCursor_ReturnStmt:
      see_return (walk, cursor);
      break;
    case CXCursor_IfStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
    case CXCursor_ForStmt:
    case CXCursor_ConditionalOperator:
      see_condition (walk, cursor);
      break;
    case CXCursor_UnaryExpr:
      clang_visitChildren (cursor, see_unevaluated, walk);
      break;
    case CXCursor_CStyleCastExpr:
      see_cast (walk, cursor);
      break;
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr:
      see_name (walk, cursor);
      break;
    default:
      break;
    }
}

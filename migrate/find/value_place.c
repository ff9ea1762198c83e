/* SPDX-License-Identifier: MIT */
/*
 * Where a value goes, by the path that leads down to it.
 */
#include "find/value_place.h"

#include "syntax/cursor.h"

const Step *
path_up (const GArray *path, guint steps)
{
  return steps <= path->len ? &g_array_index (path, Step, path->len - steps) : NULL;
}

static gboolean
is_cast (enum CXCursorKind kind)
{
  return kind == CXCursor_CStyleCastExpr || kind == CXCursor_CXXStaticCastExpr || kind == CXCursor_CXXReinterpretCastExpr
         || kind == CXCursor_CXXConstCastExpr || kind == CXCursor_CXXFunctionalCastExpr;
}

gboolean
is_wrapper_kind (enum CXCursorKind kind)
{
  return kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr || is_cast (kind);
}

/* Where an assignment's left side lies: a variable of which life, or something reached through a pointer. */
static Place
place_of (wmem_allocator_t *pool, CXCursor left, const char **root)
{
  gboolean through_pointer = FALSE;

  for (;;)
    {
      enum CXCursorKind kind = clang_getCursorKind (left);

      if (kind == CXCursor_DeclRefExpr)
        {
          CXCursor variable = clang_getCursorReferenced (left);
          gboolean is_static
              = clang_Cursor_getStorageClass (variable) == CX_SC_Static
                || clang_getCursorKind (clang_getCursorSemanticParent (variable)) == CXCursor_TranslationUnit;

          *root = cursor_string (pool, clang_getCursorSpelling (variable));
          return through_pointer ? PLACE_FIELD : is_static ? PLACE_STATIC
                                                           : PLACE_LOCAL;
        }
      if (kind == CXCursor_MemberRefExpr || kind == CXCursor_ArraySubscriptExpr
          || kind == CXCursor_UnaryOperator || is_wrapper_kind (kind))
        {
          CXCursor base = cursor_first_child (left);

          if (clang_Cursor_isNull (base))
            return PLACE_UNKNOWN;
          /* An array turns into a pointer by an implicit cast: the array's own type is one level down. */
          if ((kind == CXCursor_MemberRefExpr || kind == CXCursor_UnaryOperator
               || kind == CXCursor_ArraySubscriptExpr)
              && clang_getCanonicalType (clang_getCursorType (base)).kind == CXType_Pointer)
            {
              CXCursor inner = cursor_first_child (base);

              if (clang_getCursorKind (base) != CXCursor_UnexposedExpr || clang_Cursor_isNull (inner)
                  || clang_getCanonicalType (clang_getCursorType (inner)).kind != CXType_ConstantArray)
                through_pointer = TRUE;
            }
          left = base;
          continue;
        }
      return PLACE_UNKNOWN;
    }
}

void
value_follow (wmem_allocator_t *pool, const GArray *path, Fact *fact, guint steps)
{
  const Step *step;

  for (step = path_up (path, ++steps); step && is_wrapper_kind (step->kind);
       step = path_up (path, ++steps))
    fact->type = cursor_string (pool, clang_getTypeSpelling (clang_getCursorType (step->cursor)));
  if (!step)
    return;
  if (step->kind == CXCursor_BinaryOperator && step->child == 1)
    {
      CXCursor left = cursor_first_child (step->cursor);

      fact->place = place_of (pool, left, &fact->root);
      fact->type = cursor_string (pool, clang_getTypeSpelling (clang_getCursorType (left)));
    }
  else if (step->kind == CXCursor_VarDecl)
    {
      fact->place = clang_Cursor_getStorageClass (step->cursor) == CX_SC_Static ? PLACE_STATIC : PLACE_LOCAL;
      fact->root = cursor_string (pool, clang_getCursorSpelling (step->cursor));
      fact->type = cursor_string (pool, clang_getTypeSpelling (clang_getCursorType (step->cursor)));
    }
  else if (step->kind == CXCursor_ReturnStmt)
    fact->place = PLACE_RETURNED;
}

static gboolean
is_mutable_pointer (CXType type)
{
  CXType canonical = clang_getCanonicalType (type);

  return canonical.kind == CXType_Pointer && !clang_isConstQualifiedType (clang_getPointeeType (canonical));
}

/* Whether @step asks which type its operand has, or decides by it: `_Generic (x, …)`, `__builtin_types_compatible_p (__typeof__ (x), …)`. The
 * parser has no name for the latter: it is the expression that makes a number of a pointer. */
static gboolean
asks_type (const Step *step)
{
  return (step->kind == CXCursor_GenericSelectionExpr && step->child == 0)
         || (step->kind == CXCursor_UnexposedExpr && clang_getCanonicalType (clang_getCursorType (step->cursor)).kind == CXType_Int);
}

/* `&field[i]` goes where `field + i` would. @return the steps from which the value is followed. */
static guint
pass_element_address (const GArray *path, guint steps, CXCursor *outermost)
{
  guint at = steps;
  const Step *step = path_up (path, at);

  while (step && is_wrapper_kind (step->kind))
    step = path_up (path, ++at);
  if (!step || step->kind != CXCursor_ArraySubscriptExpr || step->child != 0)
    return steps;
  for (step = path_up (path, ++at); step && step->kind == CXCursor_ParenExpr; step = path_up (path, ++at))
    ;
  if (!step || step->kind != CXCursor_UnaryOperator || !is_mutable_pointer (clang_getCursorType (step->cursor)))
    return steps;
  *outermost = step->cursor;
  return at + 1;
}

void
value_check_const (wmem_allocator_t *pool, const GArray *path, Fact *fact)
{
  CXCursor outermost = path_up (path, 1)->cursor;
  guint steps = 2;
  const Step *step;

  if (!is_mutable_pointer (clang_getCursorType (outermost)))
    return;
  steps = pass_element_address (path, steps, &outermost);
  for (step = path_up (path, steps); step; step = path_up (path, ++steps))
    {
      if (is_cast (step->kind))
        return; /* an explicit cast takes either */
      if (asks_type (step))
        break;
      if (!is_wrapper_kind (step->kind) && !(step->kind == CXCursor_ConditionalOperator && step->child > 0)
          && !(step->kind == CXCursor_BinaryOperator
               && is_mutable_pointer (clang_getCursorType (step->cursor))
               && (step->child == 0 /* `str + 1`: as an assignment's left side it is left anyway */
                   || !clang_equalTypes (clang_getCursorType (cursor_first_child (step->cursor)),
                                         clang_getCursorType (step->cursor)))))
        break;
      if (!is_mutable_pointer (clang_getCursorType (step->cursor)) && step->kind != CXCursor_BinaryOperator)
        return;
      outermost = step->cursor;
    }
  if (!step)
    return;
  if (step->kind == CXCursor_CallExpr && step->child > 0)
    {
      CXCursor callee = clang_getCursorReferenced (step->cursor);
      CXType function = clang_getCursorType (callee);
      int count = clang_getNumArgTypes (function);

      fact->const_misfit = count < 0 || step->child - 1 < count;
    }
  else
    fact->const_misfit = asks_type (step) || step->kind == CXCursor_VarDecl || step->kind == CXCursor_ReturnStmt
                         || step->kind == CXCursor_InitListExpr
                         /* Assigned, not compared or subtracted: these give no pointer. */
                         || (step->kind == CXCursor_BinaryOperator && step->child == 1
                             && is_mutable_pointer (clang_getCursorType (step->cursor)));
  fact->type = cursor_string (pool, clang_getTypeSpelling (clang_getCursorType (outermost)));
}

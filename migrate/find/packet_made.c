/* SPDX-License-Identifier: MIT */
/*
 * All that the unit gives to pointers to a packet_info, read once, when somebody asks.
 */
#include "find/packet_made.h"

#include <string.h>

#include "model/pool_array.h"
#include "syntax/cursor.h"

/* What the table says of a variable; the numbers above are how it is made. */
#define PACKET_POOL_SET 0x10u /* its pool, or all of it, is given a value */

static CXCursor
strip (CXCursor value)
{
  for (;;)
    switch ((int) clang_getCursorKind (value))
      {
      case CXCursor_CStyleCastExpr:
      case CXCursor_CXXStaticCastExpr:
      case CXCursor_CXXReinterpretCastExpr:
      case CXCursor_CXXFunctionalCastExpr:
        value = cursor_last_child (value);
        break;
      case CXCursor_UnexposedExpr:
      case CXCursor_ParenExpr:
        value = cursor_first_child (value);
        break;
      default:
        return value;
      }
}

/* What is dereferenced, or whose address is taken: by @sign. */
static gboolean
has_sign (PoolWalker *walk, CXCursor value, char sign)
{
  guint32 offset;
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (clang_getCursorExtent (value)), &offset, NULL);
  return clang_getCursorKind (value) == CXCursor_UnaryOperator && file && file->text[offset] == sign;
}

/* The variable, or the field, that @value is; or a null cursor. */
static CXCursor
variable_of (CXCursor value)
{
  const enum CXCursorKind kind = clang_getCursorKind (value);
  CXCursor target = kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr ? clang_getCursorReferenced (value) : clang_getNullCursor ();
  const enum CXCursorKind what = clang_getCursorKind (target);
  return what == CXCursor_VarDecl || what == CXCursor_FieldDecl || what == CXCursor_ParmDecl ? clang_getCanonicalCursor (target) : clang_getNullCursor ();
}

/* Whether one of @call's arguments is, or points to, a packet_info: what it gives is a copy of that. */
static gboolean
takes_packet (PoolWalker *walk, CXCursor call)
{
  for (int i = 0; i < clang_Cursor_getNumArguments (call); i++)
    {
      CXType type = clang_getCursorType (strip (clang_Cursor_getArgument (call, (unsigned) i)));
      if (names_is_packet_info (walk->names, type) || names_is_packet_object (walk->names, type))
        return TRUE;
    }
  return FALSE;
}

/* A call that gives memory for anything: allocators are told by their names, since any may be the program's own. */
static PacketMaking
making_by_call (PoolWalker *walk, CXCursor call)
{
  const char *name = pool_walker_spell (clang_getCursorSpelling (call));
  if (takes_packet (walk, call))
    return PACKET_STRANGE;
  return clang_getCanonicalType (clang_getCursorType (call)).kind == CXType_Pointer && strstr (name, "alloc") ? PACKET_MADE : PACKET_STRANGE;
}

typedef struct {
  PoolWalker *walk;
  guint child;
  PacketMaking making;
} Branches;

/* Behind the condition. */
static enum CXChildVisitResult
see_branch (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Branches *branches = data;
  (void) parent;
  if (branches->child++ > 0)
    branches->making = MAX (branches->making, packet_making (branches->walk, cursor, FALSE));
  return CXChildVisit_Continue;
}

/* How the object @variable came about: as a copy of another one, or by itself. The host's own is a field of what dissects a packet. */
static PacketMaking
making_of_object (PoolWalker *walk, CXCursor variable)
{
  CXType type = clang_getCanonicalType (clang_getCursorType (variable));
  CXCursor value = clang_Cursor_getVarDeclInitializer (variable);
  if (clang_getCursorKind (variable) == CXCursor_FieldDecl)
    return g_strcmp0 (names_record (walk->names, clang_getCursorType (clang_getCursorSemanticParent (variable))), "epan_dissect") == 0 ? PACKET_OF_HOST : PACKET_STRANGE;
  if (clang_getCursorKind (variable) != CXCursor_VarDecl || type.kind == CXType_LValueReference)
    return PACKET_OF_HOST;
  if (type.kind == CXType_ConstantArray)
    return PACKET_MADE;
  const gboolean copy = !clang_Cursor_isNull (value) && clang_getCursorKind (value) != CXCursor_InitListExpr
                        && names_constant (walk->names, value) != CONSTANT_ZERO
                        && !(clang_getCursorKind (value) == CXCursor_CallExpr && clang_Cursor_getNumArguments (value) == 0);
  return copy ? PACKET_OF_HOST : PACKET_MADE;
}

PacketMaking
packet_making (PoolWalker *walk, CXCursor value, gboolean object)
{
  value = strip (value);
  CXCursor variable = variable_of (value);
  if (!clang_Cursor_isNull (variable))
    return clang_getCursorKind (variable) == CXCursor_ParmDecl ? PACKET_OF_HOST : packet_making_of (walk, variable);
  if (has_sign (walk, value, object ? '*' : '&'))
    return packet_making (walk, cursor_first_child (value), !object);
  Branches branches = { walk, 0, PACKET_OF_HOST };
  switch ((int) clang_getCursorKind (value))
    {
    case CXCursor_ConditionalOperator:
      clang_visitChildren (value, see_branch, &branches);
      return branches.making;
    case CXCursor_CXXNewExpr:
    case CXCursor_CompoundLiteralExpr:
      return PACKET_MADE;
    case CXCursor_StmtExpr: /* an allocator's macro */
      return PACKET_MADE;
    case CXCursor_CallExpr:
      return making_by_call (walk, value);
    case CXCursor_ArraySubscriptExpr:
      return packet_making (walk, cursor_first_child (value), object);
    default:
      return PACKET_OF_HOST;
    }
}

static guint32
known_of (PoolWalker *walk, CXCursor variable)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (walk->making, &variable));
}

static void
note (PoolWalker *walk, CXCursor variable, guint32 what)
{
  const guint32 known = known_of (walk, variable);
  const guint32 making = MAX (known & 0xfu, what & 0xfu), flags = (known | what) & PACKET_POOL_SET;
  CXCursor *key = wmem_memdup (walk->analysis->pool, &variable, sizeof variable);
  g_hash_table_insert (walk->making, key, GUINT_TO_POINTER (making | flags));
}

/* `fake.pool = …`, `fake->pool = …`: the base of the member of a packet_info; or a null cursor. */
static CXCursor
owner_of_pool (PoolWalker *walk, CXCursor target)
{
  const char *record = names_record (walk->names, clang_getCursorType (target));
  if (clang_getCursorKind (target) != CXCursor_MemberRefExpr || g_strcmp0 (record, "_wmem_allocator_t") != 0)
    return clang_getNullCursor ();
  CXCursor base = variable_of (strip (cursor_first_child (target)));
  CXType type = clang_getCursorType (base);
  return names_is_packet_info (walk->names, type) || names_is_packet_object (walk->names, type) ? base : clang_getNullCursor ();
}

static void
see_assignment (PoolWalker *walk, CXCursor cursor)
{
  CXCursor left = strip (cursor_first_child (cursor)), right = cursor_last_child (cursor), owner = owner_of_pool (walk, left);
  if (!clang_Cursor_isNull (owner))
    {
      if (names_constant (walk->names, strip (right)) != CONSTANT_ZERO)
        note (walk, owner, PACKET_POOL_SET);
      return;
    }
  CXType type = clang_getCursorType (left);
  const gboolean object = names_is_packet_object (walk->names, type);
  if ((!object && !names_is_packet_info (walk->names, type)) || names_operator (walk->names, cursor_first_child (cursor), right) != OPERATOR_ASSIGN)
    return;
  CXCursor variable = variable_of (has_sign (walk, left, '*') ? strip (cursor_first_child (left)) : left);
  if (!clang_Cursor_isNull (variable))
    note (walk, variable, object ? PACKET_POOL_SET : packet_making (walk, right, FALSE));
}

/* `memcpy (&copy, pinfo, sizeof *pinfo)`; and what is given a pointer to the pointer may give it any value. */
static void
see_call (PoolWalker *walk, CXCursor call)
{
  const gboolean copies = clang_Cursor_getNumArguments (call) > 1 && strstr (pool_walker_spell (clang_getCursorSpelling (call)), "mem") != NULL;
  for (int i = 0; i < clang_Cursor_getNumArguments (call); i++)
    {
      CXCursor argument = strip (clang_Cursor_getArgument (call, (unsigned) i));
      const gboolean address = has_sign (walk, argument, '&');
      CXCursor variable = variable_of (address ? strip (cursor_first_child (argument)) : argument);
      CXType type = clang_getCursorType (variable);
      if (clang_Cursor_isNull (variable))
        continue;
      if (address && names_is_packet_info (walk->names, type))
        note (walk, variable, PACKET_STRANGE);
      else if (copies && i == 0 && (names_is_packet_info (walk->names, type) || names_is_packet_object (walk->names, type))
               && names_is_packet_info (walk->names, clang_getCursorType (strip (clang_Cursor_getArgument (call, 1)))))
        note (walk, variable, PACKET_POOL_SET);
    }
}

static enum CXChildVisitResult
see (CXCursor cursor, CXCursor parent, CXClientData data)
{
  PoolWalker *walk = data;
  guint32 offset;
  CXCursor value;
  (void) parent;
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_BinaryOperator:
      see_assignment (walk, cursor);
      break;
    case CXCursor_CallExpr:
      see_call (walk, cursor);
      break;
    case CXCursor_VarDecl:
      value = clang_Cursor_getVarDeclInitializer (cursor);
      if (names_is_packet_info (walk->names, clang_getCursorType (cursor)) && !clang_Cursor_isNull (value))
        note (walk, clang_getCanonicalCursor (cursor), packet_making (walk, value, FALSE));
      break;
    case CXCursor_FunctionDecl:
      if (!clang_isCursorDefinition (cursor) || !pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, NULL))
        return CXChildVisit_Continue;
      break;
    default:
      break;
    }
  return CXChildVisit_Recurse;
}

PacketMaking
packet_making_of (PoolWalker *walk, CXCursor variable)
{
  variable = clang_getCanonicalCursor (variable);
  if (!walk->making)
    {
      /* What is asked for meanwhile has the value of what came before. */
      walk->making = pool_table (walk->analysis->pool, g_hash_table_new (cursor_hash, cursor_equal));
      clang_visitChildren (clang_getTranslationUnitCursor (walk->unit), see, walk);
    }
  const guint32 known = known_of (walk, variable);
  CXType type = clang_getCanonicalType (clang_getCursorType (variable));
  const gboolean pointer = type.kind == CXType_Pointer;
  PacketMaking making = pointer ? (PacketMaking) (known & 0xfu) : making_of_object (walk, variable);
  if (pointer && clang_getCursorKind (variable) == CXCursor_VarDecl && clang_getCursorLinkage (variable) == CXLinkage_External)
    making = MAX (making, PACKET_STRANGE);
  return making == PACKET_MADE && (known & PACKET_POOL_SET) != 0 ? PACKET_STRANGE : making;
}

/* SPDX-License-Identifier: MIT */
/*
 * Whether what is given as a packet_info may be NULL, or one that the program makes itself: nobody sets the pool of such a one.
 */
#include "find/packet_argument.h"

#include "find/packet_made.h"
#include "syntax/cursor.h"

typedef struct {
  PoolWalker *walk;
  guint child;
  PoolUseKind kind; /* of the value that says most against it */
} Choice;

static enum CXChildVisitResult see_choice (CXCursor cursor, CXCursor parent, CXClientData data);

/* A literal out of a macro's body. */
static gboolean
is_zero (CXCursor value)
{
  if (clang_getCursorKind (value) == CXCursor_CXXNullPtrLiteralExpr || clang_getCursorKind (value) == CXCursor_GNUNullExpr)
    return TRUE;
  CXEvalResult result = clang_getCursorKind (value) == CXCursor_IntegerLiteral ? clang_Cursor_Evaluate (value) : NULL;
  const gboolean zero = result && clang_EvalResult_getKind (result) == CXEval_Int && clang_EvalResult_getAsLongLong (result) == 0;
  if (result)
    clang_EvalResult_dispose (result);
  return zero;
}

/* What follows where a packet_info is no parameter; @otherwise: nothing does. */
static PoolUseKind
kind_by_making (PacketMaking making, PoolUseKind otherwise)
{
  return making == PACKET_MADE ? POOL_USE_MADE : making == PACKET_STRANGE ? POOL_USE_STRANGE
                                                                          : otherwise;
}

static PoolUseKind kind_of_packet (PoolWalker *walk, CXCursor value);

/* What is known of an object, as of a packet_info. */
static PoolUseKind
kind_of_object (PoolWalker *walk, CXCursor value)
{
  guint32 offset;
  while (clang_getCursorKind (value) == CXCursor_UnexposedExpr || clang_getCursorKind (value) == CXCursor_ParenExpr)
    value = cursor_first_child (value);
  CXCursor target = clang_getCursorReferenced (value);
  if (clang_getCursorKind (value) == CXCursor_DeclRefExpr && clang_getCursorKind (target) == CXCursor_ParmDecl)
    return POOL_USE_HANDS;
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (clang_getCursorExtent (value)), &offset, NULL);
  if (clang_getCursorKind (value) != CXCursor_UnaryOperator || !file || file->text[offset] != '*')
    return kind_by_making (packet_making (walk, value, TRUE), POOL_USE_CALL);
  /* Where it is NULL nothing goes on. */
  const PoolUseKind kind = kind_of_packet (walk, cursor_first_child (value));
  return kind == POOL_USE_NULL || kind == POOL_USE_MAYBE ? POOL_USE_CALL : kind;
}

/* Whether a packet_info that is @value may be NULL: it is, in whatever words (`0`, `(packet_info *) NULL`), on one of two ways at least;
 * or it is the caller's own parameter, or an object's address; or nobody can tell. */
static PoolUseKind
kind_of_packet (PoolWalker *walk, CXCursor value)
{
  for (;;)
    {
      const enum CXCursorKind kind = clang_getCursorKind (value);
      if (names_constant (walk->names, value) == CONSTANT_ZERO || is_zero (value))
        return POOL_USE_NULL;
      if (kind == CXCursor_CStyleCastExpr || kind == CXCursor_CXXStaticCastExpr)
        value = cursor_last_child (value);
      else if (kind == CXCursor_UnexposedExpr || kind == CXCursor_ParenExpr)
        value = cursor_first_child (value);
      else
        break;
    }
  guint32 offset;
  Choice choice = { walk, 0, POOL_USE_MAYBE };
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (clang_getCursorExtent (value)), &offset, NULL);
  switch ((int) clang_getCursorKind (value))
    {
    case CXCursor_ConditionalOperator:
      clang_visitChildren (value, see_choice, &choice);
      return choice.kind;
    case CXCursor_UnaryOperator:
      return file && file->text[offset] == '&' ? kind_of_object (walk, cursor_first_child (value)) : POOL_USE_MAYBE;
    case CXCursor_DeclRefExpr:
      for (guint i = 0; clang_getCursorKind (clang_getCursorReferenced (value)) == CXCursor_ParmDecl && i < walk->packets->len; i++)
        {
          const PoolPacket *packet = &g_array_index (walk->packets, PoolPacket, i);
          if (packet->name == pool_walker_spell (clang_getCursorSpelling (value)))
            return packet->use & (PACKET_TESTED | PACKET_CHANGED) ? POOL_USE_MAYBE : POOL_USE_HANDS;
        }
      return kind_by_making (packet_making (walk, value, FALSE), POOL_USE_MAYBE);
    default:
      return kind_by_making (packet_making (walk, value, FALSE), POOL_USE_MAYBE);
    }
}

/* Behind the condition. */
static enum CXChildVisitResult
see_choice (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Choice *choice = data;
  (void) parent;
  if (choice->child++ > 0)
    {
      const PoolUseKind kind = kind_of_packet (choice->walk, cursor);
      if (kind == POOL_USE_NULL || kind == POOL_USE_MADE)
        choice->kind = POOL_USE_NULL;
      else if (kind == POOL_USE_STRANGE && choice->kind != POOL_USE_NULL)
        choice->kind = kind;
    }
  return CXChildVisit_Continue;
}

void
packet_arguments_check (PoolWalker *walk, CXCursor call, const char *id, const PoolFile *file, guint32 line)
{
  const int n = clang_Cursor_getNumArguments (call);
  for (int i = 0; i < n; i++)
    {
      CXCursor argument = clang_Cursor_getArgument (call, (unsigned) i);
      const gboolean pointer = names_is_packet_info (walk->names, clang_getCursorType (argument));
      if (!pointer && !names_is_packet_object (walk->names, clang_getCursorType (argument)))
        continue;
      const PoolUseKind kind = pointer ? kind_of_packet (walk, argument) : kind_of_object (walk, argument);
      if (kind != POOL_USE_CALL)
        pool_walker_add_use (walk, (PoolUse){ .kind = kind, .from = walk->function, .to = id, .path = file->path, .line = line });
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * Whether what is given as a packet_info may be NULL.
 */
#include "find/packet_argument.h"

#include "syntax/cursor.h"

typedef struct {
  PoolWalker *walk;
  guint child;
  gboolean null; /* one of the values is */
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
  Choice choice = { walk, 0, FALSE };
  const PoolFile *file = pool_walker_locate (walk, clang_getRangeStart (clang_getCursorExtent (value)), &offset, NULL);
  switch ((int) clang_getCursorKind (value))
    {
    case CXCursor_ConditionalOperator:
      clang_visitChildren (value, see_choice, &choice);
      return choice.null ? POOL_USE_NULL : POOL_USE_MAYBE;
    case CXCursor_UnaryOperator:
      return file && file->text[offset] == '&' ? POOL_USE_CALL : POOL_USE_MAYBE;
    case CXCursor_DeclRefExpr:
      for (guint i = 0; clang_getCursorKind (clang_getCursorReferenced (value)) == CXCursor_ParmDecl && i < walk->packets->len; i++)
        {
          const PoolPacket *packet = &g_array_index (walk->packets, PoolPacket, i);
          if (packet->name == pool_walker_spell (clang_getCursorSpelling (value)))
            return packet->use & (PACKET_TESTED | PACKET_CHANGED) ? POOL_USE_MAYBE : POOL_USE_HANDS;
        }
      return POOL_USE_MAYBE;
    default:
      return POOL_USE_MAYBE;
    }
}

/* Behind the condition. */
static enum CXChildVisitResult
see_choice (CXCursor cursor, CXCursor parent, CXClientData data)
{
  Choice *choice = data;
  (void) parent;
  choice->null |= choice->child++ > 0 && kind_of_packet (choice->walk, cursor) == POOL_USE_NULL;
  return CXChildVisit_Continue;
}

void
packet_arguments_check (PoolWalker *walk, CXCursor call, const char *id, const PoolFile *file, guint32 line)
{
  const int n = clang_Cursor_getNumArguments (call);
  for (int i = 0; i < n; i++)
    {
      CXCursor argument = clang_Cursor_getArgument (call, (unsigned) i);
      if (!names_is_packet_info (walk->names, clang_getCursorType (argument)))
        continue;
      const PoolUseKind kind = kind_of_packet (walk, argument);
      if (kind != POOL_USE_CALL)
        pool_walker_add_use (walk, (PoolUse){ .kind = kind, .from = walk->function, .to = id, .path = file->path, .line = line });
    }
}

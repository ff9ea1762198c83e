/* SPDX-License-Identifier: MIT */
/*
 * A packet_info's name and the tokens around it.
 */
#include "find/packet_use.h"

static gboolean
is_null (const Source *source, guint32 token)
{
  static const char *const nulls[] = { "NULL", "0", "nullptr", NULL };
  return source_is_any (source, token, nulls);
}

/* Whether the token ends an operand, so that what follows is an operator of two. */
static gboolean
ends_operand (const Source *source, guint32 token)
{
  static const char *const ends[] = { ")", "]", NULL };
  return token != NO_TOKEN
         && (source_token (source, token)->kind == TOKEN_IDENTIFIER || source_token (source, token)->kind == TOKEN_NUMBER
             || source_is_any (source, token, ends));
}

/* `int pinfo = …`, `packet_info *pinfo = …`: it declares another one (or fills what it points to). */
static gboolean
is_declared (const Source *source, guint32 previous)
{
  static const char *const statements[] = { "else", "do", NULL };
  return source_is (source, previous, "*")
         || (previous != NO_TOKEN && source_token (source, previous)->kind == TOKEN_IDENTIFIER && !source_is_any (source, previous, statements));
}

static gboolean
is_test (const Source *source, guint32 previous, guint32 next)
{
  static const char *const behind[] = { "==", "!=", "?", "&&", "||", NULL }, *const before[] = { "!", "==", "!=", "&&", "||", NULL };
  static const char *const reads[] = { "->", ".", "[", "(", NULL }, *const asks[] = { "if", "while", "for", NULL };
  return source_is_any (source, next, behind) || (source_is_any (source, previous, before) && !source_is_any (source, next, reads))
         || (source_is (source, previous, "(") && source_is (source, next, ")") && source_is_any (source, source_previous (source, previous), asks));
}

static PacketUse
use_at (const Source *source, guint32 token)
{
  const guint32 previous = source_previous (source, token), next = source_next (source, token);
  PacketUse use = 0;
  if (source_is (source, previous, "->") || source_is (source, previous, "."))
    return 0;
  if (source_is (source, next, "->") && !source_token (source, token)->inactive)
    use |= PACKET_READ;
  if (is_test (source, previous, next))
    use |= PACKET_TESTED;
  if (source_is (source, next, "=") && !is_declared (source, previous))
    use |= PACKET_CHANGED | (is_null (source, source_next (source, next)) ? PACKET_DROPPED : 0);
  if (source_is (source, previous, "&") && !source_is (source, next, "->") && !ends_operand (source, source_previous (source, previous)))
    use |= PACKET_CHANGED;
  return use;
}

PacketUse
packet_use_of (const Source *source, guint32 from, guint32 to, const char *name)
{
  PacketUse use = 0;
  for (guint32 token = source_token_at (source, from); token < source->tokens->len && source_token (source, token)->offset < to; token++)
    if (source_token (source, token)->kind == TOKEN_IDENTIFIER && source_is (source, token, name))
      use |= use_at (source, token);
  return use;
}

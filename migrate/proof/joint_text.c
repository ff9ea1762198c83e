/* SPDX-License-Identifier: MIT */
/*
 * Two ways through two texts, token by token.
 */
#include "proof/joint_text.h"

#include <string.h>

#include "syntax/source.h"

enum { EXPECTED,
       FOUND,
       N_SIDES };

/* A text, and the tokens of the difference in hand: those from @first to before @end. */
typedef struct {
  const Source *source;
  guint32 first, end;
} Way;

typedef struct {
  Way sides[N_SIDES];
  guint32 copied; /* how much of the expected text stands in the joint one */
  GString *out;
} Joining;

static guint32
n_tokens (const Way *way)
{
  return way->source->tokens->len;
}

static gboolean
is_comment (const Way *way, guint32 token)
{
  return token < n_tokens (way) && source_token (way->source, token)->kind == TOKEN_COMMENT;
}

/* Comments are blanks. */
static guint32
pass_comments (const Way *way, guint32 token)
{
  while (is_comment (way, token))
    token++;
  return token;
}

static guint32
line_of (const Way *way, guint32 token)
{
  return token < n_tokens (way) ? source_line (way->source, source_token (way->source, token)->offset, NULL) : G_MAXUINT32;
}

static gboolean
follows_directly (const Way *way, guint32 token)
{
  return token > 0 && source_end (way->source, token - 1) == source_token (way->source, token)->offset;
}

/* Whether both ways go on with the same, blanks before it included, on the same line: that is what macros can tell. */
static gboolean
tokens_equal (const Joining *joining, guint32 left, guint32 right)
{
  const Way *one = &joining->sides[EXPECTED], *other = &joining->sides[FOUND];
  if (left >= n_tokens (one) || right >= n_tokens (other))
    return left >= n_tokens (one) && right >= n_tokens (other);
  const Token *token = source_token (one->source, left), *other_token = source_token (other->source, right);
  return token->length == other_token->length && token->directive == other_token->directive
         && memcmp (one->source->text + token->offset, other->source->text + other_token->offset, token->length) == 0
         && follows_directly (one, left) == follows_directly (other, right) && line_of (one, left) == line_of (other, right);
}

/* Whether the difference is one argument wherever it comes to stand: its brackets pair, and commas are in round ones. */
static gboolean
is_one_argument (const Way *way)
{
  guint32 inside = way->first; /* the end of the round brackets around */
  for (guint32 token = way->first; token < way->end; token++)
    {
      const Token *here = source_token (way->source, token);
      const char c = way->source->text[here->offset];
      if (here->kind != TOKEN_PUNCTUATOR)
        continue;
      if (strchr ("(){}[]", c) && (here->match < way->first || here->match >= way->end))
        return FALSE;
      if (c == '(')
        inside = MAX (inside, here->match);
      if (c == ',' && token >= inside)
        return FALSE;
    }
  return TRUE;
}

/* Whether the difference may be said at its place: in one body of a macro, or in one line of code. */
static gboolean
is_sayable (const Way *way)
{
  if (way->end <= way->first || !is_one_argument (way))
    return FALSE;
  const Token *first = source_token (way->source, way->first);
  const Directive *directive = source_directive (way->source, way->first);
  for (guint32 token = way->first; token < way->end; token++)
    if (source_token (way->source, token)->directive != first->directive || is_comment (way, token))
      return FALSE;
  return directive ? directive->kind == DIRECTIVE_DEFINE && directive->body <= way->first
                   : line_of (way, way->first) == line_of (way, way->end - 1) && !source_token (way->source, way->end - 1)->spliced;
}

/* Whether the difference ends with a name that is called: it may be a macro's, which takes what follows. */
static gboolean
is_called (const Way *way)
{
  return source_token (way->source, way->end - 1)->kind == TOKEN_IDENTIFIER && source_is (way->source, way->end, "(");
}

/* Finds the end of the difference that begins at @first of both ways: the first place from which on the line is the same, with all brackets
 * closed. */
static gboolean
find_end (Joining *joining)
{
  Way *one = &joining->sides[EXPECTED], *other = &joining->sides[FOUND];
  const guint32 limit = 200; /* tokens */
  for (one->end = one->first; one->end < n_tokens (one) && one->end < one->first + limit; one->end++)
    for (other->end = other->first; other->end < n_tokens (other) && other->end < other->first + limit; other->end++)
      {
        if (is_comment (one, one->end) || is_comment (other, other->end) || !tokens_equal (joining, one->end, other->end))
          continue;
        if (is_sayable (one) && is_sayable (other) && !is_called (one) && !is_called (other))
          return TRUE;
      }
  return FALSE;
}

/* Adds the difference as it is written, without spliced lines: that is how the compiler reads it. */
static void
add_side (GString *out, const Way *way)
{
  const char *at = way->source->text + source_token (way->source, way->first)->offset;
  const char *end = way->source->text + source_end (way->source, way->end - 1);
  g_string_append (out, " (");
  while (at < end)
    {
      const guint splice = source_splice (at);
      if (splice == 0)
        g_string_append_c (out, *at);
      at += splice > 0 ? splice : 1;
    }
  g_string_append_c (out, ')');
}

static void
add_difference (Joining *joining)
{
  Way *one = &joining->sides[EXPECTED];
  const guint32 start = source_token (one->source, one->first)->offset, end = source_end (one->source, one->end - 1);
  g_string_append_len (joining->out, one->source->text + joining->copied, start - joining->copied);
  g_string_append (joining->out, " " JOINT_WORD);
  for (guint side = 0; side < N_SIDES; side++)
    add_side (joining->out, &joining->sides[side]);
  g_string_append_c (joining->out, ' ');
  /* What follows keeps its line. */
  for (guint32 at = start; at < end; at++)
    if (one->source->text[at] == '\n')
      g_string_append (joining->out, "\\\n");
  joining->copied = end;
}

static gboolean
join (Joining *joining)
{
  Way *one = &joining->sides[EXPECTED], *other = &joining->sides[FOUND];
  for (one->end = other->end = 0;; one->end++, other->end++)
    {
      one->first = pass_comments (one, one->end);
      other->first = pass_comments (other, other->end);
      if (!tokens_equal (joining, one->first, other->first))
        {
          if (!find_end (joining))
            return FALSE;
          add_difference (joining);
        }
      else
        {
          one->end = one->first;
          other->end = other->first;
        }
      if (one->end >= n_tokens (one))
        break;
    }
  g_string_append (joining->out, one->source->text + joining->copied);
  return TRUE;
}

GBytes *
joint_text_new (GBytes *expected, GBytes *found)
{
  GBytes *const texts[N_SIDES] = { expected, found };
  char *copies[N_SIDES];
  Joining joining = { .out = g_string_new (NULL) };
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  gboolean good = TRUE;
  for (guint side = 0; side < N_SIDES; side++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (texts[side], &length);
      copies[side] = g_strndup (bytes, length);
      good = good && strlen (copies[side]) == length && !strstr (copies[side], JOINT_WORD);
      joining.sides[side].source = source_new (pool, "", copies[side], strlen (copies[side]));
    }
  good = good && join (&joining);
  wmem_destroy_allocator (pool);
  for (guint side = 0; side < N_SIDES; side++)
    g_free (copies[side]);
  if (good)
    return g_string_free_to_bytes (joining.out);
  g_string_free (joining.out, TRUE);
  return NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * Token by token, past the markers `# LINE "FILE" FLAGS` between the lines.
 */
#include "proof/preprocessed.h"

#include <string.h>

#include "proof/joint_text.h"

/* A part of a text. */
typedef struct {
  const char *start;
  gsize length;
} Piece;

/* Which side of a joint text is read. */
typedef enum { SIDE_NONE,
               SIDE_LEFT,
               SIDE_RIGHT } Side;

/* A way through a text. */
typedef struct {
  const char *at;
  Piece file; /* that the last marker named */
  gboolean begins_line, in_directive;
  Side side;     /* SIDE_NONE: it is no joint text */
  GArray *depth; /* of guint, for each place of two sides around: brackets that are open in this one's */
  gboolean broken;
} Reader;

static gboolean
pieces_equal (Piece left, Piece right)
{
  return left.length == right.length && memcmp (left.start, right.start, left.length) == 0;
}

/* Whether the line at the reader is a marker; it is passed then. */
static gboolean
pass_marker (Reader *reader)
{
  const char *line = reader->at;
  if (line[0] != '#' || line[1] != ' ' || !g_ascii_isdigit (line[2]))
    return FALSE;
  const char *end = line + strcspn (line, "\n"), *open = memchr (line, '"', (gsize) (end - line)), *close = end;
  while (open && close > open + 1 && close[-1] != '"')
    close--;
  if (!open || close <= open + 1)
    return FALSE;
  reader->file = (Piece){ open + 1, (gsize) (close - open - 2) };
  reader->at = end;
  return TRUE;
}

/* What may be part of a name or a number, and of nothing else. */
static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || c == '.' || c == '\\' || (c & 0x80);
}

/* @return the end of the literal that begins at @at; in a line that has no end of it, that line's. */
static const char *
literal_end (const char *at)
{
  const char quote = *at++;
  while (*at && *at != '\n' && *at != quote)
    at += at[0] == '\\' && at[1] ? 2 : 1;
  return *at == quote ? at + 1 : at;
}

/* @return the end of the raw literal `R"MARK(…)MARK"` whose quotes begin at @at; NULL where it is none. */
static const char *
raw_end (const char *at)
{
  const gsize length = strcspn (at + 1, "( )\\\n\"");
  if (at[1 + length] != '(')
    return NULL;
  g_autofree char *mark = g_strndup (at + 1, length), *end = g_strdup_printf (")%s\"", mark);
  const char *found = strstr (at + 2 + length, end);
  return found ? found + strlen (end) : NULL;
}

/* The end of a token: what is written without blanks, as far as these may count. */
static const char *
token_end (const char *at)
{
  static const char alone[] = "(){}[],;~?";
  const char *start = at;
  if (strchr (alone, *at))
    return at + 1;
  if (!is_word (*at) && *at != '"' && *at != '\'')
    {
      while (*at && !g_ascii_isspace (*at) && !is_word (*at) && *at != '"' && *at != '\'' && !strchr (alone, *at))
        at++;
      return at;
    }
  while (*at && (is_word (*at) || *at == '"' || *at == '\''))
    {
      const char *raw = *at == '"' && at > start && at[-1] == 'R' ? raw_end (at) : NULL;
      at = raw ? raw : is_word (*at) ? at + 1
                                     : literal_end (at);
    }
  return at;
}

/* Passes what is no token. The end of a directive that the compiler is left with is one. */
static void
pass_blanks (Reader *reader)
{
  for (;; reader->at++)
    {
      while (reader->begins_line && pass_marker (reader))
        ;
      if (*reader->at == '\n' && !reader->in_directive)
        reader->begins_line = TRUE;
      else if (*reader->at == '\n' || !g_ascii_isspace (*reader->at))
        return;
    }
}

/* @return the next token; one without length is the end of the text. */
static Piece
next_token (Reader *reader)
{
  pass_blanks (reader);
  Piece token = { reader->at, 0 };
  if (*reader->at == '\n')
    {
      reader->in_directive = FALSE;
      token.length = 1;
    }
  else if (*reader->at)
    {
      reader->in_directive |= reader->begins_line && *reader->at == '#';
      token.length = (gsize) (token_end (reader->at) - reader->at);
    }
  reader->begins_line = *reader->at == '\n';
  reader->at += token.length;
  return token;
}

/* Whether @token has the word of a joint text in it, and is not that. */
static gboolean
hides_word (Piece token)
{
  const gsize length = strlen (JOINT_WORD);
  for (gsize i = 0; token.length > length && i <= token.length - length; i++)
    if (memcmp (token.start + i, JOINT_WORD, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_piece (Piece token, const char *text)
{
  return token.length == strlen (text) && memcmp (token.start, text, token.length) == 0;
}

/* Passes the bracket that begins a side. */
static void
open_side (Reader *reader)
{
  reader->broken |= !is_piece (next_token (reader), "(");
}

/* Passes a side. */
static void
pass_side (Reader *reader)
{
  open_side (reader);
  for (guint depth = 1; depth > 0 && !reader->broken;)
    {
      const Piece token = next_token (reader);
      reader->broken |= token.length == 0 || hides_word (token);
      depth += is_piece (token, "(");
      depth -= is_piece (token, ")");
    }
}

/* @return the next token of the reader's side. */
static Piece
next_of_side (Reader *reader)
{
  for (;;)
    {
      const Piece token = next_token (reader);
      if (reader->side == SIDE_NONE)
        return token;
      guint *depth = reader->depth->len > 0 ? &g_array_index (reader->depth, guint, reader->depth->len - 1) : NULL;
      reader->broken |= hides_word (token) || (token.length == 0 && depth);
      if (is_piece (token, JOINT_WORD))
        {
          const guint none = 0;
          if (reader->side == SIDE_RIGHT)
            pass_side (reader);
          open_side (reader);
          g_array_append_val (reader->depth, none);
        }
      else if (depth && *depth == 0 && is_piece (token, ")"))
        {
          g_array_set_size (reader->depth, reader->depth->len - 1);
          if (reader->side == SIDE_LEFT)
            pass_side (reader);
        }
      else
        {
          if (depth && is_piece (token, "("))
            ++*depth;
          if (depth && is_piece (token, ")"))
            --*depth;
          return token;
        }
      if (reader->broken)
        return (Piece){ reader->at, 0 };
    }
}

/* Whether the compiler itself knows where in the source something stands, and the program asks. */
static gboolean
asks_for_lines (const char *text)
{
  static const char *const asking[] = { "__builtin_LINE", "__builtin_COLUMN", "__builtin_source_location" };
  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    if (strstr (text, asking[i]))
      return TRUE;
  return FALSE;
}

static gboolean
readers_same (Reader *one, Reader *other)
{
  for (;;)
    {
      const Piece token = next_of_side (one), other_token = next_of_side (other);
      if (one->broken || other->broken || !pieces_equal (token, other_token))
        return FALSE;
      if (token.length == 0)
        return TRUE;
      if (one->file.start != other->file.start && !pieces_equal (one->file, other->file))
        return FALSE;
    }
}

gboolean
preprocessed_same (const char *left, const char *right)
{
  Reader one = { .at = left, .begins_line = TRUE }, other = { .at = right, .begins_line = TRUE };
  return !asks_for_lines (left) && readers_same (&one, &other);
}

gboolean
preprocessed_sides_same (const char *joint)
{
  Reader one = { .at = joint, .begins_line = TRUE, .side = SIDE_LEFT }, other = { .at = joint, .begins_line = TRUE, .side = SIDE_RIGHT };
  one.depth = g_array_new (FALSE, FALSE, sizeof (guint));
  other.depth = g_array_new (FALSE, FALSE, sizeof (guint));
  const gboolean same = !asks_for_lines (joint) && readers_same (&one, &other);
  g_array_unref (one.depth);
  g_array_unref (other.depth);
  return same;
}

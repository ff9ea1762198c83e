/* SPDX-License-Identifier: MIT */
/*
 * The lexer, and the brackets.
 */
#include "syntax/source.h"

#include <string.h>

#include "model/pool_array.h"

static const char *const long_punctuators[]
    = { "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
        "&&", "||", "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##" };

/* Other spellings of punctuators. */
static const struct
{
  const char digraph[5], means[3];
} digraphs[] = { { "%:%:", "##" }, { "%:", "#" }, { "<:", "[" }, { ":>", "]" }, { "<%", "{" }, { "%>", "}" } };

/* What compilers have to take; where no end is that near it is none, lest a hostile file is read for every quote in it. */
#define LONGEST_RAW 65536

guint
source_splice (const char *at)
{
  const char *end = at + 1;

  if (*at != '\\')
    return 0;
  while (*end == ' ' || *end == '\t')
    end++;
  if (*end == '\r' && end[1] == '\n')
    return (guint) (end + 2 - at);
  return *end == '\n' ? (guint) (end + 1 - at) : 0;
}

/* How many bytes at @at can be of a name: a letter's, whole; 0 for what stands between names, as bytes that are no UTF-8 do. */
static guint
name_length (const char *at, const char *limit)
{
  if ((guchar) *at < 0x80)
    return g_ascii_isalnum (*at) || *at == '_';
  const gunichar letter = g_utf8_get_char_validated (at, limit - at);
  const gboolean valid = letter != (gunichar) -1 && letter != (gunichar) -2;
  return valid && (g_unichar_isalnum (letter) || g_unichar_ismark (letter)) ? (guint) (g_utf8_next_char (at) - at) : 0;
}

static const char *
skip_quoted (const char *at, const char *limit)
{
  char quote = *at++;

  while (at < limit && *at != quote)
    {
      guint splice = source_splice (at);

      if (splice > 0)
        at += splice;
      else if (*at == '\n')
        return at; /* not closed: the rest of the line, as a compiler would recover */
      else
        at += *at == '\\' && at + 1 < limit ? 2 : 1;
    }
  return at < limit ? at + 1 : limit;
}

/* @at: the quote behind the `R` of a raw string, as C++ and GNU C have it. @return its end; NULL where it is an ordinary string. */
static const char *
skip_raw (const char *at, const char *limit)
{
  const char *open = at + 1;
  while (open < limit && open - at <= 17 && !strchr (" ()\\\t\v\f\r\n\"", *open))
    open++;
  if (open >= limit || *open != '(')
    return NULL;
  const gsize length = (gsize) (open - at); /* of the delimiter, and a bracket or quote beside it */
  limit = limit - open > LONGEST_RAW ? open + LONGEST_RAW : limit;
  for (const char *close = open; (close = memchr (close + 1, ')', (gsize) (limit - close - 1)));)
    if ((gsize) (limit - close) > length && close[length] == '"' && memcmp (close + 1, at + 1, length - 1) == 0)
      return close + length + 1;
  return NULL;
}

/* Whether the name is what a raw string begins with. */
static gboolean
begins_raw (const char *name, gsize length)
{
  static const char *const prefixes[] = { "R", "LR", "uR", "UR", "u8R" };
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (length == strlen (prefixes[i]) && memcmp (name, prefixes[i], length) == 0)
      return TRUE;
  return FALSE;
}

static const char *
skip_comment (const char *at, const char *limit)
{
  if (at[1] == '*')
    {
      const char *end = g_strstr_len (at + 2, limit - at - 2, "*/");

      if (end)
        return end + 2;
      /* g_strstr_len() stops at a NUL byte, which a file may hold. */
      for (end = at + 2; end + 1 < limit; end++)
        if (end[0] == '*' && end[1] == '/')
          return end + 2;
      return limit;
    }
  while (at < limit && *at != '\n')
    at += MAX (source_splice (at), 1);
  /* The line's end is no part of it, whichever it is. */
  return at < limit && at[-1] == '\r' ? at - 1 : at;
}

/* A punctuator may be spliced, too. */
static const char *
read_punctuator (const char *at, Token *token)
{
  char clean[4] = { 0 };
  const char *end[G_N_ELEMENTS (clean)];
  guint n = 0;

  for (const char *byte = at; n < 3 && *byte != '\0'; n++)
    {
      clean[n] = *byte++;
      end[n] = byte;
      while (source_splice (byte) > 0)
        byte += source_splice (byte);
    }
  for (guint i = 0; i < G_N_ELEMENTS (long_punctuators); i++)
    {
      guint length = (guint) strlen (long_punctuators[i]);

      if (*clean != *long_punctuators[i] || strncmp (clean, long_punctuators[i], length) != 0)
        continue;
      token->spliced = end[length - 1] > at + length;
      return end[length - 1];
    }
  return at + 1;
}

/* Reads a name, a number, or a raw string, which begins as a name does. */
static const char *
read_word (const char *at, const char *limit, Token *token)
{
  const char *const start = at;
  gboolean number = g_ascii_isdigit (*at) || *at == '.';

  token->kind = number ? TOKEN_NUMBER : TOKEN_IDENTIFIER;
  while (at < limit)
    {
      guint splice = source_splice (at);

      if (splice > 0 && at + splice < limit && name_length (at + splice, limit) > 0)
        {
          token->spliced = TRUE;
          at += splice;
        }
      else if (name_length (at, limit) > 0)
        at += name_length (at, limit);
      else if (number && *at == '\'' && at + 1 < limit && name_length (at + 1, limit) > 0)
        at++; /* between digits, as in C++ and C23: no other C has a quote there */
      else if (number && (*at == '.' || ((*at == '+' || *at == '-') && strchr ("eEpP", at[-1]))))
        at++;
      else
        break;
    }
  const char *const raw = !number && at < limit && *at == '"' && begins_raw (start, (gsize) (at - start)) ? skip_raw (at, limit) : NULL;
  if (raw)
    token->kind = TOKEN_STRING;
  return raw ? raw : at;
}

/* Reads one token at @a at, which is no blank. */
static const char *
read_token (const char *at, const char *limit, Token *token)
{
  if (at[0] == '/' && at + 1 < limit && (at[1] == '*' || at[1] == '/'))
    {
      token->kind = TOKEN_COMMENT;
      return skip_comment (at, limit);
    }
  if (*at == '"' || *at == '\'')
    {
      token->kind = *at == '"' ? TOKEN_STRING : TOKEN_CHARACTER;
      return skip_quoted (at, limit);
    }
  if (name_length (at, limit) > 0 || (*at == '.' && at + 1 < limit && g_ascii_isdigit (at[1])))
    return read_word (at, limit, token);
  token->kind = TOKEN_PUNCTUATOR;
  if (at[1] == '\\' || (at[1] != '\0' && at[2] == '\\'))
    return read_punctuator (at, token);
  for (guint i = 0; i < G_N_ELEMENTS (digraphs); i++)
    if (strncmp (at, digraphs[i].digraph, strlen (digraphs[i].digraph)) == 0)
      return at + strlen (digraphs[i].digraph);
  for (guint i = 0; i < G_N_ELEMENTS (long_punctuators); i++)
    if (*at == *long_punctuators[i] && strncmp (at, long_punctuators[i], strlen (long_punctuators[i])) == 0)
      return at + strlen (long_punctuators[i]);
  return at + 1;
}

static DirectiveKind
directive_kind (const Source *source, guint32 keyword)
{
  static const struct
  {
    const char *word;
    DirectiveKind kind;
  } words[]
      = {
          { "define", DIRECTIVE_DEFINE },
          { "undef", DIRECTIVE_UNDEF },
          { "include", DIRECTIVE_INCLUDE },
          { "if", DIRECTIVE_CONDITION },
          { "ifdef", DIRECTIVE_CONDITION },
          { "ifndef", DIRECTIVE_CONDITION },
          { "elif", DIRECTIVE_ELSE },
          { "else", DIRECTIVE_ELSE },
          { "endif", DIRECTIVE_ENDIF },
          { "line", DIRECTIVE_LINE },
        };

  if (keyword == NO_TOKEN)
    return DIRECTIVE_OTHER;
  if (source_token (source, keyword)->kind == TOKEN_NUMBER)
    return DIRECTIVE_LINE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (source_is (source, keyword, words[i].word))
      return words[i].kind;
  return DIRECTIVE_OTHER;
}

/* Where a #define's body begins: after the name, and after the parameters where `(` follows without a blank.
 */
static guint32
find_body (const Source *source, guint32 name, guint32 end)
{
  guint32 at = name + 1;

  if (at < end && source_is (source, at, "(")
      && source_token (source, at)->offset == source_end (source, name))
    {
      while (at < end && !source_is (source, at, ")"))
        at++;
      at = MIN (at + 1, end);
    }
  return at;
}

static void
finish_directive (Source *source, Directive *directive)
{
  guint32 at = directive->hash + 1;

  directive->end = source->tokens->len;
  directive->name = NO_TOKEN;
  directive->body = directive->end;
  while (at < directive->end && source_token (source, at)->kind == TOKEN_COMMENT)
    at++;
  directive->kind = directive_kind (source, at < directive->end ? at : NO_TOKEN);
  if (directive->kind == DIRECTIVE_DEFINE || directive->kind == DIRECTIVE_UNDEF
      || directive->kind == DIRECTIVE_INCLUDE)
    {
      at++;
      while (at < directive->end && source_token (source, at)->kind == TOKEN_COMMENT)
        at++;
      if (at < directive->end)
        directive->name = at;
    }
  if (directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN)
    directive->body = find_body (source, directive->name, directive->end);
}

/* A `<…>` operand as one token, lest `//` in it begin a comment. */
static const char *
read_operand (const Source *source, const Directive *directive, const char *at, const char *limit,
              Token *token)
{
  guint32 word = source->tokens->len - 1, first = directive->hash + 1; /* comments may stand on both sides of it */
  const char *end;

  while (word > directive->hash && source_token (source, word)->kind == TOKEN_COMMENT)
    word--;
  while (first < word && source_token (source, first)->kind == TOKEN_COMMENT)
    first++;
  if (*at != '<' || first != word || directive_kind (source, word) != DIRECTIVE_INCLUDE)
    return NULL;
  for (end = at; end < limit && *end != '\n' && *end != '>'; end++)
    ;
  token->kind = TOKEN_STRING;
  return end < limit && *end == '>' ? end + 1 : end;
}

static void
read_tokens (Source *source)
{
  const char *at = source->text, *limit = source->text + source->length;
  Directive directive = { 0 };
  gboolean in_directive = FALSE, line_start = TRUE;

  if (source->length >= 3 && memcmp (at, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < limit)
    {
      guint splice = source_splice (at);
      Token token = { .match = NO_TOKEN, .outer = NO_TOKEN };
      const char *end;

      if (*at == '\n' && in_directive)
        {
          finish_directive (source, &directive);
          g_array_append_val (source->directives, directive);
          in_directive = FALSE;
        }
      if (*at == '\n')
        line_start = TRUE;
      if (splice > 0 || g_ascii_isspace (*at) || *at == '\0')
        {
          at += MAX (splice, 1);
          continue;
        }
      token.offset = (guint32) (at - source->text);
      if (line_start && (*at == '#' || (at[0] == '%' && at[1] == ':')) && !in_directive)
        {
          in_directive = TRUE;
          directive = (Directive){ .hash = source->tokens->len };
        }
      token.directive = in_directive ? source->directives->len + 1 : 0;
      end = in_directive && source->tokens->len > directive.hash
                ? read_operand (source, &directive, at, limit, &token)
                : NULL;
      if (!end)
        end = read_token (at, limit, &token);
      token.length = (guint32) (end - at);
      at = end;
      g_array_append_val (source->tokens, token);
      if (token.kind != TOKEN_COMMENT)
        line_start = FALSE;
    }
  if (in_directive)
    {
      finish_directive (source, &directive);
      g_array_append_val (source->directives, directive);
    }
}

static void
read_lines (Source *source)
{
  guint32 start = 0;
  const char *newline = memchr (source->text, '\n', source->length);

  source->newline = newline && newline > source->text && newline[-1] == '\r' ? "\r\n" : "\n";
  g_array_append_val (source->lines, start);
  for (; newline; newline = memchr (newline + 1, '\n', source->length - start))
    {
      start = (guint32) (newline + 1 - source->text);
      g_array_append_val (source->lines, start);
    }
}

static gboolean
closes (char open, char close)
{
  return (open == '(' && close == ')') || (open == '[' && close == ']') || (open == '{' && close == '}');
}

/* The bracket that the token at @a index is, by whatever spelling; else 0. */
static char
bracket_of (const Source *source, guint32 index)
{
  const Token *token = source_token (source, index);
  char byte = source->text[token->offset];

  if (token->kind != TOKEN_PUNCTUATOR || token->length > 2)
    return '\0';
  if (token->length == 1)
    return strchr ("()[]{}", byte) ? byte : '\0';
  for (guint i = 0; i < G_N_ELEMENTS (digraphs); i++)
    if (strchr ("[]{}", digraphs[i].means[0]) && source_is (source, index, digraphs[i].means))
      return digraphs[i].means[0];
  return '\0';
}

/* Gives @a index its outer bracket, and pairs it where it closes one. A `;` or brace never lies in
 * parentheses that do not close, so that one missing parenthesis does not spoil the file; nor does one in a
 * for's head. */
static void
pair_bracket (Source *source, GArray *open, guint32 index, guint floor)
{
  Token *token = source_token (source, index);
  char byte = bracket_of (source, index);

  token->outer = open->len > floor ? g_array_index (open, guint32, open->len - 1) : NO_TOKEN;
  if (byte == '\0')
    return;
  if (byte == '(' || byte == '[' || byte == '{')
    g_array_append_val (open, index);
  else if (byte == ')' || byte == ']' || byte == '}')
    for (guint i = open->len; i > floor; i--)
      {
        guint32 candidate = g_array_index (open, guint32, i - 1);

        if (closes (bracket_of (source, candidate), byte))
          {
            source_token (source, candidate)->match = index;
            token->match = candidate;
            token->outer = source_token (source, candidate)->outer;
            g_array_set_size (open, i - 1);
            return;
          }
        if (bracket_of (source, candidate) == '{')
          return;
      }
}

/* Brackets by a stack that #if saves and #else goes back to, so that branches that each open or close one
 * agree. */
static void
pair_brackets (Source *source)
{
  GArray *open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) saved = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      const Directive *directive;

      if (token->directive == 0)
        {
          pair_bracket (source, open, i, 0);
          continue;
        }
      directive = &g_array_index (source->directives, Directive, token->directive - 1);
      if (directive->kind == DIRECTIVE_CONDITION)
        g_ptr_array_add (saved, g_array_copy (open));
      else if (directive->kind == DIRECTIVE_ELSE && saved->len > 0)
        {
          g_array_unref (open);
          open = g_array_copy (g_ptr_array_index (saved, saved->len - 1));
        }
      else if (directive->kind == DIRECTIVE_ENDIF && saved->len > 0)
        g_ptr_array_set_size (saved, (int) saved->len - 1);
      guint floor = open->len;
      for (; i < directive->end; i++)
        pair_bracket (source, open, i, floor);
      g_array_set_size (open, floor);
      i--;
    }
  g_array_unref (open);
}

/* How deep each directive lies in #if, with and without the include guard of the whole file. */
static void
measure_depths (Source *source)
{
  guint32 depth = 0, guard = 0;

  if (source->directives->len >= 3)
    {
      const Directive *first = &g_array_index (source->directives, Directive, 0);
      const Directive *second = first + 1;

      guard = first->kind == DIRECTIVE_CONDITION && second->kind == DIRECTIVE_DEFINE
              && second->name != NO_TOKEN && second->hash == first->end && second->body == second->end;
    }
  for (guint i = 0; i < source->directives->len; i++)
    {
      Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind == DIRECTIVE_ENDIF && depth > 0)
        depth--;
      directive->depth = depth;
      directive->inner_depth = depth > guard ? depth - guard : 0;
      if (directive->kind == DIRECTIVE_CONDITION)
        depth++;
    }
}

Source *
source_new (wmem_allocator_t *pool, const char *path, const char *text, gsize length)
{
  Source *source = wmem_new0 (pool, Source);

  source->path = path;
  source->text = text;
  source->length = (guint32) length;
  source->tokens = pool_array_sized (pool, sizeof (Token), (guint) (length / 6));
  source->directives = pool_array (pool, sizeof (Directive));
  source->lines = pool_array_sized (pool, sizeof (guint32), (guint) (length / 32));
  read_tokens (source);
  read_lines (source);
  pair_brackets (source);
  measure_depths (source);
  return source;
}

const Directive *
source_directive (const Source *source, guint32 token)
{
  guint32 directive = source_token (source, token)->directive;

  return directive > 0 ? &g_array_index (source->directives, Directive, directive - 1) : NULL;
}

void
source_skip (Source *source, guint32 start, guint32 end)
{
  for (guint32 i = source_token_at (source, start);
       i < source->tokens->len && source_token (source, i)->offset < end; i++)
    source_token (source, i)->inactive = TRUE;
}

static gboolean
same_piece (const Source *source, guint32 from, guint32 to)
{
  const Token *a = source_token (source, from), *b = source_token (source, to);

  return b->kind != TOKEN_COMMENT && a->directive == b->directive && (a->inactive || !b->inactive);
}

guint32
source_next (const Source *source, guint32 token)
{
  if (token == NO_TOKEN)
    return NO_TOKEN;
  for (guint32 i = token + 1; i < source->tokens->len; i++)
    if (same_piece (source, token, i))
      return i;
    else if (source_token (source, token)->directive != 0 && source_token (source, i)->directive == 0)
      return NO_TOKEN;
  return NO_TOKEN;
}

guint32
source_previous (const Source *source, guint32 token)
{
  if (token == NO_TOKEN)
    return NO_TOKEN;
  for (guint32 i = token; i > 0; i--)
    if (same_piece (source, token, i - 1))
      return i - 1;
    else if (source_token (source, token)->directive != 0 && source_token (source, i - 1)->directive == 0)
      return NO_TOKEN;
  return NO_TOKEN;
}

gboolean
source_is (const Source *source, guint32 token, const char *text)
{
  const Token *found;
  gsize length = strlen (text);

  if (token == NO_TOKEN)
    return FALSE;
  found = source_token (source, token);
  if (found->spliced)
    {
      char *clean = (char *) source_spelling (NULL, source, token);
      gboolean same = g_str_equal (clean, text);

      wmem_free (NULL, clean);
      return same;
    }
  for (guint i = 0; found->kind == TOKEN_PUNCTUATOR && strchr ("%:<", source->text[found->offset])
                    && i < G_N_ELEMENTS (digraphs);
       i++)
    if (g_str_equal (text, digraphs[i].means) && found->length == strlen (digraphs[i].digraph)
        && memcmp (source->text + found->offset, digraphs[i].digraph, found->length) == 0)
      return TRUE;
  return found->length == length && memcmp (source->text + found->offset, text, length) == 0;
}

gboolean
source_is_any (const Source *source, guint32 token, const char *const *texts)
{
  for (; token != NO_TOKEN && *texts; texts++)
    if (source_is (source, token, *texts))
      return TRUE;
  return FALSE;
}

gboolean
source_is_macro_parameter (const Source *source, guint32 token)
{
  const Directive *directive = source_directive (source, token);
  if (!directive || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN || token <= directive->name)
    return FALSE;
  char *name = (char *) source_spelling (NULL, source, token);
  gboolean is_parameter = FALSE;
  for (guint32 i = directive->name + 1; !is_parameter && i < directive->body; i++)
    is_parameter = source_is (source, i, name);
  wmem_free (NULL, name);
  return is_parameter;
}

const char *
source_spelling (wmem_allocator_t *pool, const Source *source, guint32 token)
{
  const Token *found = source_token (source, token);
  char *clean = wmem_strndup (pool, source->text + found->offset, found->length);
  char *to = clean;

  if (!found->spliced)
    return clean;
  for (const char *from = clean; *from != '\0';)
    {
      guint splice = source_splice (from);

      if (splice > 0)
        from += splice;
      else
        *to++ = *from++;
    }
  *to = '\0';
  return clean;
}

guint32
source_token_at (const Source *source, guint32 offset)
{
  guint32 low = 0, high = source->tokens->len;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (source_token (source, middle)->offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low < source->tokens->len ? low : NO_TOKEN;
}

guint32
source_line (const Source *source, guint32 offset, guint32 *column)
{
  guint32 low = 0, high = source->lines->len;

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (g_array_index (source->lines, guint32, middle) <= offset)
        low = middle;
      else
        high = middle;
    }
  if (column)
    *column = offset - g_array_index (source->lines, guint32, low) + 1;
  return low + 1;
}

GArray *
source_arguments (wmem_allocator_t *pool, const Source *source, guint32 open)
{
  GArray *arguments = pool_array (pool, sizeof (TokenRange));
  TokenRange range = { NO_TOKEN, NO_TOKEN };
  guint32 close = source_token (source, open)->match;

  if (close == NO_TOKEN)
    return NULL;
  for (guint32 i = source_next (source, open); i != close; i = source_next (source, i))
    {
      if (i == NO_TOKEN)
        return NULL;
      if (source_token (source, i)->outer == open && source_is (source, i, ","))
        {
          g_array_append_val (arguments, range);
          range = (TokenRange){ NO_TOKEN, NO_TOKEN };
          continue;
        }
      if (range.first == NO_TOKEN)
        range.first = i;
      range.last = i;
    }
  if (range.first != NO_TOKEN || arguments->len > 0)
    g_array_append_val (arguments, range);
  return arguments;
}

guint32
source_function_around (const Source *source, guint32 token)
{
  guint32 brace = NO_TOKEN;

  for (guint32 outer = source_token (source, token)->outer; outer != NO_TOKEN; outer = source_token (source, outer)->outer)
    brace = outer;
  guint32 close = source_is (source, brace, "{") ? source_previous (source, brace) : NO_TOKEN;
  guint32 open = source_is (source, close, ")") ? source_token (source, close)->match : NO_TOKEN;
  return open != NO_TOKEN ? source_previous (source, open) : NO_TOKEN;
}

/* SPDX-License-Identifier: MIT */
/*
 * A source file as raw tokens: code of every configuration, directives and comments alike.
 *
 * libclang cannot give that: it has no tokens for what it does not compile. This lexer knows nothing but C's lexical
 * grammar; it never fails. Offsets are bytes of the file, a BOM included.
 */
#pragma once

#include <string.h>

#include <glib.h>

#include "wmem/wmem.h"

typedef enum { TOKEN_IDENTIFIER,
               TOKEN_NUMBER,
               TOKEN_STRING,
               TOKEN_CHARACTER,
               TOKEN_PUNCTUATOR,
               TOKEN_COMMENT } TokenKind;

/** What a name stands for, where tokens leave it open and somebody wants to know. */
typedef enum { MEANING_UNKNOWN,
               MEANING_TYPE,
               MEANING_VALUE } TokenMeaning;

/** No token: before the first, after the last. */
#define NO_TOKEN G_MAXUINT32

typedef struct {
  guint32 offset;
  guint32 length;     /**< as it stands, spliced lines included */
  guint32 directive;  /**< 1 + index of the directive that it belongs to, or 0: code */
  guint32 match;      /**< of a bracket: the other one, or NO_TOKEN; of others: NO_TOKEN. What each branch of an #if closes is closed by the last of them. */
  guint32 outer;      /**< the innermost opening bracket around it, or NO_TOKEN */
  guint8 kind;        /**< TokenKind */
  guint spliced : 1;  /**< holds a backslash-newline */
  guint inactive : 1; /**< in a region that this configuration does not compile (set by source_skip()) */
  guint meaning : 2;  /**< TokenMeaning: what the syntax tree says of a name in parentheses (set by confirm) */
} Token;

typedef enum { DIRECTIVE_DEFINE,
               DIRECTIVE_UNDEF,
               DIRECTIVE_INCLUDE,
               DIRECTIVE_CONDITION,
               DIRECTIVE_ELSE,
               DIRECTIVE_ENDIF,
               DIRECTIVE_LINE,
               DIRECTIVE_OTHER } DirectiveKind;

typedef struct {
  DirectiveKind kind;
  guint32 hash;        /**< its `#` token */
  guint32 end;         /**< the token after its last one */
  guint32 name;        /**< of #define and #undef: the macro's name; of #include: the operand; else NO_TOKEN */
  guint32 body;        /**< of #define: the first token of the body (may equal end) */
  guint32 depth;       /**< how many #if it lies in */
  guint32 inner_depth; /**< the same, an include guard around the whole file not counted */
} Directive;

typedef struct {
  const char *path; /**< interned */
  const char *text; /**< NUL-terminated */
  guint32 length;
  GArray *tokens;      /**< of Token */
  GArray *directives;  /**< of Directive */
  GArray *lines;       /**< of guint32: where each line begins */
  const char *newline; /**< "\n" or "\r\n", by the first line */
} Source;

/** Reads the tokens of @a text, which must outlive the result. Everything is owned by @a pool. */
Source *source_new (wmem_allocator_t *pool, const char *path, const char *text, gsize length);

/** @return token number @a index. */
static inline Token *
source_token (const Source *source, guint32 index)
{
  return &g_array_index (source->tokens, Token, index);
}

/** @return the directive that @a token belongs to, or NULL. */
const Directive *source_directive (const Source *source, guint32 token);

/** @return the length of a spliced line end at @a at: backslash, blanks (as compilers allow), newline; 0: none there. */
guint source_splice (const char *at);

/** Marks the bytes from @a start to @a end as not compiled. */
void source_skip (Source *source, guint32 start, guint32 end);

/** @return the next or previous token of the same piece of code: comments are passed over; from code to code,
 *  directives and (unless @a token is inactive itself) inactive tokens, too. NO_TOKEN at the end. */
guint32 source_next (const Source *source, guint32 token);
guint32 source_previous (const Source *source, guint32 token);

/** @return whether @a token (NO_TOKEN: never) is spelled @a text, or by the digraph for it. */
gboolean source_is (const Source *source, guint32 token, const char *text);

/** @return whether @a token is (as source_is() says) one of @a texts, which NULL ends. */
gboolean source_is_any (const Source *source, guint32 token, const char *const *texts);

/** @return whether the tokens @a one and @a other of @a source are the same bytes. */
static inline gboolean
source_same (const Source *source, guint32 one, guint32 other)
{
  const Token *a = source_token (source, one), *b = source_token (source, other);
  return a->length == b->length && memcmp (source->text + a->offset, source->text + b->offset, a->length) == 0;
}

/** @return whether @a token stands in the body of a macro that has a parameter of that name: it is whatever a use gives. */
gboolean source_is_macro_parameter (const Source *source, guint32 token);

/** @return the spelling of @a token without spliced lines, from @a pool. */
const char *source_spelling (wmem_allocator_t *pool, const Source *source, guint32 token);

/** @return the token that begins at or is the first after @a offset, or NO_TOKEN. */
guint32 source_token_at (const Source *source, guint32 offset);

/** @return the end of @a token's bytes. */
static inline guint32
source_end (const Source *source, guint32 token)
{
  return source_token (source, token)->offset + source_token (source, token)->length;
}

/** @return the physical line of @a offset, from 1. @param column set to the column in bytes, from 1, unless NULL. */
guint32 source_line (const Source *source, guint32 offset, guint32 *column);

/** @return the token that names the function in whose body @a token lies, by the list of parameters before the outermost
 *  brace; or NO_TOKEN. */
guint32 source_function_around (const Source *source, guint32 token);

/** The arguments between a call's parentheses. Each is a range of tokens, [first, last]; both NO_TOKEN: empty. */
typedef struct {
  guint32 first, last;
} TokenRange;

/**
 * @return the arguments of the call whose opening parenthesis is @a open, from @a pool; none for `()`; NULL where the
 * parenthesis is not closed.
 */
GArray *source_arguments (wmem_allocator_t *pool, const Source *source, guint32 open);

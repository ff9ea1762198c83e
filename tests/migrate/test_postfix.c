/* SPDX-License-Identifier: MIT */
/*
 * Where an operand begins, as a table: text with a bar before the first token and a caret before the operator.
 */
#include <string.h>

#include "../suite.h"
#include "syntax/postfix.h"

typedef struct
{
  const char *text;           /* `|` before the start that is expected, `^` before the operator; no bar: no operand */
  const char *types, *values; /* names that the syntax tree knows as such, between blanks */
} Row;

static const Row rows[] = {
  /* Names, fields, subscripts, calls. */
  { "x = |b^->str;", "", "" },
  { "x = |p->q.r[i]^->str;", "", "" },
  { "x = |f (a, g (b)) (c)^->str;", "", "" },
  { "x = |v[a[i]][j]^->str;", "", "" },
  { "x = y * |b^->len;", "", "" },
  { "x = y - |b^->len;", "", "" },
  { "x = -|b^->len;", "", "" },
  { "x = !|b^->len && c;", "", "" },
  { "x = &|b^->str[0];", "", "" },
  { "x = a ? |b^->str : c;", "", "" },
  { "x = a ? b : |c^->str;", "", "" },
  { "f (a, |b^->str);", "", "" },
  { "|b++^->str;", "", "" },
  { "--|b^->str;", "", "" },
  { "x = a - --|b^->str;", "", "" },
  { "|bs[i++]--^->str;", "", "" },
  { "x = |b /* a */ -> /* b */ c // d\n^->str;", "", "" },
  { "x = |b\\\n^->str;", "", "" },
  /* Parentheses: an expression, a cast, a callee, a statement's head. */
  { "x = |(b)^->str;", "", "" },
  { "x = |((b))^->str;", "", "" },
  { "x = |(a ? b : c)^->str;", "", "" },
  { "x = |(*b)^->str;", "", "" },
  { "x = |((T *)b)^->str;", "", "" },
  { "x = (char *)|b^->str;", "", "" },
  { "x = (char *)|(b)^->str;", "", "" },
  { "x = (char *)(void *)|(b)^->str;", "", "" },
  { "x = (char *)(void *)(const char *)|((T *)b)[1]^->str;", "", "" },
  { "x = (struct s *)|(b)^->str;", "", "" },
  { "x = (unsigned long)|(b)^->str;", "", "" },
  { "x = (T const)|(b)^->str;", "", "" },
  { "x = (T * const *)|(b)^->str;", "", "" },
  { "x = (T (*)(int))|(b)^->str;", "", "" },
  { "x = (T *(*)(int, char *))|(b)^->str;", "", "" },
  { "x = (typeof (b))|(b)^->str;", "", "" },
  { "x = |(*f)(a)^->str;", "", "" },
  { "x = |(p->f)(a)^->str;", "", "" },
  { "x = |(p.f)(a)^->str;", "", "" },
  { "x = |(v[i])(a)^->str;", "", "" },
  { "x = |(a ? f : g)(a)^->str;", "", "" },
  { "x = |((f))(a)^->str;", "", "" },
  { "x = |(f (*p))(a)^->str;", "", "" },
  { "x = |(f)(a)^->str;", " T ", " f " },
  { "x = (f)|(a)^->str;", " f ", "" },
  { "x = |(f_t)(a)^->str;", "", " f_t " },
  { "x = (f_t)|(a)^->str;", "", "" },
  { "x = (gpointer)|(a)^->str;", "", "" },
  { "x = |(next)(a)^->str;", "", "" },
  { "typedef char *text; char *x = (text)|(a)^->str;", "", "" },
  { "typedef struct { int text; } other; char *x = |(text)(a)^->str;", "", "" },
  { "typedef struct { int a; } text; char *x = (text)|(a)^->str;", "", "" },
  { "x = (A T)|(b)^->str;", "", "" },
  { "x = (f)|(a)(b)^->str;", " f ", "" },
  { "if (x) |(b)^->str;", "", "" },
  { "while (x) |(b)^->str;", "", "" },
  { "for (;;) |(b)^->str;", "", "" },
  { "switch (x) |(b)^->str;", "", "" },
  { "else |(b)^->str;", "", "" },
  { "do |(b)^->str;", "", "" },
  { "return |(b)^->str;", "", "" },
  { "return (T *)|(b)^->str;", "", "" },
  { "case |(b)^->str:", "", "" },
  { "{ } |(b)^->str;", "", "" },
  { "if (x) { } |(b)^->str;", "", "" },
  { "l: |(b)^->str;", "", "" },
  { "int x __attribute__ ((unused)) = |(b)^->str;", "", "" },
  /* sizeof and its like take an operand, and are none. */
  { "x = sizeof |b^->str;", "", "" },
  { "x = sizeof |(b)^->str;", "", "" },
  { "x = sizeof |(*b)^->str;", "", "" },
  { "x = sizeof (T *) * |(b)^->len;", "", "" },
  { "x = sizeof (int) + |b^->len;", "", "" },
  { "x = sizeof |(f)(a)^->str;", "", "" },
  { "x = _Alignof |(b)^->str;", "", "" },
  { "x = __extension__ |(b)^->str;", "", "" },
  /* Literals, generic selections, statement expressions, strings. */
  { "x = |(T){ a, { b } }^.str;", "", "" },
  { "x = |(T[2]){ a, b }[1]^.str;", "", "" },
  { "x = (int)|(T *){ a }^->len;", "", "" },
  { "x = |(struct s){ .b = c }.b^->str;", "", "" },
  { "x = |_Generic (a, T *: b, default: c)^->str;", "", "" },
  { "x = |({ f (); b; })^->str;", "", "" },
  { "x = (char *)|({ b; })^->str;", "", "" },
  { "x = |\"abc\"^[1];", "", "" },
  { "x = |\"abc\" \"def\"^[1];", "", "" },
  { "x = |\"abc\" TEXT \"def\"^[1];", "", "" },
  { "x = |L\"abc\"^[1];", "", "" },
  { "return |\"abc\" \"def\"^[1];", "", "" },
  { "x = |__builtin_va_arg (ap, T *)^->str;", "", "" },
  /* Digraphs. */
  { "x = |v<:1:>^->str;", "", "" },
  { "x = (T *)|v<:w[1]:>^->str;", "", "" },
  { "<% |b^->str; %>", "", "" },
  { "x = |(T)<% a %>^.str;", "", "" },
  /* Macro bodies begin with their body. */
  { "#define S(b) |b^->str", "", "" },
  { "#define S(b) |(b)^->str", "", "" },
  { "#define S(b) ((char *)|(b)^->str)", "", "" },
  { "#define S |(b)^->str", "", "" },
  { "%:define S(b) |(b)^->str", "", "" },
  /* No operand. */
  { "T x = { ^.str = a };", "", "" },
  { "T x = { a, ^.str = b };", "", "" },
  { "T x = { |[1]^.str = b };", "", "" },
  { "T x = { |.a^.str = b };", "", "" },
};

static void
give_meanings (const Source *source, const char *names, TokenMeaning meaning)
{
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      Token *token = source_token (source, i);
      char *name = g_strdup_printf (" %.*s ", (int) token->length, source->text + token->offset);

      if (token->kind == TOKEN_IDENTIFIER && strstr (names, name) != NULL)
        token->meaning = meaning;
      g_free (name);
    }
}

START_TEST (test_postfix__begins_where_the_grammar_says)
{
  const Row *row = &rows[_i];
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  GString *text = g_string_new (NULL);
  guint32 op = 0, expected = NO_TOKEN, start;
  Source *source;

  for (const char *at = row->text; *at != '\0'; at++)
    if (*at == '|')
      expected = (guint32) text->len;
    else if (*at == '^')
      op = (guint32) text->len;
    else
      g_string_append_c (text, *at);
  source = source_new (pool, "row.c", text->str, text->len);
  give_meanings (source, row->types, MEANING_TYPE);
  give_meanings (source, row->values, MEANING_VALUE);
  start = postfix_start (source, source_token_at (source, op));
  if (expected == NO_TOKEN)
    ck_assert_msg (start == NO_TOKEN, "%s: no operand expected, got one at '%s'", row->text,
                   text->str + source_token (source, start)->offset);
  else
    ck_assert_msg (start != NO_TOKEN && source_token (source, start)->offset == expected,
                   "%s: expected '%s', got '%s'", row->text, text->str + expected,
                   start != NO_TOKEN ? text->str + source_token (source, start)->offset : "nothing");
  g_string_free (text, TRUE);
  wmem_destroy_allocator (pool);
}
END_TEST

static const Row left_sides[] = {
  { "|b ^= f ();", "", "" },
  { "|*p ^= f ();", "", "" },
  { "|**p->q ^= f ();", "", "" },
  { "|*p++ ^= f ();", "", "" },
  { "|*(T **)p ^= f ();", "", "" },
  { "|*(T **)(void *)(p) ^= f ();", "", "" },
  { "|(*p) ^= f ();", "", "" },
  { "if (x) |(b)->c ^= f ();", "", "" },
  { "a = |b ^= f ();", "", "" },
  { "T |*b ^= f ();", "", "" },
};

START_TEST (test_postfix__a_left_side_takes_its_stars_along)
{
  const Row *row = &left_sides[_i];
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  char **parts = g_strsplit_set (row->text, "|^", 3), *text = g_strconcat (parts[0], parts[1], parts[2], NULL);
  Source *source = source_new (pool, "row.c", text, strlen (text));
  guint32 equals = source_token_at (source, (guint32) (strlen (parts[0]) + strlen (parts[1])));
  guint32 start = assigned_start (source, equals);

  ck_assert_msg (start != NO_TOKEN && source_token (source, start)->offset == strlen (parts[0]), "%s", row->text);
  g_strfreev (parts);
  g_free (text);
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("postfix");
  TCase *test_case = tcase_create ("table");

  tcase_add_loop_test (test_case, test_postfix__begins_where_the_grammar_says, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (test_case, test_postfix__a_left_side_takes_its_stars_along, 0, G_N_ELEMENTS (left_sides));
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}

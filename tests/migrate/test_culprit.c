/* SPDX-License-Identifier: MIT */
/*
 * Which change a diagnostic is put down to, as a table: a text with brackets around the bytes of the diagnostic's line, a circumflex at
 * its place there, and an exclamation mark at the change that is expected, a question mark at each other one.
 */
#include <string.h>

#include "../suite.h"
#include "model/pool_array.h"
#include "model/text_intern.h"
#include "verify/culprit.h"

typedef struct
{
  const char *text, *message;
} Row;

static const Row rows[] = {
  /* The statement, whatever its lines; then the nearest. */
  { "f (?a);\n[f (!b);]\nf (?c);\n", "no" },
  { "f (?a);\nf (!b,\n[c)];\nf (?d);\n", "no" },
  { "f (?a);\n\n\n[g (c);]\nf (!d);\n", "no" },
  /* Where no statement is: before the first token, behind the last, in a file without any. */
  { "[]/* a comment\n */ f (!a);\nf (?b);\n", "no" },
  { "[/* a comment */]\nf (!a);\nf (?b);\n", "no" },
  { "/* a comment */\n[]f (!a);\nf (?b);\n", "no" },
  { "f (?a);\nf (!b);\n/* a comment */[]\n", "no" },
  { "[!]", "no" },
  { "[/* a comment */!]", "no" },
  /* Of those in one statement the nearest to the place in the line, on either side. */
  { "[f (?a), g (?b), ^h (!c);]\n", "no" },
  { "[f (?a), g (!b), ^x + y + z, h (?c);]\n", "no" },
  { "[{ f (?a); g (?b); } int i = ^h (!c) + k (?d);]\n", "no" },
  { "[f (?a,\n   ^b, !c);]\n", "no" },
  /* A directive is one, with the lines that it goes on for. */
  { "f (?a);\n#define B \\\n  [f (c)] \\\n  f (!b)\nf (?d);\n", "no" },
};

/* Takes the marks out of @marked, and makes the plan that they mean. */
static void
check_row (const Row *row)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  g_autoptr (GString) text = g_string_new (NULL);
  NewDiagnostic diagnostic = { .path = text_intern ("/a.c"), .text = row->message };
  PlanFile file = { .path = diagnostic.path, .shown = "a.c", .occurrences = pool_pointers (pool) };
  Plan plan = { .files = pool_pointers (pool), .changes = pool_pointers (pool), .by_path = g_hash_table_new (NULL, NULL) };
  const Change *expected = NULL;
  for (const char *at = row->text; *at; at++)
    if (*at == '[')
      diagnostic.from = (guint32) text->len;
    else if (*at == ']')
      diagnostic.to = (guint32) text->len;
    else if (*at == '^')
      diagnostic.at = (guint32) text->len;
    else if (*at == '!' || *at == '?')
      {
        Change *change = wmem_new0 (pool, Change);
        const Edit edit = { .path = file.path, .offset = (guint32) text->len, .text = "new" };
        change->id = (gint32) plan.changes->len;
        change->active = TRUE;
        change->role = CHANGE_USE;
        change->edits = pool_array (pool, sizeof (Edit));
        g_array_append_val (change->edits, edit);
        g_ptr_array_add (plan.changes, change);
        if (*at == '!')
          expected = change;
      }
    else
      g_string_append_c (text, *at);
  file.bytes = g_bytes_new (text->str, text->len);
  g_ptr_array_add (plan.files, &file);
  g_hash_table_insert (plan.by_path, (gpointer) file.path, &file);
  const CulpritSearch search = { .plan = &plan, .files = plan.files };
  const Change *found = culprit_find (&search, &diagnostic);
  ck_assert_msg (found == expected, "%s: it is put down to another one", row->text);
  g_hash_table_unref (plan.by_path);
  g_bytes_unref (file.bytes);
  wmem_destroy_allocator (pool);
}

START_TEST (the_nearest_of_the_statement_is_it)
{
  check_row (&rows[_i]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("culprit");
  TCase *tests = tcase_create ("culprit");
  tcase_add_loop_test (tests, the_nearest_of_the_statement_is_it, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, tests);
  return run_suite (suite);
}

/* SPDX-License-Identifier: MIT */
/*
 * What a file includes first, as a table: its text, the items of its preamble, and its guard.
 */
#include <string.h>

#include "../suite.h"
#include "run/include_lines.h"

typedef struct
{
  const char *text;
  const char *preamble; /* the items, each with a bar behind it */
  const char *guard;    /* or NULL */
  guint includes;       /* of the whole text */
} Row;

static const Row rows[] = {
  { "#include <a.h>\n# include \"b.h\"\nint x;\n#include <c.h>\n", "#include <a.h>\n|#include \"b.h\"\n|", NULL, 3 },
  { "/* #include <no.h>\n */\n#include <a.h> /* why */\n", "#include <a.h>\n|", NULL, 1 },
  { "#ifdef X\n#include <a.h>\n#else\n#include <b.h>\n#endif\n#include <c.h>\n", "#ifdef X\n#include <a.h>\n#else\n#include <b.h>\n#endif\n|#include <c.h>\n|", NULL, 3 },
  /* What a macro may change. */
  { "#include <a.h>\n#define X\n#include <b.h>\n", "#include <a.h>\n|", NULL, 2 },
  { "#define X\n#include <b.h>\n", "", NULL, 1 },
  { "#ifdef X\n#define Y\n#endif\n#include <b.h>\n", "", NULL, 1 },
  { "#ifndef X\n#define X\n#endif\n#include <b.h>\n", "", "X", 1 },
  { "#ifndef X\n#define XY\n#include <b.h>\n#endif\n", "", NULL, 1 },
  { "#include <a.h>\n#ifndef X\n#define X\n#include <b.h>\n#endif\n", "#include <a.h>\n|", NULL, 2 },
  { "#include <a.h>\n#undef X\n#include <b.h>\n", "#include <a.h>\n|", NULL, 2 },
  /* An include guard. */
  { "#ifndef X\n#define X\n#include <a.h>\n#ifdef Y\n#include <b.h>\n#endif\nint x;\n#endif\n", "#include <a.h>\n|#ifdef Y\n#include <b.h>\n#endif\n|", "X", 2 },
  { "#ifndef X /* guard */\n# define X 1\n#include <a.h>\n#endif\n#include <b.h>\n", "#include <a.h>\n|", "X", 2 },
  { "#ifndef X\n#define X\n#include <a.h>\n#else\n#include <b.h>\n#endif\n", "#include <a.h>\n|", "X", 2 },
  { "#ifndef X\n#define X\n#include <a.h>\n#define Z\n#include <b.h>\n#endif\n", "#include <a.h>\n|", "X", 2 },
  /* Pragmas: those that say something, and those that don't. */
  { "#ifdef _MSC_VER\n#pragma warning(disable:4101)\n#endif\n#include <a.h>\n", "#ifdef _MSC_VER\n#endif\n|#include <a.h>\n|", NULL, 1 },
  { "#pragma warning(disable:4101)\n#include <a.h>\n", "#include <a.h>\n|", NULL, 1 },
  { "#pragma GCC diagnostic ignored \"-Wunused\"\n#include <a.h>\n", "", NULL, 1 },
  { "#pragma pack(1)\n#include <a.h>\n", "", NULL, 1 },
  { "#pragma once\n#include <a.h>\n", "", NULL, 1 },
  { "#line 1 \"x.y\"\n#include <a.h>\n", "#include <a.h>\n|", NULL, 1 },
};

START_TEST (test_include_lines__preamble_and_guard)
{
  const Row *row = &rows[_i];
  IncludeLines lines;
  include_lines_init (&lines);
  include_lines_read (&lines, row->text, strlen (row->text));
  g_autoptr (GString) preamble = g_string_new (NULL);
  for (guint i = 0; i < lines.preamble->len; i++)
    g_string_append_printf (preamble, "%s|", (char *) lines.preamble->pdata[i]);
  ck_assert_msg (g_str_equal (preamble->str, row->preamble), "%s\nbegins with\n%s", row->text, preamble->str);
  ck_assert_msg (g_strcmp0 (lines.guard, row->guard) == 0, "%s\nhas the guard %s", row->text, lines.guard);
  ck_assert_msg (lines.includes->len == row->includes, "%s\nincludes %u files", row->text, lines.includes->len);
  include_lines_clear (&lines);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("include lines");
  TCase *test_case = tcase_create ("table");
  tcase_add_loop_test (test_case, test_include_lines__preamble_and_guard, 0, G_N_ELEMENTS (rows));
  suite_add_tcase (suite, test_case);
  return run_suite (suite);
}

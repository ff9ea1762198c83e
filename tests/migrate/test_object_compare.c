/* SPDX-License-Identifier: MIT */
/*
 * The comparison of objects: small pairs of sources, compiled with every compiler that is there. "Identical" must not
 * come about by accident, so most pairs differ in one thing.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "proof/object_compare.h"
#include "proof/object_names.h"

/* What is said of an item. */
typedef enum { SAME,
               OTHER,
               ABSENT } Verdict;

typedef struct {
  const char *what, *left, *right, *item;
  Verdict verdict;
  const char *words; /* part of the difference's text, or NULL */
} Pair;

#define IN_F(body) "int f (int x) { " body " }"
#define DECLARED "extern int a (int), b (int); extern const char *s (const char *); "

static const Pair pairs[] = {
  /* What has to be the same. */
  { "equal texts", DECLARED IN_F ("return a (x);"), DECLARED IN_F ("return a (x);"), "f", SAME, NULL },
  { "other names of locals", IN_F ("int y = x * 3; return y;"), IN_F ("int z = x * 3; return z;"), "f", SAME, NULL },
  { "another order of functions", DECLARED "int g (void) { return b (7); } " IN_F ("return a (x);"),
    DECLARED IN_F ("return a (x);") " int g (void) { return b (7); }", "f", SAME, NULL },
  { "another order of strings", DECLARED "const char *g (void) { return s (\"one\"); } const char *f (void) { return s (\"two\"); }",
    DECLARED "const char *f (void) { return s (\"two\"); } const char *g (void) { return s (\"one\"); }", "f", SAME, NULL },
  { "a comma for a statement", DECLARED IN_F ("a (x); return b (x);"), DECLARED IN_F ("return a (x), b (x);"), "f", SAME, NULL },
  { "a switch with a table", DECLARED "const char *f (int x) { switch (x) { case 0: return s (\"a\"); case 1: return s (\"b\"); case 2: return s (\"c\"); case 3: return s (\"dd\"); case 4: return s (\"e\"); case 5: a (3); } return 0; }",
    DECLARED "int g (void) { return a (9); } const char *f (int x) { switch (x) { case 0: return s (\"a\"); case 1: return s (\"b\"); case 2: return s (\"c\"); case 3: return s (\"dd\"); case 4: return s (\"e\"); case 5: a (3); } return 0; }",
    "f", SAME, NULL },
  { "statics of functions that change their numbers",
    "int g (void) { static int n; return n++; } " IN_F ("static int n; return n += x;"),
    IN_F ("static int n; return n += x;") " int g (void) { static int n; return n++; }", "f", SAME, NULL },
  { "a static function", DECLARED "static int h (int y) { return b (y) + y; } int (*p) (int) = h; " IN_F ("return h (x);"),
    DECLARED "static int h (int y) { return b (y) + y; } int (*p) (int) = h; " IN_F ("return h (x);"), "h", SAME, NULL },
  { "tables of texts", "const char *names[] = { \"x\", \"y\" };", "const char *names[] = { \"x\", \"y\" };", "names", SAME, NULL },
  { "a constructor", DECLARED "__attribute__ ((constructor)) static void begin (void) { a (1); }",
    DECLARED "__attribute__ ((constructor)) static void begin (void) { a (1); }", ".init_array", SAME, NULL },
  { "its own name", "const char *f (void) { return __func__; }", "const char *f (void) { return __func__; }", "f", SAME, NULL },
  { "doubles", "double f (double x) { return x * 3.25; }", "double f (double x) { return x * 3.25; }", "f", SAME, NULL },
  { "cold code", DECLARED IN_F ("if (__builtin_expect (x, 0)) { s (\"cold\"); __builtin_trap (); } return 2;"),
    DECLARED IN_F ("if (__builtin_expect (x, 0)) { s (\"cold\"); __builtin_trap (); } return 2;"), "f", SAME, NULL },
  /* Whatever is other in one thing. */
  { "a constant", IN_F ("return x + 1000;"), IN_F ("return x + 1001;"), "f", OTHER, "operand" },
  { "a constant of floating point", "double f (double x) { return x * 3.25; }", "double f (double x) { return x * 3.5; }", "f", OTHER, NULL },
  { "a callee", DECLARED IN_F ("return a (x);"), DECLARED IN_F ("return b (x);"), "f", OTHER, "uses b() where a() is expected" },
  { "a call more", DECLARED IN_F ("return a (x);"), DECLARED IN_F ("b (x); return a (x);"), "f", OTHER, "uses b(), which" },
  { "a call less", DECLARED IN_F ("b (x); return a (x);"), DECLARED IN_F ("return a (x);"), "f", OTHER, "lacks a use of b()" },
  { "the order of calls", DECLARED IN_F ("int y = a (x); return y - b (x);"), DECLARED IN_F ("int y = b (x); return a (x) - y;"), "f", OTHER, NULL },
  { "a text", DECLARED "const char *f (void) { return s (\"abc\"); }", DECLARED "const char *f (void) { return s (\"abd\"); }", "f", OTHER, "\"abd\"" },
  { "a text of another length", DECLARED "const char *f (void) { return s (\"abc\"); }", DECLARED "const char *f (void) { return s (\"abcd\"); }", "f", OTHER, "\"abcd\"" },
  { "a place in a text", "const char *f (void) { return \"abcdef\" + 1; }", "const char *f (void) { return \"abcdef\" + 2; }", "f", OTHER, NULL },
  { "a NUL within a text", DECLARED "const char *f (void) { return s (\"a\\0b\"); }", DECLARED "const char *f (void) { return s (\"a\\0c\"); }", "f", OTHER, NULL },
  { "which of two texts", DECLARED "const char *f (int x) { return s (x ? \"one\" : \"two\"); }", DECLARED "const char *f (int x) { return s (x ? \"two\" : \"one\"); }", "f", OTHER, NULL },
  { "a test", DECLARED IN_F ("return a (x);"), DECLARED IN_F ("return x ? a (x) : 0;"), "f", OTHER, NULL },
  { "a test turned round", DECLARED IN_F ("if (x > 3) a (x); return 1;"), DECLARED IN_F ("if (x < 3) a (x); return 1;"), "f", OTHER, NULL },
  { "an argument", DECLARED "int f (int x, int y) { (void) y; return a (x); }", DECLARED "int f (int x, int y) { (void) x; return a (y); }", "f", OTHER, NULL },
  { "an argument evaluated twice", DECLARED IN_F ("return a (b (x));"), DECLARED IN_F ("b (x); return a (b (x));"), "f", OTHER, "b()" },
  { "a static's value", "static int n = 3; int f (void) { return n++; }", "static int n = 4; int f (void) { return n++; }", "n", OTHER, NULL },
  { "which static", "static int m, n; int f (void) { return m++; } int g (void) { return n += 2; }",
    "static int m, n; int f (void) { return n++; } int g (void) { return n += 2; }", "f", OTHER, "'n' where 'm'" },
  { "which static of the functions'", "int g (int **p) { static int n; *p = &n; return n; } int f (int **p) { static int n; *p = &n; return n + 1; }",
    "int *q; int g (int **p) { static int n; q = &n; *p = &n; return n; } int f (int **p) { *p = q; return *q + 1; }", "f", OTHER, NULL },
  { "one static for two", "int f (int x) { static int n; return n += x; } int g (int x) { static int n; return n -= x; }",
    "static int n; int f (int x) { return n += x; } int g (int x) { return n -= x; }", "n", OTHER, NULL },
  { "an element of a static array", "static int n[9]; int *f (void) { return n + 2; }", "static int n[9]; int *f (void) { return n + 3; }", "f", OTHER, NULL },
  { "a static array's size", "static int n[9]; int *f (void) { return n; }", "static int n[8]; int *f (void) { return n; }", "n", OTHER, NULL },
  { "a field of an extern", "extern struct { int a, b; } e; int f (void) { return e.a; }", "extern struct { int a, b; } e; int f (void) { return e.b; }", "f", OTHER, NULL },
  { "a table's text", "const char *names[] = { \"x\", \"y\" };", "const char *names[] = { \"x\", \"z\" };", "names", OTHER, NULL },
  { "a table's order", "const char *names[] = { \"x\", \"y\" };", "const char *names[] = { \"y\", \"x\" };", "names", OTHER, NULL },
  { "a table's function", DECLARED "int (*t[]) (int) = { a, b };", DECLARED "int (*t[]) (int) = { a, a };", "t", OTHER, NULL },
  { "a function's table", "const char *const *f (void) { static const char *const t[] = { \"p\", \"q\", \"i\", \"j\" }; return t; }", "const char *const *f (void) { static const char *const t[] = { \"p\", \"r\", \"i\", \"j\" }; return t; }", "t", OTHER, NULL },
  { "a table of a switch", IN_F ("switch (x) { case 0: return 7; case 1: return 19; case 2: return 4; case 3: return 8; case 4: return 99; } return 1;"),
    IN_F ("switch (x) { case 0: return 7; case 1: return 19; case 2: return 4; case 3: return 9; case 4: return 99; } return 1;"), "f", OTHER, NULL },
  { "targets of a switch", DECLARED "const char *f (int x) { switch (x) { case 0: return s (\"a\"); case 1: return s (\"b\"); case 2: return s (\"c\"); case 3: return s (\"dd\"); case 4: return s (\"e\"); case 5: a (3); } return 0; }",
    DECLARED "const char *f (int x) { switch (x) { case 1: return s (\"a\"); case 0: return s (\"b\"); case 2: return s (\"c\"); case 3: return s (\"dd\"); case 4: return s (\"e\"); case 5: a (3); } return 0; }", "f", OTHER, NULL },
  { "a weak function", "__attribute__ ((weak)) " IN_F ("return x;"), IN_F ("return x;"), "f", OTHER, "declared" },
  { "a hidden function", "__attribute__ ((visibility (\"hidden\"))) " IN_F ("return x;"), IN_F ("return x;"), "f", OTHER, "declared" },
  { "a static function made extern", "static " IN_F ("return x;") " int (*p) (int) = f;", IN_F ("return x;") " int (*p) (int) = f;", "f", OTHER, "declared" },
  { "a weak reference", "extern int e __attribute__ ((weak)); int *f (void) { return &e; }", "extern int e; int *f (void) { return &e; }", "f", OTHER, NULL },
  { "what an alias stands for", "int g (void) { return 1; } int h (void) { return 2; } int f (void) __attribute__ ((alias (\"g\")));",
    "int g (void) { return 1; } int h (void) { return 2; } int f (void) __attribute__ ((alias (\"h\")));", "f", OTHER, NULL },
  { "a thread's variable", "static __thread int n = 1; int f (void) { return n++; }", "static int n = 1; int f (void) { return n++; }", "f", OTHER, NULL },
  { "a thread's variable's value", "__thread int n = 1;", "__thread int n = 2;", "n", OTHER, NULL },
  { "read-only or not", "const int n = 4;", "int n = 4;", "n", OTHER, NULL },
  { "zero or not", "int n[4];", "int n[4] = { 0, 1 };", "n", OTHER, NULL },
  { "which constructor", DECLARED "void one (void) { a (1); } void two (void) { a (2); } __attribute__ ((section (\".init_array\"), used)) static void (*p) (void) = one;",
    DECLARED "void one (void) { a (1); } void two (void) { a (2); } __attribute__ ((section (\".init_array\"), used)) static void (*p) (void) = two;", "p", OTHER, NULL },
  { "a constructor or not", DECLARED "__attribute__ ((constructor)) void begin (void) { a (1); }", DECLARED "void begin (void) { a (1); }", ".init_array", OTHER, NULL },
  { "variables that share a section", "#define S __attribute__ ((section (\"mine\")))\nstatic S int m = 1, n = 2; int f (void) { m = 5; n++; return m; } int g (void) { return m + n; }",
    "#define S __attribute__ ((section (\"mine\")))\nstatic S int m = 1, n = 2; int f (void) { n = 5; n++; return m; } int g (void) { return m + n; }", "f", OTHER, NULL },
  { "a section", "int n = 1;", "__attribute__ ((section (\"mine\"))) int n = 1;", "n", OTHER, NULL },
  { "an alignment", "int n = 1;", "__attribute__ ((aligned (64))) int n = 1;", "n", OTHER, NULL },
  { "a group", "#ifdef __clang__\nint f (void) { return 1; }\n#else\nint f (void) { return 1; }\n#endif",
    "__asm__ (\".section .text.f,\\\"axG\\\",@progbits,mine,comdat\\n.globl f\\n.type f,@function\\nf: mov $1,%eax\\nret\\n.size f,.-f\\n\");", "f", OTHER, NULL },
  { "an empty function", "__asm__ (\".text\\n.globl f\\n.type f,@function\\nf:\\n.size f,0\\n\");", "__asm__ (\".text\\n.globl f\\n.type f,@function\\nf:\\n.size f,0\\n\");", "f", OTHER, "empty" },
  { "a function that is not there", IN_F ("return x;"), "int g;", "f", OTHER, "not there" },
  { "a function that should not be", "int g;", IN_F ("return x;"), "f", OTHER, "do not make" },
  { "a function that is nowhere", "int g = 3;", "int g = 3;", "f", ABSENT, NULL },
  { "a static that nobody uses", "static int f (int x) { return x; } int g = 3;", "static int f (int x) { return x; } int g = 3;", "f", ABSENT, NULL },
  { "a clone's callee", DECLARED "static __attribute__ ((noinline)) int h (int x, int y) { return y ? a (x) : b (x); } " IN_F ("return h (x, 1) + h (x + 1, 1);"),
    DECLARED "static __attribute__ ((noinline)) int h (int x, int y) { return y ? b (x) : a (x); } " IN_F ("return h (x, 1) + h (x + 1, 1);"), "h", OTHER, NULL },
};

static char *folder;

/* Not g_file_set_contents(): that waits for the disk. */
static gboolean
put_file (const char *path, const char *text, gsize length)
{
  FILE *file = g_fopen (path, "wb");
  gboolean good = file && fwrite (text, 1, length, file) == length;
  return file && fclose (file) == 0 && good;
}

static gboolean
compile (const char *compiler, const char *source, const char *name, const char *more)
{
  g_autofree char *input = g_strdup_printf ("%s/%s.c", folder, name), *output = g_strdup_printf ("%s/%s.o", folder, name);
  const char *const arguments[] = { compiler, "-O2", "-g0", "-ffunction-sections", "-fdata-sections", "-fno-inline", "-w", "-c",
                                    input, "-o", output, more, NULL };
  int status = 1;
  g_autofree char *messages = NULL;
  if (!put_file (input, source, strlen (source))
      || !g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &messages, &status, NULL))
    return FALSE;
  if (status != 0)
    g_printerr ("%s", messages);
  return status == 0;
}

static ObjectFile *
object_of (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.o", folder, name);
  g_autoptr (GError) error = NULL;
  ObjectFile *object = object_file_read (path, &error);
  ck_assert_msg (object != NULL, "%s", error ? error->message : "");
  return object;
}

static void
check_pair (const char *compiler, const Pair *pair, const char *more)
{
  ck_assert_msg (compile (compiler, pair->left, "left", more) && compile (compiler, pair->right, "right", more),
                 "%s: '%s' does not compile", compiler, pair->what);
  ObjectFile *left = object_of ("left"), *right = object_of ("right");
  g_autoptr (GPtrArray) items = object_compare (left, right);
  const ObjectItem *found = NULL;
  g_autofree char *of_function = g_strconcat (".", pair->item, NULL); /* clang's name for a static of one */
  for (guint i = 0; i < items->len; i++)
    {
      const ObjectItem *item = items->pdata[i];
      if (g_str_equal (item->name, pair->item) || (*pair->item != '.' && g_str_has_suffix (item->name, of_function)))
        found = item;
    }
  Verdict verdict = !found ? ABSENT : found->identical ? SAME
                                                       : OTHER;
  ck_assert_msg (verdict == pair->verdict, "%s %s: '%s': %s (%s)", compiler, more ? more : "", pair->what,
                 verdict == SAME ? "identical" : verdict == OTHER ? "differs"
                                                                  : "absent",
                 found && found->difference ? found->difference : "");
  ck_assert_msg (!pair->words || strstr (found->difference, pair->words), "%s: '%s': '%s' lacks '%s'", compiler,
                 pair->what, found->difference, pair->words);
  object_file_free (left);
  object_file_free (right);
}

static void
check_all (const char *compiler, const char *more)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    check_pair (compiler, &pairs[i], more);
}

START_TEST (test_object_compare__gcc)
{
  check_all ("gcc", "-fPIC");
}
END_TEST

START_TEST (test_object_compare__clang)
{
  check_all (CLANG, "-fPIC");
}
END_TEST

START_TEST (test_object_file__no_object)
{
  static const struct {
    const char *text, *words;
  } files[] = {
    { "", "no ELF" },
    { "int f;", "no ELF" },
    { "BC\300\336", "no ELF" },
    { "\177ELF\2\1\1", "no ELF" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/none.o", folder);
      g_autoptr (GError) error = NULL;
      ck_assert (put_file (path, files[i].text, strlen (files[i].text)));
      ck_assert (object_file_read (path, &error) == NULL);
      ck_assert_msg (strstr (error->message, files[i].words), "'%s'", error->message);
    }
  g_autoptr (GError) error = NULL;
  ck_assert (object_file_read ("/nonexistent.o", &error) == NULL);
}
END_TEST

/* Every object that was cut off or garbled is an error, or has other content: never a crash. */
START_TEST (test_object_file__garbled)
{
  g_autofree char *good = NULL;
  gsize length;
  if (!compile ("gcc", pairs[5].left, "good", NULL))
    return;
  g_autofree char *path = g_strdup_printf ("%s/good.o", folder), *bad_path = g_strdup_printf ("%s/bad.o", folder);
  ck_assert (g_file_get_contents (path, &good, &length, NULL));
  ObjectFile *whole = object_of ("good");
  for (guint round = 0; round < 1000; round++)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      gsize size = round % 3 == 0 ? (gsize) g_random_int_range (0, (gint32) length) : length;
      for (guint i = 0; i < round % 5 + 1; i++)
        bad[g_random_int_range (0, (gint32) length)] = (char) g_random_int_range (0, 256);
      ck_assert (put_file (bad_path, bad, size));
      ObjectFile *object = object_file_read (bad_path, NULL);
      if (object)
        g_ptr_array_unref (object_compare (whole, object));
      object_file_free (object);
    }
  object_file_free (whole);
}
END_TEST

START_TEST (test_object_file__link_time_optimisation)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/lto.o", folder);
  if (!compile ("gcc", "int f (void) { return 1; }", "lto", "-flto"))
    return;
  ck_assert (object_file_read (path, &error) == NULL);
  ck_assert_msg (strstr (error->message, "link-time"), "'%s'", error->message);
}
END_TEST

START_TEST (test_object_names__base_and_suffix)
{
  static const char *const names[][3] = {
    { "f", "f", "" },
    { "f.cold", "f", ".cold" },
    { "f.constprop.0", "f", ".constprop" },
    { "f.constprop.0.isra.1", "f", ".constprop.isra" },
    { "f.part.0.cold", "f", ".part.cold" },
    { "n.12", "n", "" },
    { "g.count", "g.count", "" },
    { "a.", "a.", "" },
    { ".5", ".5", "" },
    { "part.0", "part", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *base = object_name_base (names[i][0]), *suffix = object_name_suffix (names[i][0]);
      ck_assert_str_eq (base, names[i][1]);
      ck_assert_str_eq (suffix, names[i][2]);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("object_compare");
  TCase *compared = tcase_create ("pairs"), *read = tcase_create ("reading");
  g_autofree char *gcc = g_find_program_in_path ("gcc"), *clang = g_find_program_in_path (CLANG);
  folder = g_dir_make_tmp ("wmem-objects-XXXXXX", NULL);
  if (gcc)
    {
      tcase_add_test (compared, test_object_compare__gcc);
      tcase_add_test (read, test_object_file__link_time_optimisation);
      tcase_add_test (read, test_object_file__garbled);
    }
  if (clang)
    tcase_add_test (compared, test_object_compare__clang);
  g_print ("gcc: %s, clang: %s\n", gcc ? gcc : "SKIP, not installed", clang ? clang : "SKIP, not installed");
  tcase_add_test (read, test_object_file__no_object);
  tcase_add_test (read, test_object_names__base_and_suffix);
  tcase_set_timeout (compared, 300);
  tcase_set_timeout (read, 60);
  suite_add_tcase (suite, compared);
  suite_add_tcase (suite, read);
  SRunner *runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_autofree char *quoted = g_shell_quote (folder), *removal = g_strdup_printf ("rm -rf %s", quoted);
  return system (removal) != 0 || failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

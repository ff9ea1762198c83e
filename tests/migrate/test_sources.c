/* SPDX-License-Identifier: MIT */
/*
 * What others have written, as tables: response files, flags for the parser, JSON, patterns of what is excluded; and the folder that
 * files have in common.
 */
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "../suite.h"
#include "sources/common_folder.h"
#include "sources/exclude.h"
#include "sources/json_input.h"
#include "sources/parser_flags.h"
#include "sources/response_file.h"
#include "sources/scratch_folder.h"

static char *folder;

static void
make_folder (void)
{
  folder = g_dir_make_tmp ("wmem-sources-XXXXXX", NULL);
  ck_assert_ptr_nonnull (folder);
}

static void
remove_folder (void)
{
  scratch_folder_remove (folder);
  g_free (folder);
}

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  ck_assert (g_file_set_contents (path, text, -1, NULL));
}

/* Response files */

static const struct
{
  const char *text, *words; /* words: a bar between them */
} responses[] = {
  { "a b", "a|b" },
  { " \t a\n\nb\r\n", "a|b" },
  { "'a b' \"c d\"", "a b|c d" },
  { "a'b c'd", "ab cd" },
  { "'a\"b' \"c'd\"", "a\"b|c'd" },
  { "a\\ b \\'c \\\"d", "a b|'c|\"d" },
  { "\"a\\\"b c\" d", "a\"b c|d" },
  { "'a\\'b c' d", "a'b c|d" },
  { "-D'x=\"y z\"'", "-Dx=\"y z\"" },
  { "'' a", "|a" },
  { "'a b", "a b" },
  { "a\\", "a\\" },
  { "@missing b", "@missing|b" },
  { "@inner c", "x|y z|c" },
};

static void
check_response (const char *argument, const char *words)
{
  const char *const arguments[] = { "first", argument, "last", NULL };
  g_auto (GStrv) expanded = response_files_expand (arguments, folder);
  g_autofree char *joined = g_strjoinv ("|", expanded), *expected = g_strdup_printf ("first|%s|last", words);
  ck_assert_str_eq (joined, expected);
}

START_TEST (a_response_file_is_its_words)
{
  write_file ("inner", "x 'y z'");
  write_file ("words", responses[_i].text);
  check_response ("@words", responses[_i].words);
}
END_TEST

START_TEST (what_is_no_response_file_stays)
{
  write_file ("empty", "");
  write_file ("words", "a b");
  g_autofree char *inside = g_build_filename (folder, "deeper", NULL), *absolute = g_strdup_printf ("@%s/words", folder);
  ck_assert_int_eq (g_mkdir (inside, 0700), 0);
  check_response ("@", "@");
  check_response ("@missing", "@missing");
  check_response ("@empty", "@empty");
  check_response ("@deeper", "@deeper");
  check_response ("words", "words");
  check_response (absolute, "a|b");
}
END_TEST

START_TEST (a_response_file_that_names_itself_ends)
{
  write_file ("itself", "x @itself");
  check_response ("@itself", "x|x|x|x|x|x|x|x|x|x|@itself");
}
END_TEST

/* All of one command together: as much as any can have, and not a byte more. */
START_TEST (response_files_are_as_long_as_a_command)
{
  g_autofree char *most = g_strnfill (4 * 1024 * 1024 + 1, ' ');
  most[0] = 'a';
  write_file ("more", most);
  check_response ("@more", "@more");
  most[4 * 1024 * 1024] = '\0';
  write_file ("most", most);
  write_file ("one", "b");
  check_response ("@most", "a");
  const char *const both[] = { "@most", "@one", NULL };
  g_auto (GStrv) expanded = response_files_expand (both, folder);
  ck_assert_str_eq (expanded[0], "a");
  ck_assert_str_eq (expanded[1], "@one");
}
END_TEST

/* Flags of the compiler */

static const struct
{
  const char *flags, *kept; /* a blank between them */
} flag_rows[] = {
  { "-DA -D B=1 -UC -U D", "-DA -D B=1 -UC -U D" },
  { "-Iinc -I inc -isystem sys -iquote /q", "-I/build/inc -I /build/inc -isystem /build/sys -iquote /q" },
  { "-I=inc --sysroot=root --sysroot root", "-I=inc --sysroot=/build/root --sysroot /build/root" },
  /* A header that is not in the folder is looked for in the include path. */
  { "-include none.h -imacros=x", "-include none.h -imacros=x" },
  { "-isystem-after sys", "-isystem-after /build/sys" },
  { "-o out.o -DA", "-DA" },
  { "-o -DA -DB", "-DB" },
  { "-o", "" },
  { "-c x.c -MD -MF -DA", "-DA" },
  { "-Xclang -load -Xclang -DX -DA", "-DA" },
  { "-mllvm -DX -mllvm=-x -DA", "-DA" },
  { "-Xpreprocessor -DA -Wp,-DB,-DC", "-DA -DB -DC" },
  /* A flag is nobody's value, but an attached one may begin like one. */
  { "-I -DA", "-DA" },
  { "-D -DA", "-DA" },
  { "-D", "" },
  { "-f-x", "-f-x" },
  { "-x c -x c++ -x objective-c -xc -xassembler", "-x c -x c++ -xc" },
  { "--language=c --language=ada --language c", "--language=c --language c" },
  { "-std=gnu99 --std gnu99 -ansi -ansis", "-std=gnu99 --std gnu99 -ansi" },
  { "-fplugin=evil.so -fpass-plugin=evil.so -fno-common -flto -fprofile-use=x -O2", "-fno-common -O2" },
  { "-Werror -Werror=shadow -Wno-error=x -Wfatal-errors -Wall -Wl,-x -Wa,-x", "-Wshadow -Wall" },
  { "-pedantic-errors -pedantic", "-pedantic -pedantic" },
  /* What "native" is, a program of the target may be asked. */
  { "-march=native", "-march=native" },
  { "-march=native --target=arm-linux -mcpu=native -mfpu=neon", "--target=arm-linux -mfpu=neon" },
  { "-target arm-linux -march=native", "-target arm-linux" },
  { "-arch arm64 -mcpu=native", "-arch arm64" },
  { "--targets=x", "" },
  { "word", "" },
};

START_TEST (flags_that_change_how_a_source_reads_are_kept)
{
  g_auto (GStrv) flags = g_strsplit (flag_rows[_i].flags, " ", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  parser_flags_add (kept, (const char *const *) flags, "/build");
  g_auto (GStrv) words = g_strv_builder_end (kept);
  g_autofree char *joined = g_strjoinv (" ", words);
  ck_assert_str_eq (joined, flag_rows[_i].kept);
}
END_TEST

/* Its path is attached to a flag or the next argument. */
static const struct
{
  const char *flags;
  ParserFlagPath which;
  const char *path; /* NULL: none */
} path_rows[] = {
  { "-Iinc", PARSER_FLAG_HEADERS, "inc" },
  { "-I inc", PARSER_FLAG_HEADERS, "inc" },
  { "-isystem-after sys", PARSER_FLAG_HEADERS, "sys" },
  { "-isystem sys", PARSER_FLAG_HEADERS, "sys" },
  { "--include-directory=inc", PARSER_FLAG_HEADERS, "inc" },
  { "-include x.h", PARSER_FLAG_HEADERS, NULL },
  { "--sysroot=/r", PARSER_FLAG_HEADERS, NULL },
  { "-isysroot /r", PARSER_FLAG_HEADERS, NULL },
  { "-include x.h", PARSER_FLAG_ANY, "x.h" },
  { "--imacros=x.h", PARSER_FLAG_ANY, "x.h" },
  { "--sysroot=/r", PARSER_FLAG_ANY, "/r" },
  { "-Iinc", PARSER_FLAG_ANY, "inc" },
  { "-I", PARSER_FLAG_ANY, NULL },
  { "-DX=/r", PARSER_FLAG_ANY, NULL },
  { "-iprefix /r", PARSER_FLAG_ANY, NULL },
  { "-x c", PARSER_FLAG_ANY, NULL },
  { "-o out.o", PARSER_FLAG_ANY, NULL },
  { "inc", PARSER_FLAG_ANY, NULL },
};

START_TEST (the_path_of_a_flag)
{
  g_auto (GStrv) flags = g_strsplit (path_rows[_i].flags, " ", -1);
  const char *path = parser_flag_path ((const char *const *) flags, path_rows[_i].which);
  ck_assert_pstr_eq (path, path_rows[_i].path);
  ck_assert (!path || g_str_has_suffix (flags[0], path) || path == flags[1]);
}
END_TEST

START_TEST (a_header_of_the_folder_is_named_by_its_path)
{
  write_file ("here.h", "");
  const char *const flags[] = { "-include", "here.h", "--imacros=here.h", NULL };
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  parser_flags_add (kept, flags, folder);
  g_auto (GStrv) words = g_strv_builder_end (kept);
  g_autofree char *path = g_build_filename (folder, "here.h", NULL), *attached = g_strconcat ("--imacros=", path, NULL);
  ck_assert_str_eq (words[1], path);
  ck_assert_str_eq (words[2], attached);
}
END_TEST

/* JSON */

static const struct
{
  const char *text, *problem; /* NULL: it is JSON */
} json_rows[] = {
  { "{\"a\": [1, -2.5e+3, true, null, \"b\"]}", NULL },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", NULL },
  { "[\"\\u00e9\", \"\\uD83D\\uDE00\", \"\\ud7ff\", \"\\ue000\"]", NULL },
  { "\"[[' // # [[\"", NULL },
  { "\"\\ud83d\"", "escape" },
  { "\"\\ud83dxxdc00\"", "escape" },
  { "\"\\ud83dx\"", "escape" },
  { "\"\\ud83d\\n0000\"", "escape" },
  { "\"\\ud83d\\u0041\"", "escape" },
  { "\"\\ud83d\\udbff\"", "escape" },
  { "\"\\ud83d\\ue000\"", "escape" },
  { "\"\\udc00\"", "escape" },
  { "\"\\udfff\"", "escape" },
  { "\"\\u00g9\"", "escape" },
  { "\"\\u00", "escape" },
  { "\"\\x41\"", "escape" },
  { "\"\\", "escape" },
  { "['a']", "it has ' where JSON has \"" },
  { "[1] // one", "no comments" },
  { "[1] # one", "only in texts" },
  { "[\"\xff\"]", "UTF-8" },
  { "[1,\n2", "2:" },
  { "]][[", "1:" },
};

START_TEST (json_alone_is_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_input_parse (json_rows[_i].text, strlen (json_rows[_i].text), &error);
  ck_assert_msg (!parser == !!json_rows[_i].problem, "'%s' is taken for the wrong thing", json_rows[_i].text);
  if (json_rows[_i].problem)
    ck_assert_msg (strstr (error->message, json_rows[_i].problem) && !strchr (error->message, '\n'), "'%s' says '%s'", json_rows[_i].text, error->message);
}
END_TEST

static gboolean
nests (guint depth, const char *prefix)
{
  g_autoptr (GString) text = g_string_new (prefix);
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, ']');
  g_autoptr (JsonParser) parser = json_input_parse (text->str, text->len, NULL);
  return parser != NULL;
}

START_TEST (json_nests_a_hundred_deep)
{
  ck_assert (nests (99, "["));
  ck_assert (!nests (100, "["));
  /* What is closed counts no more; what a text holds never did. */
  ck_assert (nests (99, "[[[]],{},"));
  ck_assert (nests (99, "[\"[[{\","));
}
END_TEST

/* What is excluded: a pattern, the folder that it is relative to, a path, whether it fits. */

static const struct
{
  const char *pattern, *folder, *path;
  gboolean fits;
} exclude_rows[] = {
  { "gen", "/none", "/none/gen", TRUE },
  { "gen", "/none", "/none/gen/a.c", TRUE },
  { "gen/", "/none", "/none/gen/a.c", TRUE },
  { "gen", "/none", "/none/generated", FALSE },
  { "gen", "/none", "/other/gen", FALSE },
  { "./x/../gen", "/none", "/none/gen/a.c", TRUE },
  { "/none/gen", "/other", "/none/gen/a.c", TRUE },
  { "*-template.c", "/none", "/none/a-template.c", TRUE },
  { "*-template.c", "/none", "/none/deep/a-template.c", TRUE },
  { "*-template.c", "/none", "/none/a-template.h", FALSE },
  { "a[12].c", "/none", "/none/a1.c", TRUE },
  { "a[12].c", "/none", "/none/a3.c", FALSE },
  { "a?.c", "/none", "/none/ab.c", TRUE },
  { "a\\*.c", "/none", "/none/a*.c", TRUE },
  { "a\\*.c", "/none", "/none/ab.c", FALSE },
  /* The folder's own name is no pattern. */
  { "*.c", "/no[n]e*", "/no[n]e*/a.c", TRUE },
  { "*.c", "/no[n]e*", "/none/a.c", FALSE },
  { "x", "/a?b", "/a?b/x", TRUE },
  { "x", "/a?b", "/acb/x", FALSE },
};

START_TEST (a_pattern_fits_what_it_names)
{
  g_autofree char *pattern = exclude_pattern (exclude_rows[_i].folder, exclude_rows[_i].pattern);
  ck_assert_int_eq (exclude_fits (pattern, exclude_rows[_i].path), exclude_rows[_i].fits);
}
END_TEST

START_TEST (a_path_is_excluded_under_each_of_its_names)
{
  write_file ("real.c", "");
  g_autofree char *real = g_build_filename (folder, "real.c", NULL), *name = g_build_filename (folder, "name.c", NULL);
  ck_assert_int_eq (symlink (real, name), 0);
  char *by_real[] = { exclude_pattern (folder, "other.c"), exclude_pattern (folder, "real.c"), NULL };
  char *by_name[] = { exclude_pattern (folder, "name.?"), NULL };
  ck_assert_str_eq (exclude_match (by_real, name), by_real[1]);
  ck_assert_str_eq (exclude_match (by_name, name), by_name[0]);
  ck_assert_ptr_null (exclude_match (by_name, real));
  ck_assert_ptr_null (exclude_match (NULL, real));
  g_free (by_real[0]);
  g_free (by_real[1]);
  g_free (by_name[0]);
}
END_TEST

/* What files have in common: two paths, the folder. */

static const char *const common_rows[][3] = {
  { "/none/a/b.c", "/none/a/c.c", "/none/a" },
  { "/none/a/b.c", "/none/a/c/d.c", "/none/a" },
  { "/none/a/c/d.c", "/none/a/b.c", "/none/a" },
  { "/none/a/x.c", "/none/ab/x.c", "/none" },
  { "/none/ab/x.c", "/none/a/x.c", "/none" },
  { "/none/x.c", "/other/x.c", "/" },
  { "/x.c", "/none/x.c", "/" },
  { "/none/a/x.c", "/x.c", "/" },
};

START_TEST (files_have_a_folder_in_common)
{
  char *common = NULL;
  common_folder_narrow (&common, common_rows[_i][0]);
  common_folder_narrow (&common, common_rows[_i][1]);
  ck_assert_str_eq (common, common_rows[_i][2]);
  g_free (common);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sources");
  TCase *tests = tcase_create ("sources");
  tcase_set_timeout (tests, 60);
  tcase_add_checked_fixture (tests, make_folder, remove_folder);
  tcase_add_loop_test (tests, a_response_file_is_its_words, 0, G_N_ELEMENTS (responses));
  tcase_add_test (tests, what_is_no_response_file_stays);
  tcase_add_test (tests, a_response_file_that_names_itself_ends);
  tcase_add_test (tests, response_files_are_as_long_as_a_command);
  tcase_add_loop_test (tests, flags_that_change_how_a_source_reads_are_kept, 0, G_N_ELEMENTS (flag_rows));
  tcase_add_loop_test (tests, the_path_of_a_flag, 0, G_N_ELEMENTS (path_rows));
  tcase_add_test (tests, a_header_of_the_folder_is_named_by_its_path);
  tcase_add_loop_test (tests, json_alone_is_json, 0, G_N_ELEMENTS (json_rows));
  tcase_add_test (tests, json_nests_a_hundred_deep);
  tcase_add_loop_test (tests, a_pattern_fits_what_it_names, 0, G_N_ELEMENTS (exclude_rows));
  tcase_add_test (tests, a_path_is_excluded_under_each_of_its_names);
  tcase_add_loop_test (tests, files_have_a_folder_in_common, 0, G_N_ELEMENTS (common_rows));
  suite_add_tcase (suite, tests);
  return run_suite (suite);
}

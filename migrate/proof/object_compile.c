/* SPDX-License-Identifier: MIT */
/*
 * Running the compiler.
 */
#include "proof/object_compile.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sources/parser_flags.h"
#include "workers/compiler.h"

/* Whether the option @argument of clang's own compiler, which is passed to it past the driver, makes files, or other things than an object. */
static gboolean
option_writes (const char *argument)
{
  static const char *const writing[] = { "-stats-file", "-ast-", "-emit-", "-dependency-", "-header-include-file", "-diagnostic-log-file",
                                         "-module-dependency-dir", "-print-", "-dump-", "-serialize-", "-o", "-fsyntax-only", "-E", "-S" };
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    if (g_str_has_prefix (argument, writing[i]))
      return TRUE;
  return FALSE;
}

char *
object_compile_refuses (const CompileCommand *command)
{
  static const char *const others[] = { "-E", "-S", "-fsyntax-only", "-M", "-MM", "-emit-llvm", "--preprocess", "--assemble", "--dependencies",
                                        "--user-dependencies" };
  if (!command->original)
    return g_strdup ("its flags came without a compiler: give a compile database with -p");
  for (char **argument = command->original; *argument; argument++)
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
      if (g_str_equal (*argument, others[i]))
        return g_strdup_printf ("its command makes no object (%s)", others[i]);
  for (char **argument = command->original; *argument; argument++)
    if (g_str_equal (*argument, "-Xclang") && argument[1] && option_writes (argument[1]))
      return g_strdup_printf ("its command makes more than an object (-Xclang %s)", argument[1]);
  return NULL;
}

/* An option with a path in it, `-IPATH` or `--sysroot=PATH`. @return the length of what stands before the path. */
static gsize
path_offset (const char *argument)
{
  if (*argument != '-')
    return 0;
  const char *path = parser_flag_path ((const char *const[]){ argument, NULL }, PARSER_FLAG_ANY);
  if (path)
    return (gsize) (path - argument);
  if (g_str_has_prefix (argument, "-L") || g_str_has_prefix (argument, "-B"))
    return strlen ("-L");
  const char *equals = strchr (argument, '=');
  return equals && !g_str_has_prefix (argument, "-D") ? (gsize) (equals + 1 - argument) : strlen (argument);
}

/* @argument with the path in it led into the tree, where there is one. */
static char *
moved_argument (const ObjectCompile *compile, const char *argument)
{
  const char *directory = compile->command->directory, *path = argument + path_offset (argument);
  g_autofree char *here = shadow_tree_path (compile->tree, directory);
  /* In the tree a relative path leads into it by itself; and a word that is none, as that behind `-x`, is not touched. */
  if (!*path || (!g_path_is_absolute (path) && !g_str_equal (here, directory)))
    return g_strdup (argument);
  g_autofree char *absolute = g_canonicalize_filename (path, directory);
  if (!g_file_test (absolute, G_FILE_TEST_EXISTS))
    return g_strdup (argument);
  g_autofree char *moved = shadow_tree_path (compile->tree, absolute);
  g_autofree char *option = g_strndup (argument, (gsize) (path - argument));
  /* A path that is not the tree's stays as it was written. */
  return g_str_equal (moved, absolute) ? g_strdup (argument) : g_strconcat (option, moved, NULL);
}

/* What names files that the compiler writes beside the object, or makes code depend on more than the source: debugging
 * information, profiles, coverage. */
static const char *const dropped_with_value[] = { "-o", "--output", "-Xassembler", "-MF", "-MT", "-MQ", "-MJ", "-aux-info", "-dumpbase", "-dumpdir",
                                                  "-dumpbase-ext", "-serialize-diagnostics", "--serialize-diagnostics", NULL };
static const char *const dropped[] = { "-c", "--compile", "-MD", "-MMD", "--write-dependencies", "--write-user-dependencies", "-MP", "-MG", "-coverage", "--coverage", NULL };
static const char *const dropped_prefixes[] = {
  "-o", "--output=", "-MF", "-MT", "-MQ", "-MJ", "-aux-info", "-Wp,-M", "-save-temps", "--save-temps", "-g", "-fdump-", "-fstack-usage",
  "-fcallgraph-info", "-fopt-info", "-fsave-optimization-record", "-foptimization-record", "-ftime-trace",
  "-ftest-coverage", "-fcoverage-mapping", "-fprofile", "-fcs-profile", "-fauto-profile", "-fbranch-probabilities",
  "-fsanitize-coverage", "-fmodules", "-fproc-stat-report", "-fdeps-", NULL
};

static const char *const optimizations[N_OPTIMIZATIONS] = { [OPTIMIZED_NOT] = "-O0", [OPTIMIZED_LITTLE] = "-Og", [OPTIMIZED_MUCH] = "-O2" };

/* @return how many of the @arguments to leave out here. */
static guint
dropped_length (char *const *arguments)
{
  if (g_strv_contains (dropped_with_value, *arguments))
    return arguments[1] ? 2 : 1;
  if (g_str_has_prefix (*arguments, "-Wa,") && (strstr (*arguments, ",-a") || strstr (*arguments, ",--MD")))
    return 1;
  for (const char *const *prefix = dropped_prefixes; *prefix; prefix++)
    if (g_str_has_prefix (*arguments, *prefix))
      return 1;
  return g_strv_contains (dropped, *arguments);
}

/* What the source says of the time at which it is compiled. */
static const char *const clocks[] = { "-Wno-builtin-macro-redefined", "-D__DATE__=\"Jan  1 1970\"", "-D__TIME__=\"00:00:00\"",
                                      "-D__TIMESTAMP__=\"Thu Jan  1 00:00:00 1970\"", NULL };

/* @return whether @argument is the unit's source. */
static gboolean
is_source (const CompileCommand *command, const char *argument)
{
  g_autofree char *path = *argument != '-' ? g_canonicalize_filename (argument, command->directory) : NULL;
  return path && g_str_equal (path, command->file);
}

/* @return how many of the @arguments say what language the source is in. */
static guint
language_length (char *const *arguments)
{
  return !g_str_has_prefix (*arguments, "-x") ? 0 : (*arguments)[2] || !arguments[1] ? 1
                                                                                     : 2;
}

gboolean
object_option_hides (const char *argument)
{
  static const char *const hiding[] = { "-fplugin", "-fpass-plugin", "-Xclang", "-specs", "--specs", "--config", "-B", "-P", "-Wa,",
                                        "-Xassembler", "-wrapper", "-include-pch", "-fmodule", "-fpch" };
  for (guint i = 0; i < G_N_ELEMENTS (hiding); i++)
    if (g_str_has_prefix (argument, hiding[i]))
      return TRUE;
  return FALSE;
}

/* Whether the preprocessor is told to give something else than the program. */
static gboolean
option_bends_text (const char *argument)
{
  static const char *const bending[] = { "-d", "-C", "-Wp,-d", "-Wp,-C", "-Wp,-P", "-Xpreprocessor", "-fdirectives-only", "-frewrite-",
                                         "-traditional", "-fpreprocessed" };
  for (guint i = 0; i < G_N_ELEMENTS (bending); i++)
    if (g_str_has_prefix (argument, bending[i]) && !g_strv_contains (dropped_with_value, argument))
      return TRUE;
  return FALSE;
}

const char *
object_text_ending (const CompileCommand *command)
{
  const char *language = compile_command_language (command);
  guint sources = 0;
  for (char **argument = command->original + 1; *argument; argument++)
    {
      if (object_option_hides (*argument) || option_bends_text (*argument))
        return NULL;
      sources += is_source (command, *argument);
    }
  if (sources != 1)
    return NULL;
  return g_str_equal (language, "c") ? ".i" : g_str_equal (language, "c++") ? ".ii"
                                                                            : NULL;
}

/* Adds the command's own arguments. */
static void
add_own_arguments (const ObjectCompile *compile, GStrvBuilder *arguments)
{
  char **argument = compile->command->original;
  g_strv_builder_add (arguments, *argument++);
  while (*argument)
    {
      guint skip = dropped_length (argument);
      if (compile->text && skip == 0)
        skip = language_length (argument);
      const gboolean source = compile->text && skip == 0 && is_source (compile->command, *argument);
      g_autofree char *moved = source      ? g_strdup (compile->text)
                               : skip == 0 ? moved_argument (compile, *argument)
                                           : NULL;
      if (moved)
        g_strv_builder_add (arguments, moved);
      for (argument++; skip > 1 && *argument; skip--)
        argument++;
    }
}

/* @param depends  where what is read is listed. @param output  what is made. */
static char **
compile_arguments (const ObjectCompile *compile, const char *depends, const char *output, gboolean preprocess)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  add_own_arguments (compile, arguments);
  g_autofree char *map = g_strdup_printf ("-fmacro-prefix-map=%s=", shadow_tree_folder (compile->tree));
  if (compile->header)
    g_strv_builder_add_many (arguments, "-include", compile->header, NULL);
  g_strv_builder_addv (arguments, (const char **) clocks);
  g_strv_builder_add_many (arguments, optimizations[compile->optimization], "-g0", "-w", "-Wno-error", "-ffunction-sections", "-fdata-sections",
                           "-fno-inline", "-fno-lto", "-fno-sanitize=all", "-fno-asynchronous-unwind-tables",
                           "-frandom-seed=0", "-fdiagnostics-color=never", map, "-o", output, preprocess ? "-E" : "-c", NULL);
  if (depends)
    g_strv_builder_add_many (arguments, "-MD", "-MF", depends, "-MT", "object", NULL);
  return g_strv_builder_end (arguments);
}

/* The first line that speaks of an error, or the first at all. */
static char *
first_complaint (const ObjectCompile *compile, const GString *messages)
{
  g_auto (GStrv) lines = g_strsplit (messages->str, "\n", -1);
  const char *found = lines[0] && *lines[0] ? lines[0] : "no message";
  for (char **line = lines; *line; line++)
    if (strstr (*line, "error: ") || strstr (*line, "error:"))
      {
        found = *line;
        break;
      }
  g_autofree char *valid = g_utf8_make_valid (found, -1);
  g_auto (GStrv) parts = g_strsplit (valid, shadow_tree_folder (compile->tree), -1);
  return g_strjoinv ("", parts);
}

static char *
run_compiler (const ObjectCompile *compile, char **arguments)
{
  g_autofree char *directory = shadow_tree_path (compile->tree, compile->command->directory);
  g_autoptr (GString) messages = g_string_new (NULL);
  const CompilerRun run = { arguments, directory, compile->timeout_seconds };
  int status;
  char *problem = compiler_run (&run, messages, &status);
  if (problem || status == 0)
    return problem;
  g_autofree char *complaint = first_complaint (compile, messages);
  return g_strdup_printf ("it does not compile: %s", complaint);
}

/* Reads a rule of make: words behind the colon, blanks in them escaped. */
static GPtrArray *
read_depends (const ObjectCompile *compile, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *directory = shadow_tree_path (compile->tree, compile->command->directory);
  if (!g_file_get_contents (path, &text, NULL, NULL) || !strchr (text, ':'))
    return NULL;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  for (const char *at = strchr (text, ':') + 1;; at++)
    {
      if (*at == '\\' && at[1] && at[1] != '\n')
        g_string_append_c (word, *++at);
      else if (*at == '$' && at[1] == '$')
        g_string_append_c (word, *++at);
      else if (*at && !g_ascii_isspace (*at) && *at != '\\')
        g_string_append_c (word, *at);
      else if (word->len > 0)
        {
          /* The real one: a link that leads out of the tree has to be seen. */
          g_autofree char *whole = g_path_is_absolute (word->str) ? g_strdup (word->str)
                                                                  : g_build_filename (directory, word->str, NULL);
          char *real = realpath (whole, NULL);
          g_ptr_array_add (files, g_strdup (real ? real : whole));
          free (real);
          g_string_truncate (word, 0);
        }
      if (!*at)
        return files;
    }
}

/* Makes @output, and lists what was read. @return NULL, or (transfer full) why it is not made. */
static char *
make_output (const ObjectCompile *compile, const char *output, gboolean preprocess, GPtrArray **read)
{
  g_autofree char *depends = read ? g_strconcat (compile->object, ".d", NULL) : NULL;
  g_auto (GStrv) arguments = compile_arguments (compile, depends, output, preprocess);
  g_unlink (output);
  if (depends)
    g_unlink (depends);
  char *failure = run_compiler (compile, arguments);
  if (!failure && read && !(*read = read_depends (compile, depends)))
    failure = g_strdup ("the compiler does not say what it has read");
  if (depends)
    g_unlink (depends);
  return failure;
}

char *
object_compile (const ObjectCompile *compile, GPtrArray **read)
{
  g_autofree char *output = g_strconcat (compile->object, ".o", NULL);
  return make_output (compile, output, FALSE, read);
}

/* @return (transfer full) @text without @name, which is the same in no other run. */
static char *
without_name (const char *text, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, name, -1);
  return g_strjoinv ("", parts);
}

char *
object_preprocess (const ObjectCompile *compile, char **text, GPtrArray **read)
{
  g_autofree char *output = g_strconcat (compile->object, ".text", NULL);
  char *failure = make_output (compile, output, TRUE, read);
  g_autofree char *bytes = NULL;
  gsize length;
  const gboolean good = !failure && g_file_get_contents (output, &bytes, &length, NULL) && strlen (bytes) == length;
  g_unlink (output);
  if (!good)
    g_clear_pointer (read, g_ptr_array_unref);
  if (!good)
    return failure;
  *text = without_name (bytes, shadow_tree_folder (compile->tree));
  g_autofree char *folder = compile->header ? g_path_get_dirname (compile->header) : NULL;
  if (folder)
    {
      g_autofree char *with_folder = *text;
      *text = without_name (with_folder, folder);
    }
  return NULL;
}

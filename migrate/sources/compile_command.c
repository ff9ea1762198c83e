/* SPDX-License-Identifier: MIT */
/*
 * How one translation unit is compiled: from a compiler's command to the arguments of libclang.
 */
#include "sources/compile_command.h"

#include <string.h>

#include "sources/parser_flags.h"
#include "sources/response_file.h"

/* What stands before the user's warnings: only they are added to ours, and those that another compiler knows are
 * nobody's mistake. */
static const char *const first_flags[] = {
  "-Wno-everything",
  "-Wno-unknown-warning-option",
};

/* The diagnostics that tell a broken rewrite, whatever the user's flags turn off. They are warnings on both sides, so
 * that clang 14 and 19 agree on which units parse, and any new one counts as a failure. */
static const char *const strict_flags[] = {
  "-ferror-limit=0",
  "-Wpointer-type-mismatch",
  "-Wno-error=pointer-type-mismatch",
  "-Wcompare-distinct-pointer-types",
  "-Wno-error=compare-distinct-pointer-types",
  "-Wuninitialized",
  "-Wsometimes-uninitialized",
  "-Wimplicit-function-declaration",
  "-Wno-error=implicit-function-declaration",
  "-Wimplicit-int",
  "-Wno-error=implicit-int",
  "-Wint-conversion",
  "-Wno-error=int-conversion",
  "-Wincompatible-pointer-types",
  "-Wno-error=incompatible-pointer-types",
  "-Wincompatible-pointer-types-discards-qualifiers",
  "-Wincompatible-function-pointer-types",
  "-Wno-error=incompatible-function-pointer-types",
  "-Wreturn-type",
  "-Wno-error=return-type",
  "-Wformat",
  "-Wunused-value",
  "-Wmacro-redefined",
};

/* Compilers are often started through these. */
static const char *const launchers[] = { "ccache", "distcc", "sccache", "icecc", "env", NULL };

static gboolean
names_file (const char *argument, const char *directory, const char *file)
{
  if (*argument == '-' || *argument == '\0')
    return FALSE;
  g_autofree char *path = g_canonicalize_filename (argument, directory);
  return g_str_equal (path, file);
}

static CompileCommand *
command_new (const char *file, const char *directory, const char *const *flags, const char *const *original)
{
  CompileCommand *command = g_new0 (CompileCommand, 1);
  command->directory = g_canonicalize_filename (directory, NULL);
  command->file = g_canonicalize_filename (file, command->directory);
  command->original = original ? g_strdupv ((char **) original) : NULL;

  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *working_directory = g_strconcat ("-working-directory=", command->directory, NULL);
  g_strv_builder_add (arguments, working_directory);
  for (guint i = 0; i < G_N_ELEMENTS (first_flags); i++)
    g_strv_builder_add (arguments, first_flags[i]);
  parser_flags_add (arguments, flags, command->directory);
  for (guint i = 0; i < G_N_ELEMENTS (strict_flags); i++)
    g_strv_builder_add (arguments, strict_flags[i]);
  command->arguments = g_strv_builder_end (arguments);
  return command;
}

CompileCommand *
compile_command_new (const char *file, const char *directory, const char *const *original)
{
  g_auto (GStrv) expanded = response_files_expand (original, directory);
  const char *const *flags = (const char *const *) expanded;
  while (*flags)
    {
      g_autofree char *program = g_path_get_basename (*flags++);
      if (!g_strv_contains (launchers, program))
        break;
    }
  return command_new (file, directory, flags, (const char *const *) expanded);
}

CompileCommand *
compile_command_new_from_flags (const char *file, const char *directory, const char *const *flags)
{
  /* What the real compiler would be called with. */
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, "cc");
  g_strv_builder_addv (builder, (const char **) flags);
  g_strv_builder_add_many (builder, "-c", file, NULL);
  g_auto (GStrv) original = g_strv_builder_end (builder);
  return compile_command_new (file, directory, (const char *const *) original);
}

static char **
joined (char **first, const char *const *second)
{
  if (!first)
    return NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) first);
  g_strv_builder_addv (builder, (const char **) second);
  return g_strv_builder_end (builder);
}

CompileCommand *
compile_command_extend (const CompileCommand *command, const char *const *extra)
{
  CompileCommand *copy = g_new0 (CompileCommand, 1);
  copy->file = g_strdup (command->file);
  copy->directory = g_strdup (command->directory);
  copy->arguments = joined (command->arguments, extra);
  copy->original = joined (command->original, extra);
  return copy;
}

CompileCommand *
compile_command_copy_for (const CompileCommand *command, const char *file)
{
  CompileCommand *copy = compile_command_extend (command, (const char *const[]){ NULL });
  for (char **argument = copy->original; argument && *argument; argument++)
    if (names_file (*argument, copy->directory, command->file))
      {
        g_free (*argument);
        *argument = g_strdup (file);
      }
  g_free (copy->file);
  copy->file = g_strdup (file);
  return copy;
}

void
compile_command_free (CompileCommand *command)
{
  if (!command)
    return;
  g_free (command->file);
  g_free (command->directory);
  g_strfreev (command->arguments);
  g_strfreev (command->original);
  g_free (command);
}

gboolean
compile_command_equal (const CompileCommand *one, const CompileCommand *other)
{
  return g_str_equal (one->file, other->file)
         && g_strv_equal ((const char *const *) one->arguments, (const char *const *) other->arguments);
}

const char *
compile_command_language (const CompileCommand *command)
{
  static const char *const c_plus_plus[] = { "cc", "cpp", "cxx", "c++", "C", "cp", "CPP", NULL };
  const char *dot = strrchr (command->file, '.'), *language = dot ? dot + 1 : "";
  for (char **argument = command->original ? command->original : command->arguments; *argument; argument++)
    if (g_str_has_prefix (*argument, "-x"))
      language = (*argument)[2] ? *argument + 2 : argument[1] ? argument[1]
                                                              : "";
  return g_strv_contains (c_plus_plus, language) ? "c++" : language;
}

gboolean
compile_command_is_cplusplus (const CompileCommand *command)
{
  const char *language = compile_command_language (command);
  return g_str_equal (language, "c++") || g_str_equal (language, "c++-header");
}

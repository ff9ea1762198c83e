/* SPDX-License-Identifier: MIT */
/*
 * How one translation unit is compiled: from a compiler's command to the arguments of libclang.
 */
#include "sources/compile_command.h"

#include <string.h>

#include "sources/response_file.h"

typedef enum {
  DROP_EXACT,
  DROP_PREFIX,
  DROP_WITH_VALUE
} DropKind;

/* What must not reach libclang: plugins and what else of a tree's would be loaded or run, output, dependency files, what
 * silences all warnings or makes all of them errors, debug information, profiles that need not be there, and flags of gcc
 * that clang calls an error. */
static const struct
{
  const char *text;
  DropKind kind;
} dropped_flags[] = {
  { "-fplugin", DROP_PREFIX },
  { "-fpass-plugin", DROP_PREFIX },
  { "-Xclang", DROP_WITH_VALUE },
  { "-mllvm", DROP_WITH_VALUE },
  { "-load", DROP_WITH_VALUE },
  { "-serialize-diagnostics", DROP_WITH_VALUE },
  { "--serialize-diagnostics", DROP_WITH_VALUE },
  { "-index-store-path", DROP_WITH_VALUE },
  { "-fcrash-diagnostics", DROP_PREFIX },
  { "-ftime-trace", DROP_PREFIX },
  { "-fmodules", DROP_PREFIX },
  { "-c", DROP_EXACT },
  { "-S", DROP_EXACT },
  { "-E", DROP_EXACT },
  { "--", DROP_EXACT },
  { "-pipe", DROP_EXACT },
  { "-w", DROP_EXACT },
  { "-M", DROP_EXACT },
  { "-MM", DROP_EXACT },
  { "-MD", DROP_EXACT },
  { "-MMD", DROP_EXACT },
  { "-MP", DROP_EXACT },
  { "-MG", DROP_EXACT },
  { "-o", DROP_WITH_VALUE },
  { "-MF", DROP_WITH_VALUE },
  { "-MT", DROP_WITH_VALUE },
  { "-MQ", DROP_WITH_VALUE },
  { "-MJ", DROP_WITH_VALUE },
  { "-Xlinker", DROP_WITH_VALUE },
  { "-aux-info", DROP_WITH_VALUE },
  { "-aux-info", DROP_PREFIX },
  { "-Xassembler", DROP_WITH_VALUE },
  { "--output", DROP_WITH_VALUE },
  { "--output", DROP_PREFIX },
  { "--compile", DROP_EXACT },
  { "--write-dependencies", DROP_EXACT },
  { "--write-user-dependencies", DROP_EXACT },
  { "-o", DROP_PREFIX },
  { "-MF", DROP_PREFIX },
  { "-Wp,", DROP_PREFIX },
  { "-Wl,", DROP_PREFIX },
  { "-Wa,", DROP_PREFIX },
  { "-Werror", DROP_EXACT },
  { "-Wfatal-errors", DROP_EXACT },
  { "-Wno-error", DROP_PREFIX },
  { "-save-temps", DROP_PREFIX },
  { "--save-temps", DROP_PREFIX },
  { "-g", DROP_PREFIX },
  { "-fdiagnostics", DROP_PREFIX },
  { "-ftoplevel-reorder", DROP_EXACT },
  { "-fno-toplevel-reorder", DROP_EXACT },
  { "-flto", DROP_PREFIX },
  { "-fuse-linker-plugin", DROP_EXACT },
  { "-fprofile", DROP_PREFIX },
  { "-fauto-profile", DROP_PREFIX },
};

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

/* @return how many arguments to skip at @argument, 0 to keep it. */
static guint
dropped_length (const char *const *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (dropped_flags); i++)
    {
      const char *text = dropped_flags[i].text;
      switch (dropped_flags[i].kind)
        {
        case DROP_EXACT:
          if (g_str_equal (*argument, text))
            return 1;
          break;
        case DROP_WITH_VALUE:
          if (g_str_equal (*argument, text))
            return argument[1] ? 2 : 1;
          break;
        case DROP_PREFIX:
          if (g_str_has_prefix (*argument, text))
            return 1;
          break;
        }
    }
  return 0;
}

static gboolean
names_file (const char *argument, const char *directory, const char *file)
{
  if (*argument == '-' || *argument == '\0')
    return FALSE;
  g_autofree char *path = g_canonicalize_filename (argument, directory);
  return g_str_equal (path, file);
}

/* Warnings that the user makes errors stay warnings: an error says that the unit cannot be judged, and new ones of
 * either kind count. @return (transfer full) @flag as a warning, NULL where it is another flag. */
static char *
as_warning (const char *flag)
{
  static const char error[] = "-Werror=";
  if (g_str_has_prefix (flag, error))
    return g_strconcat ("-W", flag + strlen (error), NULL);
  return g_str_equal (flag, "-pedantic-errors") ? g_strdup ("-pedantic") : NULL;
}

/* The flags whose value is a path. */
static const struct
{
  const char *text;
  gboolean searched; /* a file, which may lie in the include path, too */
} path_flags[] = {
  { "-I", FALSE },
  { "-iquote", FALSE },
  { "-isystem", FALSE },
  { "-idirafter", FALSE },
  { "-include", TRUE },
  { "-imacros", TRUE },
};

/* Adds the flag at @flags with its path made absolute: the parser names what it reads as the flags do, and whoever is told
 * such a name has to find the file, too. @return how many arguments were taken, 0: it names no path. */
static guint
add_path_flag (GStrvBuilder *arguments, const char *const *flags, const char *directory)
{
  for (guint i = 0; i < G_N_ELEMENTS (path_flags); i++)
    {
      const char *text = path_flags[i].text;
      if (!g_str_has_prefix (*flags, text))
        continue;
      const char *attached = *flags + strlen (text);
      const char *value = *attached != '\0' ? attached : flags[1];
      if (!value || *value == '\0' || *value == '-' || *value == '=')
        continue;
      g_autofree char *path = g_canonicalize_filename (value, directory);
      const gboolean here = !path_flags[i].searched || g_file_test (path, G_FILE_TEST_EXISTS);
      g_autofree char *whole = *attached != '\0' ? g_strconcat (text, here ? path : value, NULL) : NULL;
      g_strv_builder_add (arguments, whole ? whole : text);
      if (!whole)
        g_strv_builder_add (arguments, here ? path : value);
      return *attached != '\0' ? 1 : 2;
    }
  return 0;
}

static void
add_cleaned (GStrvBuilder *arguments, const char *const *flags, const char *directory, const char *file)
{
  while (*flags)
    {
      guint skip = dropped_length (flags);
      if (skip == 0 && names_file (*flags, directory, file))
        skip = 1;
      if (skip == 0)
        skip = add_path_flag (arguments, flags, directory);
      g_autofree char *warning = skip == 0 ? as_warning (*flags) : NULL;
      if (skip == 0)
        g_strv_builder_add (arguments, warning ? warning : *flags);
      flags += MAX (skip, 1);
    }
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
  add_cleaned (arguments, flags, command->directory, command->file);
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

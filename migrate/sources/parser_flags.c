/* SPDX-License-Identifier: MIT */
/*
 * What is known of a compiler's flags: a table.
 */
#include "sources/parser_flags.h"

#include <string.h>

typedef enum {
  FLAG_WHOLE,     /* kept as it is */
  FLAG_ATTACHED,  /* kept, and its value is attached to it */
  FLAG_NEXT,      /* kept, and its value is the next argument */
  FLAG_EITHER,    /* kept, and its value is attached to it or the next argument */
  FLAG_OUT,       /* left out, and all that begins like it */
  FLAG_OUT_THERE, /* so where the flags name a target */
  FLAG_OUT_NEXT   /* left out, and the next argument, which may look like a flag */
} FlagForm;

typedef enum {
  VALUE_TEXT,
  VALUE_LANGUAGE,   /* one of C's or C++'s */
  VALUE_FOLDER,     /* where headers are looked for */
  VALUE_SYSTEM,     /* a folder of the system's or the compiler's own */
  VALUE_HEADER,     /* a file, which may lie in the include path, too */
  VALUE_PRECOMPILED /* what was made of a header: that one is told */
} FlagValue;

/* The first row that fits counts. What fits none is left out. */
static const struct
{
  const char *text;
  FlagForm form;
  FlagValue value;
  const char *kept_as; /* NULL: as it was written */
} flags_table[] = {
  /* what goes past the driver, or elsewhere */
  { "-Xclang", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "-Xlinker", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "-Xassembler", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "-Xanalyzer", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "-mllvm", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "-o", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  { "--output", FLAG_OUT_NEXT, VALUE_TEXT, NULL },
  /* macros */
  { "-D", FLAG_EITHER, VALUE_TEXT, NULL },
  { "-U", FLAG_EITHER, VALUE_TEXT, NULL },
  { "--define-macro=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "--define-macro", FLAG_NEXT, VALUE_TEXT, NULL },
  { "--undefine-macro=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "--undefine-macro", FLAG_NEXT, VALUE_TEXT, NULL },
  { "-undef", FLAG_WHOLE, VALUE_TEXT, NULL },
  /* headers */
  { "-I", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-F", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-iquote", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-isystem-after", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-isystem", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-cxx-isystem", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-stdlib++-isystem", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-idirafter", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-iframework", FLAG_EITHER, VALUE_FOLDER, NULL },
  { "-isysroot", FLAG_EITHER, VALUE_SYSTEM, NULL },
  { "-include-pch", FLAG_NEXT, VALUE_PRECOMPILED, "-include" },
  { "-include", FLAG_EITHER, VALUE_HEADER, NULL },
  { "-imacros", FLAG_EITHER, VALUE_HEADER, NULL },
  { "-iprefix", FLAG_EITHER, VALUE_TEXT, NULL },
  { "-iwithprefixbefore", FLAG_EITHER, VALUE_TEXT, NULL },
  { "-iwithprefix", FLAG_EITHER, VALUE_TEXT, NULL },
  { "-iwithsysroot", FLAG_EITHER, VALUE_TEXT, NULL },
  { "--include-directory=", FLAG_ATTACHED, VALUE_FOLDER, NULL },
  { "--include-directory", FLAG_NEXT, VALUE_FOLDER, NULL },
  { "--include=", FLAG_ATTACHED, VALUE_HEADER, "-include" },
  { "--include", FLAG_NEXT, VALUE_HEADER, "-include" },
  { "--imacros=", FLAG_ATTACHED, VALUE_HEADER, NULL },
  { "--imacros", FLAG_NEXT, VALUE_HEADER, NULL },
  { "--sysroot=", FLAG_ATTACHED, VALUE_SYSTEM, NULL },
  { "--sysroot", FLAG_NEXT, VALUE_SYSTEM, NULL },
  { "--gcc-toolchain=", FLAG_ATTACHED, VALUE_SYSTEM, NULL },
  { "--gcc-install-dir=", FLAG_ATTACHED, VALUE_SYSTEM, NULL },
  { "-resource-dir=", FLAG_ATTACHED, VALUE_SYSTEM, NULL },
  { "-resource-dir", FLAG_NEXT, VALUE_SYSTEM, NULL },
  { "-nostdinc", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-nostdinc++", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-nostdlibinc", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-nobuiltininc", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "--no-standard-includes", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-stdlib=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "--stdlib=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  /* the language */
  { "-x", FLAG_EITHER, VALUE_LANGUAGE, NULL },
  { "--language=", FLAG_ATTACHED, VALUE_LANGUAGE, NULL },
  { "--language", FLAG_NEXT, VALUE_LANGUAGE, NULL },
  { "-std=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "--std=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "--std", FLAG_NEXT, VALUE_TEXT, NULL },
  { "-ansi", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "--ansi", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-traditional-cpp", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-trigraphs", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "--trigraphs", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-pthread", FLAG_WHOLE, VALUE_TEXT, NULL },
  /* the target */
  { "--target=", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "-target", FLAG_NEXT, VALUE_TEXT, NULL },
  { "-arch", FLAG_NEXT, VALUE_TEXT, NULL },
  { "-EL", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "-EB", FLAG_WHOLE, VALUE_TEXT, NULL },
  /* dialects and code, but for what loads or writes, other targets beside the one that is meant, what is not for the parser, profiles and
     modules that need not be there, and flags of gcc that clang calls an error */
  { "-fplugin", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fpass-plugin", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fcrash-diagnostics", FLAG_OUT, VALUE_TEXT, NULL },
  { "-ftime-trace", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fmodule", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fcxx-modules", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fimplicit-module", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fprebuilt-", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fbuild-session-", FLAG_OUT, VALUE_TEXT, NULL },
  { "-foffload", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fopenmp-targets", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fsycl", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fembed-", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fthinlto-", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fdump-", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fsave-optimization-record", FLAG_OUT, VALUE_TEXT, NULL },
  { "-foptimization-record", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fdiagnostics", FLAG_OUT, VALUE_TEXT, NULL },
  { "-ftoplevel-reorder", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fno-toplevel-reorder", FLAG_OUT, VALUE_TEXT, NULL },
  { "-flto", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fuse-linker-plugin", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fprofile", FLAG_OUT, VALUE_TEXT, NULL },
  { "-fauto-profile", FLAG_OUT, VALUE_TEXT, NULL },
  { "-mllvm", FLAG_OUT, VALUE_TEXT, NULL },
  /* for some targets the driver asks a program what "native" is, one of the current folder before all others */
  { "-march=native", FLAG_OUT_THERE, VALUE_TEXT, NULL },
  { "-mcpu=native", FLAG_OUT_THERE, VALUE_TEXT, NULL },
  { "-f", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "-m", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "-O", FLAG_ATTACHED, VALUE_TEXT, NULL },
  /* warnings, none of them an error */
  { "-Werror=", FLAG_ATTACHED, VALUE_TEXT, "-W" },
  { "-Werror", FLAG_OUT, VALUE_TEXT, NULL },
  { "-Wno-error", FLAG_OUT, VALUE_TEXT, NULL },
  { "-Wfatal-errors", FLAG_OUT, VALUE_TEXT, NULL },
  { "-Wl,", FLAG_OUT, VALUE_TEXT, NULL },
  { "-Wa,", FLAG_OUT, VALUE_TEXT, NULL },
  { "-W", FLAG_ATTACHED, VALUE_TEXT, NULL },
  { "-pedantic-errors", FLAG_WHOLE, VALUE_TEXT, "-pedantic" },
  { "-pedantic", FLAG_WHOLE, VALUE_TEXT, NULL },
  { "--pedantic", FLAG_WHOLE, VALUE_TEXT, NULL },
};

/* One look at the flags of a command. */
typedef struct {
  GStrvBuilder *arguments;
  const char *directory;
  gboolean has_target; /* another one than this machine's, maybe */
} Filter;

static gboolean
names_target (const char *const *flags)
{
  for (; *flags; flags++)
    if (g_str_has_prefix (*flags, "--target") || g_str_equal (*flags, "-target") || g_str_equal (*flags, "-arch"))
      return TRUE;
  return FALSE;
}

static gboolean
row_fits (guint row, const char *flag, gboolean has_target)
{
  const char *text = flags_table[row].text;
  switch (flags_table[row].form)
    {
    case FLAG_WHOLE:
    case FLAG_NEXT:
    case FLAG_OUT_NEXT:
      return g_str_equal (flag, text);
    case FLAG_OUT_THERE:
      return has_target && g_str_has_prefix (flag, text);
    case FLAG_ATTACHED:
    case FLAG_EITHER:
    case FLAG_OUT:
    default:
      return g_str_has_prefix (flag, text);
    }
}

/* @return the first row that fits @flag; the number of rows where none does. */
static guint
row_of (const char *flag, gboolean has_target)
{
  guint row = 0;
  while (row < G_N_ELEMENTS (flags_table) && !row_fits (row, flag, has_target))
    row++;
  return row;
}

/* @return (nullable) the value of the first of @flags, which row @row fits: a part of it, or the one behind it. */
static const char *
value_of (const char *const *flags, guint row)
{
  const FlagForm form = flags_table[row].form;
  const char *attached = *flags + strlen (flags_table[row].text);
  return form == FLAG_NEXT || (form == FLAG_EITHER && *attached == '\0') ? flags[1] : attached;
}

static gboolean
is_language (const char *value)
{
  static const char *const languages[] = { "c", "c++", "c-header", "c++-header", "cpp-output", "c++-cpp-output", "none", NULL };
  return g_strv_contains (languages, value);
}

/* @return (transfer full) the header that the precompiled one at @path was made of, by its name: X.h of X.h.pch, X.h.gch and X.pch. Where
 * none is there, the name that is missing. */
static char *
precompiled_source (const char *path)
{
  static const char *const endings[] = { "", ".h", ".hh", ".hpp", ".hxx" };
  if (!g_str_has_suffix (path, ".pch") && !g_str_has_suffix (path, ".gch"))
    return g_strconcat (path, " (precompiled, of what header is not known)", NULL);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".pch"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *header = g_strconcat (stem, endings[i], NULL);
      if (g_file_test (header, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&header);
    }
  return g_steal_pointer (&stem);
}

/* @return (transfer full, nullable) @value as the parser is to be told it; NULL: not at all. */
static char *
told_value (const char *value, FlagValue kind, const char *directory)
{
  if (kind == VALUE_LANGUAGE && !is_language (value))
    return NULL;
  /* `=` stands for the system's root. */
  if (kind == VALUE_TEXT || kind == VALUE_LANGUAGE || *value == '=')
    return g_strdup (value);
  g_autofree char *path = g_canonicalize_filename (value, directory);
  if (kind == VALUE_PRECOMPILED)
    return precompiled_source (path);
  return kind != VALUE_HEADER || g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : g_strdup (value);
}

/* Adds what row @row makes of the beginning of @flags. @return how many arguments that were. */
static guint
add_flag (const Filter *filter, const char *const *flags, guint row)
{
  const FlagForm form = flags_table[row].form;
  const char *name = flags_table[row].kept_as ? flags_table[row].kept_as : flags_table[row].text;
  if (form == FLAG_OUT || form == FLAG_OUT_THERE || form == FLAG_OUT_NEXT)
    return form == FLAG_OUT_NEXT && flags[1] ? 2 : 1;
  const char *value = value_of (flags, row);
  const gboolean next = value == flags[1];
  /* A flag is nobody's value: what wants one is broken. */
  if (!value || (*value == '-' && form != FLAG_ATTACHED))
    return 1;
  g_autofree char *told = told_value (value, flags_table[row].value, filter->directory);
  g_autofree char *whole = told && !next ? g_strconcat (name, told, NULL) : NULL;
  if (whole)
    g_strv_builder_add (filter->arguments, whole);
  else if (told)
    g_strv_builder_add_many (filter->arguments, name, told, NULL);
  return next ? 2 : 1;
}

/* Whether @flags begin with a header that is given past the driver: `-Xclang -include-pch -Xclang X.pch`. */
static gboolean
is_header_past_driver (const char *const *flags)
{
  return g_str_equal (flags[0], "-Xclang") && flags[1] && (g_str_equal (flags[1], "-include-pch") || g_str_equal (flags[1], "-include"))
         && g_strcmp0 (flags[2], "-Xclang") == 0 && flags[3];
}

/* @return (transfer full) @flags, with what goes to the preprocessor alone as flags of their own. */
static char **
unfold (const char *const *flags)
{
  g_autoptr (GStrvBuilder) unfolded = g_strv_builder_new ();
  for (; *flags; flags++)
    {
      g_auto (GStrv) parts = g_strsplit (*flags, ",", -1);
      if (g_str_has_prefix (*flags, "-Wp,"))
        g_strv_builder_addv (unfolded, (const char **) parts + 1);
      else if (is_header_past_driver (flags))
        {
          g_strv_builder_add_many (unfolded, flags[1], flags[3], NULL);
          flags += 3;
        }
      else if (!g_str_equal (*flags, "-Xpreprocessor"))
        g_strv_builder_add (unfolded, *flags);
    }
  return g_strv_builder_end (unfolded);
}

void
parser_flags_add (GStrvBuilder *arguments, const char *const *flags, const char *directory)
{
  g_auto (GStrv) unfolded = unfold (flags);
  const char *const *rest = (const char *const *) unfolded;
  const Filter filter = { arguments, directory, names_target (rest) };
  while (*rest)
    {
      const guint row = row_of (*rest, filter.has_target);
      rest += row < G_N_ELEMENTS (flags_table) ? add_flag (&filter, rest, row) : 1;
    }
}

const char *
parser_flag_path (const char *const *flags, ParserFlagPath which)
{
  const guint row = row_of (*flags, FALSE);
  if (row == G_N_ELEMENTS (flags_table))
    return NULL;
  const FlagValue kind = flags_table[row].value;
  const gboolean wanted = which == PARSER_FLAG_HEADERS ? kind == VALUE_FOLDER : kind != VALUE_TEXT && kind != VALUE_LANGUAGE;
  const char *value = wanted ? value_of (flags, row) : NULL;
  return value && *value != '\0' ? value : NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * Completion for shells: one walk over the table of options, and for each shell how it writes what it finds.
 */
#include "cli/completion.h"

#include <string.h>

#include "cli/options.h"
#include "model/occurrence.h"

/* What may stand behind an option. */
typedef enum {
  VALUE_NONE,   /* nothing: it is a flag */
  VALUE_ANY,    /* what nobody can foresee */
  VALUE_ONE_OF, /* one of some words */
  VALUE_FILE,
  VALUE_FOLDER,
} ValueKind;

typedef struct
{
  const GOptionEntry *entry;
  ValueKind kind;
  char *words; /* of VALUE_ONE_OF and VALUE_FILE, parted by blanks; may be empty */
} Value;

/* How a shell wants it. */
typedef struct
{
  void (*begin) (GString *out);
  void (*option) (GString *out, const Value *value);
  void (*end) (GString *out, const GArray *values);
} Form;

/* Every shell takes a word of these as it is. */
static gboolean
is_plain (const char *word)
{
  return *word && strspn (word, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_./-") == strlen (word);
}

static void
add_word (GString *words, const char *word)
{
  if (is_plain (word))
    g_string_append_printf (words, "%s%s", words->len ? " " : "", word);
}

/* What --explain knows. */
static char *
explained_words (const RuleSet *rules)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = REASON_NONE + 1; i < N_REASONS; i++)
    if (g_hash_table_add (seen, (gpointer) reason_code (i)))
      add_word (words, reason_code (i));
  for (guint i = 0; i < rule_set_size (rules); i++)
    if (g_hash_table_add (seen, (gpointer) rule_set_nth (rules, i)->name))
      add_word (words, rule_set_nth (rules, i)->name);
  return g_strdup (words->str);
}

static Value
value_of (const GOptionEntry *entry, const RuleSet *rules)
{
  const char *words = named_values_of (entry->long_name);
  Value value = { .entry = entry, .kind = VALUE_ANY, .words = g_strdup ("") };
  if (entry->arg == G_OPTION_ARG_NONE)
    value.kind = VALUE_NONE;
  else if (entry->arg == G_OPTION_ARG_FILENAME || (entry->arg == G_OPTION_ARG_FILENAME_ARRAY && !(entry->flags & OPTION_PATTERN)))
    value.kind = g_str_equal (entry->arg_description, "DIR") ? VALUE_FOLDER : VALUE_FILE;
  else if (words || entry->flags & OPTION_OF_EXPLANATION)
    {
      value.kind = VALUE_ONE_OF;
      g_free (value.words);
      value.words = words ? g_strdelimit (g_strdup (words), "|", ' ') : explained_words (rules);
    }
  if (entry->flags & OPTION_OR_NAME)
    {
      g_free (value.words);
      value.words = rule_set_builtin_names ();
    }
  return value;
}

static void
value_clear (gpointer value)
{
  g_free (((Value *) value)->words);
}

/* Appends @text for single quotes; each of @escaped behind a backslash. */
static void
append_quoted (GString *out, const char *text, const char *escaped)
{
  for (; *text; text++)
    {
      if (strchr (escaped, *text))
        g_string_append_c (out, '\\');
      if (*text == '\'')
        g_string_append (out, "'\\''");
      else
        g_string_append_c (out, *text);
    }
}

/* ---- bash: "--option=value" are three words to it ---- */

static void
bash_begin (GString *out)
{
  g_string_append (out, "# Completion of wmem-migrate for bash: wmem-migrate --completion=bash\n"
                        "_wmem_migrate ()\n"
                        "{\n"
                        "  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} i\n"
                        "  COMPREPLY=()\n"
                        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                        "    [[ ${COMP_WORDS[i]} == -- ]] && { compopt -o default; return; }\n"
                        "  done\n"
                        "  if [[ $word == = ]]; then\n"
                        "    word=\n"
                        "  elif [[ $option == = ]]; then\n"
                        "    option=${COMP_WORDS[COMP_CWORD - 2]}\n"
                        "  fi\n"
                        "  case $option in\n");
}

static void
bash_option (GString *out, const Value *value)
{
  const GOptionEntry *entry = value->entry;
  if (value->kind == VALUE_NONE)
    return;
  g_string_append (out, "    ");
  if (entry->short_name)
    g_string_append_printf (out, "-%c | ", entry->short_name);
  g_string_append_printf (out, "--%s)\n", entry->long_name);
  if (value->kind == VALUE_FILE || value->kind == VALUE_FOLDER)
    g_string_append_printf (out, "      compopt -o filenames\n      mapfile -t COMPREPLY < <(compgen -%c -- \"$word\")\n",
                            value->kind == VALUE_FILE ? 'f' : 'd');
  if (value->words[0])
    g_string_append_printf (out, "      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W '%s' -- \"$word\")\n", value->words);
  g_string_append (out, "      return ;;\n");
}

static void
bash_end (GString *out, const GArray *values)
{
  g_string_append (out, "  esac\n"
                        "  if [[ $word == -* ]]; then\n"
                        "    mapfile -t COMPREPLY < <(compgen -W '");
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, i);
      g_string_append_printf (out, "%s--%s%s", i ? " " : "", value->entry->long_name, value->kind == VALUE_NONE ? "" : "=");
    }
  g_string_append (out, "' -- \"$word\")\n"
                        "    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
                        "  else\n"
                        "    compopt -o filenames\n"
                        "    mapfile -t COMPREPLY < <(compgen -d -- \"$word\"; for i in c h inc; do compgen -f -X \"!*.$i\" -- \"$word\"; done)\n"
                        "  fi\n"
                        "}\n"
                        "complete -F _wmem_migrate wmem-migrate\n");
}

/* ---- zsh ---- */

static void
zsh_begin (GString *out)
{
  g_string_append (out, "#compdef wmem-migrate\n"
                        "# Completion of wmem-migrate for zsh: wmem-migrate --completion=zsh\n"
                        "_arguments -S : \\\n");
}

static void
zsh_option (GString *out, const Value *value)
{
  const GOptionEntry *entry = value->entry;
  gboolean repeatable = entry->arg == G_OPTION_ARG_STRING_ARRAY || entry->arg == G_OPTION_ARG_FILENAME_ARRAY;
  const char *sign = value->kind == VALUE_NONE ? "" : "=";
  g_string_append (out, "  ");
  if (entry->short_name)
    g_string_append_printf (out, "'(-%c --%s)'{-%c%s,--%s%s}", entry->short_name, entry->long_name, entry->short_name,
                            value->kind == VALUE_NONE ? "" : "+", entry->long_name, sign);
  else
    g_string_append_printf (out, "%s--%s%s", repeatable ? "\\*" : "", entry->long_name, sign);
  g_string_append (out, "'[");
  append_quoted (out, entry->description, "[]:\\");
  g_string_append (out, "]");
  if (value->kind != VALUE_NONE)
    {
      g_string_append (out, ":");
      append_quoted (out, entry->arg_description, "[]:\\");
      g_string_append (out, ":");
      if (value->kind == VALUE_ONE_OF)
        g_string_append_printf (out, "(%s)", value->words);
      else if (value->words[0])
        g_string_append_printf (out, " _alternative \"files\\:file\\:_files\" \"names\\:name\\:(%s)\"", value->words);
      else if (value->kind == VALUE_FILE || value->kind == VALUE_FOLDER)
        g_string_append (out, value->kind == VALUE_FILE ? "_files" : "_files -/");
    }
  g_string_append (out, "' \\\n");
}

static void
zsh_end (GString *out, const GArray *values G_GNUC_UNUSED)
{
  g_string_append (out, "  '*:source or folder:_files -g \"*.(c|h|inc)\"'\n");
}

/* ---- fish ---- */

static void
fish_begin (GString *out)
{
  g_string_append (out, "# Completion of wmem-migrate for fish: wmem-migrate --completion=fish\n");
}

static void
fish_option (GString *out, const Value *value)
{
  const GOptionEntry *entry = value->entry;
  g_string_append (out, "complete -c wmem-migrate");
  if (entry->short_name)
    g_string_append_printf (out, " -s %c", entry->short_name);
  g_string_append_printf (out, " -l %s", entry->long_name);
  if (value->kind == VALUE_FOLDER)
    g_string_append (out, " -x -a '(__fish_complete_directories)'");
  else if (value->kind != VALUE_NONE)
    g_string_append (out, value->kind == VALUE_FILE ? " -r" : " -x");
  if (value->words[0])
    g_string_append_printf (out, " -a '%s'", value->words);
  g_string_append (out, " -d '");
  for (const char *at = entry->description; *at; at++)
    g_string_append_printf (out, "%s%c", strchr ("'\\", *at) ? "\\" : "", *at);
  g_string_append (out, "'\n");
}

static void
fish_end (GString *out G_GNUC_UNUSED, const GArray *values G_GNUC_UNUSED)
{
}

static const Form forms[N_SHELLS] = {
  [SHELL_BASH] = { bash_begin, bash_option, bash_end },
  [SHELL_ZSH] = { zsh_begin, zsh_option, zsh_end },
  [SHELL_FISH] = { fish_begin, fish_option, fish_end },
};

void
completion_append (GString *out, Shell shell, const RuleSet *rules)
{
  const Form *form = &forms[shell];
  CommandLine line = { 0 };
  RawValues raw = { 0 };
  g_autoptr (GArray) options = options_new (&line, &raw);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (values, value_clear);
  for (guint i = 0; i < options->len; i++)
    for (const GOptionEntry *entry = g_array_index (options, OptionGroup, i).entries; entry->long_name; entry++)
      {
        Value value = value_of (entry, rules);
        g_array_append_val (values, value);
      }
  form->begin (out);
  for (guint i = 0; i < values->len; i++)
    form->option (out, &g_array_index (values, Value, i));
  form->end (out, values);
}

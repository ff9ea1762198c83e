/* SPDX-License-Identifier: MIT */
/*
 * The parser of roots and sinks.
 */
#include "rules/facts_lines.h"

#include <string.h>

#include "sources/input_text.h"

G_DEFINE_QUARK (facts - error, facts_error)

/* What follows the keyword: N a function's name or pattern, M record.member, R record, P path, A an argument,
 * T an argument or `result`, H an argument, `heap` or nothing, C context, L lifetime, ? `maybe` or nothing, t text or nothing. */
static const struct {
  const char *keyword, *words;
} FORMS[N_FACT_KINDS] = {
  [FACT_ARGUMENT] = { "argument", "NACt" },
  [FACT_FIELD] = { "field", "MCt" },
  [FACT_FUNCTION] = { "function", "NCt" },
  [FACT_SOURCE] = { "source", "PCt" },
  [FACT_CLOSES] = { "closes", "NA" },
  [FACT_LENDS] = { "lends", "NAALt" },
  [FACT_TAKES] = { "takes", "RCt" },
  [FACT_ENTERS] = { "enters", "NC" },
  [FACT_CALLS] = { "calls", "NA" },
  [FACT_FETCHES] = { "fetches", "NA" },
  [FACT_ALLOCATES] = { "allocates", "NL?" },
  [FACT_GIVES] = { "gives", "NL" },
  [FACT_POOL] = { "pool", "NL" },
  [FACT_POOL_MEMBER] = { "pool-member", "ML" },
  [FACT_POINTS] = { "points", "ML" },
  [FACT_OBJECT] = { "object", "RL" },
  [FACT_SPARES] = { "spares", "Mt" },
  [FACT_KEEPS] = { "keeps", "NALt" },
  [FACT_INSERTS] = { "inserts", "NAA" },
  [FACT_PASSES] = { "passes", "NA" },
  [FACT_COPIES] = { "copies", "NAT" },
  [FACT_PROGRAM] = { "program", "Nt" },
  [FACT_EARLY] = { "early", "N" },
  [FACT_BEGINS] = { "begins", "NC" },
  [FACT_TAKES_POOL] = { "takes-pool", "N" },
  [FACT_READS] = { "reads", "N" },
  [FACT_FREES] = { "frees", "NAH" },
  [FACT_THROWS] = { "throws", "N" },
  [FACT_CLEANS] = { "cleans", "NAA" },
  [FACT_OWNS] = { "owns", "NAA" },
  [FACT_DISPOSES] = { "disposes", "NAA" },
  [FACT_HOLDS] = { "holds", "N" },
};

static const char *const CONTEXT_NAMES[] = { "packet", "file", "none", "unknown" };
static const char *const LIFETIME_NAMES[] = { "unknown", "packet", "pinfo", "file", "epan", "heap" };

const char *
scope_lifetime_name (ScopeLifetime lifetime)
{
  return LIFETIME_NAMES[lifetime];
}

char *
facts_normalise_record (const char *name)
{
  const char *dot = strchr (name, '.');
  while (*name == '_')
    name++;
  gsize end = !dot ? strlen (name) : (gsize) (dot - name);
  if (end > 2 && strncmp (name + end - 2, "_t", 2) == 0)
    end -= 2;
  return g_strdup_printf ("%.*s%s", (int) end, name, !dot ? "" : dot);
}

typedef struct {
  const char *file, *line, *at;
  guint number;
} Cursor;

static gboolean
fail (const Cursor *cursor, const char *at, GError **error, const char *format, const char *subject)
{
  g_autofree char *problem = g_strdup_printf (format, subject);
  g_set_error (error, FACTS_ERROR, FACTS_ERROR_SYNTAX, "%s:%u:%u: %s", cursor->file, cursor->number,
               (guint) (at - cursor->line) + 1, problem);
  return FALSE;
}

static char *
next_word (Cursor *cursor, const char **start)
{
  cursor->at += strspn (cursor->at, " \t");
  *start = cursor->at;
  const gsize length = strcspn (cursor->at, " \t");
  cursor->at += length;
  return g_strndup (*start, length);
}

static int
name_index (const char *word, const char *const *names, guint n, guint first)
{
  for (guint i = first; i < n; i++)
    if (g_str_equal (word, names[i]))
      return (int) i;
  return -1;
}

static gboolean
parse_word (Facts *facts, Cursor *cursor, char form, Fact *fact, guint *n_arguments, GError **error)
{
  const char *start;
  if (form == 't')
    {
      cursor->at += strspn (cursor->at, " \t");
      fact->text = wmem_strdup (facts->pool, cursor->at);
      g_strchomp ((char *) fact->text);
      cursor->at += strlen (cursor->at);
      return TRUE;
    }
  g_autofree char *word = next_word (cursor, &start);
  if (*word == '\0')
    return form == '?' || form == 'H' || fail (cursor, start, error, "a word is missing after '%s'", FORMS[fact->kind].keyword);
  switch (form)
    {
    case 'N':
    case 'P':
      fact->name = wmem_strdup (facts->pool, word);
      fact->is_pattern = strpbrk (word, "*?") != NULL;
      return TRUE;
    case 'M':
    case 'R':
      {
        if ((strchr (word, '.') != NULL) != (form == 'M'))
          return fail (cursor, start, error, form == 'M' ? "'%s' is not RECORD.MEMBER" : "'%s' is not a RECORD", word);
        g_autofree char *record = facts_normalise_record (word);
        fact->name = wmem_strdup (facts->pool, record);
        fact->is_pattern = strpbrk (word, "*?") != NULL;
        return TRUE;
      }
    case 'A':
    case 'T':
    case 'H':
      {
        guint64 number = form == 'T' ? FACT_RESULT : FACT_HEAP;
        if (!(form == 'T' && g_str_equal (word, "result")) && !(form == 'H' && g_str_equal (word, "heap")) && !g_ascii_string_to_unsigned (word, 10, 0, 60, &number, NULL))
          return fail (cursor, start, error, "'%s' is not the number of an argument (they count from 0)", word);
        if ((*n_arguments)++ == 0)
          fact->argument = (guint) number;
        else
          fact->to = (guint) number;
        return TRUE;
      }
    case 'C':
      {
        const int context = name_index (word, CONTEXT_NAMES, CONTEXT_UNKNOWN, 0);
        if (context < 0)
          return fail (cursor, start, error, "'%s' is not a context: packet, file or none", word);
        fact->context = context;
        return TRUE;
      }
    case 'L':
      {
        const int lifetime = name_index (word, LIFETIME_NAMES, N_LIFETIMES, LIFETIME_PACKET);
        if (lifetime < 0)
          return fail (cursor, start, error, "'%s' is not a lifetime: packet, pinfo, file, epan or heap", word);
        fact->lifetime = lifetime;
        return TRUE;
      }
    default:
      if (!g_str_equal (word, "maybe"))
        return fail (cursor, start, error, "'%s' is neither 'maybe' nor the end of the line", word);
      fact->maybe = TRUE;
      return TRUE;
    }
}

static gboolean
parse_line (Facts *facts, Cursor *cursor, GError **error)
{
  const char *start;
  g_autofree char *keyword = next_word (cursor, &start);
  if (*keyword == '\0')
    return TRUE;
  Fact fact = { .to = FACT_RESULT, .context = FACT_NO_CONTEXT };
  while (fact.kind < N_FACT_KINDS && !g_str_equal (FORMS[fact.kind].keyword, keyword))
    fact.kind++;
  if (fact.kind == N_FACT_KINDS)
    return fail (cursor, start, error, "unknown fact '%s'", keyword);
  guint n_arguments = 0;
  for (const char *form = FORMS[fact.kind].words; *form != '\0'; form++)
    if (!parse_word (facts, cursor, *form, &fact, &n_arguments, error))
      return FALSE;
  g_autofree char *rest = next_word (cursor, &start);
  if (*rest != '\0')
    return fail (cursor, start, error, "'%s' is one word too many", rest);
  const char *slash = fact.kind == FACT_SOURCE ? NULL : strchr (fact.name, '/');
  if (slash)
    g_hash_table_add (facts->by_arity, g_strndup (fact.name, slash - fact.name));
  const guint index = facts->lines->len;
  g_array_append_val (facts->lines, fact);
  if (fact.is_pattern || fact.kind == FACT_SOURCE)
    g_array_append_val (facts->patterns, index);
  else
    {
      GArray *lines = g_hash_table_lookup (facts->exact, fact.name);
      if (!lines)
        {
          lines = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (facts->exact, (gpointer) fact.name, lines);
        }
      g_array_append_val (lines, index);
    }
  return TRUE;
}

gboolean
facts_parse (Facts *facts, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_strdelimit (lines[i], "\r", ' ');
      char *comment = strchr (lines[i], '#');
      if (comment)
        *comment = '\0';
      Cursor cursor = { name, lines[i], lines[i], i + 1 };
      if (!parse_line (facts, &cursor, error))
        return FALSE;
    }
  return TRUE;
}

Facts *
facts_load (wmem_allocator_t *pool, const char *const *files, GError **error)
{
  Facts *facts = facts_new (pool);
  for (guint i = 0; files[i]; i++)
    {
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GError) problem = NULL;
      if (!input_text_read (files[i], &text, &length, &problem))
        {
          g_set_error (error, FACTS_ERROR, FACTS_ERROR_IO, "cannot read '%s': %s", files[i], problem->message);
          return NULL;
        }
      if (strlen (text) != length)
        {
          g_set_error (error, FACTS_ERROR, FACTS_ERROR_SYNTAX, "%s:1:1: not a text file", files[i]);
          return NULL;
        }
      if (!facts_parse (facts, files[i], text, error))
        return NULL;
    }
  return facts;
}

char **
facts_builtin_files (void)
{
  static const char *const NAMES[] = { "emem.roots", "emem.sinks" };
  g_auto (GStrv) rules = rule_set_builtin_files ();
  g_autofree char *folder = !rules[0] ? g_strdup (".") : g_path_get_dirname (rules[0]);
  char **files = g_new0 (char *, G_N_ELEMENTS (NAMES) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    files[i] = g_build_filename (folder, NAMES[i], NULL);
  return files;
}

/* SPDX-License-Identifier: MIT */
/*
 * Roots and sinks: the parser, and what the lines say of a name.
 */
#include "rules/facts.h"

#include <string.h>

#include "model/text_intern.h"
#include "sources/input_text.h"

G_DEFINE_QUARK (facts - error, facts_error)

typedef enum {
  FACT_ARGUMENT,
  FACT_FIELD,
  FACT_FUNCTION,
  FACT_SOURCE,
  FACT_TAKES,
  FACT_ENTERS,
  FACT_CLOSES,
  FACT_LENDS,
  FACT_PROGRAM,
  FACT_EARLY,
  FACT_BEGINS,
  FACT_CALLS,
  FACT_ALLOCATES,
  FACT_GIVES,
  FACT_POOL,
  FACT_POOL_MEMBER,
  FACT_OBJECT,
  FACT_SPARES,
  FACT_KEEPS,
  FACT_INSERTS,
  FACT_PASSES,
  FACT_FETCHES,
  FACT_COPIES,
  FACT_READS,
  FACT_TAKES_POOL,
  FACT_FREES,
  FACT_THROWS,
  FACT_CLEANS,
  FACT_OWNS,
  FACT_DISPOSES,
  FACT_HOLDS,
  N_FACT_KINDS
} FactKind;

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

typedef struct {
  FactKind kind;
  const char *name;
  GPatternSpec *pattern; /* NULL: the name itself */
  guint argument, to;
  ScopeContext context;
  ScopeLifetime lifetime;
  gboolean maybe;
  const char *text;
} Fact;

struct _Facts {
  wmem_allocator_t *pool;
  GArray *lines;          /* of Fact */
  GHashTable *exact;      /* name -> GArray of line numbers */
  GHashTable *by_arity;   /* names of which a line NAME/N speaks */
  GArray *patterns;       /* of line numbers */
  GHashTable *functions;  /* name -> FunctionFacts */
  GPtrArray *known;       /* of FunctionFacts: those in there */
  FunctionFacts *nothing; /* what is known of most */
  GHashTable *members;    /* name -> MemberFacts */
};

const char *
scope_context_name (ScopeContext context)
{
  return CONTEXT_NAMES[context];
}

const char *
scope_lifetime_name (ScopeLifetime lifetime)
{
  return LIFETIME_NAMES[lifetime];
}

/* "_packet_info" and "packet_info_t" are the same record to a reader. */
static char *
normalise_record (const char *name)
{
  const char *dot = strchr (name, '.');
  while (*name == '_')
    name++;
  gsize end = !dot ? strlen (name) : (gsize) (dot - name);
  if (end > 2 && strncmp (name + end - 2, "_t", 2) == 0)
    end -= 2;
  return g_strdup_printf ("%.*s%s", (int) end, name, !dot ? "" : dot);
}

static gboolean
clear_facts (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *data)
{
  Facts *facts = data;
  for (guint i = 0; i < facts->lines->len; i++)
    g_clear_pointer (&g_array_index (facts->lines, Fact, i).pattern, g_pattern_spec_free);
  g_array_unref (facts->lines);
  g_array_unref (facts->patterns);
  g_hash_table_unref (facts->exact);
  g_hash_table_unref (facts->by_arity);
  g_hash_table_unref (facts->functions);
  g_ptr_array_unref (facts->known);
  g_hash_table_unref (facts->members);
  return FALSE;
}

static void
free_function_facts (gpointer data)
{
  FunctionFacts *f = data;
  g_array_unref (f->callbacks);
  g_array_unref (f->lends);
  g_array_unref (f->keeps);
  g_array_unref (f->inserts);
  g_array_unref (f->copies);
  g_array_unref (f->cleans);
  g_array_unref (f->owns);
  g_array_unref (f->disposes);
  g_array_unref (f->frees_from);
  g_free (f);
}

static FunctionFacts *
new_function_facts (Facts *facts)
{
  FunctionFacts *f = g_new0 (FunctionFacts, 1);
  f->starts = f->enters = f->begins = FACT_NO_CONTEXT;
  f->callbacks = g_array_new (FALSE, FALSE, sizeof (FactCallback));
  f->lends = g_array_new (FALSE, FALSE, sizeof (FactLoan));
  f->keeps = g_array_new (FALSE, FALSE, sizeof (FactKeep));
  f->inserts = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  f->copies = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  f->cleans = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  f->disposes = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  f->owns = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  f->frees_from = g_array_new (FALSE, FALSE, sizeof (FactFlow));
  g_ptr_array_add (facts->known, f);
  return f;
}

Facts *
facts_new (wmem_allocator_t *pool)
{
  Facts *facts = wmem_new0 (pool, Facts);
  facts->pool = pool;
  facts->lines = g_array_new (FALSE, TRUE, sizeof (Fact));
  facts->patterns = g_array_new (FALSE, FALSE, sizeof (guint));
  facts->exact = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  facts->by_arity = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->functions = g_hash_table_new (g_str_hash, g_str_equal);
  facts->known = g_ptr_array_new_with_free_func (free_function_facts);
  facts->nothing = new_function_facts (facts);
  facts->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  wmem_register_callback (pool, clear_facts, facts);
  return facts;
}

/* The parser */

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
      if (strpbrk (word, "*?"))
        fact->pattern = g_pattern_spec_new (word);
      return TRUE;
    case 'M':
    case 'R':
      {
        if ((strchr (word, '.') != NULL) != (form == 'M'))
          return fail (cursor, start, error, form == 'M' ? "'%s' is not RECORD.MEMBER" : "'%s' is not a RECORD", word);
        g_autofree char *record = normalise_record (word);
        fact->name = wmem_strdup (facts->pool, record);
        if (strpbrk (word, "*?"))
          fact->pattern = g_pattern_spec_new (record);
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
      {
        g_clear_pointer (&fact.pattern, g_pattern_spec_free);
        return FALSE;
      }
  g_autofree char *rest = next_word (cursor, &start);
  if (*rest != '\0')
    {
      g_clear_pointer (&fact.pattern, g_pattern_spec_free);
      return fail (cursor, start, error, "'%s' is one word too many", rest);
    }
  const char *slash = fact.kind == FACT_SOURCE ? NULL : strchr (fact.name, '/');
  if (slash)
    g_hash_table_add (facts->by_arity, g_strndup (fact.name, slash - fact.name));
  const guint index = facts->lines->len;
  g_array_append_val (facts->lines, fact);
  if (fact.pattern || fact.kind == FACT_SOURCE)
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

/* Look-up: the lines that match a name, put together once. */

static void
apply_to_function (FunctionFacts *f, const Fact *fact)
{
  if (fact->kind >= FACT_CALLS)
    f->known = TRUE;
  switch (fact->kind)
    {
    case FACT_ARGUMENT:
      {
        const FactCallback callback = { fact->argument, fact->context, fact->text };
        g_array_append_val (f->callbacks, callback);
        break;
      }
    case FACT_FUNCTION:
      f->starts = fact->context;
      f->starts_text = fact->text;
      break;
    case FACT_ENTERS:
      f->enters = fact->context;
      break;
    case FACT_CLOSES:
      f->closes |= G_GUINT64_CONSTANT (1) << fact->argument;
      break;
    case FACT_LENDS:
      {
        const FactLoan loan = { fact->argument, fact->to, fact->lifetime, fact->text };
        g_array_append_val (f->lends, loan);
        break;
      }
    case FACT_PROGRAM:
      f->program = TRUE;
      f->starts_text = fact->text;
      break;
    case FACT_EARLY:
      f->early = TRUE;
      break;
    case FACT_BEGINS:
      f->begins = fact->context;
      break;
    case FACT_CALLS:
      f->calls |= G_GUINT64_CONSTANT (1) << fact->argument;
      break;
    case FACT_ALLOCATES:
      f->allocates = fact->lifetime;
      f->maybe = fact->maybe;
      break;
    case FACT_GIVES:
      f->gives = fact->lifetime;
      break;
    case FACT_POOL:
      f->pool = fact->lifetime;
      break;
    case FACT_KEEPS:
      {
        const FactKeep keep = { fact->argument, fact->lifetime, fact->text };
        g_array_append_val (f->keeps, keep);
        break;
      }
    case FACT_INSERTS:
    case FACT_COPIES:
    case FACT_CLEANS:
    case FACT_OWNS:
    case FACT_DISPOSES:
      {
        const FactFlow flow = { fact->argument, fact->to };
        GArray *flows = fact->kind == FACT_INSERTS ? f->inserts : fact->kind == FACT_COPIES ? f->copies
                                                              : fact->kind == FACT_CLEANS   ? f->cleans
                                                              : fact->kind == FACT_OWNS     ? f->owns
                                                                                            : f->disposes;
        g_array_append_val (flows, flow);
        break;
      }
    case FACT_PASSES:
      f->passes |= G_GUINT64_CONSTANT (1) << fact->argument;
      break;
    case FACT_READS:
      f->reads = TRUE;
      break;
    case FACT_HOLDS:
      f->holds = TRUE;
      break;
    case FACT_THROWS:
      f->throws = TRUE;
      break;
    case FACT_FETCHES:
      f->fetches |= G_GUINT64_CONSTANT (1) << fact->argument;
      break;
    case FACT_TAKES_POOL:
      f->takes_pool = TRUE;
      break;
    case FACT_FREES:
      f->frees |= G_GUINT64_CONSTANT (1) << fact->argument;
      if (fact->to != FACT_RESULT)
        {
          const FactFlow flow = { fact->argument, fact->to };
          g_array_append_val (f->frees_from, flow);
        }
      break;
    default:
      break;
    }
}

static void
apply_to_member (MemberFacts *m, const Fact *fact)
{
  switch (fact->kind)
    {
    case FACT_FIELD:
      m->context = fact->context;
      m->text = fact->text;
      break;
    case FACT_TAKES:
      m->takes = fact->context;
      m->takes_text = fact->text;
      break;
    case FACT_POOL_MEMBER:
      m->pool = fact->lifetime;
      break;
    case FACT_OBJECT:
      m->lifetime = fact->lifetime;
      break;
    case FACT_SPARES:
      m->spared = TRUE;
      break;
    default:
      break;
    }
}

static gboolean
is_member_fact (const Fact *fact)
{
  return fact->kind == FACT_FIELD || fact->kind == FACT_POOL_MEMBER || fact->kind == FACT_OBJECT
         || fact->kind == FACT_TAKES || fact->kind == FACT_SPARES;
}

/* What the lines say of one function. */
typedef struct {
  Facts *facts;
  FunctionFacts *found; /* NULL: none says anything */
} Matching;

/* Patterns first, then exact names, so that an exact line overrules a pattern. */
static void
each_match (const Facts *facts, const char *name, gboolean members, void (*apply) (gpointer, const Fact *), gpointer data)
{
  for (guint i = 0; i < facts->patterns->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, g_array_index (facts->patterns, guint, i));
      if (fact->kind != FACT_SOURCE && is_member_fact (fact) == members && fact->pattern
          && g_pattern_spec_match_string (fact->pattern, name))
        apply (data, fact);
    }
  const GArray *exact = g_hash_table_lookup (facts->exact, name);
  for (guint i = 0; exact && i < exact->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, g_array_index (exact, guint, i));
      if (is_member_fact (fact) == members)
        apply (data, fact);
    }
}

static void
apply_member_line (gpointer data, const Fact *fact)
{
  apply_to_member (data, fact);
}

static void
apply_function_line (gpointer data, const Fact *fact)
{
  Matching *matching = data;
  if (!matching->found)
    matching->found = new_function_facts (matching->facts);
  apply_to_function (matching->found, fact);
}

static FunctionFacts *
function_facts (Facts *facts, const char *name)
{
  FunctionFacts *f = g_hash_table_lookup (facts->functions, name);
  if (f)
    return f;
  Matching matching = { facts, NULL };
  each_match (facts, name, FALSE, apply_function_line, &matching);
  f = !matching.found ? facts->nothing : matching.found;
  g_hash_table_insert (facts->functions, (gpointer) text_intern (name), f);
  return f;
}

const FunctionFacts *
facts_function (Facts *facts, const char *name)
{
  return function_facts (facts, name);
}

const FunctionFacts *
facts_call (Facts *facts, const char *name, guint n_arguments)
{
  if (!name)
    name = "";
  if (g_hash_table_contains (facts->by_arity, name))
    {
      g_autofree char *exact = g_strdup_printf ("%s/%u", name, n_arguments);
      return function_facts (facts, exact);
    }
  return function_facts (facts, name);
}

const MemberFacts *
facts_member (Facts *facts, const char *field)
{
  MemberFacts *m = g_hash_table_lookup (facts->members, field);
  if (m)
    return m;
  m = g_new0 (MemberFacts, 1);
  m->context = m->takes = FACT_NO_CONTEXT;
  g_autofree char *name = normalise_record (field);
  each_match (facts, name, TRUE, apply_member_line, m);
  g_hash_table_insert (facts->members, g_strdup (field), m);
  return m;
}

const MemberFacts *
facts_record (Facts *facts, const char *name)
{
  return facts_member (facts, !name ? "" : name);
}

ScopeContext
facts_source (const Facts *facts, const char *path, const char **text)
{
  for (guint i = 0; path && i < facts->patterns->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, g_array_index (facts->patterns, guint, i));
      if (fact->kind != FACT_SOURCE)
        continue;
      if (!fact->pattern ? g_str_has_suffix (path, fact->name) : g_pattern_spec_match_string (fact->pattern, path))
        {
          *text = fact->text;
          return fact->context;
        }
    }
  return FACT_NO_CONTEXT;
}

void
facts_each_scoped (Facts *facts, void (*visit) (gpointer data, gpointer name), gpointer data)
{
  for (guint i = 0; i < facts->lines->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, i);
      const gboolean scoped = (fact->kind == FACT_ALLOCATES
                               && (fact->lifetime == LIFETIME_PACKET || fact->lifetime == LIFETIME_FILE))
                              || fact->kind == FACT_POOL;
      if (scoped && !fact->pattern)
        {
          g_autofree char *plain = g_strndup (fact->name, strcspn (fact->name, "/"));
          visit (data, (gpointer) text_intern (plain));
        }
    }
  GHashTableIter iter;
  gpointer name, known;
  g_hash_table_iter_init (&iter, facts->functions);
  while (g_hash_table_iter_next (&iter, &name, &known))
    if (((FunctionFacts *) known)->allocates == LIFETIME_PACKET || ((FunctionFacts *) known)->allocates == LIFETIME_FILE)
      visit (data, name);
}

void
facts_each_entering (Facts *facts, void (*visit) (gpointer data, gpointer name), gpointer data)
{
  for (guint i = 0; i < facts->lines->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, i);
      if ((fact->kind == FACT_ENTERS || fact->kind == FACT_BEGINS) && !fact->pattern)
        visit (data, (gpointer) fact->name);
    }
}

void
facts_add_rules (Facts *facts, const RuleSet *rules)
{
  static const ScopeLifetime LIFETIMES[N_POOLS] = { [POOL_PACKET] = LIFETIME_PACKET, [POOL_FILE] = LIFETIME_FILE };
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      if (rule->kind != RULE_FUNCTION)
        continue;
      FunctionFacts *f = function_facts (facts, rule->name);
      if (f == facts->nothing)
        {
          f = new_function_facts (facts);
          g_hash_table_insert (facts->functions, (gpointer) text_intern (rule->name), f);
        }
      if (f->allocates != LIFETIME_UNKNOWN || f->gives != LIFETIME_UNKNOWN || f->passes != 0)
        continue; /* a line of the data says more */
      if (rule->pool == POOL_EPAN)
        f->gives = LIFETIME_EPAN;
      else
        f->allocates = LIFETIMES[rule->pool];
      f->known = TRUE;
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * What the lines of roots and sinks say of a name.
 */
#include "rules/facts_lines.h"

#include <fnmatch.h>

#include "model/text_intern.h"

static gboolean
clear_facts (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *data)
{
  Facts *facts = data;
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
    case FACT_POINTS:
      m->points = fact->lifetime;
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
  return fact->kind == FACT_FIELD || fact->kind == FACT_POOL_MEMBER || fact->kind == FACT_OBJECT || fact->kind == FACT_POINTS
         || fact->kind == FACT_TAKES || fact->kind == FACT_SPARES;
}

/* What the lines say of one function. */
typedef struct {
  Facts *facts;
  FunctionFacts *found; /* NULL: none says anything */
} Matching;

/* GLib's patterns end the program where a name, or the pattern, is no UTF-8. */
static gboolean
fits (const Fact *pattern, const char *name)
{
  return fnmatch (pattern->name, name, FNM_NOESCAPE) == 0;
}

/* Patterns first, then exact names, so that an exact line overrules a pattern. */
static void
each_match (const Facts *facts, const char *name, gboolean members, void (*apply) (gpointer, const Fact *), gpointer data)
{
  for (guint i = 0; i < facts->patterns->len; i++)
    {
      const Fact *fact = &g_array_index (facts->lines, Fact, g_array_index (facts->patterns, guint, i));
      if (fact->kind != FACT_SOURCE && is_member_fact (fact) == members && fact->is_pattern && fits (fact, name))
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
  g_autofree char *name = facts_normalise_record (field);
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
      if (fact->is_pattern ? fits (fact, path) : g_str_has_suffix (path, fact->name))
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
      if (scoped && !fact->is_pattern)
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
      if ((fact->kind == FACT_ENTERS || fact->kind == FACT_BEGINS) && !fact->is_pattern)
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

/* SPDX-License-Identifier: MIT */
/*
 * Names that matter: a graph from what is called to what calls it, walked as it grows.
 */
#include "scope/judgement/caller_names.h"

#include "model/text_intern.h"
#include "scope/summary/summary.h"

#include <string.h>

#define LONGEST_NAME 128

/* A function, a field or variable that may hold one, or a parameter that does. */
typedef struct {
  const char *name; /* by which other units say it, or NULL */
  gboolean matters;
  gboolean confined;     /* a packet is there whenever it is called */
  gboolean covered;      /* who calls it does not matter */
  gboolean ours;         /* of the run's own units, or it calls or keeps what is */
  GPtrArray *dependents; /* of Node: they matter if this one does; NULL: none yet */
} Node;

struct _CallerNames {
  Facts *facts;
  GHashTable *nodes;        /* interned id -> Node */
  GHashTable *words;        /* interned: the names that matter */
  GHashTable *ours;         /* those of them that are ours */
  gboolean passed[N_POOLS]; /* these pools come from callers */
};

static void
node_free (gpointer data)
{
  Node *node = data;
  g_clear_pointer (&node->dependents, g_ptr_array_unref);
  g_free (node);
}

static void
add_word (gpointer words, gpointer name)
{
  g_hash_table_add (words, name);
}

CallerNames *
caller_names_new (Facts *facts)
{
  CallerNames *names = g_new0 (CallerNames, 1);
  names->facts = facts;
  names->nodes = g_hash_table_new_full (NULL, NULL, NULL, node_free);
  names->words = g_hash_table_new (g_str_hash, g_str_equal);
  names->ours = g_hash_table_new (g_str_hash, g_str_equal);
  facts_each_scoped (facts, add_word, names->words);
  return names;
}

void
caller_names_pass (CallerNames *names, RulePool pool)
{
  names->passed[pool] = TRUE;
}

void
caller_names_free (CallerNames *names)
{
  g_hash_table_unref (names->nodes);
  g_hash_table_unref (names->words);
  g_hash_table_unref (names->ours);
  g_free (names);
}

/* @id is interned. What is known by a path is nobody else's to say; of a field its own name is said. */
static Node *
node_of (CallerNames *names, const char *id)
{
  Node *node = g_hash_table_lookup (names->nodes, id);
  if (node)
    return node;
  node = g_new0 (Node, 1);
  const char *dot = strrchr (id, '.');
  if (!strchr (id, ':'))
    node->name = text_intern (!dot ? id : dot + 1);
  g_hash_table_insert (names->nodes, (gpointer) id, node);
  return node;
}

/* Parameter @n of the function @id: whoever wants to know what becomes of it has to see the function. */
static Node *
parameter_node (CallerNames *names, const char *id, guint n)
{
  g_autofree char *own = g_strdup_printf ("%s#%u", id, n);
  Node *node = node_of (names, text_intern (own));
  node->name = !strchr (id, ':') ? id : NULL;
  return node;
}

/* Whether what depends on @node is ours, too. */
static gboolean
makes_ours (const Node *node)
{
  return node->ours && !node->confined;
}

/* What @node has become goes on to all that depends on it. */
static void
spread (CallerNames *names, Node *node)
{
  if (!node->matters || node->covered)
    return;
  const gboolean ours = makes_ours (node);
  if (node->name && facts_function (names->facts, node->name)->program)
    {
      /* Nobody calls main(), but what it gets to has a scope or none according to whether anything in the program enters one. */
      facts_each_entering (names->facts, add_word, names->words);
      if (ours)
        facts_each_entering (names->facts, add_word, names->ours);
    }
  else if (node->name)
    {
      g_hash_table_add (names->words, (gpointer) node->name);
      if (ours)
        g_hash_table_add (names->ours, (gpointer) node->name);
    }
  for (guint i = 0; node->dependents && i < node->dependents->len; i++)
    {
      Node *dependent = g_ptr_array_index (node->dependents, i);
      if (dependent->matters && (dependent->ours || !ours))
        continue;
      dependent->matters = TRUE;
      dependent->ours |= ours;
      spread (names, dependent);
    }
}

static void
set_matters (CallerNames *names, Node *node)
{
  if (node->matters)
    return;
  node->matters = TRUE;
  spread (names, node);
}

static void
depends (CallerNames *names, Node *dependent, Node *on)
{
  if (!on->dependents)
    on->dependents = g_ptr_array_new ();
  /* One function's calls are learned together. */
  if (on->dependents->len == 0 || g_ptr_array_index (on->dependents, on->dependents->len - 1) != dependent)
    g_ptr_array_add (on->dependents, dependent);
  if (on->matters && (!dependent->matters || (makes_ours (on) && !dependent->ours)))
    spread (names, on);
}

/* What a pointer with origin @id stands for: a function, a field or variable that holds it, a parameter; or NULL. */
static Node *
pointer_node (CallerNames *names, const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, id);
  if (o->kind == ORIGIN_GUARDED)
    o = &g_array_index (f->origins, ScopeOrigin, o->a);
  for (; o->kind == ORIGIN_LOAD; o = &g_array_index (f->origins, ScopeOrigin, o->a))
    if (*o->name != '\0' && *o->name != '*')
      return node_of (names, o->name);
  switch (o->kind)
    {
    case ORIGIN_FUNCTION:
    case ORIGIN_GLOBAL:
      return node_of (names, o->name);
    case ORIGIN_PARAMETER:
      return parameter_node (names, f->id, o->a);
    default:
      return NULL;
    }
}

/* Whether the value with origin @id may be a function: one by name, or what came as one. */
static gboolean
may_point_to_function (const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, id);
  if (o->kind == ORIGIN_GUARDED)
    o = &g_array_index (f->origins, ScopeOrigin, o->a);
  return o->kind == ORIGIN_FUNCTION || (o->kind == ORIGIN_PARAMETER && o->a < f->n_parameters && !f->records[o->a]);
}

static gboolean
is_called_back (const FunctionFacts *facts, guint argument)
{
  for (guint i = 0; i < facts->callbacks->len; i++)
    if (g_array_index (facts->callbacks, FactCallback, i).argument == argument)
      return TRUE;
  return FALSE;
}

static void
learn_call (CallerNames *names, const ScopeFunction *f, Node *self, const ScopeCall *call)
{
  const FunctionFacts *facts = facts_call (names->facts, call->name, call->n_arguments);
  if (call->callee)
    depends (names, self, node_of (names, call->callee));
  if (facts->allocates != LIFETIME_UNKNOWN || facts->pool != LIFETIME_UNKNOWN)
    set_matters (names, self);
  for (guint i = 0; i < call->target.n; i++)
    {
      Node *target = pointer_node (names, f, call->target.ids[i]);
      if (target)
        depends (names, self, target);
    }
  for (guint a = 0; a < call->n_arguments; a++)
    for (guint i = 0; i < call->arguments[a].n; i++)
      {
        Node *given = may_point_to_function (f, call->arguments[a].ids[i])
                          ? pointer_node (names, f, call->arguments[a].ids[i])
                          : NULL;
        if (!given || is_called_back (facts, a))
          continue;
        if (a < 60 && (facts->calls >> a & 1) != 0)
          depends (names, self, given);
        else if (call->callee && !facts->known)
          depends (names, parameter_node (names, call->callee, a), given);
      }
}

static void
learn_store (CallerNames *names, const ScopeFunction *f, const ScopeStore *store)
{
  for (guint v = 0; v < store->value.n; v++)
    {
      Node *value = may_point_to_function (f, store->value.ids[v]) ? pointer_node (names, f, store->value.ids[v]) : NULL;
      if (!value)
        continue;
      if (*store->field != '\0' && *store->field != '*')
        {
          if (facts_member (names->facts, store->field)->context == FACT_NO_CONTEXT)
            depends (names, node_of (names, store->field), value);
          continue;
        }
      for (guint b = 0; b < store->base.n; b++)
        {
          Node *keeper = pointer_node (names, f, store->base.ids[b]);
          if (keeper && keeper != value)
            depends (names, keeper, value);
        }
    }
}

/* Whether a function that takes a @record, which means that a packet is there, needs nothing of its callers. */
static gboolean
covers (const CallerNames *names, const char *record)
{
  return !names->passed[POOL_FILE] && (!names->passed[POOL_PACKET] || g_str_equal (record + strspn (record, "_"), "packet_info"));
}

static void
learn_function (CallerNames *names, const ScopeFunction *f, gboolean own)
{
  Node *self = node_of (names, f->id);
  self->ours |= own;
  for (guint p = 0; p < f->n_parameters; p++)
    if (facts_record (names->facts, f->records[p])->takes != FACT_NO_CONTEXT)
      {
        self->confined = TRUE;
        self->covered |= covers (names, f->records[p]);
      }
  for (guint i = 0; i < f->calls->len; i++)
    learn_call (names, f, self, &g_array_index (f->calls, ScopeCall, i));
  for (guint i = 0; i < f->stores->len; i++)
    learn_store (names, f, &g_array_index (f->stores, ScopeStore, i));
  spread (names, self);
}

void
caller_names_learn (CallerNames *names, GVariant *summary, gboolean own)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const ScopeUnit *unit = scope_unit_unpack (pool, summary);
  for (guint i = 0; unit && i < unit->functions->len; i++)
    learn_function (names, g_ptr_array_index (unit->functions, i), own);
  for (guint i = 0; unit && i < unit->entries->len; i++)
    {
      const ScopeEntry *entry = &g_array_index (unit->entries, ScopeEntry, i);
      const gboolean plain = *entry->field == '\0' || *entry->field == '*';
      if (!entry->function)
        continue;
      if (plain || facts_member (names->facts, entry->field)->context == FACT_NO_CONTEXT)
        depends (names, node_of (names, plain ? entry->variable : entry->field), node_of (names, entry->function));
    }
  wmem_destroy_allocator (pool);
}

static gboolean
any_is_in (GHashTable *words, const char *text, gsize length)
{
  char word[LONGEST_NAME];
  for (const char *at = text, *limit = text + length; at < limit;)
    {
      const char *start = at;
      while (at < limit && (g_ascii_isalnum (*at) || *at == '_'))
        at++;
      const gsize size = (gsize) (at - start);
      if (size == 0)
        at++;
      else if (size < sizeof word && !g_ascii_isdigit (*start))
        {
          memcpy (word, start, size);
          word[size] = '\0';
          if (g_hash_table_contains (words, word))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
caller_names_are_in (const CallerNames *names, const char *text, gsize length)
{
  return any_is_in (names->words, text, length);
}

gboolean
caller_names_ours_are_in (const CallerNames *names, const char *text, gsize length)
{
  return any_is_in (names->ours, text, length);
}

guint
caller_names_count_ours (const CallerNames *names)
{
  return g_hash_table_size (names->ours);
}

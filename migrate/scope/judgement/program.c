/* SPDX-License-Identifier: MIT */
/*
 * The whole program's graph. Pointers to functions are followed through parameters, fields (by their type, not by
 * object) and variables; what is called through anything else has unknown callers.
 */
#include "scope/judgement/program.h"

#include "scope/judgement/demands.h"
#include "scope/judgement/getters.h"
#include "scope/judgement/holders.h"
#include "scope/judgement/moments.h"

typedef struct {
  Program *program;
  Holders *holders;
  GHashTable *called; /* fields and variables that something calls through */
  gboolean changed;
} Linker;

/* Whether @call is made whatever the caller's parameters are, with arguments of which nothing is known. */
static gboolean
is_plain (const ScopeFunction *f, const ScopeCall *call)
{
  gboolean plain = !call->constants;
  for (guint i = 0; i < call->tested.n; i++)
    plain &= function_origin (f, call->tested.ids[i])->kind != ORIGIN_GUARDED;
  return plain;
}

static void
add_edge (ProgramFunction *from, ProgramFunction *to, guint call, gboolean handed)
{
  to->called = TRUE;
  for (guint i = 0; i < from->edges->len; i++)
    {
      const ProgramEdge *known = &g_array_index (from->edges, ProgramEdge, i);
      if (known->to == to && !known->via
          && (known->call == call
              || (is_plain (from->f, function_call (from->f, known->call))
                  && (from->callees[known->call] == to) == (from->callees[call] == to)))) /* that another one does not name it counts, too */
        return;
    }
  const ProgramEdge edge = { to, call, handed, NULL, 0 };
  g_array_append_val (from->edges, edge);
}

void
program_add_edge (ProgramFunction *from, ProgramFunction *to, guint call, const ProgramVia *via, Assumptions needed)
{
  if (!via)
    {
      add_edge (from, to, call, FALSE);
      return;
    }
  to->called = TRUE;
  for (guint i = 0; i < from->edges->len; i++)
    {
      const ProgramEdge *known = &g_array_index (from->edges, ProgramEdge, i);
      if (known->to == to && known->call == call && known->via && known->needed == needed
          && known->via->function == via->function && known->via->call == via->call)
        return;
    }
  const ProgramEdge edge = { to, call, FALSE, via, needed };
  g_array_append_val (from->edges, edge);
}

static void
add_root (ProgramFunction *function, ScopeContext context, ScopePlace place, const char *text, gboolean early)
{
  for (guint i = 0; i < function->roots->len; i++)
    {
      ProgramRoot *known = &g_array_index (function->roots, ProgramRoot, i);
      known->early |= early && known->context == context;
      if (known->context == context)
        return;
    }
  const ProgramRoot root = { context, place, text, early, FALSE };
  g_array_append_val (function->roots, root);
}

/* Adds to @out the functions that @callee stores where its parameter number @parameter points to. */
static void
put_there (Linker *linker, const ProgramFunction *callee, guint parameter, GPtrArray *out)
{
  const ScopeFunction *f = callee->f;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const ScopeOrigin *base = store->base.n == 1 ? function_origin (f, store->base.ids[0]) : NULL;
      if (!base || base->kind != ORIGIN_PARAMETER || base->a != parameter)
        continue;
      for (guint v = 0; v < store->value.n; v++)
        {
          const ScopeOrigin *o = function_origin (f, store->value.ids[v]);
          ProgramFunction *function = o->kind == ORIGIN_FUNCTION ? program_lookup (linker->program, o->name) : NULL;
          if (function)
            holders_add_pointer (out, function);
        }
    }
}

/* Adds to @out the functions that @set may point to. @calls: notes what is called through; what callers decide is left to
 * them. */
static void
pointed_to (Linker *linker, const ProgramFunction *in, ScopeSet set, GPtrArray *out, gboolean calls)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (in->f, set.ids[i]);
      if (o->kind == ORIGIN_GUARDED)
        o = function_origin (in->f, o->a);
      const GPtrArray *more = NULL;
      if (o->kind == ORIGIN_FUNCTION)
        {
          ProgramFunction *function = program_lookup (linker->program, o->name);
          if (function)
            holders_add_pointer (out, function);
        }
      else if (o->kind == ORIGIN_PARAMETER && o->a < in->f->n_parameters && !calls)
        more = in->pointers[o->a];
      else if (o->kind == ORIGIN_OUT && in->callees[o->a])
        put_there (linker, in->callees[o->a], o->b, out);
      else if (o->kind == ORIGIN_LOAD)
        {
          const char *name = holders_name (in->f, o);
          guint parameter;
          if (name && calls)
            g_hash_table_add (linker->called, (gpointer) name);
          if (name && !(calls && holders_demanded (in->f, set.ids[i], &parameter)))
            holders_get (linker->holders, name, holders_variable (in->f, o->a), out);
        }
      for (guint k = 0; more && k < more->len; k++)
        holders_add_pointer (out, g_ptr_array_index (more, k));
    }
}

static void
store_pointers (Linker *linker, ProgramFunction *in)
{
  for (guint i = 0; i < in->f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (in->f->stores, ScopeStore, i);
      if (store->value.n == 0)
        continue;
      g_autoptr (GPtrArray) functions = g_ptr_array_new ();
      pointed_to (linker, in, store->value, functions, FALSE);
      for (guint b = 0; functions->len == 0 && *store->field == '*' && b < store->base.n; b++)
        if (holders_variable (in->f, store->base.ids[b])) /* a struct, perhaps */
          holders_blur (linker->holders, holders_variable (in->f, store->base.ids[b]));
      for (guint b = 0; functions->len > 0 && b < store->base.n; b++)
        {
          const ScopeOrigin load = { .kind = ORIGIN_LOAD, .a = store->base.ids[b], .name = store->field };
          const char *name = holders_name (in->f, &load), *variable = holders_variable (in->f, store->base.ids[b]);
          const MemberFacts *facts = !name ? NULL : facts_member (linker->program->facts, name);
          for (guint k = 0; name && k < functions->len; k++)
            {
              linker->changed |= holders_add (linker->holders, name, variable, g_ptr_array_index (functions, k));
              if (facts->context != FACT_NO_CONTEXT)
                add_root (g_ptr_array_index (functions, k), facts->context, store->place, facts->text, FALSE);
            }
        }
    }
}

static void
note_closing (Program *program, const ProgramFunction *routine, const ProgramFunction *registrar)
{
  for (guint i = 0; i < program->closings->len; i++)
    {
      const ProgramClosing *known = &g_array_index (program->closings, ProgramClosing, i);
      if (known->routine == routine && known->registrar == registrar)
        return;
    }
  const ProgramClosing closing = { routine, registrar };
  g_array_append_val (program->closings, closing);
}

/* Whether @in runs the handler that its call number @index sets up: not only where an exception leaves it. */
static gboolean
runs_handler (const ProgramFunction *in, guint index)
{
  for (guint c = 0; c < in->f->calls->len; c++)
    {
      const ScopeSet target = function_call (in->f, c)->target;
      for (guint i = 0; i < target.n; i++)
        if (function_origin (in->f, target.ids[i])->kind == ORIGIN_OUT && function_origin (in->f, target.ids[i])->a == index
            && moment_surely_follows (in->f, function_call (in->f, index)->moment, function_call (in->f, c)->moment))
          return TRUE;
    }
  return FALSE;
}

static void
note_loan (ProgramFunction *function, const FactLoan *fact, const ProgramFunction *lender, guint call)
{
  if (!function->loans)
    function->loans = g_array_new (FALSE, FALSE, sizeof (ProgramLoan));
  for (guint i = 0; i < function->loans->len; i++)
    if (g_array_index (function->loans, ProgramLoan, i).fact->parameter == fact->parameter)
      return;
  const ProgramLoan loan = { fact, lender, call };
  g_array_append_val (function->loans, loan);
}

/* What is read from a field and handed to a function of the program is called by that, as far as anybody knows. */
static void
note_handed (Linker *linker, const ProgramFunction *in, ScopeSet set)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (in->f, set.ids[i]);
      const char *name = o->kind == ORIGIN_LOAD ? holders_name (in->f, o) : NULL;
      if (name)
        g_hash_table_add (linker->called, (gpointer) name);
    }
}

static void
pass_pointers (Linker *linker, ProgramFunction *in, guint index)
{
  const ScopeCall *call = function_call (in->f, index);
  ProgramFunction *callee = in->callees[index];
  const FunctionFacts *facts = in->call_facts[index];
  for (guint a = 0; a < call->n_arguments; a++)
    {
      if (call->arguments[a].n == 0)
        continue;
      g_autoptr (GPtrArray) functions = g_ptr_array_new ();
      pointed_to (linker, in, call->arguments[a], functions, FALSE);
      if (functions->len > 0 && callee)
        note_handed (linker, in, call->arguments[a]);
      for (guint k = 0; k < functions->len; k++)
        {
          ProgramFunction *function = g_ptr_array_index (functions, k);
          gboolean known = FALSE;
          for (guint c = 0; c < facts->callbacks->len; c++)
            {
              const FactCallback *callback = &g_array_index (facts->callbacks, FactCallback, c);
              if (callback->argument != a)
                continue;
              add_root (function, callback->context, call->place, callback->text, facts->early);
              known = TRUE;
            }
          for (guint l = 0; l < facts->lends->len; l++)
            if (g_array_index (facts->lends, FactLoan, l).argument == a)
              note_loan (function, &g_array_index (facts->lends, FactLoan, l), in, index);
          if (a < 60 && (facts->closes >> a & 1) != 0)
            note_closing (linker->program, function, in);
          for (guint h = 0; h < facts->cleans->len; h++)
            if (g_array_index (facts->cleans, FactFlow, h).from == a && runs_handler (in, index))
              note_closing (linker->program, function, in);
          if (a < 60 && (facts->calls >> a & 1) != 0)
            {
              add_edge (in, function, index, TRUE);
              known = TRUE;
            }
          if (known)
            continue;
          if (callee && a < callee->f->n_parameters)
            {
              if (!callee->pointers[a])
                callee->pointers[a] = g_ptr_array_new ();
              linker->changed |= holders_add_pointer (callee->pointers[a], function);
            }
          else
            function->handed_over = TRUE;
        }
    }
}

static void
link_calls (Linker *linker, ProgramFunction *in)
{
  for (guint i = 0; i < in->f->calls->len; i++)
    {
      const ScopeCall *call = function_call (in->f, i);
      pass_pointers (linker, in, i);
      if (call->callee)
        {
          for (ProgramFunction *callee = in->callees[i]; callee; callee = callee->namesake)
            add_edge (in, callee, i, FALSE);
          continue;
        }
      g_autoptr (GPtrArray) targets = g_ptr_array_new ();
      pointed_to (linker, in, call->target, targets, TRUE);
      for (guint k = 0; k < targets->len; k++)
        add_edge (in, g_ptr_array_index (targets, k), i, FALSE);
    }
}

static void
add_entries (Linker *linker, const ScopeUnit *unit)
{
  for (guint i = 0; i < unit->entries->len; i++)
    {
      const ScopeEntry *entry = &g_array_index (unit->entries, ScopeEntry, i);
      if (!entry->function)
        {
          holders_see (linker->holders, entry->variable);
          continue;
        }
      ProgramFunction *function = program_lookup (linker->program, entry->function);
      if (!function)
        continue;
      const gboolean plain = *entry->field == '\0' || *entry->field == '*';
      const MemberFacts *facts = facts_member (linker->program->facts, entry->field);
      holders_add (linker->holders, plain ? entry->variable : entry->field, entry->variable, function);
      if (facts->context != FACT_NO_CONTEXT)
        add_root (function, facts->context, entry->place, facts->text, FALSE);
    }
}

/* A function that is kept where nothing of the program calls it from has unknown callers. */
static void
mark_handed_over (gpointer key, gpointer value, gpointer data)
{
  Linker *linker = data;
  const GPtrArray *functions = value;
  if (g_hash_table_contains (linker->called, key)
      || facts_member (linker->program->facts, key)->context != FACT_NO_CONTEXT)
    return;
  for (guint i = 0; i < functions->len; i++)
    ((ProgramFunction *) g_ptr_array_index (functions, i))->handed_over = TRUE;
}

static void
add_named_roots (Program *program)
{
  const ScopePlace nowhere = { NULL, 0, 0, 0 };
  for (guint i = 0; i < program->functions->len; i++)
    {
      ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const char *text = NULL;
      if (function->enters != FACT_NO_CONTEXT)
        add_root (function, function->enters, nowhere, "enters the scope", FALSE);
      else if (function->facts->program)
        add_root (function, program->shows_scopes ? CONTEXT_NONE : CONTEXT_UNKNOWN, nowhere,
                  function->facts->starts_text, FALSE);
      else if (function->facts->starts != FACT_NO_CONTEXT)
        add_root (function, function->facts->starts, nowhere, function->facts->starts_text, FALSE);
      if (function->roots->len == 0 && !function->called)
        {
          const ScopeContext context = facts_source (program->facts, function->f->place.path, &text);
          if (context != FACT_NO_CONTEXT)
            add_root (function, context, nowhere, text, FALSE);
        }
      for (guint p = 0; p < function->f->n_parameters && function->roots->len == 0
                        && (function->handed_over || !function->called);
           p++)
        {
          const MemberFacts *record = facts_record (program->facts, function->f->records[p]);
          if (record->takes != FACT_NO_CONTEXT)
            {
              const ProgramRoot root = { record->takes, nowhere, record->takes_text, FALSE, TRUE };
              g_array_append_val (function->roots, root);
              function->handed_over = FALSE;
            }
        }
      program->has_roots |= function->roots->len > 0;
    }
}

gboolean
program_calls_otherwise (const ProgramFunction *caller, const ProgramFunction *function)
{
  for (guint e = 0; e < caller->edges->len; e++)
    {
      const ProgramEdge *edge = &g_array_index (caller->edges, ProgramEdge, e);
      if (edge->to == function && caller->callees[edge->call] != function)
        return TRUE;
    }
  return FALSE;
}

static gboolean
same_place (ScopePlace a, ScopePlace b)
{
  return a.path == b.path && a.offset == b.offset;
}

static void
add_functions (Program *program, const ScopeUnit *unit)
{
  for (guint i = 0; i < unit->functions->len; i++)
    {
      const ScopeFunction *f = g_ptr_array_index (unit->functions, i);
      ProgramFunction *first = g_hash_table_lookup (program->by_id, f->id), *known = first;
      while (known && !same_place (known->f->place, f->place))
        known = known->namesake;
      if (known)
        continue;
      ProgramFunction *function = wmem_new0 (program->pool, ProgramFunction);
      function->f = f;
      function->facts = facts_function (program->facts, f->name);
      function->index = program->functions->len;
      function->enters = function->facts->enters;
      function->edges = g_array_new (FALSE, FALSE, sizeof (ProgramEdge));
      function->roots = g_array_new (FALSE, FALSE, sizeof (ProgramRoot));
      function->pointers = wmem_alloc0_array (program->pool, GPtrArray *, f->n_parameters);
      g_ptr_array_add (program->functions, function);
      if (!first)
        g_hash_table_insert (program->by_id, (gpointer) f->id, function);
      else
        {
          function->namesake = first->namesake;
          first->namesake = function;
        }
    }
}

static void
name_callees (Program *program, GHashTable *forms)
{
  for (guint i = 0; i < program->functions->len; i++)
    {
      ProgramFunction *function = g_ptr_array_index (program->functions, i);
      const guint n = function->f->calls->len;
      function->callees = wmem_alloc0_array (program->pool, ProgramFunction *, n);
      function->call_facts = wmem_alloc0_array (program->pool, const FunctionFacts *, n);
      for (guint c = 0; c < n; c++)
        {
          const ScopeCall *call = function_call (function->f, c);
          function->callees[c] = !call->callee ? NULL : program_lookup (program, call->callee);
          const char *form = forms ? g_hash_table_lookup (forms, &call->place) : NULL;
          function->call_facts[c] = facts_call (program->facts, form ? form : call->name, call->n_arguments);
          program->shows_scopes |= function->call_facts[c]->enters != FACT_NO_CONTEXT;
          /* The narrowest of the scopes that it enters. */
          if (function->call_facts[c]->begins != FACT_NO_CONTEXT)
            function->enters = MIN (function->enters, function->call_facts[c]->begins);
        }
      program->shows_scopes |= function->enters != FACT_NO_CONTEXT;
    }
}

/* An array grows by half of what it holds; hundreds of thousands of edges stay. */
static void
trim_edges (Program *program)
{
  for (guint i = 0; i < program->functions->len; i++)
    {
      ProgramFunction *function = g_ptr_array_index (program->functions, i);
      GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (ProgramEdge), function->edges->len);
      g_array_append_vals (edges, function->edges->data, function->edges->len);
      g_array_unref (function->edges);
      function->edges = edges;
    }
}

Program *
program_new (wmem_allocator_t *pool, Facts *facts, GHashTable *forms, GPtrArray *units)
{
  Program *program = wmem_new0 (pool, Program);
  program->pool = pool;
  program->facts = facts;
  program->functions = g_ptr_array_new ();
  program->closings = g_array_new (FALSE, FALSE, sizeof (ProgramClosing));
  program->by_id = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < units->len; i++)
    add_functions (program, g_ptr_array_index (units, i));
  name_callees (program, forms);
  getters_resolve (program);

  Linker linker = { program, holders_new (), g_hash_table_new (NULL, NULL), TRUE };
  for (guint i = 0; i < units->len; i++)
    add_entries (&linker, g_ptr_array_index (units, i));
  for (guint round = 0; round < 8 && linker.changed; round++) /* as deep as pointers are handed on */
    {
      linker.changed = FALSE;
      for (guint i = 0; i < program->functions->len; i++)
        {
          store_pointers (&linker, g_ptr_array_index (program->functions, i));
          link_calls (&linker, g_ptr_array_index (program->functions, i));
        }
    }
  holders_each (linker.holders, mark_handed_over, &linker);
  demands_link (program, linker.holders);
  trim_edges (program);
  add_named_roots (program);
  holders_free (linker.holders);
  g_hash_table_unref (linker.called);
  return program;
}

void
program_free (Program *program)
{
  for (guint i = 0; i < program->functions->len; i++)
    {
      ProgramFunction *function = g_ptr_array_index (program->functions, i);
      g_array_unref (function->edges);
      g_array_unref (function->roots);
      g_clear_pointer (&function->loans, g_array_unref);
      for (guint p = 0; p < function->f->n_parameters; p++)
        g_clear_pointer (&function->pointers[p], g_ptr_array_unref);
    }
  g_ptr_array_unref (program->functions);
  g_array_unref (program->closings);
  g_hash_table_unref (program->by_id);
}

ProgramFunction *
program_lookup (const Program *program, const char *id)
{
  return g_hash_table_lookup (program->by_id, id);
}

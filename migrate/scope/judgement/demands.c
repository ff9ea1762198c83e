/* SPDX-License-Identifier: MIT */
#include "scope/judgement/demands.h"

#define MAX_DEPTH 4 /* functions that hand the table, or the function, on */
#define MAX_LOOSE 8 /* ways to one call on which nobody can tell the table, before none counts */

/* @function, by its call number @call, calls what @field of its parameter number @parameter holds; NULL: that parameter
 * itself. */
typedef struct {
  ProgramFunction *function;
  guint parameter;
  const char *field;
  guint call;
  const ProgramVia *via; /* from there on; NULL: it is that call itself */
  Assumptions needed;    /* of the function's parameters */
  guint depth;
  ProgramFunction *origin; /* the function that makes the call itself, by origin_call */
  guint origin_call, origin_parameter;
} Demand;

typedef struct {
  Program *program;
  const Holders *holders;
  GPtrArray **callers;  /* for each function (of ProgramFunction); NULL: none */
  GArray *demands;      /* of Demand */
  GHashTable *loosened; /* calls (ScopeCall) -> on how many ways to them nobody can tell the table */
} Link;

static void
add_demand (Link *link, Demand demand)
{
  for (guint i = 0; i < link->demands->len; i++)
    {
      const Demand *known = &g_array_index (link->demands, Demand, i);
      if (known->function == demand.function && known->parameter == demand.parameter && known->field == demand.field
          && known->call == demand.call)
        return;
    }
  g_array_append_val (link->demands, demand);
}

/* Whether so many ways lead to the call that nobody decides that all callers lead to whatever the field may hold. */
static gboolean
is_loose (const Link *link, const Demand *demand)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (link->loosened, function_call (demand->origin->f, demand->origin_call))) > MAX_LOOSE;
}

/* Nobody can tell which table it is where @demand's function makes the call: that leads to what the field holds in any object.
 * Where it is the call itself, or after many such ways, it is said once, at the call itself: else each of many callers
 * would lead to each of many functions. */
static void
loosen (Link *link, const Demand *demand)
{
  const ScopeCall *call = function_call (demand->origin->f, demand->origin_call);
  const guint ways = GPOINTER_TO_UINT (g_hash_table_lookup (link->loosened, call)) + 1;
  g_hash_table_insert (link->loosened, (gpointer) call, GUINT_TO_POINTER (!demand->via ? MAX_LOOSE + 1 : ways));
  const gboolean all = is_loose (link, demand);
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  if (demand->field)
    holders_get (link->holders, demand->field, NULL, targets);
  const GPtrArray *handed = demand->field ? NULL : demand->origin->pointers[demand->origin_parameter];
  for (guint i = 0; handed && i < handed->len; i++)
    g_ptr_array_add (targets, handed->pdata[i]);
  for (guint i = 0; i < targets->len; i++)
    if (all)
      program_add_edge (demand->origin, g_ptr_array_index (targets, i), demand->origin_call, NULL, 0);
    else
      program_add_edge (demand->function, g_ptr_array_index (targets, i), demand->call, demand->via, demand->needed);
}

/* Edges to what the field holds in the table @variable. */
static void
add_edges (Link *link, const Demand *demand, const char *variable)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  if (!variable || !holders_knows (link->holders, demand->field, variable))
    {
      loosen (link, demand);
      return;
    }
  holders_get (link->holders, demand->field, variable, targets);
  for (guint i = 0; i < targets->len; i++)
    program_add_edge (demand->function, g_ptr_array_index (targets, i), demand->call, demand->via, demand->needed);
}

/* Edges to what the origin @id, which is handed over as the function itself, may be. */
static void
add_pointed (Link *link, const Demand *demand, guint32 id)
{
  const ScopeFunction *f = demand->function->f;
  const ScopeOrigin *o = function_origin (f, id);
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  ProgramFunction *named = o->kind == ORIGIN_FUNCTION ? program_lookup (link->program, o->name) : NULL;
  const char *name = o->kind == ORIGIN_LOAD ? holders_name (f, o) : NULL;
  Demand table = *demand;
  table.field = holders_demanded (f, id, &table.parameter);
  if (table.field && demand->depth < MAX_DEPTH) /* a table's, which a caller hands over */
    add_demand (link, table);
  else if (named)
    g_ptr_array_add (targets, named);
  else if (name)
    holders_get (link->holders, name, holders_variable (f, o->a), targets);
  else if (o->kind != ORIGIN_FUNCTION)
    loosen (link, demand);
  for (guint i = 0; i < targets->len; i++)
    program_add_edge (demand->function, g_ptr_array_index (targets, i), demand->call, demand->via, demand->needed);
}

/* @demand, where @caller has its function run by call number @index. */
static Demand
handed_back (Link *link, const Demand *demand, ProgramFunction *caller, guint index, Assumptions needed)
{
  ProgramVia *via = wmem_new (link->program->pool, ProgramVia);
  *via = (ProgramVia){ demand->function, demand->call, demand->via };
  return (Demand){ caller, 0, demand->field, index, via, needed, demand->depth + 1, demand->origin, demand->origin_call,
                   demand->origin_parameter };
}

/* @caller has @demand's function run, by its call number @index: it says with which table. */
static void
hand_back (Link *link, const Demand *demand, ProgramFunction *caller, guint index)
{
  const ScopeCall *call = function_call (caller->f, index);
  const Assumptions tested = assumptions_of (caller->f, call->tested);
  if (demand->parameter >= call->n_arguments
      || assumptions_contradict (assumptions_handed_on (caller->f, call, tested), demand->needed))
    return;
  Demand here = handed_back (link, demand, caller, index, tested | assumptions_handed_back (call, demand->needed));
  const ScopeSet given = call->arguments[demand->parameter];
  for (guint i = 0; i < given.n; i++)
    {
      guint32 id = given.ids[i];
      while (function_origin (caller->f, id)->kind == ORIGIN_GUARDED)
        id = function_origin (caller->f, id)->a;
      const ScopeOrigin *o = function_origin (caller->f, id);
      here.parameter = o->a;
      if (o->kind == ORIGIN_PARAMETER && here.depth < MAX_DEPTH)
        add_demand (link, here);
      else if (here.field)
        add_edges (link, &here, holders_variable (caller->f, id));
      else
        add_pointed (link, &here, id);
    }
  if (given.n == 0 && (!call->constants || call->constants[demand->parameter] != CONSTANT_ZERO))
    loosen (link, &here);
}

/* Hands @demand back to each call by which @caller has its function run, by name or through a pointer; where something else
 * has it run for @caller, nobody can tell with what. */
static void
each_call (Link *link, const Demand *demand, ProgramFunction *caller)
{
  for (guint c = 0; c < caller->f->calls->len; c++)
    for (const ProgramFunction *callee = caller->callees[c]; callee; callee = callee->namesake)
      if (callee == demand->function)
        hand_back (link, demand, caller, c);
  for (guint e = 0, n = caller->edges->len; e < n; e++)
    {
      const ProgramEdge edge = g_array_index (caller->edges, ProgramEdge, e);
      if (edge.to != demand->function)
        continue;
      if (edge.handed || edge.via)
        {
          const Demand here = handed_back (link, demand, caller, edge.call, edge.needed);
          loosen (link, &here);
        }
      else if (!function_call (caller->f, edge.call)->callee)
        hand_back (link, demand, caller, edge.call);
    }
}

static void
meet (Link *link, const Demand *demand)
{
  const ProgramFunction *function = demand->function;
  const GPtrArray *callers = link->callers[function->index];
  if (!callers || function->handed_over || function->roots->len > 0 || function->facts->starts != FACT_NO_CONTEXT)
    loosen (link, demand);
  for (guint i = 0; callers && !is_loose (link, demand) && i < callers->len; i++)
    each_call (link, demand, g_ptr_array_index (callers, i));
}

static void
find_demands (Link *link, ProgramFunction *function)
{
  const ScopeFunction *f = function->f;
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint i = 0; !call->callee && i < call->target.n; i++)
        {
          guint parameter;
          const char *field = holders_demanded (f, call->target.ids[i], &parameter);
          const ScopeOrigin *o = function_origin (f, call->target.ids[i]);
          if (o->kind == ORIGIN_GUARDED)
            o = function_origin (f, o->a);
          const gboolean itself = o->kind == ORIGIN_PARAMETER && o->a < f->n_parameters;
          if (itself)
            parameter = o->a;
          if (field || itself)
            add_demand (link, (Demand){ function, parameter, field, c, NULL, assumptions_of (f, call->tested), 0,
                                        function, c, parameter });
        }
    }
}

void
demands_link (Program *program, const Holders *holders)
{
  Link link = { program, holders, g_new0 (GPtrArray *, program->functions->len), g_array_new (FALSE, FALSE, sizeof (Demand)),
                g_hash_table_new (NULL, NULL) };
  for (guint i = 0; i < program->functions->len; i++)
    {
      ProgramFunction *function = g_ptr_array_index (program->functions, i);
      find_demands (&link, function);
      for (guint e = 0; e < function->edges->len; e++)
        {
          GPtrArray **callers = &link.callers[g_array_index (function->edges, ProgramEdge, e).to->index];
          if (!*callers)
            *callers = g_ptr_array_new ();
          if ((*callers)->len == 0 || (*callers)->pdata[(*callers)->len - 1] != function)
            g_ptr_array_add (*callers, function);
        }
    }
  for (guint i = 0; i < link.demands->len; i++)
    {
      const Demand demand = g_array_index (link.demands, Demand, i); /* the array grows meanwhile */
      if (!is_loose (&link, &demand))
        meet (&link, &demand);
    }
  for (guint i = 0; i < program->functions->len; i++)
    g_clear_pointer (&link.callers[i], g_ptr_array_unref);
  g_free (link.callers);
  g_array_unref (link.demands);
  g_hash_table_unref (link.loosened);
}

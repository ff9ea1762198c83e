/* SPDX-License-Identifier: MIT */
/*
 * Reads before writes, through calls: from the reads back to the entries, for each variable that is asked about.
 */
#include "scope/judgement/statics.h"

#include "scope/judgement/closed.h"
#include "scope/judgement/moments.h"
#include "scope/judgement/uses.h"

#include <string.h>

struct _Statics {
  const Program *program;
  GHashTable *known;   /* "variable field" -> StaleRead, or NO_READ */
  GArray **callers;    /* for each function (of const ProgramFunction *); NULL: none */
  GHashTable *readers; /* variable -> GPtrArray of ProgramFunction */
  GHashTable *setters; /* variable -> GPtrArray of those that write it, or hand on its address */
};

static StaleRead NO_READ;

/* Where a function surely has written a variable: always, where it gives 0, where it gives anything else. */
enum { SURE = 1,
       SURE_ZERO = 2,
       SURE_NOT_ZERO = 4 };

typedef struct {
  Statics *statics;
  const Program *program;
  const char *variable, *field;
  gboolean compared; /* a comparison is a read */
  gboolean contents; /* what is freed without a look at what lies in it is not read */
  gboolean tables;   /* follow calls through pointers, too */
  gboolean elements; /* it is an array: what fills one of its elements leaves the others */
  guint8 *sure;      /* functions that surely have written it when they are done: of SURE_… */
  guint8 *stale;
  Assumptions *needed; /* of the parameters of one that is stale: else it does not come to the read */
  guint8 *conditional;
  ScopePlace *reads;            /* where a function that is stale, or one that it calls, reads */
  const ProgramFunction **next; /* the one that it calls for that; NULL: it reads itself */
} Search;

/* Whether @written says that @field of @variable is. */
static gboolean
writes (const ScopeFunction *f, ScopeSet written, const char *variable, const char *field)
{
  for (guint i = 0; i < written.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, written.ids[i]);
      if (o->kind == ORIGIN_GLOBAL ? o->name == variable
                                   : o->name == field && function_origin (f, o->a)->name == variable)
        return TRUE;
    }
  return FALSE;
}

/* Whether what call number @index goes to surely has written the variable, if its answer is as @tested says. */
static gboolean
is_written_by (const Search *search, const ProgramFunction *function, guint index, ScopeSet tested)
{
  const guint8 sure = function->callees[index] ? search->sure[function->callees[index]->index] : 0;
  for (guint i = 0; sure != 0 && (sure & SURE) == 0 && i < tested.n; i++)
    {
      const ScopeOrigin *o = function_origin (function->f, tested.ids[i]);
      if (o->kind == ORIGIN_ANSWER && o->a == index && (sure & (o->b != 0 ? SURE_NOT_ZERO : SURE_ZERO)) != 0)
        return TRUE;
    }
  return (sure & SURE) != 0;
}

/* Whether a call that surely comes before @moment has written the variable, wherever what it calls is defined. */
static gboolean
is_written_by_call (const Search *search, const ProgramFunction *function, ScopeMoment moment, ScopeSet tested)
{
  for (guint c = 0; c < function->f->calls->len; c++)
    if (is_written_by (search, function, c, tested)
        && moment_precedes_where (function->f, function_call (function->f, c)->moment, moment, tested))
      return TRUE;
  return FALSE;
}

/* Whether @store replaces the variable searched for, be it that the function got its address from another one. */
static gboolean
replaces (const Search *search, const ScopeFunction *f, const ScopeStore *store)
{
  const ScopeOrigin *o = store->base.n == 1 && !store->weak && store->field == search->field ? function_origin (f, store->base.ids[0]) : NULL;
  return o && o->kind == ORIGIN_GLOBAL && o->b == 0 && o->name == search->variable;
}

/* Whether call number @index hands the variable's address to what surely writes it there. */
static gboolean
is_filled_by (const Search *search, const ProgramFunction *function, guint index)
{
  const ScopeCall *call = function_call (function->f, index);
  for (guint a = 0; function->callees[index] && !search->elements && a < call->n_arguments; a++)
    {
      const ScopeOrigin *o = call->arguments[a].n == 1 ? function_origin (function->f, call->arguments[a].ids[0]) : NULL;
      if (o && o->kind == ORIGIN_GLOBAL && o->b == 0 && o->name == search->variable && uses_surely_writes (function->callees[index], a, search->field))
        return TRUE;
    }
  return FALSE;
}

/* Whether the variable has surely been written before @moment, to which @tested leads, by what the walk of the unit did not know to
 * write it. */
static gboolean
is_written_elsewhere (const Search *search, const ProgramFunction *function, ScopeMoment moment, ScopeSet tested)
{
  const ScopeFunction *f = function->f;
  if (is_written_by_call (search, function, moment, tested))
    return TRUE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (replaces (search, f, store) && moment_precedes_where (f, store->moment, moment, tested))
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    if (is_filled_by (search, function, c) && moment_precedes_where (f, function_call (f, c)->moment, moment, tested))
      return TRUE;
  return FALSE;
}

static gboolean
is_written_before (const Search *search, const ProgramFunction *function, const ScopeCall *call)
{
  return writes (function->f, call->written, search->variable, search->field) || is_written_elsewhere (search, function, call->moment, call->tested);
}

/* Whether @function itself has surely written the variable when it is done. */
static gboolean
is_sure (const Search *search, const ProgramFunction *function)
{
  static const ScopeMoment START = { 0, 0 };
  const ScopeFunction *f = function->f;
  if (writes (f, f->written, search->variable, search->field))
    return TRUE;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (replaces (search, f, store) && moment_surely_follows (f, START, store->moment))
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    if (is_filled_by (search, function, c) && moment_surely_follows (f, START, function_call (f, c)->moment))
      return TRUE;
  return FALSE;
}

/* Whether @function surely comes by a call of @callee. */
static gboolean
surely_calls (const ProgramFunction *function, const ProgramFunction *callee)
{
  for (guint c = 0; c < function->f->calls->len; c++)
    if (function->callees[c] == callee
        && moment_surely_follows (function->f, (ScopeMoment){ 0, 0 }, function_call (function->f, c)->moment))
      return TRUE;
  return FALSE;
}

/* Finds the functions that surely have written the variable when they are done. */
static void
find_sure (Search *search)
{
  const GPtrArray *setters = g_hash_table_lookup (search->statics->setters, search->variable);
  g_auto (GQueue) queue = G_QUEUE_INIT;
  for (guint i = 0; setters && i < setters->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (setters, i);
      for (guint k = 0; k < 2; k++)
        if (writes (function->f, function->f->written_where[k], search->variable, search->field))
          search->sure[function->index] |= k == 0 ? SURE_ZERO : SURE_NOT_ZERO;
      if ((search->sure[function->index] & SURE) != 0 || !is_sure (search, function))
        continue;
      search->sure[function->index] |= SURE;
      g_queue_push_tail (&queue, (gpointer) function);
    }
  for (const ProgramFunction *function; (function = g_queue_pop_head (&queue));)
    {
      const GArray *callers = search->statics->callers[function->index];
      for (guint i = 0; callers && i < callers->len; i++)
        {
          const ProgramFunction *caller = g_array_index (callers, const ProgramFunction *, i);
          if ((search->sure[caller->index] & SURE) != 0 || !surely_calls (caller, function))
            continue;
          search->sure[caller->index] |= SURE;
          g_queue_push_tail (&queue, (gpointer) caller);
        }
    }
}

/* Flags */

/* Whether @store puts into @variable what was there before. */
static gboolean
is_put_back (const ScopeFunction *f, const ScopeStore *store, const char *variable)
{
  const ScopeOrigin *o = store->value.n == 1 ? function_origin (f, store->value.ids[0]) : NULL;
  return o && o->kind == ORIGIN_LOAD && o->name == store->field && function_origin (f, o->a)->kind == ORIGIN_GLOBAL
         && function_origin (f, o->a)->name == variable;
}

static gboolean
stores_to (const ScopeFunction *f, const char *variable)
{
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      for (guint b = 0; store->value.n > 0 && b < store->base.n; b++)
        {
          const ScopeOrigin *o = function_origin (f, store->base.ids[b]);
          if (o->kind == ORIGIN_GLOBAL && o->name == variable && !is_put_back (f, store, variable))
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether @f makes @field of @variable something other than 0, as far as can be told. */
static gboolean
sets_flag (const ProgramFunction *function, const char *variable, const char *field)
{
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->flags->len; i++)
    {
      const ScopeFlag *flag = &g_array_index (f->flags, ScopeFlag, i);
      if (flag->variable == variable && flag->field == field && !flag->zero)
        return TRUE;
    }
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      if (store->value.n > 0 && store->base.n == 1 && store->field == field
          && function_origin (f, store->base.ids[0])->kind == ORIGIN_GLOBAL
          && function_origin (f, store->base.ids[0])->name == variable)
        return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    for (guint a = 0; !function->call_facts[c]->reads && a < function_call (f, c)->n_arguments; a++)
      {
        const ScopeSet argument = function_call (f, c)->arguments[a];
        for (guint i = 0; i < argument.n; i++)
          if (function_origin (f, argument.ids[i])->kind == ORIGIN_GLOBAL
              && function_origin (f, argument.ids[i])->name == variable)
            return TRUE;
      }
  return FALSE;
}

/* Whether one of @tested says that the variable searched for was written by this entry. */
static gboolean
is_vouched_for (Search *search, const ScopeFunction *f, ScopeSet tested)
{
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOrigin *load = function_origin (f, tested.ids[i]);
      if (load->kind != ORIGIN_LOAD || function_origin (f, load->a)->kind != ORIGIN_GLOBAL)
        continue;
      const char *flag = function_origin (f, load->a)->name;
      if (flag == search->variable && load->name == search->field)
        continue;
      gboolean together = TRUE;
      const GPtrArray *setters = g_hash_table_lookup (search->statics->setters, flag);
      for (guint k = 0; setters && k < setters->len && together; k++)
        {
          const ProgramFunction *function = g_ptr_array_index (setters, k);
          together = !sets_flag (function, flag, load->name) || stores_to (function->f, search->variable);
        }
      if (together && !statics_stale_read (search->statics, flag, load->name, TRUE, FALSE))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_safe_call (Search *search, const ProgramFunction *function, const ScopeCall *call)
{
  return is_written_before (search, function, call) || is_vouched_for (search, function->f, call->tested);
}

/* Whether more decides on coming to @branch than whether the variable searched for holds anything. */
static gboolean
is_conditional (const Search *search, const ScopeFunction *f, guint32 branch, ScopeSet tested)
{
  if (branch == 0)
    return FALSE;
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOrigin *load = function_origin (f, tested.ids[i]);
      if (load->kind == ORIGIN_LOAD && function_origin (f, load->a)->name == search->variable)
        return g_array_index (f->branches, ScopeBranch, branch).parent != 0;
    }
  return TRUE;
}

/* Whether call number @index hands @variable as a whole to what only reads it, as a table of texts, or to a function that reads
 * @field of it. */
static gboolean
is_read_by_call (const ProgramFunction *function, guint index, const char *variable, const char *field)
{
  const FunctionFacts *facts = function->call_facts[index];
  const ScopeCall *call = function_call (function->f, index);
  for (guint a = 0; function->callees[index] && !facts->reads && a < call->n_arguments; a++)
    {
      const ScopeOrigin *o = call->arguments[a].n == 1 ? function_origin (function->f, call->arguments[a].ids[0]) : NULL;
      if (o && o->kind == ORIGIN_GLOBAL && o->a == 0 && o->name == variable && uses_read (function->callees[index], a, field))
        return TRUE;
    }
  if (*field == '\0')
    return FALSE;
  for (guint a = 0; facts->reads && facts->copies->len == 0 && facts->inserts->len == 0 && a < MIN (call->n_arguments, 60); a++)
    {
      const ScopeSet argument = call->arguments[a];
      if (argument.n == 1 && (facts->passes >> a & 1) == 0 && function_origin (function->f, argument.ids[0])->kind == ORIGIN_GLOBAL
          && function_origin (function->f, argument.ids[0])->name == variable)
        return TRUE;
    }
  return FALSE;
}

/* Whether all that @function does with what it finds in @field of @variable is to free it. */
static gboolean
only_frees (const ProgramFunction *function, const char *variable, const char *field)
{
  const ScopeFunction *f = function->f;
  for (guint32 id = 0; id < f->origins->len; id++)
    {
      const ScopeOrigin *o = function_origin (f, id);
      if (o->kind != ORIGIN_LOAD || o->name != field || function_origin (f, o->a)->kind != ORIGIN_GLOBAL
          || function_origin (f, o->a)->name != variable)
        continue;
      gboolean used = scope_set_contains (f->returns, id);
      for (guint32 i = id + 1; i < f->origins->len; i++)
        used |= (function_origin (f, i)->kind == ORIGIN_LOAD || function_origin (f, i)->kind == ORIGIN_MEMBER) && function_origin (f, i)->a == id;
      for (guint i = 0; i < f->stores->len; i++)
        used |= scope_set_contains (g_array_index (f->stores, ScopeStore, i).base, id)
                || scope_set_contains (g_array_index (f->stores, ScopeStore, i).value, id);
      for (guint c = 0; c < f->calls->len; c++)
        for (guint a = 0; a < function_call (f, c)->n_arguments; a++)
          used |= scope_set_contains (function_call (f, c)->arguments[a], id)
                  && (a >= 60 || (function->call_facts[c]->frees >> a & 1) == 0);
      if (used)
        return FALSE;
    }
  return TRUE;
}

/* What a place needs, beside what another one does that is as good: what both do. */
static void
note_needed (Search *search, const ProgramFunction *function, gboolean found, ScopeSet tested)
{
  const Assumptions needed = assumptions_of (function->f, tested);
  search->needed[function->index] = found ? search->needed[function->index] & needed : needed;
}

/* Whether @function itself reads what an earlier entry may have left. */
static gboolean
reads_itself (Search *search, const ProgramFunction *function)
{
  const ScopeFunction *f = function->f;
  gboolean found = FALSE;
  for (guint c = 0; !found && c < f->calls->len; c++)
    if (is_read_by_call (function, c, search->variable, search->field) && !is_safe_call (search, function, function_call (f, c)))
      {
        const ScopeCall *call = function_call (f, c);
        search->reads[function->index] = call->place;
        search->conditional[function->index] = is_conditional (search, f, call->moment.branch, call->tested);
        note_needed (search, function, found, call->tested);
        found = TRUE;
      }
  for (guint i = 0; i < f->reads->len; i++)
    {
      const ScopeRead *read = &g_array_index (f->reads, ScopeRead, i);
      if (read->variable != search->variable
          || (read->field != search->field && *read->field != '*' && *search->field != '*')
          || (read->compared && !search->compared) || is_vouched_for (search, f, read->tested)
          || (search->contents && only_frees (function, search->variable, search->field))
          || is_written_elsewhere (search, function, read->moment, read->tested))
        continue;
      const gboolean conditional = is_conditional (search, f, read->moment.branch, read->tested);
      note_needed (search, function, found, read->tested);
      if (found && conditional)
        continue;
      search->reads[function->index] = read->place;
      search->conditional[function->index] = conditional;
      found = TRUE;
    }
  return found;
}

/* Whether @caller comes to @callee, where that reads, without having written the variable. An edge stands for all calls of the
 * pair, so each of them has to come after a write. @needed is set to what has to be so of @caller's parameters. */
static gboolean
comes_unwritten (Search *search, const ProgramFunction *caller, const ProgramFunction *callee, Assumptions *needed)
{
  const ScopeFunction *f = caller->f;
  gboolean direct = FALSE, comes = FALSE;
  *needed = 0;
  for (guint c = 0; c < f->calls->len; c++)
    if (function_call (f, c)->callee == callee->f->id)
      {
        const ScopeCall *call = function_call (f, c);
        const Assumptions tested = assumptions_of (f, call->tested), inside = search->needed[callee->index];
        direct = TRUE;
        if (is_safe_call (search, caller, call) || assumptions_contradict (assumptions_handed_on (f, call, tested), inside))
          continue;
        if (!comes)
          search->conditional[caller->index] = search->conditional[callee->index]
                                               || is_conditional (search, f, call->moment.branch, call->tested);
        const Assumptions here = tested | assumptions_handed_back (call, inside);
        *needed = comes ? *needed & here : here;
        comes = TRUE;
      }
  if (direct || !search->tables)
    return comes;
  for (guint i = 0; i < caller->edges->len; i++)
    {
      const ProgramEdge *edge = &g_array_index (caller->edges, ProgramEdge, i);
      gboolean safe = edge->to != callee || is_safe_call (search, caller, function_call (f, edge->call));
      for (const ProgramVia *via = edge->via; via && !safe; via = via->next)
        safe = is_safe_call (search, via->function, function_call (via->function->f, via->call));
      if (safe)
        continue;
      search->conditional[caller->index] = TRUE;
      return TRUE;
    }
  return FALSE;
}

/* Whether the program enters at @function. One that is known by what it takes alone is called from a table, as far as
 * anybody knows. */
static gboolean
is_entry (const Search *search, const ProgramFunction *function)
{
  if (function->roots->len > 0)
    return search->tables || !g_array_index (function->roots, ProgramRoot, 0).assumed;
  return function->handed_over || !function->called;
}

/* @return the calls from @entry to the function that reads. */
static GArray *
way_from (const Search *search, const ProgramFunction *entry)
{
  GArray *calls = g_array_new (FALSE, FALSE, sizeof (ProgramEdge));
  for (const ProgramFunction *at = entry, *next; (next = search->next[at->index]); at = next)
    for (guint e = 0; e < at->edges->len; e++)
      if (g_array_index (at->edges, ProgramEdge, e).to == next)
        {
          g_array_append_val (calls, g_array_index (at->edges, ProgramEdge, e));
          break;
        }
  return calls;
}

/* Whether the way from @function to what reads goes by way of @by. */
static gboolean
leads_through (const Search *search, const ProgramFunction *function, const ProgramFunction *by)
{
  while (function && function != by)
    function = search->next[function->index];
  return function != NULL;
}

/* From those that read, to their callers, as far as nobody writes first. */
static gboolean
find_entry (Search *search, StaleRead *read)
{
  const GPtrArray *readers = g_hash_table_lookup (search->statics->readers, search->variable);
  const ProgramFunction *entry = NULL;
  g_auto (GQueue) queue = G_QUEUE_INIT;
  for (guint i = 0; readers && i < readers->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (readers, i);
      if (search->stale[function->index] || !reads_itself (search, function))
        continue;
      search->stale[function->index] = TRUE;
      g_queue_push_tail (&queue, (gpointer) function);
    }
  for (const ProgramFunction *function; (function = g_queue_pop_head (&queue));)
    {
      if (is_entry (search, function) && (!entry || search->conditional[function->index] < search->conditional[entry->index] || (search->conditional[function->index] == search->conditional[entry->index] && function->index < entry->index)))
        entry = function;
      const GArray *callers = search->statics->callers[function->index];
      for (guint i = 0; callers && i < callers->len; i++)
        {
          const ProgramFunction *caller = g_array_index (callers, const ProgramFunction *, i);
          const gboolean known = search->stale[caller->index], conditional = search->conditional[caller->index];
          Assumptions needed;
          if ((known && search->needed[caller->index] == 0) || !comes_unwritten (search, caller, function, &needed))
            continue;
          const Assumptions before = search->needed[caller->index];
          const gboolean less = !known || (before & ~needed) != 0; /* by this way it comes there where less is so */
          const gboolean told = less && !(known && leads_through (search, function, caller));
          if (known && !told)
            search->conditional[caller->index] = conditional;
          if (!less)
            continue;
          search->stale[caller->index] = TRUE;
          search->needed[caller->index] = known ? before & needed : needed;
          if (told)
            {
              search->reads[caller->index] = search->reads[function->index];
              search->next[caller->index] = function;
            }
          g_queue_push_tail (&queue, (gpointer) caller);
        }
    }
  if (entry)
    *read = (StaleRead){ entry, search->reads[entry->index], way_from (search, entry), search->conditional[entry->index],
                         search->tables };
  return entry != NULL;
}

/* Whether all packets that write @variable have a routine run at their end that surely writes it again. */
static gboolean
is_closed (const Statics *statics, const guint8 *sure, const char *variable)
{
  const guint n = statics->program->functions->len;
  g_autofree guint8 *stores = g_new0 (guint8, n);
  g_autofree guint8 *clears = g_new0 (guint8, n);
  const GPtrArray *setters = g_hash_table_lookup (statics->setters, variable);
  for (guint i = 0; i < n; i++)
    clears[i] = (sure[i] & SURE) != 0;
  for (guint i = 0; setters && i < setters->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (setters, i);
      stores[function->index] = stores_to (function->f, variable);
    }
  return closed_by_routines (statics->program, statics->callers, stores, clears);
}

/* Whether something is stored in one of several elements of @variable. */
static gboolean
has_elements (const Statics *statics, const char *variable)
{
  const GPtrArray *setters = g_hash_table_lookup (statics->setters, variable);
  for (guint i = 0; setters && i < setters->len; i++)
    {
      const ScopeFunction *f = ((const ProgramFunction *) g_ptr_array_index (setters, i))->f;
      for (guint k = 0; k < f->stores->len; k++)
        {
          const ScopeStore *store = &g_array_index (f->stores, ScopeStore, k);
          for (guint b = 0; store->weak && b < store->base.n; b++)
            if (function_origin (f, store->base.ids[b])->kind == ORIGIN_GLOBAL && function_origin (f, store->base.ids[b])->name == variable)
              return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_stale_read (Statics *statics, const char *variable, const char *field, gboolean compared, gboolean contents,
                 StaleRead *read)
{
  const guint n = statics->program->functions->len;
  g_autofree guint8 *sure = g_new0 (guint8, n);
  g_autofree guint8 *stale = g_new0 (guint8, n);
  g_autofree Assumptions *needed = g_new0 (Assumptions, n);
  g_autofree guint8 *conditional = g_new0 (guint8, n);
  g_autofree ScopePlace *reads = g_new0 (ScopePlace, n);
  g_autofree const ProgramFunction **next = g_new0 (const ProgramFunction *, n);
  Search search = { statics, statics->program, variable, field, compared, contents, FALSE, has_elements (statics, variable), sure, stale, needed, conditional, reads, next };
  find_sure (&search);
  if (is_closed (statics, sure, variable))
    return FALSE;
  if (find_entry (&search, read))
    return TRUE;
  memset (stale, FALSE, n);
  memset (next, 0, n * sizeof *next);
  search.tables = TRUE;
  return find_entry (&search, read);
}

const GArray *
statics_callers (const Statics *statics, const ProgramFunction *function)
{
  return statics->callers[function->index];
}

const StaleRead *
statics_stale_read (Statics *statics, const char *variable, const char *field, gboolean compared, gboolean contents)
{
  g_autofree char *key = g_strdup_printf ("%s %s%s%s", variable, field, compared ? " compared" : "", contents ? " contents" : "");
  StaleRead *known = g_hash_table_lookup (statics->known, key);
  if (known)
    return known == &NO_READ ? NULL : known;
  StaleRead *read = g_new0 (StaleRead, 1);
  g_hash_table_insert (statics->known, g_strdup (key), read); /* while it is looked for: two flags vouch for nobody */
  if (find_stale_read (statics, variable, field, compared, contents, read))
    return read;
  g_hash_table_insert (statics->known, g_steal_pointer (&key), &NO_READ);
  return NULL;
}

static void
free_read (gpointer data)
{
  StaleRead *read = data;
  if (read == &NO_READ)
    return;
  if (read->calls)
    g_array_unref ((GArray *) read->calls);
  g_free (read);
}

static void
note_function (GHashTable *table, const char *variable, const ProgramFunction *function)
{
  GPtrArray *functions = g_hash_table_lookup (table, variable);
  if (!functions)
    {
      functions = g_ptr_array_new ();
      g_hash_table_insert (table, (gpointer) variable, functions);
    }
  if (functions->len == 0 || functions->pdata[functions->len - 1] != function)
    g_ptr_array_add (functions, (gpointer) function);
}

static void
note_set (Statics *statics, const ProgramFunction *function, ScopeSet set)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (function->f, set.ids[i]);
      if (o->kind == ORIGIN_GLOBAL)
        note_function (statics->setters, o->name, function);
    }
}

/* Enters @function into the tables. */
static void
note_uses (Statics *statics, const ProgramFunction *function)
{
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->reads->len; i++)
    note_function (statics->readers, g_array_index (f->reads, ScopeRead, i).variable, function);
  for (guint i = 0; i < f->flags->len; i++)
    note_function (statics->setters, g_array_index (f->flags, ScopeFlag, i).variable, function);
  for (guint i = 0; i < f->stores->len; i++)
    note_set (statics, function, g_array_index (f->stores, ScopeStore, i).base);
  for (guint c = 0; c < f->calls->len; c++)
    for (guint a = 0; a < function_call (f, c)->n_arguments; a++)
      {
        const ScopeSet argument = function_call (f, c)->arguments[a];
        note_set (statics, function, argument);
        if (argument.n == 1 && (function->call_facts[c]->reads || function->callees[c]) && function_origin (f, argument.ids[0])->kind == ORIGIN_GLOBAL)
          note_function (statics->readers, function_origin (f, argument.ids[0])->name, function);
      }
  for (guint e = 0; e < function->edges->len; e++)
    {
      GArray **callers = &statics->callers[g_array_index (function->edges, ProgramEdge, e).to->index];
      if (!*callers)
        *callers = g_array_new (FALSE, FALSE, sizeof (const ProgramFunction *));
      g_array_append_val (*callers, function);
    }
}

Statics *
statics_new (const Program *program)
{
  Statics *statics = g_new (Statics, 1);
  *statics = (Statics){ program, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_read),
                        g_new0 (GArray *, program->functions->len),
                        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref),
                        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref) };
  for (guint i = 0; i < program->functions->len; i++)
    note_uses (statics, g_ptr_array_index (program->functions, i));
  return statics;
}

void
statics_free (Statics *statics)
{
  for (guint i = 0; i < statics->program->functions->len; i++)
    g_clear_pointer (&statics->callers[i], g_array_unref);
  g_free (statics->callers);
  g_hash_table_unref (statics->known);
  g_hash_table_unref (statics->readers);
  g_hash_table_unref (statics->setters);
  g_free (statics);
}

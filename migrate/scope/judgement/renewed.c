/* SPDX-License-Identifier: MIT */
/*
 * What dissecting leaves in variables, then who looks at it between files. Errs on the side of saying nothing.
 */
#include "scope/judgement/renewed.h"

#include "scope/judgement/escape.h"

#define MAX_DEPTH 3          /* functions that hand the memory on */
#define DIRECTLY G_MAXUINT32 /* in place of an argument: the variable itself points to the memory */

/* File memory that a variable of static lifetime gets. */
typedef struct {
  const char *variable;
  const char *field; /* that points to it, of DIRECTLY */
  guint argument;    /* of the insertion into what the variable holds */
  guint n_inserted;  /* how many of that insertion's arguments are kept */
  const ScopeCall *site;
  ScopePlace kept;
} Remains;

typedef struct {
  const Program *program;
  GArray *remains;
  GHashTable *scoped;  /* variables that hold a container of emem, or of a pool that outlives the file: it is emptied with that */
  GHashTable *cleaned; /* variables that a routine at the file's end sees to */
  GArray *found;
} Search;

/* The call that gives file memory, if one of @set is that. */
static const ScopeCall *
file_memory (const Search *search, const ProgramFunction *function, ScopeSet set)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (function->f, set.ids[i]);
      while (o->kind == ORIGIN_GUARDED || o->kind == ORIGIN_MEMBER)
        o = function_origin (function->f, o->a);
      if (o->kind == ORIGIN_CALL && escape_site_lifetime (search->program, function, o->a) == LIFETIME_FILE)
        return function_call (function->f, o->a);
    }
  return NULL;
}

/* The variable whose value the origin @id is, as it was when the function started; NULL: it is none. */
static const char *
value_of_variable (const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *load = function_origin (f, id);
  const ScopeOrigin *object = load->kind == ORIGIN_LOAD ? function_origin (f, load->a) : NULL;
  return object && object->kind == ORIGIN_GLOBAL && object->a == 0 ? object->name : NULL;
}

static const char *
variable_among (const ScopeFunction *f, ScopeSet set)
{
  for (guint i = 0; i < set.n; i++)
    {
      const ScopeOrigin *o = function_origin (f, set.ids[i]);
      if (o->kind == ORIGIN_GLOBAL)
        return o->name;
      if (o->kind == ORIGIN_LOAD && function_origin (f, o->a)->kind == ORIGIN_GLOBAL)
        return function_origin (f, o->a)->name;
    }
  return NULL;
}

/* Notes what @function puts into variables. */
static void
note_remains (Search *search, const ProgramFunction *function)
{
  const ScopeFunction *f = function->f;
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      const ScopeOrigin *base = store->base.n == 1 ? function_origin (f, store->base.ids[0]) : NULL;
      if (!base || base->kind != ORIGIN_GLOBAL)
        continue;
      const ScopeCall *site = file_memory (search, function, store->value);
      for (guint v = 0; v < store->value.n; v++)
        {
          const ScopeOrigin *o = function_origin (f, store->value.ids[v]);
          if (o->kind == ORIGIN_CALL
              && (function->call_facts[o->a]->gives == LIFETIME_EPAN
                  || (function->call_facts[o->a]->takes_pool && function_call (f, o->a)->pool != SCOPE_NO_POOL
                      && escape_site_lifetime (search->program, function, o->a) != LIFETIME_FILE)))
            g_hash_table_add (search->scoped, (gpointer) base->name);
        }
      if (!site)
        continue;
      const Remains remains = { base->name, store->field, DIRECTLY, 1, site, store->place };
      g_array_append_val (search->remains, remains);
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      const GArray *inserts = function->call_facts[c]->inserts;
      for (guint i = 0; i < inserts->len; i++)
        {
          const FactFlow *flow = &g_array_index (inserts, FactFlow, i);
          if (flow->from >= call->n_arguments || flow->to >= call->n_arguments)
            continue;
          const char *variable = variable_among (f, call->arguments[flow->to]);
          const ScopeCall *site = !variable ? NULL : file_memory (search, function, call->arguments[flow->from]);
          if (!site)
            continue;
          const Remains remains = { variable, NULL, flow->from, inserts->len, site, call->place };
          g_array_append_val (search->remains, remains);
        }
    }
}

/* Looking */

static const ScopeStore *
store_behind (const ScopeFunction *f, guint32 id)
{
  for (guint i = 0; i < f->stores->len; i++)
    if (g_array_index (f->stores, ScopeStore, i).base.n == 1 && g_array_index (f->stores, ScopeStore, i).base.ids[0] == id)
      return &g_array_index (f->stores, ScopeStore, i);
  return NULL;
}

/* Whether @function looks at what the origin @id points to, hands that to somebody who does, or frees it. @reader and @place
 * are set to who, and where. */
static gboolean
looks_into (const Search *search, const ProgramFunction *function, guint32 id, guint depth, const ProgramFunction **reader,
            ScopePlace *place)
{
  const ScopeFunction *f = function->f;
  *reader = function;
  *place = f->place;
  if (store_behind (f, id))
    {
      *place = store_behind (f, id)->place;
      return TRUE;
    }
  for (guint c = 0; c < f->calls->len; c++)
    {
      const ScopeCall *call = function_call (f, c);
      for (guint a = 0; a < call->n_arguments; a++)
        for (guint i = 0; i < call->arguments[a].n; i++)
          {
            const guint32 given = call->arguments[a].ids[i];
            const ScopeOrigin *o = function_origin (f, given);
            const gboolean inside = o->kind == ORIGIN_LOAD && o->a == id;
            const ProgramFunction *callee = function->callees[c];
            *place = call->place;
            if (inside || (given == id && a < 60 && (function->call_facts[c]->frees >> a & 1) != 0))
              return TRUE;
            if (given != id || !callee || depth == MAX_DEPTH || a >= callee->f->n_parameters)
              continue;
            for (guint32 p = 0; p < callee->f->origins->len; p++)
              if (function_origin (callee->f, p)->kind == ORIGIN_PARAMETER && function_origin (callee->f, p)->a == a
                  && looks_into (search, callee, p, depth + 1, reader, place))
                return TRUE;
            *reader = function;
          }
    }
  *place = f->place;
  for (guint32 o = 0; o < f->origins->len; o++)
    if (function_origin (f, o)->kind == ORIGIN_LOAD && function_origin (f, o)->a == id)
      return TRUE;
  return FALSE;
}

/* Whether a visitor that @call calls for each entry of what @remains' variable holds looks into an entry. */
static gboolean
visitor_looks (const Search *search, const Remains *remains, const ProgramFunction *function, guint index, GoneMemory *gone)
{
  const ScopeCall *call = function_call (function->f, index);
  for (guint a = 1; a < MIN (call->n_arguments, 60); a++)
    for (guint i = 0; (function->call_facts[index]->calls >> a & 1) != 0 && i < call->arguments[a].n; i++)
      {
        const ScopeOrigin *o = function_origin (function->f, call->arguments[a].ids[i]);
        const ProgramFunction *visitor = o->kind == ORIGIN_FUNCTION ? program_lookup (search->program, o->name) : NULL;
        for (guint32 p = 0; visitor && p < visitor->f->origins->len; p++)
          {
            const ScopeOrigin *entry = function_origin (visitor->f, p);
            const guint wanted = remains->n_inserted == 1 ? 0 : remains->argument - 1;
            if (entry->kind == ORIGIN_PARAMETER && entry->a == wanted
                && looks_into (search, visitor, p, 0, &gone->reader, &gone->place))
              {
                gone->visit = call;
                return TRUE;
              }
          }
      }
  return FALSE;
}

/* Whether @function looks into what an element of the list @list points to. */
static gboolean
list_is_walked (const Search *search, const ProgramFunction *function, guint32 list, GoneMemory *gone)
{
  const ScopeFunction *f = function->f;
  for (guint32 id = 0; id < f->origins->len; id++)
    {
      const ScopeOrigin *o = function_origin (f, id);
      if (o->kind == ORIGIN_LOAD && o->a == list && g_str_has_suffix (o->name, "List.data")
          && looks_into (search, function, id, 0, &gone->reader, &gone->place))
        return TRUE;
    }
  return FALSE;
}

static gboolean
function_looks (const Search *search, const Remains *remains, const ProgramFunction *function, GoneMemory *gone)
{
  const ScopeFunction *f = function->f;
  for (guint32 id = 0; id < f->origins->len; id++)
    {
      const ScopeOrigin *o = function_origin (f, id);
      if (o->kind != ORIGIN_LOAD || value_of_variable (f, id) != remains->variable)
        continue;
      if (remains->argument == DIRECTLY)
        {
          if (o->name == remains->field && looks_into (search, function, id, 0, &gone->reader, &gone->place))
            return TRUE;
          continue;
        }
      if (list_is_walked (search, function, id, gone))
        return TRUE;
      for (guint c = 0; c < f->calls->len; c++)
        if (function_call (f, c)->n_arguments > 1 && function_call (f, c)->arguments[0].n == 1
            && function_call (f, c)->arguments[0].ids[0] == id && visitor_looks (search, remains, function, c, gone))
          return TRUE;
    }
  return FALSE;
}

/* What runs */

/* Adds to @reached @function and all that it calls. */
static void
add_reached (const ProgramFunction *function, GPtrArray *reached, guint8 *seen)
{
  guint next = reached->len;
  if (seen[function->index])
    return;
  seen[function->index] = TRUE;
  g_ptr_array_add (reached, (gpointer) function);
  for (; next < reached->len; next++)
    {
      const ProgramFunction *at = g_ptr_array_index (reached, next);
      for (guint e = 0; e < at->edges->len; e++)
        {
          const ProgramFunction *to = g_array_index (at->edges, ProgramEdge, e).to;
          if (seen[to->index])
            continue;
          seen[to->index] = TRUE;
          g_ptr_array_add (reached, (gpointer) to);
        }
    }
}

/* Whether @function runs between files; @at_end: or rather at a file's end. */
static gboolean
runs_then (const ProgramFunction *function, gboolean at_end)
{
  for (guint i = 0; i < function->roots->len; i++)
    {
      const ProgramRoot *root = &g_array_index (function->roots, ProgramRoot, i);
      if (at_end ? root->context == CONTEXT_FILE && !root->early : root->early)
        return TRUE;
    }
  return FALSE;
}

/* The variables that routines at a file's end name: they may be empty by then. */
static void
note_cleaned (Search *search)
{
  const GPtrArray *functions = search->program->functions;
  g_autofree guint8 *seen = g_new0 (guint8, functions->len);
  g_autoptr (GPtrArray) reached = g_ptr_array_new ();
  for (guint i = 0; i < functions->len; i++)
    if (runs_then (g_ptr_array_index (functions, i), TRUE))
      add_reached (g_ptr_array_index (functions, i), reached, seen);
  for (guint i = 0; i < reached->len; i++)
    {
      const ScopeFunction *f = ((const ProgramFunction *) g_ptr_array_index (reached, i))->f;
      for (guint32 o = 0; o < f->origins->len; o++)
        if (function_origin (f, o)->kind == ORIGIN_GLOBAL)
          g_hash_table_add (search->cleaned, (gpointer) function_origin (f, o)->name);
    }
}

GHashTable *
renewed_by_routines (const Program *program)
{
  GHashTable *renewed = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *seen = g_new0 (guint8, program->functions->len);
  g_autoptr (GPtrArray) reached = g_ptr_array_new ();
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      if (runs_then (function, FALSE) || runs_then (function, TRUE))
        add_reached (function, reached, seen);
    }
  for (guint i = 0; i < reached->len; i++)
    {
      const ScopeFunction *f = ((const ProgramFunction *) g_ptr_array_index (reached, i))->f;
      for (guint k = 0; k < f->written.n; k++)
        {
          const ScopeOrigin *o = function_origin (f, f->written.ids[k]);
          if (o->kind == ORIGIN_LOAD)
            o = function_origin (f, o->a);
          if (o->kind == ORIGIN_GLOBAL)
            g_hash_table_add (renewed, (gpointer) o->name);
        }
    }
  return renewed;
}

static gboolean
is_told (const GArray *found, const char *variable)
{
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, GoneMemory, i).variable == variable)
      return TRUE;
  return FALSE;
}

static void
judge_routine (Search *search, const ProgramFunction *routine)
{
  g_autofree guint8 *seen = g_new0 (guint8, search->program->functions->len);
  g_autoptr (GPtrArray) reached = g_ptr_array_new ();
  add_reached (routine, reached, seen);
  for (guint r = 0; r < search->remains->len; r++)
    {
      const Remains *remains = &g_array_index (search->remains, Remains, r);
      if (is_told (search->found, remains->variable) || g_hash_table_contains (search->cleaned, remains->variable)
          || g_hash_table_contains (search->scoped, remains->variable))
        continue;
      for (guint i = 0; i < reached->len; i++)
        {
          GoneMemory gone = { routine, NULL, NULL, { 0 }, remains->variable, remains->site, remains->kept };
          if (!function_looks (search, remains, g_ptr_array_index (reached, i), &gone))
            continue;
          g_array_append_val (search->found, gone);
          break;
        }
    }
}

void
renewed_find (const Program *program, GArray *found)
{
  Search search = { program, g_array_new (FALSE, FALSE, sizeof (Remains)), g_hash_table_new (NULL, NULL),
                    g_hash_table_new (NULL, NULL), found };
  for (guint i = 0; i < program->functions->len; i++)
    note_remains (&search, g_ptr_array_index (program->functions, i));
  note_cleaned (&search);
  for (guint i = 0; search.remains->len > 0 && i < program->functions->len; i++)
    if (runs_then (g_ptr_array_index (program->functions, i), FALSE))
      judge_routine (&search, g_ptr_array_index (program->functions, i));
  g_array_unref (search.remains);
  g_hash_table_unref (search.scoped);
  g_hash_table_unref (search.cleaned);
}

/* SPDX-License-Identifier: MIT */
/*
 * Variables' values along a walk, with a journal so that branches can be taken back.
 */
#include "scope/summary/environment.h"

#include <string.h>

typedef struct {
  Cell *cell;
  gboolean known;
  ScopeSet value;
} Change;

struct _Environment {
  wmem_allocator_t *pool;
  GArray *journal;    /* of Change: what cells held before */
  GPtrArray *globals; /* cells of variables of static lifetime */
  gboolean dead;
  ScopeSet (*initial_value) (gpointer, Cell *);
  gpointer initial_data;
};

Environment *
environment_new (wmem_allocator_t *pool)
{
  Environment *environment = g_new0 (Environment, 1);
  environment->pool = pool;
  environment->journal = g_array_new (FALSE, FALSE, sizeof (Change));
  environment->globals = g_ptr_array_new ();
  return environment;
}

void
environment_free (Environment *environment)
{
  g_array_unref (environment->journal);
  g_ptr_array_unref (environment->globals);
  g_free (environment);
}

void
environment_set_initial (Environment *environment, ScopeSet (*initial_value) (gpointer, Cell *), gpointer data)
{
  environment->initial_value = initial_value;
  environment->initial_data = data;
}

Cell *
environment_cell (Environment *environment, Variable *variable, const char *field)
{
  for (Cell *cell = variable->cells; cell; cell = cell->next)
    if (cell->field == field)
      return cell;
  Cell *cell = wmem_new0 (environment->pool, Cell);
  cell->variable = variable;
  cell->field = field;
  cell->next = variable->cells;
  variable->cells = cell;
  if (variable->kind == VARIABLE_GLOBAL)
    g_ptr_array_add (environment->globals, cell);
  return cell;
}

ScopeSet
environment_value (Environment *environment, Cell *cell)
{
  return cell->known ? cell->value : environment->initial_value (environment->initial_data, cell);
}

void
environment_assign (Environment *environment, Cell *cell, ScopeSet value)
{
  const Change before = { cell, cell->known, cell->value };
  g_array_append_val (environment->journal, before);
  cell->known = TRUE;
  cell->value = value;
}

void
environment_add (Environment *environment, Cell *cell, ScopeSet value)
{
  if (value.n > 0)
    environment_assign (environment, cell,
                        scope_set_union (environment->pool, environment_value (environment, cell), value));
}

gboolean
environment_is_dead (const Environment *environment)
{
  return environment->dead;
}

void
environment_set_dead (Environment *environment, gboolean dead)
{
  environment->dead = dead;
}

guint
environment_mark (const Environment *environment)
{
  return environment->journal->len;
}

Branch
environment_since (const Environment *environment, guint mark)
{
  Branch branch = { environment->dead, g_array_new (FALSE, FALSE, sizeof (Change)) };
  for (guint i = mark; i < environment->journal->len; i++)
    {
      Cell *cell = g_array_index (environment->journal, Change, i).cell;
      if (cell->met == G_MAXUINT)
        continue;
      cell->met = G_MAXUINT;
      const Change now = { cell, cell->known, cell->value };
      g_array_append_val (branch.changes, now);
    }
  for (guint i = 0; i < branch.changes->len; i++)
    g_array_index (branch.changes, Change, i).cell->met = 0;
  return branch;
}

Branch
environment_take (Environment *environment, guint mark)
{
  Branch branch = environment_since (environment, mark);
  for (guint i = environment->journal->len; i > mark; i--)
    {
      const Change *before = &g_array_index (environment->journal, Change, i - 1);
      before->cell->known = before->known;
      before->cell->value = before->value;
    }
  if (mark < environment->journal->len)
    g_array_set_size (environment->journal, mark);
  environment->dead = FALSE;
  return branch;
}

static gboolean
sets_equal (ScopeSet a, ScopeSet b)
{
  return a.n == b.n && (a.ids == b.ids || a.n == 0 || memcmp (a.ids, b.ids, a.n * sizeof *a.ids) == 0);
}

gboolean
environment_meet (Environment *environment, Branch *branches, guint n_branches, gboolean stays)
{
  guint arriving = stays ? 1 : 0;
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  for (guint b = 0; b < n_branches; b++)
    {
      if (branches[b].dead)
        continue;
      arriving++;
      for (guint i = 0; i < branches[b].changes->len; i++)
        {
          const Change *change = &g_array_index (branches[b].changes, Change, i);
          if (change->cell->met++ == 0)
            {
              change->cell->meeting = (ScopeSet){ 0, NULL };
              g_ptr_array_add (cells, change->cell);
            }
          change->cell->meeting = scope_set_union (environment->pool, change->cell->meeting, change->value);
        }
    }
  gboolean changed = FALSE;
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (cells, i);
      const ScopeSet before = environment_value (environment, cell);
      ScopeSet value = cell->meeting;
      if (cell->met < arriving)
        value = scope_set_union (environment->pool, value, before);
      cell->met = 0;
      changed |= !sets_equal (value, before);
      environment_assign (environment, cell, value);
    }
  for (guint b = 0; b < n_branches; b++)
    branch_clear (&branches[b]);
  environment->dead = arriving == 0;
  return changed;
}

void
branch_clear (Branch *branch)
{
  g_clear_pointer (&branch->changes, g_array_unref);
}

void
environment_each_global (Environment *environment, void (*visit) (gpointer, Cell *), gpointer data)
{
  for (guint i = 0; i < environment->globals->len; i++)
    {
      Cell *cell = g_ptr_array_index (environment->globals, i);
      if (cell->known)
        visit (data, cell);
    }
}

ScopeSet
scope_set_union (wmem_allocator_t *pool, ScopeSet a, ScopeSet b)
{
  if (b.n == 0 || (a.n == b.n && a.ids == b.ids))
    return a;
  if (a.n == 0)
    return b;
  guint32 merged[2 * SCOPE_MAX_ORIGINS];
  guint n = 0;
  for (guint i = 0, j = 0; (i < a.n || j < b.n) && n < SCOPE_MAX_ORIGINS; n++)
    {
      const guint32 x = i < a.n ? a.ids[i] : G_MAXUINT32, y = j < b.n ? b.ids[j] : G_MAXUINT32;
      merged[n] = MIN (x, y);
      i += x == merged[n];
      j += y == merged[n];
    }
  if (n == a.n && memcmp (merged, a.ids, n * sizeof *merged) == 0)
    return a;
  return (ScopeSet){ n, wmem_memdup (pool, merged, n * sizeof *merged) };
}

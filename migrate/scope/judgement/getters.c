/* SPDX-License-Identifier: MIT */
/*
 * Origins that are calls become origins that are variables; the walk of one unit did so for what it knew.
 */
#include "scope/judgement/getters.h"

#include "scope/judgement/uses.h"

#include <string.h>

#define MAX_DEPTH 4 /* getters of getters */

/* The variable whose address @function returns, or NULL. */
static const ScopeOrigin *
variable_given (const ProgramFunction *function)
{
  const ScopeSet returns = function->f->returns;
  const ScopeOrigin *o = returns.n == 1 && !function->namesake ? function_origin (function->f, returns.ids[0]) : NULL;
  return o && o->kind == ORIGIN_GLOBAL && o->a == 0 ? o : NULL;
}

/* @return whether something was replaced; which origins, @replaced says. */
static gboolean
replace_calls (const ProgramFunction *function, guint8 *replaced)
{
  gboolean any = FALSE;
  for (guint32 i = 0; i < function->f->origins->len; i++)
    {
      ScopeOrigin *o = &g_array_index (function->f->origins, ScopeOrigin, i);
      const ProgramFunction *callee = o->kind == ORIGIN_CALL ? function->callees[o->a] : NULL;
      const ScopeOrigin *variable = !callee ? NULL : variable_given (callee);
      if (!variable)
        continue;
      *o = *variable;
      replaced[i] = TRUE;
      any = TRUE;
    }
  return any;
}

typedef struct {
  const ProgramFunction *function;
  GArray *reads; /* of ScopeRead */
  const char *variable, *field;
} Reading;

static void
add_read (gpointer data, const ScopeUse *use)
{
  Reading *reading = data;
  const ScopeRead read = { use->place, reading->variable, reading->field, use->moment, FALSE, use->tested };
  g_array_append_val (reading->reads, read);
}

/* Notes each use of what @function reads of the variables that it is given. */
static void
note_reads (Program *program, ProgramFunction *function, const guint8 *replaced)
{
  const ScopeFunction *f = function->f;
  g_autoptr (GArray) reads = g_array_new (FALSE, FALSE, sizeof (ScopeRead));
  for (guint32 i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = function_origin (f, i), *object = o->kind == ORIGIN_LOAD ? function_origin (f, o->a) : NULL;
      guint32 base = o->a;
      while (object && object->kind == ORIGIN_MEMBER)
        {
          base = object->a;
          object = function_origin (f, base);
        }
      if (!object || !replaced[base])
        continue;
      Reading reading = { function, reads, object->name, o->name };
      uses_each (f, i, add_read, &reading);
    }
  if (reads->len == 0)
    return;
  g_array_prepend_vals (reads, f->reads->data, f->reads->len);
  ScopeTable *table = wmem_new0 (program->pool, ScopeTable);
  table->len = table->room = reads->len;
  table->data = wmem_memdup (program->pool, reads->data, reads->len * sizeof (ScopeRead));
  ((ScopeFunction *) f)->reads = table;
}

void
getters_resolve (Program *program)
{
  g_autofree guint8 **replaced = g_new0 (guint8 *, program->functions->len);
  gboolean changed = TRUE;
  for (guint depth = 0; depth < MAX_DEPTH && changed; depth++)
    {
      changed = FALSE;
      for (guint i = 0; i < program->functions->len; i++)
        {
          const ProgramFunction *function = g_ptr_array_index (program->functions, i);
          g_autofree guint8 *here = g_new0 (guint8, function->f->origins->len);
          if (!replace_calls (function, here))
            continue;
          changed = TRUE;
          for (guint32 o = 0; replaced[i] && o < function->f->origins->len; o++)
            here[o] |= replaced[i][o];
          g_free (replaced[i]);
          replaced[i] = g_steal_pointer (&here);
        }
    }
  for (guint i = 0; i < program->functions->len; i++)
    if (replaced[i])
      {
        note_reads (program, g_ptr_array_index (program->functions, i), replaced[i]);
        g_free (replaced[i]);
      }
}

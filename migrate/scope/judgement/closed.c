/* SPDX-License-Identifier: MIT */
#include "scope/judgement/closed.h"

/* Adds to @reaches all functions from which one of it is called. */
static void
spread_to_callers (const Program *program, GArray *const *callers, guint8 *reaches)
{
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < program->functions->len; i++)
    if (reaches[i])
      g_array_append_val (todo, i);
  for (guint next = 0; next < todo->len; next++)
    {
      const GArray *from = callers[g_array_index (todo, guint, next)];
      for (guint k = 0; from && k < from->len; k++)
        {
          const guint index = g_array_index (from, const ProgramFunction *, k)->index;
          if (reaches[index])
            continue;
          reaches[index] = TRUE;
          g_array_append_val (todo, index);
        }
    }
}

gboolean
closed_by_routines (const Program *program, GArray *const *callers, guint8 *stores, const guint8 *clears)
{
  g_autofree guint8 *registers = g_new0 (guint8, program->functions->len);
  gboolean any = FALSE;
  for (guint i = 0; i < program->closings->len; i++)
    {
      const ProgramClosing *closing = &g_array_index (program->closings, ProgramClosing, i);
      if (!clears[closing->routine->index])
        continue;
      registers[closing->registrar->index] = TRUE;
      any = TRUE;
    }
  if (!any)
    return FALSE;
  spread_to_callers (program, callers, stores);
  spread_to_callers (program, callers, registers);
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      if (function->roots->len > 0 && !g_array_index (function->roots, ProgramRoot, 0).assumed && stores[i] && !registers[i])
        return FALSE;
    }
  return TRUE;
}

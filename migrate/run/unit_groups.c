/* SPDX-License-Identifier: MIT */
/*
 * Groups of translation units that are compiled alike.
 */
#include "run/unit_groups.h"

#include <string.h>

static const char *const include_flags[]
    = { "-I", "-i", "--i", "-working-directory", "--sysroot", "-F", "-nostdinc" };

static char *
group_key (const CompileCommand *command, GroupBy by)
{
  if (by == GROUP_BY_ARGUMENTS)
    return g_strjoinv ("\n", command->arguments);
  g_autoptr (GString) key = g_string_new (NULL);
  for (char **argument = command->arguments; *argument; argument++)
    for (guint i = 0; i < G_N_ELEMENTS (include_flags); i++)
      if (g_str_has_prefix (*argument, include_flags[i]))
        {
          g_string_append_printf (key, "%s\n", *argument);
          /* "-I folder" */
          if (strlen (*argument) <= strlen ("-idirafter") && argument[1] && argument[1][0] != '-')
            g_string_append_printf (key, "%s\n", argument[1]);
          break;
        }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

UnitGroups *
unit_groups_new (GPtrArray *commands, GroupBy by)
{
  UnitGroups *groups = g_new0 (UnitGroups, 1);
  groups->of_unit = g_array_sized_new (FALSE, FALSE, sizeof (guint), commands->len);
  groups->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < commands->len; i++)
    {
      const CompileCommand *command = commands->pdata[i];
      char *key = group_key (command, by);
      gpointer number;
      if (!g_hash_table_lookup_extended (known, key, NULL, &number))
        {
          number = GUINT_TO_POINTER (groups->members->len);
          g_ptr_array_add (groups->members, g_array_new (FALSE, FALSE, sizeof (guint)));
          g_hash_table_insert (known, g_steal_pointer (&key), number);
        }
      g_free (key);
      guint group = GPOINTER_TO_UINT (number);
      g_array_append_val (groups->of_unit, group);
      g_array_append_val (groups->members->pdata[group], i);
    }
  return groups;
}

void
unit_groups_free (UnitGroups *groups)
{
  if (!groups)
    return;
  g_array_unref (groups->of_unit);
  g_ptr_array_unref (groups->members);
  g_free (groups);
}

guint
unit_groups_of (const UnitGroups *groups, guint unit)
{
  return g_array_index (groups->of_unit, guint, unit);
}

/* SPDX-License-Identifier: MIT */
/*
 * The compilers' habits, gcc's and clang's.
 */
#include "proof/object_names.h"

#include <string.h>

/* How much of @name is the source's: behind that stand numbers and the names of clones, each after a dot. */
static gsize
base_length (const char *name)
{
  static const char *const clones[] = { "constprop", "isra", "part", "cold", "localalias", "lto_priv", "llvm", "_omp_fn" };
  gsize length = strlen (name);
  for (;;)
    {
      gsize dot = length;
      while (dot > 0 && name[dot - 1] != '.')
        dot--;
      if (dot < 2)
        return length;
      gboolean known = length > dot;
      for (gsize i = dot; i < length; i++)
        known = known && g_ascii_isdigit (name[i]);
      for (guint i = 0; i < G_N_ELEMENTS (clones); i++)
        known = known || (strlen (clones[i]) == length - dot && strncmp (name + dot, clones[i], length - dot) == 0);
      if (!known)
        return length;
      length = dot - 1;
    }
}

char *
object_name_base (const char *name)
{
  return g_strndup (name, base_length (name));
}

char *
object_name_suffix (const char *name)
{
  g_autoptr (GString) suffix = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (name + base_length (name), ".", -1);
  for (char **part = parts; *part; part++)
    if (**part && !g_ascii_isdigit (**part))
      g_string_append_printf (suffix, ".%s", *part);
  return g_strdup (suffix->str);
}

gboolean
object_name_is_made_up (const char *name)
{
  static const char *const made_up[]
      = { "__func__", "__FUNCTION__", "__PRETTY_FUNCTION__", "CSWTCH", "C", "__compound_literal", "__const",
          "switch.table", "reltable", "__unnamed", ".compoundliteral" };
  if (*name == '\0' || g_str_has_prefix (name, ".L"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (made_up); i++)
    if (g_str_has_prefix (name, made_up[i]) && name[strlen (made_up[i])] == '.')
      return TRUE;
  return FALSE;
}

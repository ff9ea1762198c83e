/* SPDX-License-Identifier: MIT */
/*
 * A pass over relocations.
 */
#include "proof/object_uses.h"

#include "proof/object_names.h"

static void
use_free (gpointer data)
{
  ObjectUse *use = data;
  g_free (use->user);
  g_free (use->name);
  g_free (use);
}

static void
add_use (GPtrArray *uses, GHashTable *known, const char *user, const char *name)
{
  g_autofree char *base = object_name_base (user);
  if (!g_hash_table_add (known, g_strdup_printf ("%s %s", base, name)))
    return;
  ObjectUse *use = g_new0 (ObjectUse, 1);
  use->user = g_steal_pointer (&base);
  use->name = g_strdup (name);
  g_ptr_array_add (uses, use);
}

GPtrArray *
object_uses (const ObjectFile *object, gboolean (*wanted) (const char *name, gconstpointer data), gconstpointer data)
{
  GPtrArray *uses = g_ptr_array_new_with_free_func (use_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 1; i < object->sections->len; i++)
    {
      const ObjectSection *section = object_section (object, i);
      for (guint j = 0; j < section->relocations->len; j++)
        {
          const ObjectRelocation *relocation = &g_array_index (section->relocations, ObjectRelocation, j);
          const ObjectSymbol *symbol = object_symbol (object, relocation->symbol);
          if (relocation->symbol == 0 || symbol->section != SHN_UNDEF || !wanted (symbol->name, data))
            continue;
          for (guint k = 0; k < section->owners->len; k++)
            {
              const ObjectSymbol *owner = object_symbol (object, g_array_index (section->owners, guint, k));
              if (owner->value <= relocation->offset && relocation->offset < owner->value + owner->size)
                add_use (uses, known, owner->name, symbol->name);
            }
        }
    }
  return uses;
}

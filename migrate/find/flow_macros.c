/* SPDX-License-Identifier: MIT */
/*
 * Macros: what stands in a body belongs to the macro, and macros in its body do, too.
 */
#include "find/flow_macros.h"

#include "model/text_intern.h"

#include <string.h>

static void
link_in_families (Flow *flow, const char *(*node) (const Flow *flow, const char *family, const char *name), const char *a,
                  const char *b)
{
  for (guint i = 0; i < flow->families->len; i++)
    {
      const char *family = g_ptr_array_index (flow->families, i);

      flow_link (flow, LINK_SAME, node (flow, family, a), node (flow, family, b));
    }
}

static void
read_families (Flow *flow)
{
  for (guint i = 0; i < rule_set_size (flow->types.rules); i++)
    {
      const char *family = rule_set_nth (flow->types.rules, i)->family;

      if (family && !g_ptr_array_find_with_equal_func (flow->families, family, g_str_equal, NULL))
        g_ptr_array_add (flow->families, (gpointer) family);
    }
}

/* The node of what is called @a key already. */
static const char *
by_key (const Flow *flow, const char *family, const char *key)
{
  (void) flow;
  return flow_name (family, key);
}

void
flow_read_macros (Flow *flow)
{
  read_families (flow);
  for (guint i = 0; i < flow->analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (flow->analysis->files, i);

      for (guint j = 0; j < file->source->directives->len; j++)
        {
          const Directive *directive = &g_array_index (file->source->directives, Directive, j);
          const char *name, *key, *known;

          if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN)
            continue;
          name = source_spelling (flow->analysis->pool, file->source, directive->name);
          if (!g_hash_table_contains (file->defined, name))
            continue;
          key = wmem_strdup_printf (flow->analysis->pool, "#%s:%s", file->source->path, name);
          known = g_hash_table_lookup (flow->macros, name);
          if (!known)
            g_hash_table_insert (flow->macros, (gpointer) name, (gpointer) key);
          else
            link_in_families (flow, by_key, known, key);
        }
    }
}

void
flow_link_macros (Flow *flow)
{
  for (guint i = 0; i < flow->analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (flow->analysis->files, i);
      const Source *source = file->source;

      for (guint j = 0; j < file->candidates->len; j++)
        {
          guint32 token = g_array_index (file->candidates, guint32, j);
          const Directive *directive = source_directive (source, token);
          const Rule *rule = flow_family_rule (flow, source_spelling (flow->analysis->pool, source, token));
          char *text;

          if (!directive || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN
              || token < directive->body)
            continue;
          if (!rule)
            rule = rule_set_lookup_field (flow->types.rules, NULL, source_spelling (flow->analysis->pool, source, token),
                                          strlen (source_spelling (flow->analysis->pool, source, token)));
          if (!rule || !rule->family)
            continue;
          text = g_strdup_printf ("@%s:%u", source->path, source_token (source, token)->offset);
          flow_link (flow, LINK_SAME, text_intern (text),
                     flow_macro (flow, rule->family, source_spelling (flow->analysis->pool, source, directive->name)));
          g_free (text);
        }
    }
}

void
flow_link_nested_macros (Flow *flow)
{
  GHashTable *defined = ((UnitFile *) g_ptr_array_index (flow->analysis->files, 0))->defined;
  GHashTableIter macros;
  gpointer macro, names;

  g_hash_table_iter_init (&macros, defined);
  while (g_hash_table_iter_next (&macros, &macro, &names))
    for (guint i = 0; i < ((GPtrArray *) names)->len; i++)
      {
        const char *inner = g_ptr_array_index ((GPtrArray *) names, i);

        if (g_hash_table_contains (defined, inner))
          link_in_families (flow, flow_macro, macro, inner);
      }
}

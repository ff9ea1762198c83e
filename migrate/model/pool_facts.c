/* SPDX-License-Identifier: MIT */
/*
 * A unit's pool facts as a GVariant: a table of texts, and numbers that point into it.
 */
#include "model/pool_facts.h"

#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"

#define PACKED_TYPE "(aayauau)"

enum {
  FUNCTION_FIELDS = 15,
  USE_FIELDS = 9
};

typedef struct
{
  GVariantBuilder texts;
  GHashTable *numbers; /* text -> number; 0 stands for NULL */
} Texts;

gboolean
pool_id_is_called (const char *id, const char *name)
{
  return g_str_equal (id, name) || (g_str_has_suffix (id, name) && strchr (":#", id[strlen (id) - strlen (name) - 1]));
}

PoolFacts *
pool_facts_new (wmem_allocator_t *pool)
{
  PoolFacts *facts = wmem_new (pool, PoolFacts);
  facts->functions = pool_array (pool, sizeof (PoolFunction));
  facts->uses = pool_array (pool, sizeof (PoolUse));
  return facts;
}

static guint32
number_of (Texts *texts, const char *text)
{
  if (!text)
    return 0;
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (texts->numbers, text));
  if (number == 0)
    {
      number = g_hash_table_size (texts->numbers) + 1;
      g_hash_table_insert (texts->numbers, (gpointer) text, GUINT_TO_POINTER (number));
      g_variant_builder_add_value (&texts->texts, g_variant_new_bytestring (text));
    }
  return number;
}

static GVariant *
pack_numbers (const GArray *numbers)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, numbers->data, numbers->len, sizeof (guint32));
}

GVariant *
pool_facts_pack (const PoolFacts *facts)
{
  Texts texts = { .numbers = g_hash_table_new (g_str_hash, g_str_equal) };
  g_variant_builder_init (&texts.texts, G_VARIANT_TYPE_BYTESTRING_ARRAY);
  g_autoptr (GArray) functions = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < facts->functions->len; i++)
    {
      const PoolFunction *f = &g_array_index (facts->functions, PoolFunction, i);
      const guint32 row[FUNCTION_FIELDS]
          = { number_of (&texts, f->id), number_of (&texts, f->name), number_of (&texts, f->path), f->line,
              f->internal, f->defined, f->macro, f->n_parameters, number_of (&texts, f->barred),
              number_of (&texts, f->carrier), number_of (&texts, f->parameter), f->pointer, f->part, number_of (&texts, f->owner),
              f->plain };
      g_array_append_vals (functions, row, FUNCTION_FIELDS);
    }
  for (guint i = 0; i < facts->uses->len; i++)
    {
      const PoolUse *use = &g_array_index (facts->uses, PoolUse, i);
      const guint32 row[USE_FIELDS]
          = { use->kind, use->pool, use->covered, use->unsure, number_of (&texts, use->from),
              number_of (&texts, use->to), number_of (&texts, use->path), use->line, number_of (&texts, use->text) };
      g_array_append_vals (uses, row, USE_FIELDS);
    }
  GVariant *parts[] = { g_variant_builder_end (&texts.texts), pack_numbers (functions), pack_numbers (uses) };
  g_hash_table_unref (texts.numbers);
  return g_variant_new_tuple (parts, G_N_ELEMENTS (parts));
}

static const char *
text_at (const char *const *texts, guint32 number)
{
  return number == 0 ? NULL : texts[number - 1];
}

PoolFacts *
pool_facts_unpack (wmem_allocator_t *pool, GVariant *packed)
{
  PoolFacts *facts = pool_facts_new (pool);
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (PACKED_TYPE)))
    return facts;
  g_autoptr (GVariant) texts = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) functions = g_variant_get_child_value (packed, 1);
  g_autoptr (GVariant) uses = g_variant_get_child_value (packed, 2);
  gsize n;
  const guint32 *row;
  g_autofree const char **interned = g_new0 (const char *, g_variant_n_children (texts) + 1);
  for (gsize i = 0; i < g_variant_n_children (texts); i++)
    {
      g_autoptr (GVariant) text = g_variant_get_child_value (texts, i);
      interned[i] = text_intern (g_variant_get_bytestring (text));
    }
  row = g_variant_get_fixed_array (functions, &n, sizeof (guint32));
  for (; n >= FUNCTION_FIELDS; n -= FUNCTION_FIELDS, row += FUNCTION_FIELDS)
    {
      const PoolFunction f = {
        .id = text_at (interned, row[0]),
        .name = text_at (interned, row[1]),
        .path = text_at (interned, row[2]),
        .line = row[3],
        .internal = row[4] != 0,
        .defined = row[5] != 0,
        .macro = row[6] != 0,
        .n_parameters = row[7],
        .barred = text_at (interned, row[8]),
        .carrier = text_at (interned, row[9]),
        .parameter = text_at (interned, row[10]),
        .pointer = row[11] != 0,
        .part = row[12] != 0,
        .owner = text_at (interned, row[13]),
        .plain = row[14] != 0,
      };
      g_array_append_val (facts->functions, f);
    }
  row = g_variant_get_fixed_array (uses, &n, sizeof (guint32));
  for (; n >= USE_FIELDS; n -= USE_FIELDS, row += USE_FIELDS)
    {
      const PoolUse use = { (PoolUseKind) row[0], row[1], row[2] != 0, row[3] != 0, text_at (interned, row[4]),
                            text_at (interned, row[5]), text_at (interned, row[6]), row[7], text_at (interned, row[8]) };
      g_array_append_val (facts->uses, use);
    }
  return facts;
}

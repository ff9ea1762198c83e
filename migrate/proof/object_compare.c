/* SPDX-License-Identifier: MIT */
/*
 * The comparison: pairs of functions and variables, and for each the walk over bytes and relocations.
 */
#include "proof/object_compare.h"

#include <string.h>

#include "proof/object_difference.h"
#include "proof/object_names.h"
#include "proof/object_span.h"

static void
item_free (gpointer data)
{
  ObjectItem *item = data;
  g_free (item->name);
  g_free (item->difference);
  g_free (item);
}

/* All pieces of one name: symbols (of guint) on each side. */
typedef struct {
  char *name;
  gboolean function;
  GArray *pieces[2];
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;
  g_free (group->name);
  g_array_unref (group->pieces[0]);
  g_array_unref (group->pieces[1]);
  g_free (group);
}

static gboolean
is_code (const ObjectSymbol *symbol)
{
  return symbol->type == STT_FUNC || symbol->type == STT_GNU_IFUNC;
}

static void
collect_symbols (GHashTable *groups, const ObjectFile *object, guint side)
{
  for (guint number = 1; number < object->symbols->len; number++)
    {
      const ObjectSymbol *symbol = object_symbol (object, number);
      gboolean data = symbol->type == STT_OBJECT || symbol->type == STT_TLS;
      if (symbol->section == SHN_UNDEF || !(is_code (symbol) || data) || object_symbol_is_made_up (object, number))
        continue;
      g_autofree char *name = object_name_base (symbol->name);
      g_autofree char *key = g_strconcat (is_code (symbol) ? "f" : "v", name, NULL);
      Group *group = g_hash_table_lookup (groups, key);
      if (!group)
        {
          group = g_new0 (Group, 1);
          group->name = g_steal_pointer (&name);
          group->function = is_code (symbol);
          group->pieces[0] = g_array_new (FALSE, FALSE, sizeof (guint));
          group->pieces[1] = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      g_array_append_val (group->pieces[side], number);
    }
}

static gint
compare_pieces (gconstpointer left, gconstpointer right, gpointer data)
{
  const char *one = object_symbol (data, *(const guint *) left)->name;
  const char *other = object_symbol (data, *(const guint *) right)->name;
  g_autofree char *suffix = object_name_suffix (one), *other_suffix = object_name_suffix (other);
  int order = strcmp (suffix, other_suffix);
  return order ? order : strcmp (one, other);
}

/* Puts the piece @right, at @from, to @to. */
static void
move_piece (GArray *right, guint from, guint to)
{
  guint taken = g_array_index (right, guint, from);
  g_array_remove_index (right, from);
  g_array_insert_val (right, to, taken);
}

/* Puts the pieces of the right side in the order of those of the left that they stand for, where several have one kind
 * of name, since numbers mean nothing: those that functions have been found to use alike, or that are equal. */
static void
match_pieces (ObjectPair *pair, Group *group)
{
  GArray *left = group->pieces[0], *right = group->pieces[1];
  guint claims = pair->claims->len;
  for (guint i = 0; i < left->len; i++)
    {
      guint one = g_array_index (left, guint, i), partner = object_pair_partner (pair, one), best = G_MAXUINT;
      for (guint j = i; j < right->len && best == G_MAXUINT; j++)
        {
          guint other = g_array_index (right, guint, j);
          if (partner != 0 ? other == partner : object_symbols_equal (pair, one, other))
            best = j;
        }
      if (best != G_MAXUINT)
        move_piece (right, best, i);
    }
  object_pair_forget (pair, claims); /* they were tries */
}

static char *
judge_group (ObjectPair *pair, Group *group)
{
  GArray *left = group->pieces[0], *right = group->pieces[1];
  const char *kind = group->function ? "function" : "variable";
  if (left->len == 0 || right->len == 0)
    return g_strdup_printf (left->len == 0 ? "a %s that the rules do not make" : "the %s is not there", kind);
  g_array_sort_with_data (left, compare_pieces, (gpointer) pair->sides[0]);
  g_array_sort_with_data (right, compare_pieces, (gpointer) pair->sides[1]);
  if (left->len != right->len)
    return g_strdup_printf ("%u pieces of the %s where %u are expected", right->len, kind, left->len);
  if (left->len > 1)
    match_pieces (pair, group);
  guint code = 0;
  for (guint i = 0; i < left->len; i++)
    {
      guint one = g_array_index (left, guint, i), other = g_array_index (right, guint, i);
      if (!object_symbols_equal (pair, one, other))
        return object_difference (pair, one, other);
      if (!object_pair_claim (pair, one, other))
        return g_strdup ("stands for two things of the other side");
      code += object_symbol (pair->sides[0], one)->size > 0;
    }
  return code > 0 ? NULL : g_strdup_printf ("the %s is empty", kind);
}

static void
add_item (GPtrArray *items, const char *name, gboolean function, char *difference)
{
  ObjectItem *item = g_new0 (ObjectItem, 1);
  item->name = g_strdup (name);
  item->function = function;
  item->identical = !difference;
  item->difference = difference;
  g_ptr_array_add (items, item);
}

/* Sections that the linker collects without a name for what is in them: constructors and the like. */
static void
judge_nameless (ObjectPair *pair, GPtrArray *items)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint side = 0; side < 2; side++)
    for (guint i = 1; i < pair->sides[side]->sections->len; i++)
      {
        const ObjectSection *section = object_section (pair->sides[side], i);
        gboolean told = !(section->flags & SHF_ALLOC) || section->owners->len > 0 || section->size == 0
                        || (section->flags & SHF_MERGE) || g_str_has_prefix (section->name, ".rodata")
                        || g_str_has_prefix (section->name, ".eh_frame")
                        || g_str_has_prefix (section->name, ".note") || section->type == SHT_GROUP;
        if (told || !g_hash_table_add (seen, (gpointer) section->name))
          continue;
        pair->item = items->len;
        gboolean same = object_named_sections_equal (pair, section->name);
        add_item (items, section->name, FALSE, same ? NULL : g_strdup ("the section's content differs"));
      }
}

static gint
compare_items (gconstpointer left, gconstpointer right)
{
  const ObjectItem *one = *(const ObjectItem *const *) left, *other = *(const ObjectItem *const *) right;
  int order = strcmp (one->name, other->name);
  return order ? order : one->function - other->function;
}

/* Something that is known by its name on one side stands for two things on the other: whoever relied on it is not
 * proved. */
static void
withdraw (ObjectPair *pair, GPtrArray *items)
{
  g_autofree const char **names = g_new0 (const char *, items->len + 1);
  object_pair_conflicts (pair, names);
  for (guint i = 0; i < items->len; i++)
    {
      ObjectItem *item = items->pdata[i];
      if (!item->identical || !names[i])
        continue;
      item->identical = FALSE;
      item->difference = g_strdup_printf ("'%s' is another one", names[i]);
    }
}

GPtrArray *
object_compare (const ObjectFile *expected, const ObjectFile *found)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  ObjectPair *pair = object_pair_new (expected, found);
  collect_symbols (groups, expected, 0);
  collect_symbols (groups, found, 1);
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (groups), (GCompareFunc) strcmp);
  for (GList *key = keys; key; key = key->next)
    {
      Group *group = g_hash_table_lookup (groups, key->data);
      pair->item = items->len;
      guint claims = pair->claims->len;
      char *difference = expected->machine == found->machine ? judge_group (pair, group)
                                                             : g_strdup ("for another machine");
      if (difference)
        object_pair_forget (pair, claims);
      add_item (items, group->name, group->function, difference);
    }
  judge_nameless (pair, items);
  withdraw (pair, items);
  object_pair_free (pair);
  g_ptr_array_sort (items, compare_items);
  return items;
}

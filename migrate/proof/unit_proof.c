/* SPDX-License-Identifier: MIT */
/*
 * Two compiles and a comparison; a third compile where something is left open.
 */
#include "proof/unit_proof.h"

#include <glib/gstdio.h>

#include "find/pool_array.h"
#include "proof/object_compare.h"

#define ITEM_TYPE "(sbbs)"
#define ANSWER_TYPE "(sa" ITEM_TYPE "as)"

static gboolean
contains_path (GPtrArray *paths, const char *path)
{
  for (guint i = 0; i < paths->len; i++)
    if (g_str_equal (paths->pdata[i], path))
      return TRUE;
  return FALSE;
}

/* A changed file that was read as it was: around the tree, by a link or an absolute path. */
static char *
find_leak (const UnitProof *proof, GPtrArray *read)
{
  for (guint i = 0; i < proof->changed->len; i++)
    if (contains_path (read, proof->changed->pdata[i]))
      return g_strdup_printf ("its flags or links lead past the rewritten '%s'", (char *) proof->changed->pdata[i]);
  return NULL;
}

/* @return NULL, or (transfer full) why there is no object. @param read  set to the files that it was made from. */
static char *
make_object (const UnitProof *proof, ProofSide side, const char *header, ObjectFile **object, GPtrArray **read)
{
  g_autofree char *path = g_strdup_printf ("%s.o", proof->object);
  const ObjectCompile compile = {
    .command = proof->command, .tree = proof->trees[side], .header = header, .object = path,
    .timeout_seconds = proof->timeout_seconds,
  };
  g_autoptr (GError) error = NULL;
  char *failure = object_compile (&compile, read);
  if (!failure)
    failure = find_leak (proof, *read);
  if (!failure && !(*object = object_file_read (path, &error)))
    failure = g_strdup (error->message);
  g_unlink (path);
  return failure;
}

static void
add_read (GVariantBuilder *builder, const UnitProof *proof, GPtrArray *const read[N_SIDES])
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < proof->changed->len; i++)
    {
      const char *path = proof->changed->pdata[i];
      gboolean both = TRUE;
      for (guint side = 0; side < N_SIDES; side++)
        {
          g_autofree char *shadow = shadow_tree_path (proof->trees[side], path);
          both = both && contains_path (read[side], shadow);
        }
      if (both)
        g_variant_builder_add (builder, "s", path);
    }
  g_variant_builder_close (builder);
}

static gboolean
all_identical (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (!((ObjectItem *) items->pdata[i])->identical)
      return FALSE;
  return TRUE;
}

/* What is the same by one of two ways to say what the rules mean is the same. */
static void
take_identical (GPtrArray *items, GPtrArray *others)
{
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        ObjectItem *item = items->pdata[i];
        const ObjectItem *other = others->pdata[j];
        if (other->identical && item->function == other->function && g_str_equal (item->name, other->name))
          item->identical = TRUE;
      }
}

static void
add_items (GVariantBuilder *builder, GPtrArray *items)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a" ITEM_TYPE));
  for (guint i = 0; i < items->len; i++)
    {
      const ObjectItem *item = items->pdata[i];
      g_autofree char *name = g_utf8_make_valid (item->name, -1);
      g_autofree char *words = item->identical ? g_strdup ("") : g_utf8_make_valid (item->difference, -1);
      g_variant_builder_add (builder, ITEM_TYPE, name, item->function, item->identical, words);
    }
  g_variant_builder_close (builder);
}

static GVariant *
failed_answer (const char *failure)
{
  g_autofree char *valid = g_utf8_make_valid (failure, -1);
  return g_variant_new (ANSWER_TYPE, valid, NULL, NULL);
}

static GVariant *
compile_and_compare (const UnitProof *proof)
{
  ObjectFile *objects[N_SIDES] = { NULL, NULL }, *second = NULL;
  g_autoptr (GPtrArray) expected_read = NULL;
  g_autoptr (GPtrArray) found_read = NULL;
  g_autoptr (GPtrArray) second_read = NULL;
  g_autoptr (GPtrArray) items = NULL;
  GVariant *answer;
  g_autofree char *failure = make_object (proof, SIDE_FOUND, NULL, &objects[SIDE_FOUND], &found_read);
  if (failure)
    {
      object_file_free (objects[SIDE_FOUND]);
      return failed_answer (failure);
    }
  failure = make_object (proof, SIDE_EXPECTED, proof->headers[0], &objects[SIDE_EXPECTED], &expected_read);
  if (!failure)
    items = object_compare (objects[SIDE_EXPECTED], objects[SIDE_FOUND]);
  if (proof->headers[1] && (failure || !all_identical (items)))
    {
      g_autofree char *second_failure = make_object (proof, SIDE_EXPECTED, proof->headers[1], &second, &second_read);
      g_autoptr (GPtrArray) others = second_failure ? NULL : object_compare (second, objects[SIDE_FOUND]);
      if (others && items)
        take_identical (items, others);
      else if (others)
        {
          items = g_steal_pointer (&others);
          expected_read = g_steal_pointer (&second_read);
        }
    }
  if (!items)
    {
      g_autofree char *text = g_strdup_printf ("what the rules make of the original: %s", failure);
      answer = failed_answer (text);
    }
  else
    {
      GVariantBuilder builder;
      GPtrArray *const read[N_SIDES] = { expected_read, found_read };
      g_variant_builder_init (&builder, G_VARIANT_TYPE (ANSWER_TYPE));
      g_variant_builder_add (&builder, "s", "");
      add_items (&builder, items);
      add_read (&builder, proof, read);
      answer = g_variant_builder_end (&builder);
    }
  object_file_free (objects[SIDE_EXPECTED]);
  object_file_free (objects[SIDE_FOUND]);
  object_file_free (second);
  return answer;
}

GVariant *
unit_proof_run (const UnitProof *proof)
{
  g_autofree char *refusal = object_compile_refuses (proof->command);
  if (refusal)
    return failed_answer (refusal);
  g_autofree char *key = proof->cache ? unit_cache_key (proof->cache, proof) : NULL;
  GVariant *answer = key ? unit_cache_find (proof->cache, key, G_VARIANT_TYPE (ANSWER_TYPE)) : NULL;
  if (answer)
    return answer;
  answer = compile_and_compare (proof);
  const char *failure;
  g_variant_get_child (answer, 0, "&s", &failure);
  if (key && !*failure)
    unit_cache_put (proof->cache, key, answer);
  return answer;
}

UnitJudgement *
unit_judgement_failed (wmem_allocator_t *pool, const char *failure)
{
  UnitJudgement *judgement = wmem_new0 (pool, UnitJudgement);
  judgement->failure = wmem_strdup (pool, failure);
  judgement->items = pool_array (pool, sizeof (UnitItem));
  judgement->read = pool_pointers (pool);
  return judgement;
}

UnitJudgement *
unit_judgement_read (wmem_allocator_t *pool, GVariant *answer)
{
  UnitJudgement *judgement = unit_judgement_failed (pool, NULL);
  g_autoptr (GVariantIter) items = NULL;
  g_autoptr (GVariantIter) read = NULL;
  const char *failure, *name, *difference, *path;
  UnitItem item;
  g_variant_get (answer, "(&sa" ITEM_TYPE "as)", &failure, &items, &read);
  judgement->failure = *failure ? wmem_strdup (pool, failure) : NULL;
  while (g_variant_iter_next (items, "(&sbb&s)", &name, &item.function, &item.identical, &difference))
    {
      item.name = wmem_strdup (pool, name);
      item.difference = wmem_strdup (pool, difference);
      g_array_append_val (judgement->items, item);
    }
  while (g_variant_iter_next (read, "&s", &path))
    g_ptr_array_add (judgement->read, (gpointer) g_intern_string (path));
  return judgement;
}

const UnitItem *
unit_judgement_find (const UnitJudgement *judgement, const char *name, gboolean function)
{
  for (guint i = 0; i < judgement->items->len; i++)
    {
      const UnitItem *item = &g_array_index (judgement->items, UnitItem, i);
      if (item->function == function && g_str_equal (item->name, name))
        return item;
    }
  return NULL;
}

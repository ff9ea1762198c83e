/* SPDX-License-Identifier: MIT */
/*
 * Two compiles and a comparison; others where something is left open.
 */
#include "proof/unit_proof.h"

#include <stdlib.h>

#include <glib/gstdio.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "proof/header_uses.h"
#include "proof/object_compare.h"
#include "proof/object_uses.h"
#include "proof/preprocessed.h"

#define ITEM_TYPE "(sbbbs)"
#define ANSWER_TYPE "(sba" ITEM_TYPE "aaya(ss))"

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

/* How @side is compiled to @output. */
static ObjectCompile
compile_of (const UnitProof *proof, ProofSide side, const char *header, Optimization optimization, const char *output)
{
  return (ObjectCompile){
    .command = proof->command,
    .tree = proof->trees[side],
    .header = header,
    .object = output,
    .optimization = optimization,
    .timeout_seconds = proof->timeout_seconds,
  };
}

/* One side of a proof. */
typedef struct {
  ObjectFile *object;
  GPtrArray *read; /* the files that it was made from */
} Made;

static void
made_clear (Made *made)
{
  object_file_free (made->object);
  if (made->read)
    g_ptr_array_unref (made->read);
}

/* @return NULL, or (transfer full) why there is no object. */
static char *
make_object (const UnitProof *proof, ProofSide side, const char *header, Optimization optimization, Made *made)
{
  g_autofree char *path = g_strdup_printf ("%s.o", proof->object);
  const ObjectCompile compile = compile_of (proof, side, header, optimization, path);
  g_autoptr (GError) error = NULL;
  char *failure = object_compile (&compile, &made->read);
  if (!failure)
    failure = find_leak (proof, made->read);
  if (!failure && !(made->object = object_file_read (path, &error)))
    failure = g_strdup (error->message);
  g_unlink (path);
  return failure;
}

static void
add_read (GVariantBuilder *builder, const UnitProof *proof, GPtrArray *const read[N_SIDES])
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("aay"));
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
        g_variant_builder_add_value (builder, g_variant_new_bytestring (path));
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

/* What is the same by one of the ways to say what the rules mean is the same; or it is explained. */
static void
take_identical (GPtrArray *items, GPtrArray *others, Reference reference)
{
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        ObjectItem *item = items->pdata[i];
        const ObjectItem *other = others->pdata[j];
        if (!other->identical || item->function != other->function || !g_str_equal (item->name, other->name))
          continue;
        item->explained = reference == REFERENCE_REPEATED && !item->identical;
        item->identical |= reference != REFERENCE_REPEATED;
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
      g_variant_builder_add (builder, ITEM_TYPE, name, item->function, item->identical, item->explained, words);
    }
  g_variant_builder_close (builder);
}

gboolean
unit_proof_is_old_name (const char *name, gconstpointer rules)
{
  const Rule *rule = rule_set_find (rules, name);
  gboolean old = rule && (rule->kind == RULE_FUNCTION || rule->kind == RULE_MACRO) && rule_set_is_core (rules, rule);
  for (const Rule *form = rule; old && form; form = form->next)
    old = g_strcmp0 (form->target, name) != 0;
  return old;
}

/* What the headers bring that this run does not rewrite. */
static HeaderUses *
read_headers (const UnitProof *proof, GPtrArray *read)
{
  HeaderUses *brought = header_uses_new ();
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  /* As the compiler's names are made real: one that does not change is read where it lies. */
  char *main_file = realpath (proof->command->file, NULL);
  g_ptr_array_add (own, shadow_tree_path (proof->trees[SIDE_FOUND], proof->command->file));
  g_ptr_array_add (own, g_strdup (main_file ? main_file : proof->command->file));
  free (main_file);
  for (guint i = 0; i < proof->changed->len; i++)
    g_ptr_array_add (own, shadow_tree_path (proof->trees[SIDE_FOUND], proof->changed->pdata[i]));
  for (guint i = 0; i < read->len; i++)
    if (contains_path (own, read->pdata[i]))
      header_uses_read (brought, proof->rules, read->pdata[i]);
    else
      header_uses_read_header (brought, proof->rules, read->pdata[i]);
  return brought;
}

static void
add_uses (GVariantBuilder *builder, const UnitProof *proof, const Made *found)
{
  g_autoptr (GPtrArray) uses = object_uses (found->object, unit_proof_is_old_name, proof->rules);
  g_autoptr (HeaderUses) brought = uses->len > 0 ? read_headers (proof, found->read) : NULL;
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < uses->len; i++)
    {
      const ObjectUse *use = uses->pdata[i];
      if (header_uses_bring (brought, use->name))
        continue;
      g_autofree char *user = g_utf8_make_valid (use->user, -1);
      g_variant_builder_add (builder, "(ss)", user, use->name);
    }
  g_variant_builder_close (builder);
}

static GVariant *
failed_answer (const char *failure)
{
  g_autofree char *valid = g_utf8_make_valid (failure, -1);
  return g_variant_new (ANSWER_TYPE, valid, FALSE, NULL, NULL, NULL);
}

/* The two sides, made alike. */
typedef struct {
  Made found, expected;
  GPtrArray *items; /* what the comparison gives; NULL: nothing */
} Pair;

static void
pair_clear (Pair *pair)
{
  made_clear (&pair->expected);
  made_clear (&pair->found);
  if (pair->items)
    g_ptr_array_unref (pair->items);
  *pair = (Pair){ 0 };
}

/* Compares what the rules make of the original with what is found, in all ways that are needed. The first that compiles is what is expected.
 *
 * @return NULL, or (transfer full) why nothing compiles. */
static char *
compare_in_all_ways (const UnitProof *proof, Optimization optimization, Pair *pair)
{
  char *failure = NULL;
  for (guint reference = 0; reference < N_REFERENCES && !(pair->items && all_identical (pair->items)); reference++)
    {
      Made made = { NULL, NULL };
      if (!proof->headers[reference] || (reference == REFERENCE_REPEATED && !pair->items))
        continue;
      g_autofree char *problem = make_object (proof, SIDE_EXPECTED, proof->headers[reference], optimization, &made);
      g_autoptr (GPtrArray) others = problem ? NULL : object_compare (made.object, pair->found.object);
      if (pair->items && others)
        take_identical (pair->items, others, reference);
      if (!pair->items && others)
        {
          pair->items = g_steal_pointer (&others);
          pair->expected = made;
          made = (Made){ NULL, NULL };
        }
      if (!pair->items && !failure)
        failure = g_steal_pointer (&problem);
      made_clear (&made);
    }
  if (pair->items)
    g_clear_pointer (&failure, g_free);
  return failure;
}

/* What was the same, or explained, with less optimisation is so. */
static void
take_earlier (GPtrArray *items, GPtrArray *earlier)
{
  for (guint i = 0; earlier && i < items->len; i++)
    for (guint j = 0; j < earlier->len; j++)
      {
        ObjectItem *item = items->pdata[i];
        const ObjectItem *other = earlier->pdata[j];
        if (item->function != other->function || !g_str_equal (item->name, other->name))
          continue;
        item->identical |= other->identical;
        item->explained = !item->identical && (item->explained || other->explained);
      }
}

/* Makes and compares both sides: with more optimisation only where with less something is not the same.
 *
 * @return NULL, or (transfer full) why nothing can be said. */
static char *
make_and_compare (const UnitProof *proof, Pair *pair)
{
  for (Optimization optimization = 0; optimization < N_OPTIMIZATIONS; optimization++)
    {
      g_autoptr (GPtrArray) earlier = pair->items ? g_ptr_array_ref (pair->items) : NULL;
      pair_clear (pair);
      char *failure = make_object (proof, SIDE_FOUND, NULL, optimization, &pair->found);
      if (failure)
        return failure;
      g_autofree char *problem = compare_in_all_ways (proof, optimization, pair);
      if (problem)
        return g_strdup_printf ("what the rules make of the original: %s", problem);
      take_earlier (pair->items, earlier);
      if (all_identical (pair->items))
        break;
    }
  return NULL;
}

static GVariant *
compile_and_compare (const UnitProof *proof)
{
  Pair pair = { 0 };
  g_autofree char *failure = make_and_compare (proof, &pair);
  GVariant *answer;
  if (failure)
    answer = failed_answer (failure);
  else
    {
      GVariantBuilder builder;
      GPtrArray *const read[N_SIDES] = { pair.expected.read, pair.found.read };
      g_variant_builder_init (&builder, G_VARIANT_TYPE (ANSWER_TYPE));
      g_variant_builder_add (&builder, "s", "");
      g_variant_builder_add (&builder, "b", FALSE);
      add_items (&builder, pair.items);
      add_read (&builder, proof, read);
      add_uses (&builder, proof, &pair.found);
      answer = g_variant_builder_end (&builder);
    }
  pair_clear (&pair);
  return answer;
}

char *
unit_proof_preprocess (const UnitProof *proof, ProofSide side, const char *header)
{
  g_autofree char *output = g_strdup_printf ("%s.i", proof->object);
  const ObjectCompile compile = compile_of (proof, side, header, OPTIMIZED_LITTLE, output);
  return object_preprocess (&compile);
}

/* @return (nullable, transfer full) what the compiler would see of @side. */
static Preprocessed *
preprocess (const UnitProof *proof, ProofSide side, const char *header)
{
  g_autofree char *text = unit_proof_preprocess (proof, side, header);
  g_autofree char *base = header ? g_path_get_basename (header) : NULL, *name = base ? g_strconcat (PREPROCESSED_HEADER "/", base, NULL) : NULL;
  return text ? preprocessed_read (text, proof->command->directory, name) : NULL;
}

static gboolean
has_read (Preprocessed *side, const char *path)
{
  g_autofree char *name = g_strconcat (PREPROCESSED_TREE, path, NULL);
  return g_hash_table_contains (side, name);
}

/* @return (nullable) floating; NULL where it takes more than the text. */
static GVariant *
compare_texts (const UnitProof *proof)
{
  g_autoptr (GHashTable) expected = preprocess (proof, SIDE_EXPECTED, proof->headers[REFERENCE_EXACT]);
  g_autoptr (GHashTable) found = expected ? preprocess (proof, SIDE_FOUND, NULL) : NULL;
  if (!found || !preprocessed_same (expected, found))
    return NULL;
  for (guint i = 0; i < proof->changed->len; i++)
    if (!has_read (found, proof->changed->pdata[i]))
      return NULL;
  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < proof->changed->len; i++)
    g_variant_builder_add_value (&builder, g_variant_new_bytestring (proof->changed->pdata[i]));
  return g_variant_new (ANSWER_TYPE, "", TRUE, NULL, &builder, NULL);
}

GVariant *
unit_proof_run (const UnitProof *proof)
{
  g_autofree char *refusal = object_compile_refuses (proof->command);
  if (refusal)
    return failed_answer (refusal);
  GVariant *same = proof->reads_only ? compare_texts (proof) : NULL;
  if (same)
    return same;
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
  judgement->uses = pool_array (pool, sizeof (UnitUse));
  return judgement;
}

UnitJudgement *
unit_judgement_read (wmem_allocator_t *pool, GVariant *answer)
{
  UnitJudgement *judgement = unit_judgement_failed (pool, NULL);
  g_autoptr (GVariantIter) items = NULL;
  g_autoptr (GVariantIter) read = NULL;
  g_autoptr (GVariantIter) uses = NULL;
  const char *failure, *name, *difference, *path, *user;
  UnitItem item;
  g_variant_get (answer, "(&sba" ITEM_TYPE "aaya(ss))", &failure, &judgement->same_text, &items, &read, &uses);
  judgement->failure = *failure ? wmem_strdup (pool, failure) : NULL;
  while (g_variant_iter_next (items, "(&sbbb&s)", &name, &item.function, &item.identical, &item.explained, &difference))
    {
      item.name = wmem_strdup (pool, name);
      item.difference = wmem_strdup (pool, difference);
      g_array_append_val (judgement->items, item);
    }
  while (g_variant_iter_next (read, "^&ay", &path))
    g_ptr_array_add (judgement->read, (gpointer) text_intern (path));
  while (g_variant_iter_next (uses, "(&s&s)", &user, &name))
    {
      UnitUse use = { wmem_strdup (pool, user), wmem_strdup (pool, name) };
      g_array_append_val (judgement->uses, use);
    }
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

/* SPDX-License-Identifier: MIT */
/*
 * Two compiles and a comparison; others where something is left open.
 */
#include "proof/unit_proof.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "proof/header_uses.h"
#include "proof/object_compare.h"
#include "proof/object_uses.h"
#include "proof/preprocessed.h"

#define ITEM_TYPE "(sbbbs)"
#define ANSWER_TYPE "(sbba" ITEM_TYPE "aaya(ss))"

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

/* How one side of a unit is told to the compiler, and what came of it. */
typedef struct {
  ProofSide side;
  const char *header;
  gboolean tried;  /* to make the text */
  char *failure;   /* why there can be neither text nor object */
  char *text;      /* what the preprocessor leaves; NULL: the compiler gets the source itself */
  GPtrArray *read; /* the files that it is made from */
} Program;

/* A unit at work. */
typedef struct {
  const UnitProof *proof;
  const char *ending; /* of a file with the text; NULL: there are no texts */
  Program found, expected[N_REFERENCES], joint;
  char *version;
  GPtrArray *items; /* what the comparison gives; NULL: nothing */
  gboolean leaks;   /* a changed file was read as it was */
} Work;

static ObjectCompile
compile_of (const Work *work, const Program *program, Optimization optimization)
{
  const UnitProof *proof = work->proof;
  return (ObjectCompile){
    .command = proof->command,
    .tree = proof->trees[program->side],
    .header = program->header,
    .object = proof->object,
    .optimization = optimization,
    .timeout_seconds = proof->timeout_seconds,
  };
}

static void
program_clear (Program *program)
{
  g_free (program->failure);
  g_free (program->text);
  if (program->read)
    g_ptr_array_unref (program->read);
}

static Work
work_new (const UnitProof *proof)
{
  Work work = { .proof = proof, .ending = object_text_ending (proof->command) };
  work.found = (Program){ .side = SIDE_FOUND, .header = work.ending ? proof->version : NULL };
  work.joint = (Program){ .side = SIDE_JOINT, .header = proof->headers[REFERENCE_EXACT] };
  for (guint i = 0; i < N_REFERENCES; i++)
    work.expected[i] = (Program){ .side = SIDE_EXPECTED, .header = proof->headers[i] };
  return work;
}

static void
work_clear (Work *work)
{
  program_clear (&work->found);
  program_clear (&work->joint);
  for (guint i = 0; i < N_REFERENCES; i++)
    program_clear (&work->expected[i]);
  g_free (work->version);
  if (work->items)
    g_ptr_array_unref (work->items);
}

/* Takes what the compiler says of itself out of the text. */
static char *
take_version (char *text)
{
  g_autofree char *line = g_strndup (UNIT_PROOF_VERSION, strcspn (UNIT_PROOF_VERSION, " "));
  char *at = strstr (text, line);
  const gsize length = at ? strcspn (at, "\n") : 0;
  char *version = g_strndup (at ? at : "", length);
  if (at)
    memset (at, ' ', length);
  return version;
}

/* Makes the text of @program, where it can have one. */
static void
make_text (Work *work, Program *program)
{
  if (!work->ending || program->tried)
    return;
  program->tried = TRUE;
  const ObjectCompile compile = compile_of (work, program, OPTIMIZED_LITTLE);
  program->failure = object_preprocess (&compile, &program->text, &program->read);
  if (program->text && program == &work->found)
    work->version = take_version (program->text);
}

static gboolean
same_text (const Program *one, const Program *other)
{
  return one->text && other->text && preprocessed_same (one->text, other->text);
}

/* Compiles @program to where it is read from. What compilers make of a text is what they make of its source; where one will not have the
 * text it gets that. @return NULL, or (transfer full) why there is no object. */
static char *
compile_program (const Work *work, Program *program, Optimization optimization)
{
  ObjectCompile compile = compile_of (work, program, optimization);
  compile.header = NULL;
  if (program->text)
    {
      g_autofree char *path = g_strconcat (work->proof->object, work->ending, NULL);
      compile.text = path;
      g_autofree char *failure = g_file_set_contents (path, program->text, -1, NULL) ? object_compile (&compile, NULL) : g_strdup ("");
      g_unlink (path);
      compile.text = NULL;
      if (!failure)
        return NULL;
    }
  compile.header = program->side == SIDE_EXPECTED ? program->header : NULL;
  return object_compile (&compile, program->read ? NULL : &program->read);
}

/* @return NULL, or (transfer full) why there is no object. */
static char *
make_object (Work *work, Program *program, Optimization optimization, ObjectFile **object)
{
  g_autofree char *path = g_strdup_printf ("%s.o", work->proof->object);
  g_autoptr (GError) error = NULL;
  char *failure = compile_program (work, program, optimization);
  if (!failure)
    work->leaks |= (failure = find_leak (work->proof, program->read)) != NULL;
  if (!failure && !(*object = object_file_read (path, &error)))
    failure = g_strdup (error->message);
  g_unlink (path);
  return failure;
}

/* Whether the file at @path is one of those that @program is made from, as it reads on its side. */
static gboolean
reads_changed (const UnitProof *proof, const Program *program, const char *path)
{
  g_autofree char *shadow = shadow_tree_path (proof->trees[program->side], path);
  return contains_path (program->read, shadow);
}

static void
add_read (GVariantBuilder *builder, const UnitProof *proof, const Program *expected, const Program *found)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < proof->changed->len; i++)
    {
      const char *path = proof->changed->pdata[i];
      if (reads_changed (proof, expected, path) && reads_changed (proof, found, path))
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
add_uses (GVariantBuilder *builder, const Work *work, const ObjectFile *object)
{
  const UnitProof *proof = work->proof;
  g_autoptr (GPtrArray) uses = object_uses (object, unit_proof_is_old_name, proof->rules);
  g_autoptr (HeaderUses) brought = uses->len > 0 ? read_headers (proof, work->found.read) : NULL;
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
failed_answer (const char *failure, gboolean leaks)
{
  g_autofree char *valid = g_utf8_make_valid (failure, -1);
  return g_variant_new (ANSWER_TYPE, valid, leaks, FALSE, NULL, NULL, NULL);
}

/* Whether the program is known by what was compared before: an expected one that says the same. */
static gboolean
was_compared (const Work *work, guint reference)
{
  for (guint i = 0; i < reference; i++)
    if (work->proof->headers[i] && same_text (&work->expected[i], &work->expected[reference]))
      return TRUE;
  return FALSE;
}

/* Compares what the rules make of the original in one way with what is @found. @return NULL, or (transfer full) why nothing compiles. */
static char *
compare_in_one_way (Work *work, guint reference, Optimization optimization, const ObjectFile *found, GPtrArray **items)
{
  Program *program = &work->expected[reference];
  make_text (work, program);
  if (program->failure)
    return g_strdup (program->failure);
  if (same_text (program, &work->found))
    {
      *items = object_compare (found, found);
      return NULL;
    }
  ObjectFile *object = NULL;
  char *failure = make_object (work, program, optimization, &object);
  if (!failure)
    *items = object_compare (object, found);
  object_file_free (object);
  return failure;
}

/* Compares what the rules make of the original with what is @found, in all ways that are needed. The first that compiles is what is expected.
 *
 * @return NULL, or (transfer full) why nothing compiles. */
static char *
compare_in_all_ways (Work *work, Optimization optimization, const ObjectFile *found, const Program **expected)
{
  char *failure = NULL;
  for (guint reference = 0; reference < N_REFERENCES && !(work->items && all_identical (work->items)); reference++)
    {
      g_autoptr (GPtrArray) others = NULL;
      if (!work->proof->headers[reference] || (reference == REFERENCE_REPEATED && !work->items) || (work->items && was_compared (work, reference)))
        continue;
      g_autofree char *problem = compare_in_one_way (work, reference, optimization, found, &others);
      if (work->items && others)
        take_identical (work->items, others, reference);
      if (!work->items && others)
        {
          work->items = g_steal_pointer (&others);
          *expected = &work->expected[reference];
        }
      if (!work->items && !failure)
        failure = g_steal_pointer (&problem);
    }
  if (work->items)
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

/* Both sides are the same text: one of them is compiled, to see what there is code of, and that costs least without optimisation. @return
 * whether there is an object: some code compiles with optimisation only. */
static gboolean
make_same (Work *work, ObjectFile **object, const Program **expected)
{
  g_autofree char *failure = make_object (work, &work->found, OPTIMIZED_NOT, object);
  if (failure)
    return FALSE;
  work->items = object_compare (*object, *object);
  *expected = &work->expected[REFERENCE_EXACT];
  return TRUE;
}

/* Makes and compares both sides: with more optimisation only where with less something is not the same. What is read is
 * the same with both.
 *
 * @param object    (out) what is found.
 * @param expected  (out) what it was compared with first.
 * @return NULL, or (transfer full) why nothing can be said. */
static char *
make_and_compare (Work *work, ObjectFile **object, const Program **expected)
{
  if (same_text (&work->expected[REFERENCE_EXACT], &work->found) && make_same (work, object, expected))
    return NULL;
  for (Optimization optimization = OPTIMIZED_LITTLE; optimization < N_OPTIMIZATIONS; optimization++)
    {
      g_autoptr (GPtrArray) earlier = g_steal_pointer (&work->items);
      g_clear_pointer (object, object_file_free);
      char *failure = make_object (work, &work->found, optimization, object);
      if (failure)
        return failure;
      g_autofree char *problem = compare_in_all_ways (work, optimization, *object, expected);
      if (problem)
        return g_strdup_printf ("what the rules make of the original: %s", problem);
      take_earlier (work->items, earlier);
      if (all_identical (work->items))
        break;
    }
  return NULL;
}

/* @param object  what is found; NULL: the texts are the same, and nothing else is asked. */
static GVariant *
answer_of (const Work *work, const Program *expected, const Program *found, const ObjectFile *object)
{
  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (ANSWER_TYPE));
  g_variant_builder_add (&builder, "s", "");
  g_variant_builder_add (&builder, "b", FALSE);
  g_variant_builder_add (&builder, "b", object == NULL);
  if (object)
    add_items (&builder, work->items);
  else
    g_variant_builder_add (&builder, "a" ITEM_TYPE, NULL);
  add_read (&builder, work->proof, expected, found);
  if (object)
    add_uses (&builder, work, object);
  else
    g_variant_builder_add (&builder, "a(ss)", NULL);
  return g_variant_builder_end (&builder);
}

static GVariant *
compile_and_compare (Work *work)
{
  ObjectFile *object = NULL;
  const Program *expected = NULL;
  g_autofree char *failure = make_and_compare (work, &object, &expected);
  GVariant *answer = failure ? failed_answer (failure, work->leaks) : answer_of (work, expected, &work->found, object);
  object_file_free (object);
  return answer;
}

/* @return (transfer container) the texts that a verdict follows from, NULL-terminated; NULL: not all can be made. */
static const char **
texts_of (Work *work)
{
  const gboolean same = same_text (&work->expected[REFERENCE_EXACT], &work->found);
  const char *texts[N_REFERENCES + 2];
  guint count = 0;
  texts[count++] = work->found.text;
  for (guint i = 0; i < N_REFERENCES && !same; i++)
    if (work->proof->headers[i])
      {
        make_text (work, &work->expected[i]);
        texts[count++] = work->expected[i].text;
      }
  for (guint i = 0; i < count; i++)
    if (!texts[i])
      return NULL;
  texts[count] = NULL;
  return g_memdup2 (texts, (count + 1) * sizeof *texts);
}

/* Whether both sides of the unit, read at once, are the same text. */
static gboolean
same_joint_text (Work *work)
{
  const UnitProof *proof = work->proof;
  if (!proof->trees[SIDE_JOINT])
    return FALSE;
  make_text (work, &work->joint);
  g_autofree char *leak = work->joint.text ? find_leak (proof, work->joint.read) : NULL;
  return work->joint.text && !leak && preprocessed_sides_same (work->joint.text);
}

static GVariant *
prove (Work *work)
{
  const UnitProof *proof = work->proof;
  if (same_joint_text (work))
    return answer_of (work, &work->joint, &work->joint, NULL);
  Program *exact = &work->expected[REFERENCE_EXACT];
  make_text (work, &work->found);
  if (work->found.failure)
    return failed_answer (work->found.failure, FALSE);
  make_text (work, exact);
  g_autofree char *leak = work->found.text ? find_leak (proof, work->found.read) : NULL;
  if (leak)
    return failed_answer (leak, TRUE);
  if (proof->reads_only && same_text (exact, &work->found))
    return answer_of (work, exact, &work->found, NULL);
  g_autofree const char **texts = proof->cache ? texts_of (work) : NULL;
  g_autofree char *key = texts ? unit_cache_key (proof->cache, proof, work->version, texts) : NULL;
  GVariant *answer = key ? unit_cache_find (proof->cache, key, G_VARIANT_TYPE (ANSWER_TYPE)) : NULL;
  if (answer)
    return answer;
  answer = compile_and_compare (work);
  const char *problem;
  g_variant_get_child (answer, 0, "&s", &problem);
  if (key && !*problem)
    unit_cache_put (proof->cache, key, answer);
  return answer;
}

GVariant *
unit_proof_run (const UnitProof *proof)
{
  g_autofree char *refusal = object_compile_refuses (proof->command);
  if (refusal)
    return failed_answer (refusal, FALSE);
  Work work = work_new (proof);
  GVariant *answer = prove (&work);
  work_clear (&work);
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
  g_variant_get (answer, "(&sbba" ITEM_TYPE "aaya(ss))", &failure, &judgement->leaks, &judgement->same_text, &items, &read, &uses);
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

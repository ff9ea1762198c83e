/* SPDX-License-Identifier: MIT */
/*
 * A summary that comes out of a file is taken as it was packed, or not at all: what judges it follows its numbers without a look.
 * Packs a unit that has some of everything, and unpacks it with each of its words changed to each number that may mean something
 * there, without its end, and with more at it. Whatever is taken has to be sound.
 */
#include <stdio.h>
#include <string.h>

#include "scope/summary/summarise.h"

static const char source[]
    = "typedef struct { void *data, *more; int n; struct { void *deep; } inner; } record;\n"
      "void *ep_alloc (int);\nvoid *both (void **, int);\n"
      "static record kept;\nstatic int flag;\n"
      "static void other (record *r, void *p) { if (flag) r->data = p; else r->more = kept.data; }\n"
      "static void *ask (record *r, int n) { if (n == 0) return r->data; flag = 0; kept.n = n; return ep_alloc (n); }\n"
      "void use (record *r, void (*call) (void *), int n)\n"
      "{\n"
      "  void *out = 0, *made = ep_alloc (8);\n"
      "  if (!both (&out, n)) return;\n"
      "  for (; n > 0; n--) { if (n == 3) continue; kept.data = n > 1 ? made : out; }\n"
      "  other (&kept, ask (r, 0));\n"
      "  if (kept.more == r) call (\"text\");\n"
      "  call (r->data);\n"
      "  call (&r->inner);\n"
      "  call (other);\n"
      "  r->more = ((record *) r->data)->more;\n"
      "}\n"
      "static const struct { int n; void (*function) (record *, void *); } table[] = { { 1, other }, { 2, 0 } };\n"
      "const void *first (void) { return table; }\n";

static gboolean
is_set (const ScopeFunction *f, ScopeSet set)
{
  gboolean sound = TRUE;
  for (guint i = 0; i < set.n; i++)
    sound &= set.ids[i] < f->origins->len;
  return sound;
}

static gboolean
is_moment (const ScopeFunction *f, ScopeMoment moment)
{
  return moment.branch < f->branches->len;
}

static gboolean
is_origin (const ScopeFunction *f, guint i)
{
  const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, i);
  switch (o->kind)
    {
    case ORIGIN_PARAMETER:
      return o->a < f->n_parameters;
    case ORIGIN_CALL:
    case ORIGIN_ANSWER:
      return o->a < f->calls->len;
    case ORIGIN_OUT:
      return o->name && o->a < f->calls->len && o->b < g_array_index (f->calls, ScopeCall, o->a).n_arguments;
    case ORIGIN_LOAD:
    case ORIGIN_MEMBER:
      return o->name && o->a < i;
    case ORIGIN_GUARDED:
      return o->a < i;
    case ORIGIN_GLOBAL:
    case ORIGIN_FUNCTION:
      return o->name != NULL;
    case ORIGIN_LOCAL:
    case ORIGIN_TEXT:
    case ORIGIN_CONDITION:
      return TRUE;
    case N_ORIGIN_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
is_call (const ScopeFunction *f, const ScopeCall *c)
{
  gboolean sound = is_set (f, c->target) && is_set (f, c->written) && is_set (f, c->tested) && is_moment (f, c->moment)
                   && (c->pool == SCOPE_NO_POOL || c->pool < c->n_arguments);
  for (guint i = 0; i < c->n_arguments; i++)
    sound &= is_set (f, c->arguments[i]);
  return sound;
}

static gboolean
is_function (const ScopeFunction *f)
{
  gboolean sound = f->id && f->name && is_set (f, f->written) && is_set (f, f->written_where[0]) && is_set (f, f->written_where[1])
                   && is_set (f, f->returns);
  for (guint i = 0; i < f->origins->len; i++)
    sound = sound && is_origin (f, i);
  for (guint i = 0; i < f->calls->len; i++)
    sound = sound && is_call (f, &g_array_index (f->calls, ScopeCall, i));
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *store = &g_array_index (f->stores, ScopeStore, i);
      sound = sound && store->field && is_set (f, store->base) && is_set (f, store->value) && is_set (f, store->tested) && is_moment (f, store->moment);
    }
  for (guint i = 0; i < f->reads->len; i++)
    {
      const ScopeRead *read = &g_array_index (f->reads, ScopeRead, i);
      sound = sound && read->variable && read->field && is_set (f, read->tested) && is_moment (f, read->moment);
    }
  for (guint i = 0; i < f->flags->len; i++)
    sound = sound && g_array_index (f->flags, ScopeFlag, i).variable && g_array_index (f->flags, ScopeFlag, i).field;
  for (guint i = 0; i < f->jumps->len; i++)
    sound = sound && is_moment (f, g_array_index (f->jumps, ScopeJump, i).moment);
  /* The way up ends at the function itself. */
  for (guint i = 0; i < f->branches->len; i++)
    sound = sound && (i == 0 ? g_array_index (f->branches, ScopeBranch, 0).parent == 0 : g_array_index (f->branches, ScopeBranch, i).parent < i);
  return sound;
}

static gboolean
is_unit (const ScopeUnit *unit)
{
  gboolean sound = TRUE;
  for (guint i = 0; i < unit->functions->len; i++)
    sound = sound && is_function (g_ptr_array_index (unit->functions, i));
  for (guint i = 0; i < unit->entries->len; i++)
    sound = sound && g_array_index (unit->entries, ScopeEntry, i).variable && g_array_index (unit->entries, ScopeEntry, i).field;
  return sound;
}

typedef struct {
  GVariant *strings;
  guint32 *words;
  gsize n_words;
  guint taken, unsound; /* so far */
} Trial;

/* @return whether the first @n of the words are taken. */
static gboolean
try_words (Trial *trial, gsize n)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  g_autoptr (GVariant) packed
      = g_variant_ref_sink (g_variant_new ("(@aay@au)", trial->strings, g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, trial->words, n, sizeof (guint32))));
  const ScopeUnit *unit = scope_unit_unpack (pool, packed);
  trial->taken += unit != NULL;
  if (unit && !is_unit (unit))
    trial->unsound++;
  wmem_destroy_allocator (pool);
  return unit != NULL;
}

static void
try_numbers (Trial *trial, gsize at)
{
  const guint32 before = trial->words[at];
  for (guint32 number = 0; number <= 64; number++)
    {
      trial->words[at] = number < 64 ? number : G_MAXUINT32;
      try_words (trial, trial->n_words);
    }
  trial->words[at] = before;
}

static GVariant *
summary_of_source (wmem_allocator_t *pool)
{
  struct CXUnsavedFile file = { "unit.c", source, strlen (source) };
  static const char *const options[] = { "-std=gnu11", "-Wno-everything" };
  CXIndex index = clang_createIndex (0, 1);
  CXTranslationUnit unit = clang_parseTranslationUnit (index, "unit.c", options, G_N_ELEMENTS (options), &file, 1, 0);
  if (!unit || clang_getNumDiagnostics (unit) > 0)
    g_error ("the source does not parse");
  GVariant *summary = g_variant_ref_sink (scope_summarise (pool, unit));
  clang_disposeTranslationUnit (unit);
  clang_disposeIndex (index);
  return summary;
}

/* Whether the source has a row of everything that is looked at above. */
static gboolean
has_everything (const ScopeUnit *unit)
{
  gsize kinds = 0, rows[5] = { 0 };
  for (guint i = 0; i < unit->functions->len; i++)
    {
      const ScopeFunction *f = g_ptr_array_index (unit->functions, i);
      const ScopeTable *tables[] = { f->stores, f->reads, f->flags, f->jumps, unit->entries };
      for (guint k = 0; k < G_N_ELEMENTS (tables); k++)
        rows[k] += tables[k]->len;
      for (guint k = 0; k < f->origins->len; k++)
        kinds |= 1u << g_array_index (f->origins, ScopeOrigin, k).kind;
    }
  const gsize wanted = 1u << ORIGIN_PARAMETER | 1u << ORIGIN_CALL | 1u << ORIGIN_OUT | 1u << ORIGIN_LOAD | 1u << ORIGIN_GLOBAL | 1u << ORIGIN_FUNCTION
                       | 1u << ORIGIN_TEXT | 1u << ORIGIN_MEMBER | 1u << ORIGIN_GUARDED | 1u << ORIGIN_CONDITION | 1u << ORIGIN_ANSWER;
  const gboolean all = (kinds & wanted) == wanted && rows[0] > 0 && rows[1] > 0 && rows[2] > 0 && rows[3] > 0 && rows[4] > 0;
  if (!all)
    g_printerr ("kinds of origins %" G_GSIZE_MODIFIER "x of %" G_GSIZE_MODIFIER "x, rows %zu %zu %zu %zu %zu\n", kinds, wanted, rows[0], rows[1], rows[2],
                rows[3], rows[4]);
  return all;
}

int
main (void)
{
  wmem_init ();
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  g_autoptr (GVariant) packed = summary_of_source (pool);
  ScopeUnit *unit = scope_unit_unpack (pool, packed);
  if (!unit || !has_everything (unit) || !is_unit (unit))
    g_error ("the summary is not what it has to be");
  g_autoptr (GVariant) again = g_variant_ref_sink (scope_unit_pack (unit)), words = g_variant_get_child_value (packed, 1),
                       text = g_variant_new_string ("no summary");
  guint wrong = !g_variant_equal (again, packed) || scope_unit_unpack (pool, NULL) || scope_unit_unpack (pool, g_variant_ref_sink (text));
  if (wrong)
    printf ("what is unpacked is not what was packed\n");

  Trial trial = { .strings = g_variant_get_child_value (packed, 0) };
  const guint32 *given = g_variant_get_fixed_array (words, &trial.n_words, sizeof *given);
  trial.words = g_new (guint32, trial.n_words + 1);
  memcpy (trial.words, given, trial.n_words * sizeof *given);
  trial.words[trial.n_words] = 0;
  for (gsize n = 0; n <= trial.n_words + 1; n++)
    if (try_words (&trial, n) != (n == trial.n_words))
      {
        printf ("the first %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " words are taken for the wrong thing\n", n, trial.n_words);
        wrong++;
      }
  trial.taken = 0;
  for (gsize at = 0; at < trial.n_words; at++)
    try_numbers (&trial, at);
  printf ("%" G_GSIZE_FORMAT " words: %u of %" G_GSIZE_FORMAT " changes are taken, %u of them are unsound\n", trial.n_words, trial.taken, trial.n_words * 65,
          trial.unsound);
  wrong += trial.unsound;
  g_free (trial.words);
  g_variant_unref (trial.strings);
  wmem_destroy_allocator (pool);
  wmem_cleanup ();
  return wrong == 0 && trial.taken > trial.n_words ? 0 : 1;
}

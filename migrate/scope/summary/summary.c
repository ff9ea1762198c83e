/* SPDX-License-Identifier: MIT */
/*
 * Summaries packed and unpacked: a table of strings, and one stream of words that both directions walk alike.
 */
#include "scope/summary/summary.h"

#include "model/text_intern.h"

#include <string.h>

/* One stream for both directions, so that the layout is written down once: a field is written when packing and read
 * when unpacking. */
typedef struct {
  gboolean packing, damaged;
  wmem_allocator_t *pool;
  GArray *words;            /* packing */
  GPtrArray *strings;       /* packing: index 0 is NULL */
  GHashTable *string_index; /* packing */
  const guint32 *input;     /* unpacking */
  gsize n_input, at;
  const char **names; /* unpacking: interned */
  gsize n_names;
  GHashTable *runs; /* unpacking: those that were copied, as a count and so many words */
  guint32 *room;    /* unpacking: where the next one goes */
  gsize n_room;
} Stream;

#define ROOM 2048 /* words that are allocated at once */

static void
word (Stream *s, guint32 *value)
{
  if (s->packing)
    g_array_append_val (s->words, *value);
  else if (s->at < s->n_input)
    *value = s->input[s->at++];
  else
    {
      s->damaged = TRUE;
      *value = 0;
    }
}

static void
text (Stream *s, const char **value)
{
  guint32 index = 0;
  if (s->packing && *value)
    {
      index = GPOINTER_TO_UINT (g_hash_table_lookup (s->string_index, *value));
      if (index == 0)
        {
          index = s->strings->len + 1;
          g_ptr_array_add (s->strings, (gpointer) *value);
          g_hash_table_insert (s->string_index, (gpointer) *value, GUINT_TO_POINTER (index));
        }
    }
  word (s, &index);
  if (s->packing)
    return;
  if (index > s->n_names)
    {
      s->damaged = TRUE;
      index = 0;
    }
  *value = index == 0 ? NULL : s->names[index - 1];
}

/* A text that is never missing: what follows looks into it. */
static void
required_text (Stream *s, const char **value)
{
  text (s, value);
  if (s->packing || *value)
    return;
  s->damaged = TRUE;
  *value = "";
}

/* A count of things that take at least one word each: a damaged file must not make us allocate the world. */
static guint32
count (Stream *s, guint32 value)
{
  word (s, &value);
  if (!s->packing && value > s->n_input - s->at)
    {
      s->damaged = TRUE;
      value = 0;
    }
  return value;
}

static void
place (Stream *s, ScopePlace *value)
{
  text (s, &value->path);
  word (s, &value->offset);
  word (s, &value->line);
  word (s, &value->column);
}

static guint
run_hash (gconstpointer key)
{
  const guint32 *run = key;
  guint hash = run[0];
  for (guint32 i = 1; i <= run[0]; i++)
    hash = hash * 31 + run[i];
  return hash * 2654435761u;
}

static gboolean
run_equal (gconstpointer a, gconstpointer b)
{
  const guint32 *x = a, *y = b;
  return x[0] == y[0] && memcmp (x, y, (1 + (gsize) x[0]) * sizeof *x) == 0;
}

/* A copy of @run that lies in the pool. */
static const guint32 *
run_copied (Stream *s, const guint32 *run)
{
  const gsize n = 1 + (gsize) run[0];
  if (n > ROOM / 8)
    return wmem_memdup (s->pool, run, n * sizeof *run);
  if (n > s->n_room)
    {
      s->room = wmem_alloc_array (s->pool, guint32, ROOM);
      s->n_room = ROOM;
    }
  guint32 *copy = memcpy (s->room, run, n * sizeof *run);
  s->room += n;
  s->n_room -= n;
  return copy;
}

/* @n words in one piece, after their count. When unpacking they are copied, so that the package need not stay for them; most are
 * the same as others of their unit, and are copied once. */
static const guint32 *
words_in_place (Stream *s, const guint32 *words, guint32 n)
{
  if (n == 0)
    return NULL;
  if (s->packing)
    {
      g_array_append_vals (s->words, words, n);
      return words;
    }
  const guint32 *run = s->input + s->at - 1;
  gpointer known = NULL;
  if (!g_hash_table_lookup_extended (s->runs, run, &known, NULL))
    {
      known = (gpointer) run_copied (s, run);
      g_hash_table_add (s->runs, known);
    }
  s->at += n;
  return (const guint32 *) known + 1;
}

static void
set (Stream *s, ScopeSet *value)
{
  value->n = count (s, value->n);
  value->ids = words_in_place (s, value->ids, value->n);
}

static void
flag (Stream *s, gboolean *value)
{
  guint32 bit = *value ? 1 : 0;
  word (s, &bit);
  *value = bit != 0;
}

static void
moment (Stream *s, ScopeMoment *m)
{
  word (s, &m->step);
  word (s, &m->branch);
}

static void
origin (Stream *s, ScopeOrigin *o)
{
  guint32 kind = o->kind, b = o->b;
  word (s, &kind);
  word (s, &o->a);
  word (s, &b);
  s->damaged |= kind >= N_ORIGIN_KINDS || b > SCOPE_MAX_B;
  o->kind = kind & 63;
  o->b = b & SCOPE_MAX_B;
  text (s, &o->name);
}

static void
call (Stream *s, ScopeCall *c)
{
  place (s, &c->place);
  text (s, &c->callee);
  text (s, &c->name);
  set (s, &c->target);
  c->n_arguments = count (s, c->n_arguments);
  if (!s->packing)
    c->arguments = wmem_alloc0_array (s->pool, ScopeSet, c->n_arguments);
  for (guint i = 0; i < c->n_arguments; i++)
    set (s, &c->arguments[i]);
  const guint32 n_constants = count (s, !c->constants ? 0 : c->n_arguments);
  s->damaged |= n_constants != 0 && n_constants != c->n_arguments;
  c->constants = words_in_place (s, c->constants, n_constants);
  word (s, &c->pool);
  gboolean last = c->last;
  flag (s, &last);
  c->last = last != FALSE;
  text (s, &c->pinfo);
  moment (s, &c->moment);
  set (s, &c->written);
  set (s, &c->tested);
}

static void
store (Stream *s, ScopeStore *st)
{
  place (s, &st->place);
  set (s, &st->base);
  required_text (s, &st->field);
  set (s, &st->value);
  flag (s, &st->weak);
  moment (s, &st->moment);
  set (s, &st->tested);
}

static void
flag_written (Stream *s, ScopeFlag *f)
{
  required_text (s, &f->variable);
  required_text (s, &f->field);
  flag (s, &f->zero);
}

static void
branch (Stream *s, ScopeBranch *b)
{
  word (s, &b->parent);
  word (s, &b->construct);
  word (s, &b->condition);
  word (s, &b->asks);
}

static void
jump (Stream *s, ScopeJump *j)
{
  moment (s, &j->moment);
  word (s, &j->target);
}

static void
read_before_write (Stream *s, ScopeRead *r)
{
  place (s, &r->place);
  required_text (s, &r->variable);
  required_text (s, &r->field);
  moment (s, &r->moment);
  flag (s, &r->compared);
  set (s, &r->tested);
}

static void
entry (Stream *s, ScopeEntry *e)
{
  place (s, &e->place);
  required_text (s, &e->variable);
  required_text (s, &e->field);
  text (s, &e->function);
}

static void
set_length (wmem_allocator_t *pool, ScopeTable *table, guint32 n, gsize size)
{
  table->data = n == 0 ? NULL : wmem_alloc0 (pool, n * size);
  table->len = table->room = n;
}

#define EACH(s, array, Type, walk)                          \
  do                                                        \
    {                                                       \
      guint32 n_ = count ((s), (array)->len);               \
      if (!(s)->packing)                                    \
        set_length ((s)->pool, (array), n_, sizeof (Type)); \
      for (guint i_ = 0; i_ < n_; i_++)                     \
        walk ((s), &g_array_index ((array), Type, i_));     \
    }                                                       \
  while (0)

static void
function (Stream *s, ScopeFunction *f)
{
  text (s, &f->id);
  text (s, &f->name);
  place (s, &f->place);
  flag (s, &f->internal);
  flag (s, &f->torn);
  f->n_parameters = count (s, f->n_parameters);
  if (!s->packing)
    f->records = wmem_alloc0_array (s->pool, const char *, f->n_parameters);
  for (guint i = 0; i < f->n_parameters; i++)
    text (s, &f->records[i]);
  EACH (s, f->origins, ScopeOrigin, origin);
  EACH (s, f->calls, ScopeCall, call);
  EACH (s, f->stores, ScopeStore, store);
  EACH (s, f->reads, ScopeRead, read_before_write);
  EACH (s, f->flags, ScopeFlag, flag_written);
  EACH (s, f->branches, ScopeBranch, branch);
  EACH (s, f->jumps, ScopeJump, jump);
  set (s, &f->written);
  set (s, &f->written_where[0]);
  set (s, &f->written_where[1]);
  set (s, &f->returns);
}

static gboolean
free_pointers (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *user_data)
{
  g_ptr_array_unref (user_data);
  return FALSE;
}

void
scope_table_append (wmem_allocator_t *pool, ScopeTable *table, gconstpointer row, gsize size)
{
  if (table->len == table->room)
    {
      table->room = MAX (table->room * 2, 4);
      table->data = wmem_realloc (pool, table->data, table->room * size);
    }
  memcpy (table->data + table->len++ * size, row, size);
}

ScopeUnit *
scope_unit_new (wmem_allocator_t *pool)
{
  ScopeUnit *unit = wmem_new0 (pool, ScopeUnit);
  unit->functions = g_ptr_array_new ();
  wmem_register_callback (pool, free_pointers, unit->functions);
  unit->pool = pool;
  unit->entries = wmem_new0 (pool, ScopeTable);
  return unit;
}

ScopeFunction *
scope_function_new (wmem_allocator_t *pool)
{
  ScopeFunction *f = wmem_new0 (pool, ScopeFunction);
  ScopeTable **tables[] = { &f->origins, &f->calls, &f->stores, &f->reads, &f->flags, &f->branches, &f->jumps };
  ScopeTable *empty = wmem_alloc0_array (pool, ScopeTable, G_N_ELEMENTS (tables));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    *tables[i] = &empty[i];
  return f;
}

GVariant *
scope_unit_pack (const ScopeUnit *unit)
{
  Stream s = { .packing = TRUE,
               .words = g_array_new (FALSE, FALSE, sizeof (guint32)),
               .strings = g_ptr_array_new (),
               .string_index = g_hash_table_new (NULL, NULL) };
  count (&s, unit->functions->len);
  for (guint i = 0; i < unit->functions->len; i++)
    function (&s, g_ptr_array_index (unit->functions, i));
  EACH (&s, unit->entries, ScopeEntry, entry);
  GVariant *packed = g_variant_new ("(@aay@au)",
                                    g_variant_new_bytestring_array ((const char *const *) s.strings->pdata, s.strings->len),
                                    g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, s.words->data, s.words->len, sizeof (guint32)));
  g_array_unref (s.words);
  g_ptr_array_unref (s.strings);
  g_hash_table_unref (s.string_index);
  return packed;
}

/* Whether every index in @f points into its tables: what follows relies on it. */
static gboolean
set_is_valid (const ScopeFunction *f, ScopeSet value)
{
  for (guint i = 0; i < value.n; i++)
    if (value.ids[i] >= f->origins->len)
      return FALSE;
  return TRUE;
}

static gboolean
function_is_valid (const ScopeFunction *f)
{
  if (!f->id || !f->name || !set_is_valid (f, f->returns)
      || !set_is_valid (f, f->written) || !set_is_valid (f, f->written_where[0]) || !set_is_valid (f, f->written_where[1]))
    return FALSE;
  for (guint i = 0; i < f->branches->len; i++)
    if (g_array_index (f->branches, ScopeBranch, i).parent >= MAX (i, 1)) /* no cycles but the function's own */
      return FALSE;
  for (guint i = 0; i < f->jumps->len; i++)
    if (g_array_index (f->jumps, ScopeJump, i).moment.branch >= f->branches->len)
      return FALSE;
  for (guint i = 0; i < f->reads->len; i++)
    if (!set_is_valid (f, g_array_index (f->reads, ScopeRead, i).tested)
        || g_array_index (f->reads, ScopeRead, i).moment.branch >= f->branches->len)
      return FALSE;
  for (guint i = 0; i < f->origins->len; i++)
    {
      const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, i);
      if ((o->kind == ORIGIN_CALL || o->kind == ORIGIN_OUT || o->kind == ORIGIN_ANSWER) && o->a >= f->calls->len)
        return FALSE;
      if (o->kind == ORIGIN_OUT && o->b >= g_array_index (f->calls, ScopeCall, o->a).n_arguments)
        return FALSE;
      if (o->kind == ORIGIN_PARAMETER && o->a >= f->n_parameters)
        return FALSE;
      if ((o->kind == ORIGIN_LOAD || o->kind == ORIGIN_OUT || o->kind == ORIGIN_MEMBER || o->kind == ORIGIN_GLOBAL
           || o->kind == ORIGIN_FUNCTION)
          && !o->name)
        return FALSE;
      if ((o->kind == ORIGIN_LOAD || o->kind == ORIGIN_GUARDED || o->kind == ORIGIN_MEMBER) && o->a >= i) /* follows what it is of: no cycles */
        return FALSE;
    }
  for (guint i = 0; i < f->calls->len; i++)
    {
      const ScopeCall *c = &g_array_index (f->calls, ScopeCall, i);
      gboolean valid = set_is_valid (f, c->target) && set_is_valid (f, c->written) && set_is_valid (f, c->tested)
                       && c->moment.branch < f->branches->len && (c->pool == SCOPE_NO_POOL || c->pool < c->n_arguments);
      for (guint a = 0; a < c->n_arguments; a++)
        valid = valid && set_is_valid (f, c->arguments[a]);
      if (!valid)
        return FALSE;
    }
  for (guint i = 0; i < f->stores->len; i++)
    {
      const ScopeStore *st = &g_array_index (f->stores, ScopeStore, i);
      if (!set_is_valid (f, st->base) || !set_is_valid (f, st->value) || !set_is_valid (f, st->tested) || st->moment.branch >= f->branches->len)
        return FALSE;
    }
  return TRUE;
}

ScopeUnit *
scope_unit_unpack (wmem_allocator_t *pool, GVariant *packed)
{
  if (!packed || !g_variant_is_of_type (packed, G_VARIANT_TYPE (SCOPE_SUMMARY_TYPE)))
    return NULL;
  g_autoptr (GVariant) strings = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) words = g_variant_get_child_value (packed, 1);
  Stream s = { .packing = FALSE, .pool = pool };
  g_autofree const char **names = g_variant_get_bytestring_array (strings, &s.n_names);
  for (gsize i = 0; i < s.n_names; i++)
    names[i] = text_intern (names[i]);
  s.names = names;
  g_autoptr (GHashTable) runs = g_hash_table_new (run_hash, run_equal);
  s.runs = runs;
  s.input = g_variant_get_fixed_array (words, &s.n_input, sizeof (guint32));

  ScopeUnit *unit = scope_unit_new (pool);
  guint32 n = count (&s, 0);
  for (guint i = 0; i < n && !s.damaged; i++)
    {
      ScopeFunction *f = scope_function_new (pool);
      function (&s, f);
      if (s.damaged || !function_is_valid (f))
        return NULL;
      g_ptr_array_add (unit->functions, f);
    }
  if (!s.damaged)
    EACH (&s, unit->entries, ScopeEntry, entry);
  return s.damaged || s.at != s.n_input ? NULL : unit;
}

gboolean
scope_set_contains (ScopeSet set, guint32 id)
{
  for (guint i = 0; i < set.n; i++)
    if (set.ids[i] == id)
      return TRUE;
  return FALSE;
}

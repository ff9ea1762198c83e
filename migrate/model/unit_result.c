/* SPDX-License-Identifier: MIT */
/*
 * A unit's result as a GVariant: how it gets from a worker to its parent.
 *
 * Strings are bytes, not text: paths and sources may be in any encoding.
 */
#include "model/unit_result.h"

#include "model/pool_array.h"
#include "model/text_intern.h"

#define TEXT "may"
/* A comment may name an API a hundred thousand times: words and a table of texts, not a tree of small values. */
#define OCCURRENCES_TYPE_STRING "(aayau)"
#define SUPPRESSION_TYPE_STRING "(uu" TEXT "b)"
#define FILE_TYPE_STRING "(" TEXT "tttb" OCCURRENCES_TYPE_STRING "a" SUPPRESSION_TYPE_STRING ")"
#define EDIT_TYPE_STRING "(" TEXT "uu" TEXT ")"
#define CHANGE_TYPE_STRING "(i" TEXT "yyba" EDIT_TYPE_STRING TEXT TEXT ")"
#define DIAGNOSTIC_TYPE_STRING "(" TEXT "uuu" TEXT ")"
#define RESULT_TYPE_STRING \
  "(" TEXT "y" TEXT "a" FILE_TYPE_STRING "a" CHANGE_TYPE_STRING "a" DIAGNOSTIC_TYPE_STRING "mva(yuu)aaymv)"

static void
put_text (GVariantBuilder *builder, const char *text)
{
  g_variant_builder_add_value (
      builder,
      g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING, text ? g_variant_new_bytestring (text) : NULL));
}

static const char *
get_text (wmem_allocator_t *pool, GVariant *tuple, gsize index)
{
  GVariant *maybe = g_variant_get_child_value (tuple, index);
  GVariant *value = g_variant_get_maybe (maybe);
  const char *text = value ? wmem_strdup (pool, g_variant_get_bytestring (value)) : NULL;

  if (value)
    g_variant_unref (value);
  g_variant_unref (maybe);
  return text;
}

/* Interned, since paths are compared by pointer. */
static const char *
get_path (GVariant *tuple, gsize index)
{
  char *text = (char *) get_text (NULL, tuple, index);
  const char *path = text_intern (text);

  wmem_free (NULL, text);
  return path;
}

static guint32
get_uint (GVariant *tuple, gsize index)
{
  guint32 value;

  g_variant_get_child (tuple, index, "u", &value);
  return value;
}

static guint8
get_byte (GVariant *tuple, gsize index)
{
  guint8 value;

  g_variant_get_child (tuple, index, "y", &value);
  return value;
}

static gboolean
get_boolean (GVariant *tuple, gsize index)
{
  gboolean value;

  g_variant_get_child (tuple, index, "b", &value);
  return value;
}

/* The words of an occurrence, in this order; texts are 1 + an index into the table, 0: none. */
enum {
  WORD_OFFSET,
  WORD_LENGTH,
  WORD_LINE,
  WORD_COLUMN,
  WORD_NAME,
  WORD_RULE,
  WORD_KIND,
  WORD_CONFIDENCE,
  WORD_REASON,
  WORD_NOTE,
  WORD_CHANGE,
  WORD_KEEPS_HEADER,
  WORD_VARIANT,
  WORD_FORM,
  WORD_POOL,
  WORD_FILE_POOL,
  WORD_THREAD,
  WORD_SYMBOL,
  WORD_FUNCTION,
  WORD_FUNCTION_OFFSET,
  N_WORDS
};

static guint32
number_of (GPtrArray *texts, GHashTable *numbers, const char *text)
{
  guint32 number = text ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, text)) : 0;

  if (text && number == 0)
    {
      g_ptr_array_add (texts, (gpointer) text);
      number = texts->len;
      g_hash_table_insert (numbers, (gpointer) text, GUINT_TO_POINTER (number));
    }
  return number;
}

static GVariant *
pack_occurrences (const GPtrArray *occurrences)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) words = g_array_sized_new (FALSE, FALSE, sizeof (guint32), occurrences->len * N_WORDS);

  for (guint i = 0; i < occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (occurrences, i);
      const guint32 packed[N_WORDS] = {
        [WORD_OFFSET] = occurrence->offset,
        [WORD_LENGTH] = occurrence->length,
        [WORD_LINE] = occurrence->line,
        [WORD_COLUMN] = occurrence->column,
        [WORD_NAME] = number_of (texts, numbers, occurrence->name),
        [WORD_RULE] = number_of (texts, numbers, occurrence->rule),
        [WORD_KIND] = occurrence->kind,
        [WORD_CONFIDENCE] = occurrence->confidence,
        [WORD_REASON] = occurrence->reason,
        [WORD_NOTE] = number_of (texts, numbers, occurrence->note),
        [WORD_CHANGE] = (guint32) occurrence->change,
        [WORD_KEEPS_HEADER] = occurrence->keeps_header,
        [WORD_VARIANT] = occurrence->variant,
        [WORD_FORM] = number_of (texts, numbers, occurrence->form),
        [WORD_POOL] = number_of (texts, numbers, occurrence->pool),
        [WORD_FILE_POOL] = number_of (texts, numbers, occurrence->file_pool),
        [WORD_THREAD] = occurrence->thread,
        [WORD_SYMBOL] = number_of (texts, numbers, occurrence->symbol),
        [WORD_FUNCTION] = number_of (texts, numbers, occurrence->function),
        [WORD_FUNCTION_OFFSET] = occurrence->function_offset,
      };

      g_array_append_vals (words, packed, N_WORDS);
    }
  return g_variant_new ("(@aay@au)", g_variant_new_bytestring_array ((const char *const *) texts->pdata, texts->len),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, words->data, words->len, sizeof (guint32)));
}

static void
unpack_occurrences (wmem_allocator_t *pool, GVariant *packed, GPtrArray *occurrences)
{
  g_autoptr (GVariant) table = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) stream = g_variant_get_child_value (packed, 1);
  gsize n_texts, n_words;
  g_autofree const char **texts = g_variant_get_bytestring_array (table, &n_texts);
  const guint32 *word = g_variant_get_fixed_array (stream, &n_words, sizeof (guint32));

  /* Kept in the pool once each. Names are compared by pointer, and are few: they are interned. */
  for (gsize i = 0; i < n_texts; i++)
    texts[i] = wmem_strdup (pool, texts[i]);
  for (gsize i = 0; i + N_WORDS <= n_words; i += N_WORDS, word += N_WORDS)
    {
      Occurrence *occurrence = wmem_new0 (pool, Occurrence);
#define TEXT_OF(n) (word[n] > 0 && word[n] <= n_texts ? texts[word[n] - 1] : NULL)
      *occurrence = (Occurrence){
        .offset = word[WORD_OFFSET],
        .length = word[WORD_LENGTH],
        .line = word[WORD_LINE],
        .column = word[WORD_COLUMN],
        .name = text_intern (TEXT_OF (WORD_NAME)),
        .rule = text_intern (TEXT_OF (WORD_RULE)),
        .kind = (OccurrenceKind) word[WORD_KIND],
        .confidence = (Confidence) word[WORD_CONFIDENCE],
        .reason = (Reason) word[WORD_REASON],
        .note = TEXT_OF (WORD_NOTE),
        .change = (gint32) word[WORD_CHANGE],
        .keeps_header = word[WORD_KEEPS_HEADER] != 0,
        .variant = word[WORD_VARIANT],
        .form = TEXT_OF (WORD_FORM),
        .pool = TEXT_OF (WORD_POOL),
        .file_pool = TEXT_OF (WORD_FILE_POOL),
        .thread = (ThreadKind) word[WORD_THREAD],
        .symbol = TEXT_OF (WORD_SYMBOL),
        .function = TEXT_OF (WORD_FUNCTION),
        .function_offset = word[WORD_FUNCTION_OFFSET],
      };
#undef TEXT_OF
      g_ptr_array_add (occurrences, occurrence);
    }
}

static void
put_file (GVariantBuilder *builder, const FileFindings *file)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE (FILE_TYPE_STRING));
  put_text (builder, file->path);
  g_variant_builder_add (builder, "t", file->device);
  g_variant_builder_add (builder, "t", file->inode);
  g_variant_builder_add (builder, "t", file->content_hash);
  g_variant_builder_add (builder, "b", file->editable);
  g_variant_builder_add_value (builder, pack_occurrences (file->occurrences));
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a" SUPPRESSION_TYPE_STRING));
  for (guint i = 0; i < file->suppressions->len; i++)
    {
      const Suppression *suppression = &g_array_index (file->suppressions, Suppression, i);

      g_variant_builder_open (builder, G_VARIANT_TYPE (SUPPRESSION_TYPE_STRING));
      g_variant_builder_add (builder, "u", suppression->offset);
      g_variant_builder_add (builder, "u", suppression->line);
      put_text (builder, suppression->rules);
      g_variant_builder_add (builder, "b", suppression->used);
      g_variant_builder_close (builder);
    }
  g_variant_builder_close (builder);
  g_variant_builder_close (builder);
}

static FileFindings *
get_file (wmem_allocator_t *pool, GVariant *tuple)
{
  FileFindings *file = wmem_new0 (pool, FileFindings);
  GVariant *list = g_variant_get_child_value (tuple, 5);

  file->path = get_path (tuple, 0);
  g_variant_get_child (tuple, 1, "t", &file->device);
  g_variant_get_child (tuple, 2, "t", &file->inode);
  g_variant_get_child (tuple, 3, "t", &file->content_hash);
  file->editable = get_boolean (tuple, 4);
  file->occurrences = pool_pointers (pool);
  unpack_occurrences (pool, list, file->occurrences);
  g_variant_unref (list);
  list = g_variant_get_child_value (tuple, 6);
  file->suppressions = pool_array (pool, sizeof (Suppression));
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      GVariant *child = g_variant_get_child_value (list, i);
      Suppression suppression
          = { get_uint (child, 0), get_uint (child, 1), get_text (pool, child, 2), get_boolean (child, 3) };

      g_array_append_val (file->suppressions, suppression);
      g_variant_unref (child);
    }
  g_variant_unref (list);
  return file;
}

static void
put_change (GVariantBuilder *builder, const Change *change)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE (CHANGE_TYPE_STRING));
  g_variant_builder_add (builder, "i", change->id);
  put_text (builder, change->rule);
  g_variant_builder_add (builder, "y", (guint8) change->role);
  g_variant_builder_add (builder, "y", (guint8) change->confidence);
  g_variant_builder_add (builder, "b", change->active);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a" EDIT_TYPE_STRING));
  for (guint i = 0; i < change->edits->len; i++)
    {
      const Edit *edit = &g_array_index (change->edits, Edit, i);

      g_variant_builder_open (builder, G_VARIANT_TYPE (EDIT_TYPE_STRING));
      put_text (builder, edit->path);
      g_variant_builder_add (builder, "u", edit->offset);
      g_variant_builder_add (builder, "u", edit->length);
      put_text (builder, edit->text);
      g_variant_builder_close (builder);
    }
  g_variant_builder_close (builder);
  put_text (builder, change->serves);
  put_text (builder, change->together);
  g_variant_builder_close (builder);
}

static Change *
get_change (wmem_allocator_t *pool, GVariant *tuple)
{
  Change *change = wmem_new0 (pool, Change);
  GVariant *list = g_variant_get_child_value (tuple, 5);

  g_variant_get_child (tuple, 0, "i", &change->id);
  change->rule = get_path (tuple, 1);
  change->role = (ChangeRole) get_byte (tuple, 2);
  change->confidence = (Confidence) get_byte (tuple, 3);
  change->active = get_boolean (tuple, 4);
  change->edits = pool_array (pool, sizeof (Edit));
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      GVariant *child = g_variant_get_child_value (list, i);
      Edit edit
          = { get_path (child, 0), get_uint (child, 1), get_uint (child, 2), get_text (pool, child, 3) };

      g_array_append_val (change->edits, edit);
      g_variant_unref (child);
    }
  g_variant_unref (list);
  change->serves = get_path (tuple, 6);
  change->together = get_text (pool, tuple, 7);
  return change;
}

static void
put_diagnostic (GVariantBuilder *builder, const UnitDiagnostic *diagnostic)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE (DIAGNOSTIC_TYPE_STRING));
  put_text (builder, diagnostic->path);
  g_variant_builder_add (builder, "u", diagnostic->line);
  g_variant_builder_add (builder, "u", diagnostic->column);
  g_variant_builder_add (builder, "u", diagnostic->severity);
  put_text (builder, diagnostic->text);
  g_variant_builder_close (builder);
}

static UnitDiagnostic *
get_diagnostic (wmem_allocator_t *pool, GVariant *tuple)
{
  UnitDiagnostic *diagnostic = wmem_new0 (pool, UnitDiagnostic);

  diagnostic->path = get_path (tuple, 0);
  diagnostic->line = get_uint (tuple, 1);
  diagnostic->column = get_uint (tuple, 2);
  diagnostic->severity = get_uint (tuple, 3);
  diagnostic->text = get_text (pool, tuple, 4);
  return diagnostic;
}

/* Holders are long and repeated: a table of them, and numbers. */
static void
put_links (GVariantBuilder *builder, const GArray *links)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_variant_builder_open (builder, G_VARIANT_TYPE ("a(yuu)"));
  for (guint i = 0; i < links->len; i++)
    {
      const Link *link = &g_array_index (links, Link, i);
      const char *ends[2] = { link->from, link->to };
      guint32 at[2];

      for (guint j = 0; j < 2; j++)
        {
          at[j] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, ends[j]));
          if (at[j] > 0)
            continue;
          g_ptr_array_add (names, (gpointer) ends[j]);
          at[j] = names->len;
          g_hash_table_insert (numbers, (gpointer) ends[j], GUINT_TO_POINTER (at[j]));
        }
      g_variant_builder_add (builder, "(yuu)", (guint8) link->kind, at[0], at[1]);
    }
  g_variant_builder_close (builder);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < names->len; i++)
    g_variant_builder_add_value (builder, g_variant_new_bytestring (g_ptr_array_index (names, i)));
  g_variant_builder_close (builder);
}

static GArray *
get_links (wmem_allocator_t *pool, GVariant *tuple, gsize index)
{
  GVariant *list = g_variant_get_child_value (tuple, index);
  GVariant *names = g_variant_get_child_value (tuple, index + 1);
  GArray *links = pool_array (pool, sizeof (Link));
  const gsize n = g_variant_n_children (names);
  const char **texts = g_new (const char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      GVariant *name = g_variant_get_child_value (names, i);

      texts[i] = text_intern (g_variant_get_bytestring (name));
      g_variant_unref (name);
    }
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      guint8 kind;
      guint32 from, to;

      g_variant_get_child (list, i, "(yuu)", &kind, &from, &to);
      if (from == 0 || from > n || to == 0 || to > n)
        continue;
      Link link = { (LinkKind) kind, texts[from - 1], texts[to - 1] };

      g_array_append_val (links, link);
    }
  g_free (texts);
  g_variant_unref (names);
  g_variant_unref (list);
  return links;
}

GVariant *
unit_result_to_variant (const UnitResult *result)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (RESULT_TYPE_STRING));
  put_text (&builder, result->main_file);
  g_variant_builder_add (&builder, "y", (guint8) result->status);
  put_text (&builder, result->failure);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a" FILE_TYPE_STRING));
  for (guint i = 0; i < result->files->len; i++)
    put_file (&builder, g_ptr_array_index (result->files, i));
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a" CHANGE_TYPE_STRING));
  for (guint i = 0; i < result->changes->len; i++)
    put_change (&builder, g_ptr_array_index (result->changes, i));
  g_variant_builder_close (&builder);
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a" DIAGNOSTIC_TYPE_STRING));
  for (guint i = 0; i < result->diagnostics->len; i++)
    put_diagnostic (&builder, g_ptr_array_index (result->diagnostics, i));
  g_variant_builder_close (&builder);
  g_variant_builder_add_value (
      &builder, g_variant_new_maybe (
                    G_VARIANT_TYPE_VARIANT,
                    result->scope_summary ? g_variant_new_variant (result->scope_summary) : NULL));
  put_links (&builder, result->links);
  g_variant_builder_add_value (
      &builder, g_variant_new_maybe (G_VARIANT_TYPE_VARIANT,
                                     result->pool_facts ? g_variant_new_variant (result->pool_facts) : NULL));
  return g_variant_builder_end (&builder);
}

/* Calls @a get on each child of the array at @a index. */
static GPtrArray *
get_list (wmem_allocator_t *pool, GVariant *tuple, gsize index,
          gpointer (*get) (wmem_allocator_t *, GVariant *))
{
  GPtrArray *array = pool_pointers (pool);
  GVariant *list = g_variant_get_child_value (tuple, index);

  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      GVariant *child = g_variant_get_child_value (list, i);

      g_ptr_array_add (array, get (pool, child));
      g_variant_unref (child);
    }
  g_variant_unref (list);
  return array;
}

static gpointer
get_file_item (wmem_allocator_t *pool, GVariant *tuple)
{
  return get_file (pool, tuple);
}

static gpointer
get_change_item (wmem_allocator_t *pool, GVariant *tuple)
{
  return get_change (pool, tuple);
}

static gpointer
get_diagnostic_item (wmem_allocator_t *pool, GVariant *tuple)
{
  return get_diagnostic (pool, tuple);
}

static gboolean
release_variant (wmem_allocator_t *pool, wmem_cb_event_t event, void *field)
{
  GVariant **held = field;

  (void) pool;
  (void) event;
  g_clear_pointer (held, g_variant_unref);
  return FALSE;
}

void
unit_result_own_summary (wmem_allocator_t *pool, UnitResult *result, GVariant *summary)
{
  result->scope_summary = summary;
  wmem_register_callback (pool, release_variant, &result->scope_summary);
}

void
unit_result_drop_summary (UnitResult *result)
{
  g_clear_pointer (&result->scope_summary, g_variant_unref);
}

void
unit_result_own_facts (wmem_allocator_t *pool, UnitResult *result, GVariant *facts)
{
  result->pool_facts = facts;
  wmem_register_callback (pool, release_variant, &result->pool_facts);
}

void
unit_result_drop_facts (UnitResult *result)
{
  g_clear_pointer (&result->pool_facts, g_variant_unref);
}

/* @return (nullable, transfer full) what the child holds, a maybe of a boxed value. */
static GVariant *
get_boxed (GVariant *tuple, gsize index)
{
  GVariant *maybe = g_variant_get_child_value (tuple, index);
  GVariant *boxed = g_variant_get_maybe (maybe);
  GVariant *value = boxed ? g_variant_get_variant (boxed) : NULL;

  g_clear_pointer (&boxed, g_variant_unref);
  g_variant_unref (maybe);
  return value;
}

UnitResult *
unit_result_from_variant (wmem_allocator_t *pool, GVariant *variant)
{
  UnitResult *result = wmem_new0 (pool, UnitResult);
  GVariant *summary = get_boxed (variant, 6), *facts = get_boxed (variant, 9);

  result->main_file = get_text (pool, variant, 0);
  result->status = (UnitStatus) get_byte (variant, 1);
  result->failure = get_text (pool, variant, 2);
  result->files = get_list (pool, variant, 3, get_file_item);
  result->changes = get_list (pool, variant, 4, get_change_item);
  result->diagnostics = get_list (pool, variant, 5, get_diagnostic_item);
  result->links = get_links (pool, variant, 7);
  if (summary)
    unit_result_own_summary (pool, result, summary);
  if (facts)
    unit_result_own_facts (pool, result, facts);
  return result;
}

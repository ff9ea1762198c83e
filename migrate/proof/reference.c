/* SPDX-License-Identifier: MIT */
/*
 * Marking places for the preprocessor, and keeping lines in step.
 */
#include "proof/reference.h"

#include <string.h>

#include "syntax/source.h"

/* Where in the file a token may be marked: the C library's own names are no better than these. */
#define MACRO_PREFIX "wmem_rule_"

typedef struct {
  const Rule *rule;
  char *form, *pool, *file_pool;
  RuleOperand operand;
  gboolean named;
  char *name;
} Macro;

/* What a place makes of the operand that its new form names twice. */
typedef struct {
  RuleOperand operand;
  gboolean named;
} Operand;

struct ReferenceMacros {
  const RuleSet *rules;
  const char *const *pools;
  GPtrArray *all; /* of Macro */
  GHashTable *by_key;
};

/* The text of a file in the making. */
typedef struct {
  const Plan *plan;
  const PlanFile *file;
  const Source *source;
  wmem_allocator_t *pool;
  ReferenceMacros *macros;
  GArray *marks; /* of Mark */
} Marking;

/* An edit of the expected text. */
typedef struct {
  guint32 offset, length;
  guint32 extent; /* where what it begins ends: of two at one offset the longer one stands outside */
  char *text;
} Mark;

static void
macro_free (gpointer data)
{
  Macro *macro = data;
  g_free (macro->form);
  g_free (macro->pool);
  g_free (macro->file_pool);
  g_free (macro->name);
  g_free (macro);
}

ReferenceMacros *
reference_macros_new (const RuleSet *rules, const char *const *pools)
{
  ReferenceMacros *macros = g_new0 (ReferenceMacros, 1);
  macros->rules = rules;
  macros->pools = pools;
  macros->all = g_ptr_array_new_with_free_func (macro_free);
  macros->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return macros;
}

void
reference_macros_free (ReferenceMacros *macros)
{
  g_hash_table_unref (macros->by_key);
  g_ptr_array_unref (macros->all);
  g_free (macros);
}

/* Whether the recipe writes something else of @macro where operands stand twice. */
static gboolean
is_repeated (const Macro *macro)
{
  return macro->named || macro->operand == OPERAND_PLACE || g_strcmp0 (macro->rule->recipe, "strbuf-sized") == 0;
}

static RuleForm
macro_form (const Macro *macro, Reference reference)
{
  RuleForm form = { .rule = macro->rule, .form = macro->form, .operand = macro->operand, .named = macro->named };
  if (reference == REFERENCE_VALUES)
    form.operand = OPERAND_VALUE;
  if (reference == REFERENCE_REPEATED && is_repeated (macro))
    {
      form.operand = OPERAND_REPEATED;
      form.named = FALSE;
    }
  return form;
}

char *
reference_macros_header (const ReferenceMacros *macros, Reference reference)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean other = reference == REFERENCE_EXACT;
  rule_header_begin (out);
  for (guint i = 0; i < macros->all->len; i++)
    {
      const Macro *macro = macros->all->pdata[i];
      const char *pools[N_POOLS];
      RuleForm form = macro_form (macro, reference);
      memcpy (pools, macros->pools, sizeof pools);
      if (macro->pool)
        pools[POOL_PACKET] = macro->pool;
      if (macro->file_pool)
        pools[POOL_FILE] = macro->file_pool;
      form.pools = pools;
      other |= form.operand != macro->operand || form.named != macro->named;
      rule_form_define (out, macro->name, &form);
    }
  return other ? g_strdup (out->str) : NULL;
}

/* @return (nullable) the macro's name; NULL where a macro cannot say it. */
static const char *
macro_for (ReferenceMacros *macros, const Rule *rule, const Occurrence *occurrence, Operand operand)
{
  g_autofree char *key = g_strdup_printf ("%s\n%u\n%s\n%s\n%s\n%d %d", rule->name, occurrence->variant, occurrence->form ? occurrence->form : "",
                                          occurrence->pool ? occurrence->pool : "", occurrence->file_pool ? occurrence->file_pool : "", operand.operand, operand.named);
  Macro *macro = g_hash_table_lookup (macros->by_key, key);
  if (macro)
    return macro->name;
  g_autoptr (GString) tried = g_string_new (NULL);
  const RuleForm form = { .rule = rule, .form = occurrence->form, .pools = macros->pools };
  if (!rule_form_define (tried, "x", &form))
    return NULL;
  macro = g_new0 (Macro, 1);
  macro->rule = rule;
  macro->form = g_strdup (occurrence->form);
  macro->pool = g_strdup (occurrence->pool);
  macro->file_pool = g_strdup (occurrence->file_pool);
  macro->operand = operand.operand;
  macro->named = operand.named;
  macro->name = g_strdup_printf (MACRO_PREFIX "%s_%u", rule->name, macros->all->len);
  for (char *at = macro->name; *at; at++)
    if (!g_ascii_isalnum (*at))
      *at = '_';
  g_ptr_array_add (macros->all, macro);
  g_hash_table_insert (macros->by_key, g_steal_pointer (&key), macro);
  return macro->name;
}

static guint
count_newlines (const char *text, gsize length)
{
  guint count = 0;
  for (gsize i = 0; i < length; i++)
    count += text[i] == '\n';
  return count;
}

static char *
newlines (guint count, gboolean in_directive)
{
  GString *text = g_string_new (NULL);
  while (count-- > 0)
    g_string_append (text, in_directive ? " \\\n" : "\n");
  return g_string_free (text, FALSE);
}

static void
mark (Marking *marking, guint32 offset, guint32 length, guint32 extent, char *text)
{
  Mark new_mark = { offset, length, extent, text };
  g_array_append_val (marking->marks, new_mark);
}

/* Whether an operand, as it stands, has a place in memory: `p`, `p->buf[i]`, `*p`. An index that changes something stands once in the new form,
 * too, and its place is found once. A wrong answer costs a proof, and never makes one. */
static gboolean
is_place (const Source *source, const TokenRange *range)
{
  if (range->first == NO_TOKEN)
    return FALSE;
  guint32 token = range->first;
  while (token < range->last && source_is (source, token, "*"))
    token = source_next (source, token);
  if (token == NO_TOKEN || source_token (source, token)->kind != TOKEN_IDENTIFIER || source_is (source, token, "NULL"))
    return FALSE;
  while (token != range->last)
    {
      token = source_next (source, token);
      if (token == NO_TOKEN || token > range->last)
        return FALSE;
      if (source_is (source, token, "["))
        token = source_token (source, token)->match;
      else if (source_is (source, token, "->") || source_is (source, token, "."))
        token = source_next (source, token);
      else
        return FALSE;
      if (token == NO_TOKEN)
        return FALSE;
    }
  return TRUE;
}

/* The operand that the new form names twice: the payload of a push, the buffer or the stack else. */
static gboolean
repeated_operand (wmem_allocator_t *pool, const Source *source, guint32 token, const Rule *rule, TokenRange *operand)
{
  guint32 open = source_next (source, token);
  guint number = g_strcmp0 (rule->recipe, "stack-push") == 0 ? 1 : 0;
  const GArray *arguments = source_is (source, open, "(") ? source_arguments (pool, source, open) : NULL;
  if (!arguments || arguments->len <= number)
    return FALSE;
  *operand = g_array_index (arguments, TokenRange, number);
  return TRUE;
}

static gboolean
is_group_end (const Source *source, guint32 token)
{
  return source_is (source, token, ")") || source_is (source, token, "]");
}

static gboolean
is_name (const Source *source, guint32 token)
{
  static const char *const keywords[] = { "return", "sizeof", "case", "else", "if", "while", "for", "switch", "do" };
  if (token == NO_TOKEN || source_token (source, token)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (source_is (source, token, keywords[i]))
      return FALSE;
  return TRUE;
}

/* Where the postfix expression before the operator @op begins: `a`, `f (x)`, `p->q[i]`, `(…)`. */
static guint32
operand_start (const Source *source, guint32 op)
{
  for (guint32 token = source_previous (source, op);; token = source_previous (source, token))
    {
      while (is_group_end (source, token) && source_token (source, token)->match != NO_TOKEN)
        {
          guint32 open = source_token (source, token)->match, before = source_previous (source, open);
          /* What stands before a group is called or indexed, unless it is a keyword, an operator, or nothing. */
          if (!is_name (source, before) && !is_group_end (source, before))
            return open;
          token = before;
        }
      guint32 before = source_previous (source, token);
      if (!source_is (source, before, "->") && !source_is (source, before, "."))
        return token;
      token = before;
    }
}

/* `buffer->str`: the operand becomes the macro's argument. */
static void
mark_field (Marking *marking, guint32 token, const char *macro)
{
  const Source *source = marking->source;
  guint32 op = source_previous (source, token), end = source_end (source, token);
  if (!source_is (source, op, "->") && !source_is (source, op, "."))
    return;
  guint32 start = source_token (source, operand_start (source, op))->offset, from = source_token (source, op)->offset;
  mark (marking, start, 0, end, g_strdup_printf (source_is (source, op, "->") ? "%s (" : "%s (&", macro));
  g_autofree char *lines = newlines (count_newlines (source->text + from, end - from),
                                     source_token (source, token)->directive != 0);
  mark (marking, from, end - from, end, g_strconcat (lines, ")", NULL));
}

/* `(ep_strdup) (x)`: a name in parentheses would be no macro. */
static void
mark_name (Marking *marking, guint32 token, const char *macro)
{
  const Source *source = marking->source;
  guint32 first = token, last = token, before = source_previous (source, first), after = source_next (source, last);
  while (source_is (source, before, "(") && source_token (source, before)->match == after
         && source_is (source, source_next (source, after), "("))
    {
      first = before;
      last = after;
      before = source_previous (source, first);
      after = source_next (source, last);
    }
  guint32 start = source_token (source, first)->offset, length = source_end (source, last) - start;
  g_autoptr (GString) text = g_string_new (macro);
  for (guint i = count_newlines (source->text + start, length); i > 0; i--)
    g_string_append (text, source_token (source, token)->directive || source_token (source, token)->spliced ? "\\\n" : "\n");
  mark (marking, start, length, start + length, g_string_free (g_steal_pointer (&text), FALSE));
}

/* `(T){ 1, 2 }` among the arguments: the preprocessor would take its commas for those of the call. */
static void
wrap_braces (Marking *marking, guint32 token)
{
  const Source *source = marking->source;
  guint32 open = source_next (source, token);
  const GArray *arguments = source_is (source, open, "(") ? source_arguments (marking->pool, source, open) : NULL;
  for (guint i = 0; arguments && i < arguments->len; i++)
    {
      const TokenRange *range = &g_array_index (arguments, TokenRange, i);
      gboolean braces = FALSE;
      for (guint32 at = range->first; at != NO_TOKEN && at <= range->last; at++)
        braces = braces || source_is (source, at, "{");
      if (!braces)
        continue;
      guint32 start = source_token (source, range->first)->offset, end = source_end (source, range->last);
      mark (marking, start, 0, end, g_strdup ("("));
      mark (marking, end, 0, end, g_strdup (")"));
    }
}

/* @return (nullable) the form that @occurrence was rewritten to. */
static const Rule *
chosen_form (const RuleSet *rules, const Occurrence *occurrence)
{
  const Rule *rule = rule_set_find (rules, occurrence->rule);
  return rule ? rule_form (rule, occurrence->variant) : NULL;
}

static void
mark_occurrence (Marking *marking, const Occurrence *occurrence)
{
  const Rule *rule = chosen_form (marking->macros->rules, occurrence);
  guint32 token = source_token_at (marking->source, occurrence->offset);
  TokenRange range;
  if (!rule || token == NO_TOKEN || source_token (marking->source, token)->offset != occurrence->offset)
    return;
  Operand operand = { OPERAND_VALUE, FALSE };
  if (repeated_operand (marking->pool, marking->source, token, rule, &range) && is_place (marking->source, &range))
    {
      /* In a macro's body a word may be a parameter, and so anything. */
      operand.named = range.first == range.last && source_token (marking->source, token)->directive == 0;
      operand.operand = OPERAND_PLACE;
    }
  const char *macro = macro_for (marking->macros, rule, occurrence, operand);
  if (macro && rule->kind == RULE_FIELD)
    mark_field (marking, token, macro);
  else if (macro)
    {
      mark_name (marking, token, macro);
      wrap_braces (marking, token);
    }
}

static const Change *
active_change (const Plan *plan, const Occurrence *occurrence)
{
  const Change *change = occurrence->change >= 0 ? plan->changes->pdata[occurrence->change] : NULL;
  return change && change->active ? change : NULL;
}

/* Whether @change is of a label whose text goes behind the declarations that follow. */
static gboolean
goes_later (const Marking *marking, const Change *change)
{
  for (guint i = 0; i < marking->file->occurrences->len; i++)
    {
      const Occurrence *occurrence = marking->file->occurrences->pdata[i];
      if (active_change (marking->plan, occurrence) == change && g_strcmp0 (occurrence->form, FORM_LATER) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Edits that the expected text has as well: includes, signatures and calls that pass a pool, and what is no place of a rule (a
 * slab's definition that goes, the parameter of a callback, a label's text that goes to another place). */
static gboolean
is_common (const Marking *marking, const Change *change, const Edit *edit)
{
  if (change->role != CHANGE_USE)
    return TRUE;
  const Rule *rule = rule_set_find (marking->macros->rules, change->rule);
  if (!rule)
    return TRUE; /* of a function that gains a pool: without it neither text would compile */
  if (!rule->recipe)
    return FALSE;
  if (g_str_equal (rule->recipe, "slab-define"))
    return TRUE;
  if (g_str_equal (rule->recipe, "strbuf-label"))
    return edit->length == 0 && g_str_has_prefix (edit->text, marking->source->newline)
           && strstr (edit->text, "wmem_strbuf_append(") && goes_later (marking, change);
  return g_str_equal (rule->recipe, "tree-foreach") && g_str_has_prefix (edit->text, "(const void *");
}

/* Where @offset lies in the middle of a preprocessor line. */
static gboolean
is_in_directive (const Source *source, guint32 offset)
{
  guint32 next = source_token_at (source, offset);
  if (next == NO_TOKEN || next == 0 || source_token (source, next)->directive == 0)
    return FALSE;
  return source_token (source, next - 1)->directive == source_token (source, next)->directive;
}

/* Whether the active edit at this place is common to both texts. */
static gboolean
edit_is_common (const Marking *marking, const Edit *edit)
{
  for (guint i = 0; i < marking->file->changes->len; i++)
    {
      const Change *change = marking->file->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        {
          const Edit *own = &g_array_index (change->edits, Edit, j);
          if (own->path == edit->path && own->offset == edit->offset && own->length == edit->length
              && g_str_equal (own->text, edit->text) && is_common (marking, change, own))
            return TRUE;
        }
    }
  return FALSE;
}

/* The rewritten text; where it has more lines than the original the marks get them, where it has less it does. */
static GBytes *
make_found (Marking *marking)
{
  g_autoptr (GArray) edits = plan_file_edits (marking->file);
  GString *out = g_string_new (NULL);
  const Source *source = marking->source;
  guint32 at = 0;
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);
      guint32 end = edit->offset + edit->length;
      gboolean in_directive = is_in_directive (source, end);
      guint had = count_newlines (source->text + edit->offset, edit->length);
      guint has = count_newlines (edit->text, strlen (edit->text));
      g_string_append_len (out, source->text + at, edit->offset - at);
      g_string_append (out, edit->text);
      at = end;
      if (edit_is_common (marking, edit))
        {
          mark (marking, edit->offset, edit->length, end, g_strdup (edit->text));
          continue;
        }
      if (had > has)
        {
          g_autofree char *lines = newlines (had - has, in_directive);
          g_string_append (out, lines);
        }
      else if (has > had)
        mark (marking, end, 0, end, newlines (has - had, in_directive));
    }
  g_string_append_len (out, source->text + at, source->length - at);
  return g_string_free_to_bytes (out);
}

static gint
compare_marks (gconstpointer left, gconstpointer right)
{
  const Mark *one = left, *other = right;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  if ((one->length == 0) != (other->length == 0))
    return one->length == 0 ? -1 : 1;
  return one->extent > other->extent ? -1 : one->extent < other->extent;
}

static GBytes *
make_expected (const Marking *marking)
{
  GString *out = g_string_new (NULL);
  const Source *source = marking->source;
  guint32 at = 0;
  g_array_sort (marking->marks, compare_marks);
  for (guint i = 0; i < marking->marks->len; i++)
    {
      Mark *next = &g_array_index (marking->marks, Mark, i);
      if (next->offset >= at)
        {
          g_string_append_len (out, source->text + at, next->offset - at);
          g_string_append (out, next->text);
          at = next->offset + next->length;
        }
      g_free (next->text);
    }
  g_string_append_len (out, source->text + at, source->length - at);
  return g_string_free_to_bytes (out);
}

ReferenceTexts
reference_texts_new (const Plan *plan, const PlanFile *file, ReferenceMacros *macros)
{
  gsize length;
  const char *bytes = g_bytes_get_data (plan_file_bytes (file), &length);
  g_autofree char *text = g_strndup (bytes, length);
  Marking marking = {
    .plan = plan,
    .file = file,
    .macros = macros,
    .pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST),
    .marks = g_array_new (FALSE, FALSE, sizeof (Mark)),
  };
  marking.source = source_new (marking.pool, file->path, text, length);
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = file->occurrences->pdata[i];
      if (active_change (plan, occurrence) && occurrence->kind != OCCURRENCE_COMMENT
          && occurrence->kind != OCCURRENCE_INCLUDE)
        mark_occurrence (&marking, occurrence);
    }
  ReferenceTexts texts = { .found = make_found (&marking) };
  texts.expected = make_expected (&marking);
  g_array_unref (marking.marks);
  wmem_destroy_allocator (marking.pool);
  return texts;
}

void
reference_texts_clear (ReferenceTexts *texts)
{
  g_clear_pointer (&texts->expected, g_bytes_unref);
  g_clear_pointer (&texts->found, g_bytes_unref);
}

/* The name of the function whose body begins at @brace, or NO_TOKEN: a struct, an initialiser. */
static guint32
function_name (const Source *source, guint32 brace)
{
  static const char *const others[] = { "=", "struct", "union", "enum", "}", "{" };
  for (guint32 token = source_previous (source, brace); token != NO_TOKEN; token = source_previous (source, token))
    {
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        if (source_is (source, token, others[i]))
          return NO_TOKEN;
      if (!source_is (source, token, ")"))
        continue;
      guint32 open = source_token (source, token)->match;
      guint32 name = open != NO_TOKEN ? source_previous (source, open) : NO_TOKEN;
      if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
        return NO_TOKEN;
      if (!source_is (source, name, "__attribute__"))
        return name;
      token = name;
    }
  return NO_TOKEN;
}

/* The function around @token, or NO_TOKEN. */
static guint32
function_around (const Source *source, guint32 token)
{
  guint32 outermost = NO_TOKEN;
  for (guint32 outer = source_token (source, token)->outer; outer != NO_TOKEN; outer = source_token (source, outer)->outer)
    outermost = outer;
  return outermost != NO_TOKEN && source_is (source, outermost, "{") ? function_name (source, outermost) : NO_TOKEN;
}

GArray *
reference_places (const PlanFile *file)
{
  gsize length;
  const char *bytes = g_bytes_get_data (plan_file_bytes (file), &length);
  g_autofree char *text = g_strndup (bytes, length);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const Source *source = source_new (pool, file->path, text, length);
  GArray *places = g_array_new (FALSE, TRUE, sizeof (ReferencePlace));
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = file->occurrences->pdata[i];
      guint32 token = source_token_at (source, occurrence->offset);
      guint32 name = token != NO_TOKEN && !occurrence->symbol ? function_around (source, token) : NO_TOKEN;
      ReferencePlace place = { .symbol = occurrence->symbol };
      if (occurrence->symbol && occurrence->function)
        {
          place.function = g_strdup (occurrence->function);
          place.line = source_line (source, occurrence->function_offset, &place.column);
        }
      if (name != NO_TOKEN && source_token (source, token)->directive == 0)
        {
          place.function = g_strdup (source_spelling (pool, source, name));
          place.line = source_line (source, source_token (source, name)->offset, &place.column);
        }
      g_array_append_val (places, place);
    }
  wmem_destroy_allocator (pool);
  return places;
}

/* SPDX-License-Identifier: MIT */
/*
 * From bytes to words: the calls, texts and variables that code leads to, in their order, tell most.
 */
#include "proof/object_difference.h"

#include <string.h>

#include "proof/object_names.h"

/* What the relocations of one symbol lead to. */
typedef struct {
  const ObjectFile *object;
  const ObjectSection *section;
  const ObjectSymbol *symbol;
  guint first, count; /* of its relocations */
} Walk;

static Walk
walk_of (const ObjectFile *object, guint number)
{
  const ObjectSymbol *symbol = object_symbol (object, number);
  const ObjectSection *section = object_section (object, symbol->section);
  guint first = object_first_relocation (section, symbol->value);
  return (Walk){ object, section, symbol, first, object_first_relocation (section, symbol->value + symbol->size) - first };
}

static const ObjectRelocation *
walk_step (const Walk *walk, guint index)
{
  return index < walk->count ? &g_array_index (walk->section->relocations, ObjectRelocation, walk->first + index) : NULL;
}

/* A string literal, shortened. @return (transfer full) or NULL. */
static char *
literal_text (const Walk *walk, const ObjectTarget *target)
{
  const ObjectSection *section = object_section (walk->object, target->section);
  if (!(section->flags & SHF_STRINGS) || !section->bytes || section->entry_size != 1 || target->offset < 0
      || (guint64) target->offset >= section->size)
    return NULL;
  const char *text = (const char *) section->bytes + target->offset;
  g_autofree char *plain = g_strndup (text, MIN (40, section->size - (guint64) target->offset));
  g_autofree char *escaped = g_strescape (plain, NULL);
  return g_strdup_printf ("the text \"%s\"", escaped);
}

/* @return (transfer full) "wmem_strdup()", "the text \"a\"", "'tree'". */
static char *
target_text (const Walk *walk, const ObjectRelocation *relocation)
{
  ObjectTarget target = object_target (walk->object, relocation, 4);
  if (target.symbol == 0)
    {
      char *literal = target.section != 0 ? literal_text (walk, &target) : NULL;
      return literal ? literal : g_strdup ("a constant");
    }
  const ObjectSymbol *symbol = object_symbol (walk->object, target.symbol);
  gboolean code = symbol->type == STT_FUNC || symbol->section == SHN_UNDEF;
  if (object_symbol_is_made_up (walk->object, target.symbol))
    {
      target.section = symbol->section;
      target.offset += (gint64) symbol->value + (relocation->addend < 0 ? 4 : 0);
      char *literal = literal_text (walk, &target);
      return literal ? literal : g_strdup ("a constant");
    }
  g_autofree char *name = object_name_base (symbol->name);
  return g_strdup_printf (code ? "%s()" : "'%s'", name);
}

static gboolean
steps_equal (ObjectPair *pair, const ObjectRelocation *left, const ObjectRelocation *right)
{
  return left && right && object_relocations_equal (pair, left, right);
}

/* The sequence of what is led to is the same up to step @at. */
static char *
describe_steps (ObjectPair *pair, const Walk *expected, const Walk *found, guint at)
{
  const ObjectRelocation *wanted = walk_step (expected, at), *is = walk_step (found, at);
  g_autofree char *wanted_text = wanted ? target_text (expected, wanted) : NULL;
  g_autofree char *is_text = is ? target_text (found, is) : NULL;
  if (!wanted || steps_equal (pair, wanted, walk_step (found, at + 1)))
    return g_strdup_printf ("uses %s, which the rules do not", is_text);
  if (!is || steps_equal (pair, walk_step (expected, at + 1), is))
    return g_strdup_printf ("lacks a use of %s", wanted_text);
  if (g_str_equal (wanted_text, is_text))
    return g_strdup_printf ("uses another part of %s", is_text);
  return g_strdup_printf ("uses %s where %s is expected", is_text, wanted_text);
}

/* All that is led to is the same: the instructions in between differ. */
static char *
describe_bytes (const Walk *expected, const Walk *found)
{
  guint64 from = expected->symbol->value, other_from = found->symbol->value, at = 0;
  guint64 size = MIN (expected->symbol->size, found->symbol->size);
  if (expected->section->bytes && found->section->bytes)
    while (at < size && expected->section->bytes[from + at] == found->section->bytes[other_from + at])
      at++;
  g_autofree char *before = NULL;
  for (guint i = 0; i < expected->count && !before; i++)
    if (walk_step (expected, i)->offset - from >= at)
      before = target_text (expected, walk_step (expected, i));
  if (found->symbol->type != STT_FUNC)
    return g_strdup ("another content");
  return g_strdup_printf ("%s before %s%s",
                          expected->symbol->size == found->symbol->size  ? "another operand or order"
                          : expected->symbol->size < found->symbol->size ? "an additional test or operation, or another order"
                                                                         : "a test or an operation less, or another order",
                          before ? "the use of " : "its end", before ? before : "");
}

char *
object_difference (ObjectPair *pair, guint left, guint right)
{
  const ObjectSymbol *one = object_symbol (pair->sides[0], left), *other = object_symbol (pair->sides[1], right);
  if (one->binding != other->binding || one->visibility != other->visibility || one->type != other->type)
    return g_strdup ("declared in another way");
  if (!object_symbol_has_place (one) || !object_symbol_has_place (other))
    return g_strdup ("another size or alignment");
  Walk expected = walk_of (pair->sides[0], left), found = walk_of (pair->sides[1], right);
  guint at = 0;
  while (steps_equal (pair, walk_step (&expected, at), walk_step (&found, at)))
    at++;
  return at < expected.count || at < found.count ? describe_steps (pair, &expected, &found, at)
                                                 : describe_bytes (&expected, &found);
}

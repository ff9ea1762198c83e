/* SPDX-License-Identifier: MIT */
/*
 * The walk over two pieces. In doubt they differ.
 */
#include "proof/object_span.h"

#include <string.h>

#include "proof/object_names.h"

typedef struct {
  guint left, right, item;
} Claim;

/* A part of a section. */
typedef struct {
  guint section;
  guint64 offset, size;
} Span;

ObjectPair *
object_pair_new (const ObjectFile *expected, const ObjectFile *found)
{
  ObjectPair *pair = g_new0 (ObjectPair, 1);
  pair->sides[0] = expected;
  pair->sides[1] = found;
  pair->claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  pair->at_work = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return pair;
}

void
object_pair_free (ObjectPair *pair)
{
  g_array_unref (pair->claims);
  g_hash_table_unref (pair->at_work);
  g_free (pair);
}

gboolean
object_pair_claim (ObjectPair *pair, guint left, guint right)
{
  gboolean good = TRUE;
  /* Those of one item stand together, at the end. */
  for (guint i = pair->claims->len; i > 0; i--)
    {
      const Claim *claim = &g_array_index (pair->claims, Claim, i - 1);
      if (claim->item != pair->item)
        break;
      if (claim->left == left && claim->right == right)
        return TRUE;
      good = good && (claim->left == left) == (claim->right == right);
    }
  Claim claim = { left, right, pair->item };
  g_array_append_val (pair->claims, claim);
  return good;
}

guint
object_pair_partner (const ObjectPair *pair, guint left)
{
  for (guint i = 0; i < pair->claims->len; i++)
    if (g_array_index (pair->claims, Claim, i).left == left)
      return g_array_index (pair->claims, Claim, i).right;
  return 0;
}

void
object_pair_forget (ObjectPair *pair, guint count)
{
  g_array_set_size (pair->claims, count);
}

/* @return whether @key led to another @value before. */
static gboolean
disagrees (GHashTable *known, guint key, guint value)
{
  gpointer before;
  if (g_hash_table_lookup_extended (known, GUINT_TO_POINTER (key), NULL, &before))
    return GPOINTER_TO_UINT (before) != value;
  g_hash_table_insert (known, GUINT_TO_POINTER (key), GUINT_TO_POINTER (value));
  return FALSE;
}

void
object_pair_conflicts (const ObjectPair *pair, const char **names)
{
  g_autoptr (GHashTable) by_left = g_hash_table_new (NULL, NULL), by_right = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) bad = g_hash_table_new (NULL, NULL), bad_right = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < pair->claims->len; i++)
    {
      const Claim *claim = &g_array_index (pair->claims, Claim, i);
      if (disagrees (by_left, claim->left, claim->right))
        g_hash_table_add (bad, GUINT_TO_POINTER (claim->left));
      if (disagrees (by_right, claim->right, claim->left))
        g_hash_table_add (bad_right, GUINT_TO_POINTER (claim->right));
    }
  for (guint i = 0; i < pair->claims->len; i++)
    {
      const Claim *claim = &g_array_index (pair->claims, Claim, i);
      if (g_hash_table_contains (bad, GUINT_TO_POINTER (claim->left))
          || g_hash_table_contains (bad_right, GUINT_TO_POINTER (claim->right)))
        names[claim->item] = object_symbol (pair->sides[0], claim->left)->name;
    }
}

gboolean
object_symbol_is_made_up (const ObjectFile *object, guint number)
{
  const ObjectSymbol *symbol = object_symbol (object, number);
  if (symbol->binding != STB_LOCAL || !object_name_is_made_up (symbol->name))
    return FALSE;
  const ObjectSection *section = object_symbol_has_place (symbol) ? object_section (object, symbol->section) : NULL;
  return section && (!(section->flags & SHF_WRITE) || g_str_has_prefix (section->name, ".data.rel.ro"));
}

guint
object_first_relocation (const ObjectSection *section, guint64 offset)
{
  guint low = 0, high = section->relocations->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (section->relocations, ObjectRelocation, middle).offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Of x86-64: the addend lacks the bytes from the place to the end of its instruction, four or more. */
static gboolean
is_relative (const ObjectFile *object, const ObjectRelocation *relocation)
{
  static const guint8 relative[] = { R_X86_64_PC32, R_X86_64_PLT32, R_X86_64_PC16, R_X86_64_PC8, R_X86_64_PC64 };
  for (guint i = 0; object->machine == EM_X86_64 && i < sizeof relative; i++)
    if (relocation->type == relative[i])
      return TRUE;
  return FALSE;
}

/* The function or variable at @offset, if by its only one: the last that begins there or before. 0: none. */
static guint
owner_at (const ObjectFile *object, guint number, gint64 offset)
{
  const ObjectSection *section = object_section (object, number);
  guint best = 0;
  for (guint i = 0; i < section->owners->len; i++)
    {
      guint owner = g_array_index (section->owners, guint, i);
      gint64 value = (gint64) object_symbol (object, owner)->value;
      if (i > 0 && value > offset)
        break;
      if (best == 0 || value > (gint64) object_symbol (object, best)->value)
        best = owner; /* of several at one place the first by name */
    }
  return best;
}

/* Whether all owners of the section begin at one place: then an offset need not be known exactly. */
static gboolean
has_one_place (const ObjectFile *object, const ObjectSection *section)
{
  for (guint i = 1; i < section->owners->len; i++)
    if (object_symbol (object, g_array_index (section->owners, guint, i))->value
        != object_symbol (object, g_array_index (section->owners, guint, 0))->value)
      return FALSE;
  return section->owners->len > 0;
}

ObjectTarget
object_target (const ObjectFile *object, const ObjectRelocation *relocation, gint64 bias)
{
  const ObjectSymbol *symbol = object_symbol (object, relocation->symbol);
  if (relocation->symbol == 0 || !object_symbol_has_place (symbol) || symbol->binding != STB_LOCAL)
    return (ObjectTarget){ .symbol = relocation->symbol, .offset = relocation->addend };
  const ObjectSection *section = object_section (object, symbol->section);
  ObjectTarget target = { .section = symbol->section, .offset = (gint64) symbol->value + relocation->addend };
  if (symbol->type != STT_SECTION && symbol->type != STT_NOTYPE)
    {
      target.symbol = relocation->symbol;
      target.offset = relocation->addend;
      return target;
    }
  /* A label of the compiler's own names the place itself; a section with an addend only nearly. */
  gboolean relative = is_relative (object, relocation);
  if (section->flags & SHF_MERGE)
    {
      gboolean label = symbol->type == STT_NOTYPE;
      target.offset = (gint64) symbol->value + (label ? 0 : relocation->addend);
      target.behind = label ? relocation->addend : 0;
      target.vague = relative && !label;
      return target;
    }
  gboolean one_place = has_one_place (object, section);
  target.vague = relative && !one_place;
  target.offset += relative && !one_place ? bias : 0;
  guint owner = owner_at (object, symbol->section, target.offset);
  if (owner == 0
      || (!one_place && target.offset > (gint64) (object_symbol (object, owner)->value + object_symbol (object, owner)->size)))
    return target;
  target.symbol = owner;
  target.offset -= (gint64) object_symbol (object, owner)->value;
  return target;
}

static gboolean spans_equal (ObjectPair *pair, Span left, Span right);

/* The same up to numbers that the compiler gives. */
static gboolean
section_names_equal (const char *left, const char *right)
{
  g_autofree char *one = object_name_base (left), *other = object_name_base (right);
  return g_str_equal (one, other);
}

static gboolean
sections_alike (const ObjectSection *left, const ObjectSection *right)
{
  gboolean code = left->flags & SHF_EXECINSTR;
  return left->type == right->type && left->flags == right->flags && left->entry_size == right->entry_size
         && (code || left->alignment == right->alignment) && g_strcmp0 (left->group, right->group) == 0
         && section_names_equal (left->name, right->name);
}

/* Compares once and follows a cycle once. */
static gboolean
spans_equal_once (ObjectPair *pair, Span left, Span right)
{
  g_autofree char *key = g_strdup_printf ("%u+%" G_GUINT64_FORMAT " %u+%" G_GUINT64_FORMAT, left.section, left.offset,
                                          right.section, right.offset);
  if (g_hash_table_contains (pair->at_work, key))
    return TRUE;
  g_hash_table_add (pair->at_work, g_strdup (key));
  gboolean equal = spans_equal (pair, left, right);
  g_hash_table_remove (pair->at_work, key);
  return equal;
}

static gboolean
symbol_spans_equal (ObjectPair *pair, guint left, guint right)
{
  const ObjectSymbol *one = object_symbol (pair->sides[0], left), *other = object_symbol (pair->sides[1], right);
  Span spans[2] = { { one->section, one->value, one->size }, { other->section, other->value, other->size } };
  const ObjectSection *section = object_section (pair->sides[0], one->section),
                      *other_section = object_section (pair->sides[1], other->section);
  /* Data behind the only owner of a section is not known to be anybody's: then it is the owner's. */
  if (!(section->flags & (SHF_EXECINSTR | SHF_MERGE)) && has_one_place (pair->sides[0], section)
      && has_one_place (pair->sides[1], other_section))
    {
      spans[0].size = section->size - one->value;
      spans[1].size = other_section->size - other->value;
    }
  return sections_alike (section, other_section) && one->size == other->size
         && spans_equal_once (pair, spans[0], spans[1]);
}

gboolean
object_symbols_equal (ObjectPair *pair, guint left, guint right)
{
  const ObjectSymbol *one = object_symbol (pair->sides[0], left), *other = object_symbol (pair->sides[1], right);
  if (one->type != other->type || one->binding != other->binding || one->visibility != other->visibility
      || one->size != other->size)
    return FALSE;
  if (!object_symbol_has_place (one) || !object_symbol_has_place (other))
    return one->section == other->section && one->value == other->value;
  return symbol_spans_equal (pair, left, right);
}

/* One string of a section of strings, or one constant of a section of constants. @return FALSE: none is there. */
static gboolean
piece_at (const ObjectFile *object, guint number, gint64 offset, Span *piece)
{
  const ObjectSection *section = object_section (object, number);
  guint64 unit = MAX (section->entry_size, 1);
  if (!section->bytes || offset < 0 || (guint64) offset >= section->size)
    return FALSE;
  guint64 start = (guint64) offset / unit * unit, end = start;
  static const guint8 zeros[16];
  if (!(section->flags & SHF_STRINGS))
    end = start + unit;
  else
    {
      if (unit > sizeof zeros)
        return FALSE;
      while (start >= unit && memcmp (section->bytes + start - unit, zeros, unit) != 0)
        start -= unit;
      while (end + unit <= section->size && memcmp (section->bytes + end, zeros, unit) != 0)
        end += unit;
      end += unit;
    }
  *piece = (Span){ number, start, end - start };
  return end <= section->size;
}

/* Places that have no name. */
static gboolean
nameless_equal (ObjectPair *pair, const ObjectTarget *left, const ObjectTarget *right)
{
  const ObjectSection *one = object_section (pair->sides[0], left->section),
                      *other = object_section (pair->sides[1], right->section);
  Span spans[2] = { { left->section, 0, one->size }, { right->section, 0, other->size } };
  gint64 distance[2] = { left->offset, right->offset };
  if (left->vague != right->vague || one->flags != other->flags || one->type != other->type
      || one->entry_size != other->entry_size)
    return FALSE;
  if ((one->flags & SHF_MERGE) && !left->vague)
    {
      if (!piece_at (pair->sides[0], left->section, left->offset, &spans[0])
          || !piece_at (pair->sides[1], right->section, right->offset, &spans[1]))
        return FALSE;
      distance[0] -= (gint64) spans[0].offset;
      distance[1] -= (gint64) spans[1].offset;
    }
  else if (!sections_alike (one, other))
    return FALSE;
  return distance[0] == distance[1] && left->behind == right->behind && spans_equal_once (pair, spans[0], spans[1]);
}

static gboolean
named_equal (ObjectPair *pair, const ObjectTarget *left, const ObjectTarget *right)
{
  const ObjectSymbol *one = object_symbol (pair->sides[0], left->symbol),
                     *other = object_symbol (pair->sides[1], right->symbol);
  if (left->offset != right->offset || one->type != other->type || one->binding != other->binding
      || (one->section == SHN_UNDEF) != (other->section == SHN_UNDEF))
    return FALSE;
  if (one->binding != STB_LOCAL || !object_symbol_has_place (one) || !object_symbol_has_place (other))
    return one->section == SHN_UNDEF || !object_symbol_has_place (one) || one->binding != STB_LOCAL
               ? g_str_equal (one->name, other->name)
               : FALSE;
  gboolean made_up = object_symbol_is_made_up (pair->sides[0], left->symbol);
  if (made_up != object_symbol_is_made_up (pair->sides[1], right->symbol))
    return FALSE;
  if (made_up)
    return symbol_spans_equal (pair, left->symbol, right->symbol);
  g_autofree char *base = object_name_base (one->name), *other_base = object_name_base (other->name);
  g_autofree char *suffix = object_name_suffix (one->name), *other_suffix = object_name_suffix (other->name);
  if (!g_str_equal (base, other_base) || !g_str_equal (suffix, other_suffix)
      || !object_pair_claim (pair, left->symbol, right->symbol))
    return FALSE;
  /* A clone was made for its callers: what it does is part of what they do. */
  return !*suffix || symbol_spans_equal (pair, left->symbol, right->symbol);
}

static gboolean
targets_equal (ObjectPair *pair, const ObjectTarget *left, const ObjectTarget *right)
{
  if ((left->symbol == 0) != (right->symbol == 0))
    return FALSE;
  if (left->symbol == 0)
    return left->section != 0 && right->section != 0 ? nameless_equal (pair, left, right)
                                                     : left->section == right->section && left->offset == right->offset;
  return named_equal (pair, left, right);
}

gboolean
object_relocations_equal (ObjectPair *pair, const ObjectRelocation *left, const ObjectRelocation *right)
{
  if (left->type != right->type)
    return FALSE;
  for (gint64 bias = 4;; bias++)
    {
      ObjectTarget one = object_target (pair->sides[0], left, bias), other = object_target (pair->sides[1], right, bias);
      if (!targets_equal (pair, &one, &other))
        return FALSE;
      /* Where the place is not known exactly, all that it may be have to be the same. */
      if (!(one.vague || other.vague) || bias == 8)
        return TRUE;
    }
}

static gboolean
spans_equal (ObjectPair *pair, Span left, Span right)
{
  const ObjectSection *one = object_section (pair->sides[0], left.section),
                      *other = object_section (pair->sides[1], right.section);
  if (left.size != right.size || !one->bytes != !other->bytes || left.offset + left.size > one->size
      || right.offset + right.size > other->size)
    return FALSE;
  if (one->bytes && memcmp (one->bytes + left.offset, other->bytes + right.offset, left.size) != 0)
    return FALSE;
  guint i = object_first_relocation (one, left.offset), j = object_first_relocation (other, right.offset);
  for (;; i++, j++)
    {
      const ObjectRelocation *first = i < one->relocations->len
                                          ? &g_array_index (one->relocations, ObjectRelocation, i)
                                          : NULL;
      const ObjectRelocation *second = j < other->relocations->len
                                           ? &g_array_index (other->relocations, ObjectRelocation, j)
                                           : NULL;
      if (first && first->offset >= left.offset + left.size)
        first = NULL;
      if (second && second->offset >= right.offset + right.size)
        second = NULL;
      if (!first || !second)
        return !first && !second;
      if (first->offset - left.offset != second->offset - right.offset
          || !object_relocations_equal (pair, first, second))
        return FALSE;
    }
}

/* The next section called @name behind number @from, or 0. */
static guint
next_section (const ObjectFile *object, const char *name, guint from)
{
  for (guint i = from + 1; i < object->sections->len; i++)
    if (g_str_equal (object_section (object, i)->name, name))
      return i;
  return 0;
}

gboolean
object_named_sections_equal (ObjectPair *pair, const char *name)
{
  guint left = next_section (pair->sides[0], name, 0), right = next_section (pair->sides[1], name, 0);
  while (left != 0 && right != 0)
    {
      const ObjectSection *one = object_section (pair->sides[0], left), *other = object_section (pair->sides[1], right);
      Span spans[2] = { { left, 0, one->size }, { right, 0, other->size } };
      if (!sections_alike (one, other) || !spans_equal_once (pair, spans[0], spans[1]))
        return FALSE;
      left = next_section (pair->sides[0], name, left);
      right = next_section (pair->sides[1], name, right);
    }
  return left == right;
}

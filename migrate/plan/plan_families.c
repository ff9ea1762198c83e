/* SPDX-License-Identifier: MIT */
/*
 * Union-find over the holders of values that all units know of (find/flow.h).
 *
 * First the `void *` among themselves: what meets what. Then, where values of a family both go into and come out of such a
 * set, creator and user have met. Of those that only go in, or only come out, nobody can say that they do not meet: they are
 * joined all. And where something comes out while nothing goes in anywhere, who made it is not in the program.
 */
#include "plan/plan_families.h"

#include <stdlib.h>
#include <string.h>

#include "model/text_intern.h"
#include "plan/roll_back.h"

/* A holder, by number: a tree of the union-find each, one for families and one for `void *`. */
typedef struct
{
  GHashTable *numbers; /* holder (interned) -> number + 1 */
  GPtrArray *names;
  GArray *parents; /* of guint */
} Holders;

/* What goes into a set of `void *`, and what comes out, by family. */
typedef struct
{
  GArray *in, *out; /* of guint: holders */
} Ends;

static guint
number_of (Holders *holders, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (holders->numbers, name));

  if (number == 0)
    {
      guint own = holders->names->len;

      g_ptr_array_add (holders->names, (gpointer) name);
      g_array_append_val (holders->parents, own);
      number = holders->names->len;
      g_hash_table_insert (holders->numbers, (gpointer) name, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static guint
root_of (Holders *holders, guint number)
{
  guint *parents = (guint *) (gpointer) holders->parents->data;

  while (parents[number] != number)
    number = parents[number] = parents[parents[number]];
  return number;
}

static void
join (Holders *holders, guint a, guint b)
{
  guint first = root_of (holders, a), second = root_of (holders, b);

  g_array_index (holders->parents, guint, MAX (first, second)) = MIN (first, second);
}

static void
join_all (Holders *holders, const GArray *numbers)
{
  for (guint i = 1; i < numbers->len; i++)
    join (holders, g_array_index (numbers, guint, 0), g_array_index (numbers, guint, i));
}

static Ends *
ends_new (void)
{
  Ends *ends = g_new0 (Ends, 1);

  ends->in = g_array_new (FALSE, FALSE, sizeof (guint));
  ends->out = g_array_new (FALSE, FALSE, sizeof (guint));
  return ends;
}

static void
ends_free (gpointer data)
{
  Ends *ends = data;

  g_array_unref (ends->in);
  g_array_unref (ends->out);
  g_free (ends);
}

static Ends *
ends_of (GHashTable *table, const char *key)
{
  Ends *ends = g_hash_table_lookup (table, key);

  if (!ends)
    g_hash_table_insert (table, g_strdup (key), ends = ends_new ());
  return ends;
}

/* The family that a holder's name begins with. */
static char *
family_of (const char *holder)
{
  return g_strndup (holder, strcspn (holder, "|"));
}

/* All units' links, each handed to @a take. */
static void
each_link (GPtrArray *results, void (*take) (const Link *link, gpointer data), gpointer data)
{
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (results, i);

      for (guint j = 0; result && result->links && j < result->links->len; j++)
        take (&g_array_index (result->links, Link, j), data);
    }
}

typedef struct
{
  const Plan *plan;
  Holders families, voids;
  GHashTable *sets;   /* "root of the voids:family" -> Ends */
  GPtrArray *structs; /* of const char *: holders of a struct itself */
} Joiner;

static void
take_same (const Link *link, gpointer data)
{
  Joiner *joiner = data;

  if (link->kind == LINK_SAME)
    join (&joiner->families, number_of (&joiner->families, link->from), number_of (&joiner->families, link->to));
  else if (link->kind == LINK_VOID)
    join (&joiner->voids, number_of (&joiner->voids, link->from), number_of (&joiner->voids, link->to));
  else if (link->kind == LINK_STRUCT)
    g_ptr_array_add (joiner->structs, (gpointer) link->from);
}

static void
take_ends (const Link *link, gpointer data)
{
  Joiner *joiner = data;
  guint holder;
  char *family, *key;
  Ends *ends;

  if (link->kind != LINK_INTO && link->kind != LINK_OUT)
    return;
  holder = number_of (&joiner->families, link->from);
  family = family_of (link->from);
  key = g_strdup_printf ("%u:%s", root_of (&joiner->voids, number_of (&joiner->voids, link->to)), family);
  ends = ends_of (joiner->sets, key);
  g_array_append_val (link->kind == LINK_INTO ? ends->in : ends->out, holder);
  g_free (key);
  g_free (family);
}

/* Joins what meets. @return (transfer full) of the rest, "family" -> Ends. */
static GHashTable *
meet (Joiner *joiner)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ends_free);
  const guint untracked = root_of (&joiner->voids, number_of (&joiner->voids, text_intern (FLOW_UNTRACKED)));
  GHashTableIter iterator;
  gpointer key, value;

  g_hash_table_iter_init (&iterator, joiner->sets);
  while (g_hash_table_iter_next (&iterator, &key, &value))
    {
      const Ends *ends = value;

      if ((guint) strtoul (key, NULL, 10) != untracked && ends->in->len > 0 && ends->out->len > 0)
        {
          join_all (&joiner->families, ends->in);
          join_all (&joiner->families, ends->out);
          join (&joiner->families, g_array_index (ends->in, guint, 0), g_array_index (ends->out, guint, 0));
          continue;
        }
      Ends *rest = ends_of (open, strchr (key, ':') + 1);

      g_array_append_vals (rest->in, ends->in->data, ends->in->len);
      g_array_append_vals (rest->out, ends->out->data, ends->out->len);
    }
  return open;
}

/* Occurrences that one change rewrites are one, too. */
static void
join_changes (Joiner *joiner)
{
  for (guint i = 0; i < joiner->plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (joiner->plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);
          const Change *change = occurrence->change >= 0
                                     ? g_ptr_array_index (joiner->plan->changes, (guint) occurrence->change)
                                     : NULL;
          char *text = g_strdup_printf ("@%s:%u", file->path, occurrence->offset);
          const char *name = text_intern (text);

          g_free (text);
          if (!change || change->role != CHANGE_USE
              || !g_hash_table_contains (joiner->families.numbers, name))
            continue;
          text = g_strdup_printf ("change|%d", change->id);
          join (&joiner->families, number_of (&joiner->families, name),
                number_of (&joiner->families, text_intern (text)));
          g_free (text);
        }
    }
}

/* The key of the family that the occurrence at @a offset is of, or NULL. */
static const char *
key_of (wmem_allocator_t *pool, Joiner *joiner, const PlanFile *file, guint32 offset)
{
  g_autofree char *text = g_strdup_printf ("@%s:%u", file->path, offset);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (joiner->families.numbers, text_intern (text)));

  return number > 0 ? wmem_strdup_printf (pool, "family:%u", root_of (&joiner->families, number - 1)) : NULL;
}

/* Why a family's places are for review. */
typedef struct
{
  Reason reason;
  const char *note;
} Doubt;

static void
add_doubt (GHashTable *doubts, Joiner *joiner, guint holder, const Doubt *doubt)
{
  char *key = g_strdup_printf ("family:%u", root_of (&joiner->families, holder));

  if (g_hash_table_contains (doubts, key))
    g_free (key);
  else
    g_hash_table_insert (doubts, key, (gpointer) doubt);
}

/* The struct itself is copied, held or measured somewhere. */
static void
doubt_structs (Joiner *joiner, GHashTable *doubts)
{
  static const Doubt by_value = { REASON_BY_VALUE, NULL };

  for (guint i = 0; i < joiner->structs->len; i++)
    add_doubt (doubts, joiner, number_of (&joiner->families, joiner->structs->pdata[i]), &by_value);
}

/* Gives places and changes their keys; those of families with @doubts become review. */
static void
give_keys (wmem_allocator_t *pool, Joiner *joiner, GHashTable *doubts)
{
  for (guint i = 0; i < joiner->plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (joiner->plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);
          Change *change = occurrence->change >= 0
                               ? g_ptr_array_index (joiner->plan->changes, (guint) occurrence->change)
                               : NULL;
          const char *key = occurrence->kind != OCCURRENCE_COMMENT && occurrence->kind != OCCURRENCE_INCLUDE
                                ? key_of (pool, joiner, file, occurrence->offset)
                                : NULL;
          const Doubt *doubt = key ? g_hash_table_lookup (doubts, key) : NULL;

          occurrence->together = key;
          if (!change || !key)
            continue;
          change->together = key;
          if (!doubt)
            continue;
          change->confidence = MAX (change->confidence, CONFIDENCE_REVIEW);
          occurrence->confidence = MAX (occurrence->confidence, CONFIDENCE_REVIEW);
          if (occurrence->reason != REASON_NONE)
            continue;
          occurrence->reason = doubt->reason;
          occurrence->note = doubt->note;
        }
    }
}

void
plan_join_families (wmem_allocator_t *pool, Plan *plan, GPtrArray *results)
{
  static const Doubt from_outside = { REASON_VOID_POINTER, "what comes out of a void * here was put in by what these sources do not show" };
  Joiner joiner = { .plan = plan, .structs = g_ptr_array_new () };
  GHashTable *open, *doubts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iterator;
  gpointer family, value;

  for (guint i = 0; i < 2; i++)
    {
      Holders *holders = i == 0 ? &joiner.families : &joiner.voids;

      holders->numbers = g_hash_table_new (NULL, NULL);
      holders->names = g_ptr_array_new ();
      holders->parents = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  joiner.sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ends_free);
  each_link (results, take_same, &joiner);
  each_link (results, take_ends, &joiner);
  open = meet (&joiner);
  join_changes (&joiner);
  g_hash_table_iter_init (&iterator, open);
  while (g_hash_table_iter_next (&iterator, &family, &value))
    {
      Ends *ends = value;

      if (ends->in->len > 0 && ends->out->len > 0)
        {
          join_all (&joiner.families, ends->in);
          join_all (&joiner.families, ends->out);
          join (&joiner.families, g_array_index (ends->in, guint, 0), g_array_index (ends->out, guint, 0));
          g_array_set_size (ends->out, 0);
        }
    }
  g_hash_table_iter_init (&iterator, open);
  while (g_hash_table_iter_next (&iterator, &family, &value))
    for (guint i = 0; i < ((Ends *) value)->out->len; i++)
      add_doubt (doubts, &joiner, g_array_index (((Ends *) value)->out, guint, i), &from_outside);
  doubt_structs (&joiner, doubts);
  give_keys (pool, &joiner, doubts);
  g_hash_table_unref (open);
  g_hash_table_unref (doubts);
  g_ptr_array_unref (joiner.structs);
  g_hash_table_unref (joiner.sets);
  for (guint i = 0; i < 2; i++)
    {
      Holders *holders = i == 0 ? &joiner.families : &joiner.voids;

      g_hash_table_unref (holders->numbers);
      g_ptr_array_unref (holders->names);
      g_array_unref (holders->parents);
    }
}

/* Whether the place stays in the old form while the code around it is compiled. */
static gboolean
is_left (const Plan *plan, const Occurrence *occurrence)
{
  const Change *change = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

  return occurrence->together && !occurrence_kind_is_neutral (occurrence->kind)
         && occurrence->kind != OCCURRENCE_INACTIVE && occurrence->kind != OCCURRENCE_DIRECTIVE
         && (!change || !change->active);
}

static void
take_back (Plan *plan, GHashTable *left)
{
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      if (change->active && change->together && g_hash_table_contains (left, change->together))
        plan_roll_back (plan, change, REASON_TOGETHER);
    }
}

static void
note_why (Plan *plan, GHashTable *left)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->change < 0 && occurrence->reason == REASON_TOGETHER && occurrence->together
              && !occurrence->note)
            occurrence->note = g_hash_table_lookup (left, occurrence->together);
        }
    }
}

void
plan_keep_families (Plan *plan)
{
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal); /* key -> the note */

  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (is_left (plan, occurrence) && !g_hash_table_contains (left, occurrence->together))
            {
              g_autofree char *note = g_strdup_printf ("the %s at %s:%u is left", occurrence->name, file->shown, occurrence->line);

              g_hash_table_insert (left, (gpointer) occurrence->together, (gpointer) text_intern (note));
            }
        }
    }
  take_back (plan, left);
  note_why (plan, left);
}

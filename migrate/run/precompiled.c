/* SPDX-License-Identifier: MIT */
/*
 * Precompiled headers, some for each large group.
 */
#include "run/precompiled.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sources/file_text.h"
#include "sources/scratch_folder.h"
#include "syntax/parse.h"
#include "workers/worker_pool.h"

/* A header costs as much as a parse or two; smaller groups do not earn it. */
#define SMALLEST_GROUP 4

/* An include line goes into a header where at least this part of the units has it: serving most units matters
 * more than giving each one all that it could have. Units that lack one of the lines are left for the group's
 * next header. */
#define COMMON_PERCENT 85

/* More headers for one group than this would serve ever fewer units each. */
#define MOST_HEADERS 6

typedef struct
{
  CompileCommand *command; /* of the header's source */
  char *output;
  GHashTable *items; /* set of the lines in it */
  guint group;
  gboolean made;
} GroupHeader;

struct PrecompiledHeaders {
  char *folder;
  GPtrArray *headers; /* of GroupHeader */
  GPtrArray *of_unit; /* of GroupHeader: the header of each unit, or NULL */
  guint first_new;    /* from here on they are not made yet */
};

typedef struct
{
  const char *text;
  guint count;
  guint64 positions; /* sum of the places where it stands, for the order */
} CommonItem;

static void
group_header_free (gpointer data)
{
  GroupHeader *header = data;
  unlink (header->command->file);
  unlink (header->output);
  compile_command_free (header->command);
  g_hash_table_unref (header->items);
  g_free (header->output);
  g_free (header);
}

/* Units that want no header have none. */
static void
free_preamble (gpointer preamble)
{
  if (preamble)
    g_ptr_array_unref (preamble);
}

/* In the order in which units have them, on average. */
static gint
compare_positions (gconstpointer left, gconstpointer right)
{
  const CommonItem *one = left, *other = right;
  double first = (double) one->positions / one->count, second = (double) other->positions / other->count;
  return first < second ? -1 : first > second ? 1
                                              : strcmp (one->text, other->text);
}

/* Counts the items of @units (of guint) that are not chosen yet. */
static GArray *
count_items (GPtrArray *preambles, GArray *units, GHashTable *chosen)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *items = g_array_new (FALSE, TRUE, sizeof (CommonItem));
  for (guint i = 0; i < units->len; i++)
    {
      GPtrArray *preamble = preambles->pdata[g_array_index (units, guint, i)];
      for (guint j = 0; j < preamble->len; j++)
        {
          if (g_hash_table_contains (chosen, preamble->pdata[j]))
            continue;
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, preamble->pdata[j]));
          if (number == 0)
            {
              CommonItem fresh = { .text = preamble->pdata[j] };
              g_array_append_val (items, fresh);
              number = items->len;
              g_hash_table_insert (numbers, preamble->pdata[j], GUINT_TO_POINTER (number));
            }
          CommonItem *item = &g_array_index (items, CommonItem, number - 1);
          item->count++;
          item->positions += j;
        }
    }
  return items;
}

static const CommonItem *
most_common (GArray *items)
{
  const CommonItem *best = NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const CommonItem *item = &g_array_index (items, CommonItem, i);
      if (!best || item->count > best->count
          || (item->count == best->count && strcmp (item->text, best->text) < 0))
        best = item;
    }
  return best;
}

static gboolean
has_item (GPtrArray *preamble, const char *text)
{
  return g_ptr_array_find_with_equal_func (preamble, text, g_str_equal, NULL);
}

/* Whether all include lines of @item, whatever their conditions, stand in @preamble without any. */
static gboolean
includes_anyway (const char *item, GPtrArray *preamble)
{
  g_auto (GStrv) lines = g_strsplit (item, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      g_autofree char *alone = g_strconcat (*line, "\n", NULL);
      if (g_str_has_prefix (*line, "#include") && !has_item (preamble, alone))
        return FALSE;
    }
  return TRUE;
}

static gboolean
includes_all (GHashTable *items, GPtrArray *preamble)
{
  GHashTableIter iterator;
  gpointer item;
  g_hash_table_iter_init (&iterator, items);
  while (g_hash_table_iter_next (&iterator, &item, NULL))
    if (!has_item (preamble, item) && !includes_anyway (item, preamble))
      return FALSE;
  return TRUE;
}

/* Chooses lines one by one, the most common first; each one narrows the units down to those that have it.
 * @return (transfer full) the text of a header for those that remain; empty where no line is common. */
static GString *
choose_items (GPtrArray *preambles, GArray *all_units, GHashTable *chosen)
{
  g_autoptr (GArray) units = g_array_copy (all_units);
  g_autoptr (GArray) ordered = g_array_new (FALSE, FALSE, sizeof (CommonItem));
  for (;;)
    {
      g_autoptr (GArray) items = count_items (preambles, units, chosen);
      const CommonItem *best = most_common (items);
      if (!best || best->count < SMALLEST_GROUP || best->count * 100 < units->len * COMMON_PERCENT)
        break;
      g_hash_table_add (chosen, g_strdup (best->text));
      g_array_append_vals (ordered, best, 1);
      for (guint i = 0; i < units->len;)
        if (has_item (preambles->pdata[g_array_index (units, guint, i)], best->text))
          i++;
        else
          g_array_remove_index (units, i);
    }
  g_array_sort (ordered, compare_positions);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < ordered->len; i++)
    g_string_append (text, g_array_index (ordered, CommonItem, i).text);
  return text;
}

/* Gives @header to those of @units that fit, and takes them out. @return how many there are. */
static guint
serve_units (PrecompiledHeaders *headers, GroupHeader *header, GPtrArray *preambles, GArray *units)
{
  guint served = 0;
  for (guint i = 0; i < units->len;)
    {
      guint unit = g_array_index (units, guint, i);
      if (!includes_all (header->items, preambles->pdata[unit]))
        {
          i++;
          continue;
        }
      headers->of_unit->pdata[unit] = header;
      g_array_remove_index (units, i);
      served++;
    }
  return served;
}

/* Prepares the headers of one group, until too few units are left for another. */
static void
prepare_group (PrecompiledHeaders *headers, guint group, GPtrArray *commands, GPtrArray *preambles, GArray *units)
{
  for (guint number = 0; number < MOST_HEADERS && units->len >= SMALLEST_GROUP; number++)
    {
      g_autoptr (GHashTable) chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GString) text = choose_items (preambles, units, chosen);
      g_autofree char *source = g_strdup_printf ("%s/%u.h", headers->folder, headers->headers->len);
      if (text->len == 0 || !g_file_set_contents (source, text->str, (gssize) text->len, NULL))
        return;
      GroupHeader *header = g_new0 (GroupHeader, 1);
      header->command = compile_command_copy_for (commands->pdata[g_array_index (units, guint, 0)], source);
      header->output = g_strdup_printf ("%s/%u.pch", headers->folder, headers->headers->len);
      header->items = g_steal_pointer (&chosen);
      header->group = group;
      g_ptr_array_add (headers->headers, header);
      if (serve_units (headers, header, preambles, units) == 0)
        return;
    }
}

static GVariant *
make_header (guint job, gpointer data)
{
  const PrecompiledHeaders *headers = data;
  const GroupHeader *header = headers->headers->pdata[headers->first_new + job];
  return g_variant_new_boolean (parse_precompiled (header->command, NULL, header->output));
}

static void
note_header (guint job, JobOutcome outcome, GVariant *answer, const char *detail G_GNUC_UNUSED, gpointer data)
{
  const PrecompiledHeaders *headers = data;
  GroupHeader *header = headers->headers->pdata[headers->first_new + job];
  header->made = outcome == JOB_DONE && g_variant_get_boolean (answer);
}

/* The units of a run, by number. */
typedef struct
{
  IncludeGraph *graph;
  GPtrArray *commands;
  const UnitGroups *by_arguments, *by_path; /* the graph knows the latter */
} Units;

static GPtrArray *
preamble_of (const Units *units, guint unit)
{
  return include_graph_preamble (units->graph, units->commands->pdata[unit], unit_groups_of (units->by_path, unit));
}

/* Gives @unit a header of its group that is there and fits. */
static void
serve_unit (PrecompiledHeaders *headers, const Units *units, guint unit)
{
  const guint group = unit_groups_of (units->by_arguments, unit);
  g_autoptr (GPtrArray) preamble = NULL;
  for (guint i = 0; i < headers->headers->len && !headers->of_unit->pdata[unit]; i++)
    {
      GroupHeader *header = headers->headers->pdata[i];
      if (header->group != group || !header->made)
        continue;
      if (!preamble)
        preamble = preamble_of (units, unit);
      if (includes_all (header->items, preamble))
        headers->of_unit->pdata[unit] = header;
    }
}

/* Prepares headers for those @wanted units of @group that have none yet. */
static void
prepare_wanted (PrecompiledHeaders *headers, const Units *all, guint group, const GArray *wanted)
{
  const GArray *members = all->by_arguments->members->pdata[group];
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < members->len; i++)
    {
      guint unit = g_array_index (members, guint, i);
      if (!g_array_index (wanted, gboolean, unit) || headers->of_unit->pdata[unit])
        continue;
      serve_unit (headers, all, unit);
      if (!headers->of_unit->pdata[unit])
        g_array_append_val (units, unit);
    }
  if (units->len < SMALLEST_GROUP)
    return;
  g_autoptr (GPtrArray) preambles = g_ptr_array_new_with_free_func (free_preamble);
  g_ptr_array_set_size (preambles, (gint) all->commands->len);
  for (guint i = 0; i < units->len; i++)
    {
      guint unit = g_array_index (units, guint, i);
      preambles->pdata[unit] = preamble_of (all, unit);
    }
  prepare_group (headers, group, all->commands, preambles, units);
}

PrecompiledHeaders *
precompiled_headers_new (void)
{
  PrecompiledHeaders *headers = g_new0 (PrecompiledHeaders, 1);
  headers->headers = g_ptr_array_new_with_free_func (group_header_free);
  headers->of_unit = g_ptr_array_new ();
  /* They are made of what the disk has: no editor may hold another text of what they include. */
  headers->folder = file_text_header_open () ? NULL : scratch_folder_new ("wmem-migrate-XXXXXX", NULL);
  return headers;
}

gboolean
precompiled_headers_make (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands, const UnitGroups *groups,
                          const UnitGroups *paths, const GArray *wanted, const RunOptions *options, GError **error)
{
  if (!headers->folder)
    return TRUE;
  const Units units = { graph, commands, groups, paths };
  headers->first_new = headers->headers->len;
  g_ptr_array_set_size (headers->of_unit, (gint) commands->len);
  for (guint group = 0; group < groups->members->len; group++)
    prepare_wanted (headers, &units, group, wanted);
  const WorkerJobs jobs = {
    .jobs = headers->headers->len - headers->first_new,
    .workers = options->jobs,
    .timeout_seconds = options->timeout_seconds,
    .work = make_header,
    .done = note_header,
    .data = headers,
  };
  return jobs.jobs == 0 || worker_pool_run (&jobs, error);
}

void
precompiled_headers_extend (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands,
                            const UnitGroups *groups, const UnitGroups *paths, const GArray *wanted)
{
  const Units units = { graph, commands, groups, paths };
  for (guint unit = 0; headers->headers->len > 0 && unit < commands->len; unit++)
    if (!headers->of_unit->pdata[unit] && g_array_index (wanted, gboolean, unit))
      serve_unit (headers, &units, unit);
}

void
precompiled_headers_review (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands, const UnitGroups *paths)
{
  const Units units = { .graph = graph, .commands = commands, .by_path = paths };
  for (guint unit = 0; unit < headers->of_unit->len; unit++)
    {
      const GroupHeader *header = headers->of_unit->pdata[unit];
      g_autoptr (GPtrArray) preamble = header ? preamble_of (&units, unit) : NULL;
      if (header && !includes_all (header->items, preamble))
        headers->of_unit->pdata[unit] = NULL;
    }
}

void
precompiled_headers_free (PrecompiledHeaders *headers)
{
  if (!headers)
    return;
  g_ptr_array_unref (headers->headers);
  g_ptr_array_unref (headers->of_unit);
  if (headers->folder)
    g_rmdir (headers->folder);
  g_free (headers->folder);
  g_free (headers);
}

const char *
precompiled_headers_for (const PrecompiledHeaders *headers, guint unit)
{
  /* A unit that was drawn in later has none. */
  const GroupHeader *header = unit < headers->of_unit->len ? headers->of_unit->pdata[unit] : NULL;
  return header && header->made ? header->output : NULL;
}

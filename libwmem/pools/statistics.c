/* SPDX-License-Identifier: MIT */
/*
 * Statistics of a pool, as a struct, as text and as JSON.
 */
#include "pools/pool.h"

#include <string.h>

static guint
size_class (gsize asked)
{
  guint index = 0;
  while (index < WMEM_SIZE_CLASSES - 1 && asked > (gsize) 16 << index)
    index++;
  return index;
}

static gboolean
count_piece (void *piece G_GNUC_UNUSED, gsize asked, void *user_data)
{
  wmem_pool_statistics_t *statistics = user_data;
  const guint index = size_class (asked);
  statistics->pieces++;
  statistics->asked += asked;
  statistics->class_pieces[index]++;
  statistics->class_asked[index] += asked;
  return TRUE;
}

void
wmem_pool_get_statistics (wmem_allocator_t *allocator, wmem_pool_statistics_t *statistics)
{
  memset (statistics, 0, sizeof *statistics);
  g_return_if_fail (allocator != NULL);
  allocator->policy->visit (allocator, count_piece, statistics);
  statistics->held = allocator->held;
  statistics->peak_held = allocator->peak_held;
  statistics->peak_asked = allocator->peak_asked;
  statistics->reusable = allocator->policy->reusable (allocator);
  statistics->limit = allocator->limit;
}

/* The figures that are one number each, for both forms. */
static const struct
{
  const char *key, *label;
  gsize offset;
} figures[] = {
  { "asked", "bytes asked", G_STRUCT_OFFSET (wmem_pool_statistics_t, asked) },
  { "pieces", "pieces", G_STRUCT_OFFSET (wmem_pool_statistics_t, pieces) },
  { "held", "bytes held", G_STRUCT_OFFSET (wmem_pool_statistics_t, held) },
  { "peakHeld", "peak held", G_STRUCT_OFFSET (wmem_pool_statistics_t, peak_held) },
  { "peakAsked", "peak asked", G_STRUCT_OFFSET (wmem_pool_statistics_t, peak_asked) },
  { "reusable", "bytes reusable", G_STRUCT_OFFSET (wmem_pool_statistics_t, reusable) },
  { "limit", "limit", G_STRUCT_OFFSET (wmem_pool_statistics_t, limit) },
};

char *
wmem_pool_statistics_text (wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, NULL);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (allocator, &statistics);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "pool '%s' (%s)\n", wmem_pool_get_name (allocator), allocator->policy->name);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_string_append_printf (text, "  %-14s %14" G_GSIZE_FORMAT "\n", figures[i].label,
                            G_STRUCT_MEMBER (gsize, &statistics, figures[i].offset));
  for (guint i = 0; i < WMEM_SIZE_CLASSES; i++)
    if (statistics.class_pieces[i] > 0)
      g_string_append_printf (text, "  %s %-11" G_GSIZE_FORMAT " %14" G_GSIZE_FORMAT " pieces, %" G_GSIZE_FORMAT " bytes\n", i + 1 < WMEM_SIZE_CLASSES ? "to" : "> ", (gsize) 16 << MIN (i, WMEM_SIZE_CLASSES - 2),
                              statistics.class_pieces[i], statistics.class_asked[i]);
  return g_string_free (text, FALSE);
}

/* Only what GLib has: libwmem does not link with a JSON library for one string that needs quoting. */
static void
append_json_string (GString *json, const char *string)
{
  g_string_append_c (json, '"');
  for (const char *c = string; *c; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (json, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *c);
    else
      g_string_append_c (json, *c);
  g_string_append_c (json, '"');
}

char *
wmem_pool_statistics_json (wmem_allocator_t *allocator)
{
  g_return_val_if_fail (allocator != NULL, NULL);
  wmem_pool_statistics_t statistics;
  wmem_pool_get_statistics (allocator, &statistics);
  GString *json = g_string_new ("{\"name\": ");
  char *name = g_utf8_make_valid (wmem_pool_get_name (allocator), -1);
  append_json_string (json, name);
  g_free (name);
  g_string_append_printf (json, ", \"policy\": \"%s\"", allocator->policy->name);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_string_append_printf (json, ", \"%s\": %" G_GSIZE_FORMAT, figures[i].key,
                            G_STRUCT_MEMBER (gsize, &statistics, figures[i].offset));
  g_string_append (json, ", \"classes\": [");
  const char *separator = "";
  for (guint i = 0; i < WMEM_SIZE_CLASSES; i++)
    if (statistics.class_pieces[i] > 0)
      {
        g_string_append_printf (json, "%s{\"upTo\": ", separator);
        if (i + 1 < WMEM_SIZE_CLASSES)
          g_string_append_printf (json, "%" G_GSIZE_FORMAT, (gsize) 16 << i);
        else
          g_string_append (json, "null");
        g_string_append_printf (json, ", \"pieces\": %" G_GSIZE_FORMAT ", \"asked\": %" G_GSIZE_FORMAT "}",
                                statistics.class_pieces[i], statistics.class_asked[i]);
        separator = ", ";
      }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Printing trees, for whoever debugs a dissector.
 */
#include <stdio.h>

#include "wmem/wmem_interval_tree.h"

#include "tree.h"
#include "word_walk.h"

typedef struct
{
  wmem_printer_func key_printer;
  wmem_printer_func data_printer;
} printers_t;

static void
print_value (const printers_t *printers, const void *value)
{
  fputs (": ", stdout);
  if (printers->data_printer != NULL)
    printers->data_printer (value);
  else
    printf ("%p", value);
  putchar ('\n');
}

static void
print_words (const wmem_word_index_t *index, const printers_t *printers)
{
  wmem_word_walk_t walk = wmem_word_walk_start (index);

  for (; walk.level.place.leaf != NULL; wmem_word_walk_step (&walk))
    {
      printf ("%*s", (int) (2 * walk.depth), "");
      if (printers->key_printer != NULL)
        printers->key_printer (GUINT_TO_POINTER (walk.level.key));
      else
        printf ("%u", walk.level.key);
      if (walk.level.subindex == NULL)
        print_value (printers, *wmem_word_place_value (walk.level.place));
      else
        putchar ('\n');
    }
  wmem_word_walk_end (&walk);
}

static void
print_strings (const wmem_tree_t *tree, const printers_t *printers)
{
  wmem_slot_t **slots = wmem_tree_sort_strings (tree);
  guint i;

  for (i = 0; slots != NULL && i < tree->strings->count; i++)
    {
      if (printers->key_printer != NULL)
        printers->key_printer (slots[i]->key);
      else
        printf ("'%s'", (const char *) slots[i]->key);
      print_value (printers, slots[i]->value);
    }
  g_free (slots);
}

static gboolean
print_interval (guint64 low, guint64 high, void *value, void *user_data)
{
  printf ("%" G_GUINT64_FORMAT "..%" G_GUINT64_FORMAT, low, high);
  print_value (user_data, value);
  return FALSE;
}

void
wmem_print_tree (const wmem_tree_t *tree, wmem_printer_func key_printer, wmem_printer_func data_printer)
{
  printers_t printers = { key_printer, data_printer };

  if (tree == NULL)
    return;
  printf ("tree of %u\n", wmem_tree_count (tree));
  print_words (&tree->words, &printers);
  print_strings (tree, &printers);
  if (tree->intervals != NULL)
    wmem_interval_index_overlaps (tree->intervals, 0, G_MAXUINT64, print_interval, &printers);
}

void
wmem_print_itree (wmem_itree_t *tree)
{
  wmem_print_tree (tree, NULL, NULL);
}

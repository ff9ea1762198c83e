/* SPDX-License-Identifier: MIT */
/* A function for each file of wrong rules (tests/corpus/mutations), named after it: the one that has to differ by them. */
#include <epan/emem.h>
#include <epan/tvbuff.h>
#include "rules.h"

struct item { char *name; int count; };

char *dropped_argument (const char *text, int length);
char *dropped_argument (const char *text, int length)
{
  return ep_strndup (text, length);
}

void *exact_lookup (emem_tree_t *tree, unsigned key);
void *exact_lookup (emem_tree_t *tree, unsigned key)
{
  return se_tree_lookup32_le (tree, key + 1);
}

struct item *forgotten_zero (int count);
struct item *forgotten_zero (int count)
{
  struct item *item = se_new0 (struct item);
  item->count += count;
  return item;
}

char *heap_in_packet (tvbuff_t *tvb, int offset);
char *heap_in_packet (tvbuff_t *tvb, int offset)
{
  return tvb_get_string (tvb, offset, 4);
}

void missing_truncate (emem_strbuf_t *buffer, int number);
void missing_truncate (emem_strbuf_t *buffer, int number)
{
  if (number)
    ep_strbuf_printf (buffer, "%d", number);
}

char *packet_memory_in_file (int number);
char *packet_memory_in_file (int number)
{
  return ep_strdup_printf ("%d", number);
}

char *swapped_scope_of_strings (const char *text);
char *swapped_scope_of_strings (const char *text)
{
  return se_strdup (text);
}

struct item *swapped_scope_of_structs (void);
struct item *swapped_scope_of_structs (void)
{
  return se_new0 (struct item);
}

static emem_tree_t *seen;
void tree_made_at_registration (void);
void tree_made_at_registration (void)
{
  seen = se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "seen");
}

void *tree_is_used (void);
void *tree_is_used (void)
{
  return se_tree_lookup32 (seen, 1);
}

void *unguarded_pop (ep_stack_t stack);
void *unguarded_pop (ep_stack_t stack)
{
  return ep_stack_pop (stack);
}

/* SPDX-License-Identifier: MIT */
/*
 * The old memory manager: trees.
 *
 * An AA tree: a red-black tree in which only right children are red. A node's `level` is its height in black nodes.
 * A key of several words is a chain of trees, one a word; a string is packed into words.
 */
#include <epan/emem.h>
#include "emem_private.h"

#include <stdio.h>
#include <string.h>

static emem_tree_t *reset_with_file; /* chained through `next` */
static emem_tree_t *permanent;

static void *
permanent_alloc (size_t size)
{
  return g_malloc (size);
}

static emem_tree_t *
tree_new (int type, const char *name, void *(*tree_alloc) (size_t), void *(*node_alloc) (size_t))
{
  emem_tree_t *tree = tree_alloc (sizeof (emem_tree_t));
  *tree = (emem_tree_t){ .type = type, .name = name, .malloc = node_alloc };
  return tree;
}

static emem_tree_t *
tree_chain (emem_tree_t **chain, emem_tree_t *tree)
{
  tree->next = *chain;
  *chain = tree;
  return tree;
}

emem_tree_t *
se_tree_create (int type, const char *name)
{
  return tree_chain (&reset_with_file, tree_new (type, name, permanent_alloc, se_alloc));
}

emem_tree_t *
pe_tree_create (int type, const char *name)
{
  return tree_chain (&permanent, tree_new (type, name, permanent_alloc, permanent_alloc));
}

emem_tree_t *
se_tree_create_non_persistent (int type, const char *name)
{
  return tree_new (type, name, se_alloc, se_alloc);
}

void
emem_trees_reset (void)
{
  for (emem_tree_t *tree = reset_with_file; tree != NULL; tree = tree->next)
    tree->tree = NULL;
}

/* --- one word ----------------------------------------------------------------------------------------------- */

static emem_tree_node_t *
node_skew (emem_tree_node_t *node)
{
  emem_tree_node_t *left = node->left;
  if (left == NULL || left->level != node->level)
    return node;
  node->left = left->right;
  left->right = node;
  return left;
}

static emem_tree_node_t *
node_split (emem_tree_node_t *node)
{
  emem_tree_node_t *right = node->right;
  if (right == NULL || right->right == NULL || right->right->level != node->level)
    return node;
  node->right = right->left;
  right->left = node;
  right->level++;
  return right;
}

/* Finds or adds the key in the part below `node`; `found` takes its node, which a new one is with data NULL. */
static emem_tree_node_t *
node_insert (emem_tree_t *tree, emem_tree_node_t *node, guint32 key, emem_tree_node_t **found)
{
  if (node == NULL)
    {
      node = tree->malloc (sizeof (emem_tree_node_t));
      *node = (emem_tree_node_t){ .key32 = key, .level = 1 };
      *found = node;
      return node;
    }
  if (key == node->key32)
    {
      *found = node;
      return node;
    }
  if (key < node->key32)
    node->left = node_insert (tree, node->left, key, found);
  else
    node->right = node_insert (tree, node->right, key, found);
  return node_split (node_skew (node));
}

static emem_tree_node_t *
tree_node_for (emem_tree_t *tree, guint32 key)
{
  emem_tree_node_t *found = NULL;
  tree->tree = node_insert (tree, tree->tree, key, &found);
  return found;
}

void
emem_tree_insert32 (emem_tree_t *tree, guint32 key, void *data)
{
  emem_tree_node_t *node = tree_node_for (tree, key);
  node->data = data;
  node->is_subtree = FALSE;
}

void *
emem_tree_lookup32 (emem_tree_t *tree, guint32 key)
{
  const emem_tree_node_t *node = tree == NULL ? NULL : tree->tree;
  while (node != NULL && node->key32 != key)
    node = key < node->key32 ? node->left : node->right;
  return node == NULL ? NULL : node->data;
}

void *
emem_tree_lookup32_le (emem_tree_t *tree, guint32 key)
{
  const emem_tree_node_t *best = NULL;
  const emem_tree_node_t *node = tree == NULL ? NULL : tree->tree;
  while (node != NULL)
    if (key < node->key32)
      node = node->left;
    else
      {
        best = node;
        node = node->right;
      }
  return best == NULL ? NULL : best->data;
}

/* --- several words ------------------------------------------------------------------------------------------ */

/* A place in a key: the words that are left in its first piece, and the pieces that follow. */
typedef struct key_walk
{
  const emem_tree_key_t *piece;
  guint32 word;
} key_walk_t;

static gboolean
key_next (key_walk_t *walk, guint32 *word, gboolean *last)
{
  while (walk->piece->length != 0 && walk->word == walk->piece->length)
    {
      walk->piece++;
      walk->word = 0;
    }
  if (walk->piece->length == 0)
    return FALSE;
  *word = walk->piece->key[walk->word++];
  *last = walk->word == walk->piece->length && walk->piece[1].length == 0;
  return TRUE;
}

void
emem_tree_insert32_array (emem_tree_t *tree, emem_tree_key_t *key, void *data)
{
  key_walk_t walk = { key, 0 };
  guint32 word;
  gboolean last;
  while (key_next (&walk, &word, &last))
    {
      if (last)
        {
          emem_tree_insert32 (tree, word, data);
          return;
        }
      emem_tree_node_t *node = tree_node_for (tree, word);
      if (!node->is_subtree)
        {
          node->data = tree_new (tree->type, "subtree", tree->malloc, tree->malloc);
          node->is_subtree = TRUE;
        }
      tree = node->data;
    }
}

static void *
tree_lookup_array (emem_tree_t *tree, const emem_tree_key_t *key, void *(*lookup) (emem_tree_t *, guint32))
{
  key_walk_t walk = { key, 0 };
  guint32 word;
  gboolean last;
  while (tree != NULL && key_next (&walk, &word, &last))
    {
      void *found = lookup (tree, word);
      if (last)
        return found;
      tree = found;
    }
  return NULL;
}

void *
emem_tree_lookup32_array (emem_tree_t *tree, emem_tree_key_t *key)
{
  return tree_lookup_array (tree, key, emem_tree_lookup32);
}

void *
emem_tree_lookup32_array_le (emem_tree_t *tree, emem_tree_key_t *key)
{
  return tree_lookup_array (tree, key, emem_tree_lookup32_le);
}

/* --- strings ------------------------------------------------------------------------------------------------ */

/* Packs the text, with a NUL at its end, four characters to a word, so that words sort as the text does. */
static emem_tree_key_t
key_of_string (const gchar *text, guint32 flags)
{
  const size_t length = strlen (text);
  emem_tree_key_t key = { .length = (guint32) (length / 4 + 1) };
  key.key = g_new0 (guint32, key.length);
  for (size_t i = 0; i < length; i++)
    {
      const guchar character
        = (guchar) ((flags & EMEM_TREE_STRING_NOCASE) != 0 ? g_ascii_tolower (text[i]) : text[i]);
      key.key[i / 4] |= (guint32) character << (24 - 8 * (i % 4));
    }
  return key;
}

void
emem_tree_insert_string (emem_tree_t *tree, const gchar *key, void *data, guint32 flags)
{
  emem_tree_key_t pieces[] = { key_of_string (key, flags), { 0, NULL } };
  emem_tree_insert32_array (tree, pieces, data);
  g_free (pieces[0].key);
}

void *
emem_tree_lookup_string (emem_tree_t *tree, const gchar *key, guint32 flags)
{
  emem_tree_key_t pieces[] = { key_of_string (key, flags), { 0, NULL } };
  void *found = emem_tree_lookup32_array (tree, pieces);
  g_free (pieces[0].key);
  return found;
}

/* --- walking ------------------------------------------------------------------------------------------------ */

static gboolean
node_foreach (const emem_tree_node_t *node, tree_foreach_func callback, void *user_data)
{
  if (node == NULL)
    return FALSE;
  return node_foreach (node->left, callback, user_data)
         || (node->is_subtree ? emem_tree_foreach (node->data, callback, user_data)
                              : callback (node->data, user_data))
         || node_foreach (node->right, callback, user_data);
}

gboolean
emem_tree_foreach (emem_tree_t *tree, tree_foreach_func callback, void *user_data)
{
  return tree != NULL && node_foreach (tree->tree, callback, user_data);
}

static void
node_print (const emem_tree_node_t *node, int depth)
{
  if (node == NULL)
    return;
  node_print (node->left, depth);
  printf ("%*s0x%08x%s\n", 2 * depth, "", node->key32, node->is_subtree ? ":" : "");
  if (node->is_subtree)
    node_print (((const emem_tree_t *) node->data)->tree, depth + 1);
  node_print (node->right, depth);
}

void
emem_print_tree (emem_tree_t *tree)
{
  if (tree != NULL)
    node_print (tree->tree, 0);
}

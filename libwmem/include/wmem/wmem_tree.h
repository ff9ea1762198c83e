/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An ordered map from numbers, strings or sequences of numbers to pointers.
 *
 * All kinds of key may meet in one tree; number keys and sequences share their first number. Keys are copied, values
 * are the caller's. Inserting under a key that is there replaces its value. Every lookup in a NULL tree gives NULL.
 *
 * Number keys and sequences live in a B+-tree that is filled to the brim where keys come in order; string keys in a
 * hash table that is sorted when the tree is walked.
 */
#ifndef WMEM_TREE_H
#define WMEM_TREE_H

#include <glib.h>

#include "wmem_core.h"

G_BEGIN_DECLS

typedef struct _wmem_tree_t wmem_tree_t;

/** @param allocator pool of the tree; NULL for the heap (then wmem_tree_destroy() is due). @return an empty tree. */
WMEM_API wmem_tree_t *
wmem_tree_new (wmem_allocator_t *allocator);

/**
 * A tree that is empty again whenever its data pool was freed, as a static variable over many capture files needs it.
 *
 * @param metadata_scope pool of the tree itself.
 * @param data_scope pool of what it holds. After this pool is destroyed the tree must not be used any more.
 */
WMEM_API wmem_tree_t *
wmem_tree_new_autoreset (wmem_allocator_t *metadata_scope, wmem_allocator_t *data_scope);

/**
 * Gives the tree back. NULL is fine.
 *
 * @param free_keys whether to free the copies of string keys, which a caller of wmem_tree_foreach() may have kept.
 * @param free_values whether to wmem_free() each value in the tree's (data) pool.
 */
WMEM_API void
wmem_tree_destroy (wmem_tree_t *tree, gboolean free_keys, gboolean free_values);

/** @return TRUE where no key was ever inserted, or every one of them was a string and is removed; TRUE for NULL. */
WMEM_API wmem_bool_t
wmem_tree_is_empty (const wmem_tree_t *tree);

/** @return number of keys, removed number keys included; 0 for NULL. */
WMEM_API guint
wmem_tree_count (const wmem_tree_t *tree);

/** Stores @a data, NULL included, under @a key. */
WMEM_API void
wmem_tree_insert32 (wmem_tree_t *tree, guint32 key, void *data);

/** @return the value at @a key, NULL where there is none. */
WMEM_API void *
wmem_tree_lookup32 (const wmem_tree_t *tree, guint32 key);

/** @return the value at the largest key not above @a key; NULL where there is none or it was removed. */
WMEM_API void *
wmem_tree_lookup32_le (const wmem_tree_t *tree, guint32 key);

/** @return whether @a key was inserted, with whatever value, and not removed since. */
WMEM_API wmem_bool_t
wmem_tree_contains32 (const wmem_tree_t *tree, guint32 key);

/**
 * Finds the largest key not above @a key that was not removed.
 *
 * @param orig_key receives that key; unchanged where there is none.
 * @return its value; NULL where there is none.
 */
WMEM_API void *
wmem_tree_lookup32_le_full (const wmem_tree_t *tree, guint32 key, guint32 *orig_key);

/** @return the value at the smallest key not below @a key that was not removed; NULL where there is none. */
WMEM_API void *
wmem_tree_lookup32_ge (const wmem_tree_t *tree, guint32 key);

/** wmem_tree_lookup32_ge() that says which key it found. @param orig_key receives it; unchanged where there is none. */
WMEM_API void *
wmem_tree_lookup32_ge_full (const wmem_tree_t *tree, guint32 key, guint32 *orig_key);

/** Sets the value at @a key to NULL; the key stays known. @return the value it had, NULL where there was none. */
WMEM_API void *
wmem_tree_remove32 (wmem_tree_t *tree, guint32 key);

/** Flag of the string functions: A-Z and a-z are the same in keys. The flag of the first insertion holds for the tree. */
#define WMEM_TREE_STRING_NOCASE 0x00000001

/** Stores @a data under a string. A key that is there keeps its first spelling. @param key NULL is the key "". */
WMEM_API void
wmem_tree_insert_string (wmem_tree_t *tree, const gchar *key, void *data, guint32 flags);

/** @return the value at the string @a key, NULL where there is none. */
WMEM_API void *
wmem_tree_lookup_string (const wmem_tree_t *tree, const gchar *key, guint32 flags);

/** Removes the string @a key. @return the value it had, NULL where there was none. */
WMEM_API void *
wmem_tree_remove_string (wmem_tree_t *tree, const gchar *key, guint32 flags);

/** A part of a sequence key: an array of parts ends with one of length 0. The layout is part of the binary interface. */
typedef struct _wmem_tree_key_t {
  guint32 length; /**< numbers at `key`, not bytes */
  guint32 *key;
} wmem_tree_key_t;

/**
 * Stores @a data under a sequence of one or more numbers, the parts put together. Aborts for an empty one.
 *
 * Sequences in one tree should be of one length where they start alike: a longer one replaces the value of its own
 * start, and the other way round.
 */
WMEM_API void
wmem_tree_insert32_array (wmem_tree_t *tree, wmem_tree_key_t *key, void *data);

/** @return the value at the sequence, NULL where there is none. Aborts for an empty sequence. */
WMEM_API void *
wmem_tree_lookup32_array (const wmem_tree_t *tree, wmem_tree_key_t *key);

/**
 * Takes number by number the largest one that is not above the sought, and never goes back: with 1,5 and 2,9 stored,
 * 3,20 finds 2,9 but 2,3 finds nothing. Compare what is found with what was meant.
 *
 * @return the value found, or NULL. Aborts for an empty sequence.
 */
WMEM_API void *
wmem_tree_lookup32_array_le (const wmem_tree_t *tree, wmem_tree_key_t *key);

/**
 * @param key the number by GPOINTER_TO_UINT() (of a sequence: its last), the string, or for an interval tree the
 *        `struct _wmem_range_t`, valid during the call.
 * @return TRUE to stop.
 */
typedef wmem_bool_t (*wmem_foreach_func) (const void *key, void *value, void *userdata);

/** The same, whatever the types of the headers. */
typedef wmem_c99_bool_t (*wmem_bool_foreach_func) (const void *key, void *value, void *userdata);

/** Prints a key or a value to stdout. */
typedef void (*wmem_printer_func) (const void *data);

/**
 * Calls @a callback for every key in ascending order: numbers, then strings. Number keys that were removed come with a
 * NULL value. The callback may insert number keys, replace values, and insert and remove strings: those that it inserts, and those that
 * it removes before their turn, are not called for. It may not insert intervals.
 *
 * @return TRUE where the callback stopped it. FALSE for NULL.
 */
WMEM_API wmem_bool_t
wmem_tree_foreach (const wmem_tree_t *tree, wmem_foreach_func callback, void *user_data);

/** wmem_tree_foreach() for callbacks that return `bool`: what WMEM_C99_TYPES makes of it. */
WMEM_API wmem_bool_t
wmem_tree_foreach_bool (const wmem_tree_t *tree, wmem_bool_foreach_func callback, void *user_data);

/** The callback of emem's trees, which does not get the key. @return TRUE to stop. */
typedef gboolean (*wmem_foreach_value_func) (void *value, void *userdata);

/** wmem_tree_foreach() for callbacks in the manner of emem. */
WMEM_API gboolean
wmem_tree_foreach_value (const wmem_tree_t *tree, wmem_foreach_value_func callback, void *user_data);

/** Prints the tree to stdout, a line a key, sequences indented. @param key_printer and @a data_printer: NULL for plain. */
WMEM_API void
wmem_print_tree (const wmem_tree_t *tree, wmem_printer_func key_printer, wmem_printer_func data_printer);

G_END_DECLS

#endif

/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The emem API on top of libwmem's packet and file scopes, for a tree that moves file by file.
 *
 * Include it where the old code included `epan/emem.h`. Migrated and unmigrated files then live in one program and
 * share what they hand to each other: `emem_tree_t` is `wmem_tree_t`, `emem_strbuf_t` is `wmem_strbuf_t` (whose `str`
 * and `len` may be read as before), `ep_stack_t` is `wmem_stack_t *`.
 *
 * Kept as emem had it: a size of 0 gives memory; a NULL string is copied as "<NULL>"; an empty stack pops and peeks
 * NULL; a lookup in a NULL tree gives NULL; string buffers have a limit of 64 KiB and lose what goes beyond, appending
 * returns the buffer, ep_strbuf_printf() replaces; runs of delimiters split as one.
 *
 * Different, because scopes are what the migration is about: allocating outside of a scope aborts and names the scope;
 * a huge size aborts where emem threw; no canary is checked unless the strict back-end is chosen
 * (`WMEM_ALLOCATOR=strict`); the fields of trees and the buffers' `alloc_len` and `max_alloc_len` are gone.
 *
 * Everything here is inline: nothing of it is exported by the library, so no name of it can clash at link time.
 */
#ifndef WMEM_EMEM_BRIDGE_H
#define WMEM_EMEM_BRIDGE_H

#include <stdarg.h>
#include <string.h>

#include "wmem.h"

G_BEGIN_DECLS

#ifndef ITEM_LABEL_LENGTH
#define ITEM_LABEL_LENGTH 240 /**< longest label of the protocol tree, its NUL included */
#endif

/* --- the manager: the scopes are entered and left by the host program, see libwmem/README.md --------------------- */

static inline void
emem_init (void)
{
  wmem_init ();
}

/** Ends the packet's memory without leaving its scope. */
static inline void
ep_free_all (void)
{
  wmem_free_all (wmem_packet_scope ());
}

/** Ends the file's memory without leaving its scope. */
static inline void
se_free_all (void)
{
  wmem_free_all (wmem_file_scope ());
}

/** The strict back-end checks every block by itself: nothing to do, the arguments are not evaluated. */
#define EP_CHECK_CANARY(arguments) ((void) 0)

/* --- memory ------------------------------------------------------------------------------------------------------- */

static inline void *
ep_alloc (size_t size)
{
  return wmem_alloc (wmem_packet_scope (), size > 0 ? size : 1);
}

static inline void *
ep_alloc0 (size_t size)
{
  return wmem_alloc0 (wmem_packet_scope (), size > 0 ? size : 1);
}

static inline void *
se_alloc (size_t size)
{
  return wmem_alloc (wmem_file_scope (), size > 0 ? size : 1);
}

static inline void *
se_alloc0 (size_t size)
{
  return wmem_alloc0 (wmem_file_scope (), size > 0 ? size : 1);
}

#define ep_malloc(size) ep_alloc (size)
#define se_malloc(size) se_alloc (size)

#define ep_new(type) ((type *) ep_alloc (sizeof (type)))
#define ep_new0(type) ((type *) ep_alloc0 (sizeof (type)))
#define se_new(type) ((type *) se_alloc (sizeof (type)))
#define se_new0(type) ((type *) se_alloc0 (sizeof (type)))
#define ep_alloc_array(type, num) ((type *) ep_alloc (sizeof (type) * (num)))
#define ep_alloc_array0(type, num) ((type *) ep_alloc0 (sizeof (type) * (num)))
#define se_alloc_array(type, num) ((type *) se_alloc (sizeof (type) * (num)))

static inline void *
ep_memdup (const void *source, size_t length)
{
  return memcpy (ep_alloc (length), source, length);
}

static inline void *
se_memdup (const void *source, size_t length)
{
  return memcpy (se_alloc (length), source, length);
}

/* --- strings ------------------------------------------------------------------------------------------------------ */

static inline gchar *
ep_strdup (const gchar *source)
{
  return wmem_strdup (wmem_packet_scope (), source ? source : "<NULL>");
}

static inline gchar *
se_strdup (const gchar *source)
{
  return wmem_strdup (wmem_file_scope (), source ? source : "<NULL>");
}

static inline gchar *
ep_strndup (const gchar *source, size_t length)
{
  return source ? wmem_strndup (wmem_packet_scope (), source, length) : ep_strdup (NULL);
}

static inline gchar *
se_strndup (const gchar *source, size_t length)
{
  return source ? wmem_strndup (wmem_file_scope (), source, length) : se_strdup (NULL);
}

static inline gchar *
ep_strdup_vprintf (const gchar *format, va_list arguments)
{
  return wmem_strdup_vprintf (wmem_packet_scope (), format, arguments);
}

static inline gchar *
se_strdup_vprintf (const gchar *format, va_list arguments)
{
  return wmem_strdup_vprintf (wmem_file_scope (), format, arguments);
}

G_GNUC_PRINTF (1, 2)
static inline gchar *
ep_strdup_printf (const gchar *format, ...)
{
  gchar *result;
  va_list arguments;

  va_start (arguments, format);
  result = ep_strdup_vprintf (format, arguments);
  va_end (arguments);
  return result;
}

G_GNUC_PRINTF (1, 2)
static inline gchar *
se_strdup_printf (const gchar *format, ...)
{
  gchar *result;
  va_list arguments;

  va_start (arguments, format);
  result = se_strdup_vprintf (format, arguments);
  va_end (arguments);
  return result;
}

/** Up to a NULL argument; NULL where the first one is NULL. */
G_GNUC_NULL_TERMINATED
static inline gchar *
ep_strconcat (const gchar *first, ...)
{
  wmem_strbuf_t *joined;
  const gchar *next;
  va_list arguments;

  if (first == NULL)
    return NULL;
  joined = wmem_strbuf_new (wmem_packet_scope (), first);
  va_start (arguments, first);
  while ((next = va_arg (arguments, const gchar *)) != NULL)
    wmem_strbuf_append (joined, next);
  va_end (arguments);
  return wmem_strbuf_finalize (joined);
}

static inline gchar **
ep_strsplit (const gchar *string, const gchar *delimiter, int max_tokens)
{
  return wmem_strsplit_collapse (wmem_packet_scope (), string, delimiter, max_tokens);
}

/* --- the stack ---------------------------------------------------------------------------------------------------- */

typedef wmem_stack_t *ep_stack_t;

static inline ep_stack_t
ep_stack_new (void)
{
  return wmem_stack_new (wmem_packet_scope ());
}

/** @return @a data. */
static inline void *
ep_stack_push (ep_stack_t stack, void *data)
{
  wmem_stack_push (stack, data);
  return data;
}

/** @return NULL from an empty stack. */
static inline void *
ep_stack_pop (ep_stack_t stack)
{
  return wmem_stack_count (stack) > 0 ? wmem_stack_pop (stack) : NULL;
}

/** @return NULL from an empty stack. */
static inline void *
ep_stack_peek (ep_stack_t stack)
{
  return wmem_stack_count (stack) > 0 ? wmem_stack_peek (stack) : NULL;
}

/* --- slabs: a plain free list; what is never given back goes with sl_free_all() ------------------------------------ */

typedef struct _freed_item {
  struct _freed_item *next;
} freed_item_t;

struct ws_memory_slab {
  const gint item_size;
  const gint count;    /**< items taken from the heap at a time */
  freed_item_t *freed; /**< items that are free */
  GSList *chunks;      /**< what was taken from the heap */
};

#define WS_MEMORY_SLAB_INIT_UNALIGNED(size, count)                                                    \
  {                                                                                                   \
    ((gint) (size) + (gint) sizeof (void *) - 1) & ~((gint) sizeof (void *) - 1), (count), NULL, NULL \
  }
#define WS_MEMORY_SLAB_INIT(type, count) WS_MEMORY_SLAB_INIT_UNALIGNED (sizeof (type), count)

static inline void
sl_free (struct ws_memory_slab *slab, void *item)
{
  freed_item_t *freed = (freed_item_t *) item;

  if (freed == NULL)
    return;
  freed->next = slab->freed;
  slab->freed = freed;
}

static inline void *
sl_alloc (struct ws_memory_slab *slab)
{
  freed_item_t *item;
  gchar *chunk;
  gint i;

  if (slab->freed == NULL)
    {
      chunk = (gchar *) g_malloc_n ((gsize) slab->count, (gsize) slab->item_size);
      slab->chunks = g_slist_prepend (slab->chunks, chunk);
      for (i = slab->count - 1; i >= 0; i--)
        sl_free (slab, chunk + (gsize) i * (gsize) slab->item_size);
    }
  item = slab->freed;
  slab->freed = item->next;
  return item;
}

static inline void *
sl_alloc0 (struct ws_memory_slab *slab)
{
  return memset (sl_alloc (slab), 0, (gsize) slab->item_size);
}

static inline void
sl_free_all (struct ws_memory_slab *slab)
{
  g_slist_free_full (slab->chunks, g_free);
  slab->chunks = NULL;
  slab->freed = NULL;
}

/* --- trees -------------------------------------------------------------------------------------------------------- */

typedef wmem_tree_t emem_tree_t;
typedef wmem_tree_key_t emem_tree_key_t;

#define EMEM_TREE_TYPE_RED_BLACK 1
#define EMEM_TREE_STRING_NOCASE WMEM_TREE_STRING_NOCASE

/** A tree for ever, emptied when the file closes. The type and the name are not used. */
static inline emem_tree_t *
se_tree_create (int type G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
  return wmem_tree_new_autoreset (wmem_epan_scope (), wmem_file_scope ());
}

/** A tree that goes away with the file. */
static inline emem_tree_t *
se_tree_create_non_persistent (int type G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
  return wmem_tree_new (wmem_file_scope ());
}

/** A tree for ever. */
static inline emem_tree_t *
pe_tree_create (int type G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
  return wmem_tree_new (wmem_epan_scope ());
}

#define emem_tree_insert32 wmem_tree_insert32
#define emem_tree_lookup32 wmem_tree_lookup32
#define emem_tree_lookup32_le wmem_tree_lookup32_le
#define emem_tree_insert32_array wmem_tree_insert32_array
#define emem_tree_lookup32_array wmem_tree_lookup32_array
#define emem_tree_lookup32_array_le wmem_tree_lookup32_array_le
#define emem_tree_insert_string wmem_tree_insert_string
#define emem_tree_lookup_string wmem_tree_lookup_string

/** The old callback does not get the key. @return TRUE to stop. */
typedef gboolean (*tree_foreach_func) (void *value, void *userdata);

typedef struct
{
  tree_foreach_func callback;
  void *user_data;
} emem_bridge_foreach_t;

static inline wmem_bool_t
emem_bridge_foreach (const void *key G_GNUC_UNUSED, void *value, void *user_data)
{
  emem_bridge_foreach_t *old = (emem_bridge_foreach_t *) user_data;

  return (old->callback (value, old->user_data)) != 0;
}

/** Calls back in the order of the keys. @return TRUE where the callback stopped it. */
static inline gboolean
emem_tree_foreach (emem_tree_t *tree, tree_foreach_func callback, void *user_data)
{
  emem_bridge_foreach_t old;

  old.callback = callback;
  old.user_data = user_data;
  return tree ? wmem_tree_foreach (tree, emem_bridge_foreach, &old) : FALSE;
}

static inline void
emem_print_tree (emem_tree_t *tree)
{
  if (tree)
    wmem_print_tree (tree, NULL, NULL);
}

#define se_tree_insert32 emem_tree_insert32
#define se_tree_lookup32 emem_tree_lookup32
#define se_tree_lookup32_le emem_tree_lookup32_le
#define se_tree_insert32_array emem_tree_insert32_array
#define se_tree_lookup32_array emem_tree_lookup32_array
#define se_tree_lookup32_array_le emem_tree_lookup32_array_le
#define se_tree_insert_string emem_tree_insert_string
#define se_tree_lookup_string emem_tree_lookup_string
#define se_tree_foreach emem_tree_foreach
#define pe_tree_insert32 emem_tree_insert32
#define pe_tree_lookup32 emem_tree_lookup32
#define pe_tree_lookup32_le emem_tree_lookup32_le
#define pe_tree_insert32_array emem_tree_insert32_array
#define pe_tree_lookup32_array emem_tree_lookup32_array
#define pe_tree_insert_string emem_tree_insert_string
#define pe_tree_lookup_string emem_tree_lookup_string
#define pe_tree_foreach emem_tree_foreach

/* --- string buffers ----------------------------------------------------------------------------------------------- */

typedef wmem_strbuf_t emem_strbuf_t;

#define EMEM_BRIDGE_STRBUF_LIMIT 65536 /**< bytes, the NUL included, of a buffer without a limit of its own */
#define EMEM_BRIDGE_STRBUF_START 16

/** @param max_alloc_len 0 for the usual limit; an @a alloc_len above it is lowered to it. */
static inline emem_strbuf_t *
ep_strbuf_sized_new (gsize alloc_len, gsize max_alloc_len)
{
  gsize limit = max_alloc_len > 0 ? max_alloc_len : EMEM_BRIDGE_STRBUF_LIMIT;

  return wmem_strbuf_sized_new (wmem_packet_scope (), CLAMP (alloc_len, 1, limit), limit);
}

static inline emem_strbuf_t *
ep_strbuf_append (emem_strbuf_t *strbuf, const gchar *string)
{
  if (strbuf != NULL && string != NULL)
    wmem_strbuf_append (strbuf, string);
  return strbuf;
}

static inline emem_strbuf_t *
ep_strbuf_new (const gchar *init)
{
  gsize needed = init ? strlen (init) + 1 : 0;

  return ep_strbuf_append (ep_strbuf_sized_new (MAX (needed, EMEM_BRIDGE_STRBUF_START), 0), init);
}

/** Limited to ITEM_LABEL_LENGTH. */
static inline emem_strbuf_t *
ep_strbuf_new_label (const gchar *init)
{
  return ep_strbuf_append (ep_strbuf_sized_new (ITEM_LABEL_LENGTH, ITEM_LABEL_LENGTH), init);
}

static inline void
ep_strbuf_append_vprintf (emem_strbuf_t *strbuf, const gchar *format, va_list arguments)
{
  wmem_strbuf_append_vprintf (strbuf, format, arguments);
}

G_GNUC_PRINTF (2, 3)
static inline void
ep_strbuf_append_printf (emem_strbuf_t *strbuf, const gchar *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  ep_strbuf_append_vprintf (strbuf, format, arguments);
  va_end (arguments);
}

/** Replaces the content. An argument may be the buffer's own text. */
G_GNUC_PRINTF (2, 3)
static inline void
ep_strbuf_printf (emem_strbuf_t *strbuf, const gchar *format, ...)
{
  gchar *text;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  wmem_strbuf_truncate (strbuf, 0);
  wmem_strbuf_append (strbuf, text);
  g_free (text);
}

static inline emem_strbuf_t *
ep_strbuf_append_c (emem_strbuf_t *strbuf, const gchar character)
{
  if (strbuf != NULL)
    wmem_strbuf_append_c (strbuf, character);
  return strbuf;
}

static inline emem_strbuf_t *
ep_strbuf_append_unichar (emem_strbuf_t *strbuf, const gunichar character)
{
  if (strbuf != NULL)
    wmem_strbuf_append_unichar (strbuf, character);
  return strbuf;
}

static inline emem_strbuf_t *
ep_strbuf_truncate (emem_strbuf_t *strbuf, gsize length)
{
  if (strbuf != NULL && length < strbuf->len)
    wmem_strbuf_truncate (strbuf, length);
  return strbuf;
}

G_END_DECLS

#endif

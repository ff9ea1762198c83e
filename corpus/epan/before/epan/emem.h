/* SPDX-License-Identifier: MIT */
/*
 * The old memory manager: memory that belongs to a lifetime, not to an owner, and that nobody frees.
 *
 *   ep_  "ephemeral": until the packet is done
 *   se_  "seasonal":  until the capture file is closed
 *   pe_  "permanent": as long as the program runs
 *
 * All state is global: one packet, one file and one thread at a time, and anybody may allocate at any time. This is
 * what the corpus is compiled against before its migration; it has no other use.
 */
#ifndef EPAN_EMEM_H
#define EPAN_EMEM_H

#include <stdarg.h>
#include <stddef.h>
#include <glib.h>

/** The longest label of the protocol tree, its NUL included. */
#ifndef ITEM_LABEL_LENGTH
#define ITEM_LABEL_LENGTH 240
#endif

/* --- the manager itself ------------------------------------------------------------------------------------- */

/** Must come before anything else. Reads WIRESHARK_DEBUG_EP_NO_CANARY and WIRESHARK_DEBUG_SE_USE_CANARY. */
void emem_init (void);
/** Ends a packet: everything from ep_ is gone. */
void ep_free_all (void);
/** Ends a file: everything from se_ is gone, and the se_ trees are empty. */
void se_free_all (void);
/** @return bytes now handed out with packet lifetime. */
gsize ep_bytes_in_use (void);
/** @return bytes now handed out with file lifetime. */
gsize se_bytes_in_use (void);

gboolean ep_verify_pointer (const void *pointer);
gboolean se_verify_pointer (const void *pointer);

/** Aborts when a block of the packet was overrun; the arguments, in double parentheses, are printf's. */
#define EP_CHECK_CANARY(arguments) ep_check_canary_integrity arguments
void ep_check_canary_integrity (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* --- memory: never NULL; what a packet asks in one piece is limited to 2.5 MB, more throws DissectorError --- */

void *ep_alloc (size_t size) G_GNUC_MALLOC;
void *ep_alloc0 (size_t size) G_GNUC_MALLOC;
void *se_alloc (size_t size) G_GNUC_MALLOC;
void *se_alloc0 (size_t size) G_GNUC_MALLOC;
/** The other spelling of the same, which old code and documents use. */
#define ep_malloc(size) ep_alloc (size)
#define se_malloc(size) se_alloc (size)

#define ep_new(type) ((type *) ep_alloc (sizeof (type)))
#define ep_new0(type) ((type *) ep_alloc0 (sizeof (type)))
#define se_new(type) ((type *) se_alloc (sizeof (type)))
#define se_new0(type) ((type *) se_alloc0 (sizeof (type)))
#define ep_alloc_array(type, num) ((type *) ep_alloc (sizeof (type) * (num)))
#define ep_alloc_array0(type, num) ((type *) ep_alloc0 (sizeof (type) * (num)))
#define se_alloc_array(type, num) ((type *) se_alloc (sizeof (type) * (num)))

/* --- strings: a NULL to copy gives a copy of "<NULL>" ------------------------------------------------------- */

gchar *ep_strdup (const gchar *source) G_GNUC_MALLOC;
gchar *ep_strndup (const gchar *source, size_t length) G_GNUC_MALLOC;
void *ep_memdup (const void *source, size_t length) G_GNUC_MALLOC;
gchar *ep_strdup_vprintf (const gchar *format, va_list arguments) G_GNUC_MALLOC;
gchar *ep_strdup_printf (const gchar *format, ...) G_GNUC_MALLOC G_GNUC_PRINTF (1, 2);
gchar *se_strdup (const gchar *source) G_GNUC_MALLOC;
gchar *se_strndup (const gchar *source, size_t length) G_GNUC_MALLOC;
void *se_memdup (const void *source, size_t length) G_GNUC_MALLOC;
gchar *se_strdup_vprintf (const gchar *format, va_list arguments) G_GNUC_MALLOC;
gchar *se_strdup_printf (const gchar *format, ...) G_GNUC_MALLOC G_GNUC_PRINTF (1, 2);
/** Up to a NULL argument; NULL when the first is NULL. */
gchar *ep_strconcat (const gchar *first, ...) G_GNUC_MALLOC G_GNUC_NULL_TERMINATED;
/** Cuts at the first @a max_tokens delimiters (0: at all), then drops the empty pieces: "a b c" with 2 gives all three. */
gchar **ep_strsplit (const gchar *string, const gchar *delimiter, int max_tokens);

/* --- a stack of pointers, packet lifetime ------------------------------------------------------------------- */

struct _ep_stack_frame_t
{
  void *payload;
  struct _ep_stack_frame_t *below;
  struct _ep_stack_frame_t *above;
};

/** Points at the pointer to the top frame, so that it can be passed by value. */
typedef struct _ep_stack_frame_t **ep_stack_t;

ep_stack_t ep_stack_new (void);
/** @return @a data. */
void *ep_stack_push (ep_stack_t stack, void *data);
/** @return what was on top, or NULL from an empty stack. */
void *ep_stack_pop (ep_stack_t stack);
#define ep_stack_peek(stack) ((*(stack))->payload)

/* --- slabs: items of one size, taken and given back --------------------------------------------------------- */

typedef struct _freed_item
{
  struct _freed_item *next;
} freed_item_t;

struct ws_memory_slab
{
  const gint item_size;
  const gint count; /* items fetched from the heap at a time */
  freed_item_t *freed;
  GSList *chunks;
};

#define WS_MEMORY_SLAB_INIT_UNALIGNED(size, count)                                                                    \
  { ((gint) (size) + (gint) sizeof (void *) - 1) & ~((gint) sizeof (void *) - 1), (count), NULL, NULL }
#define WS_MEMORY_SLAB_INIT(type, count) WS_MEMORY_SLAB_INIT_UNALIGNED (sizeof (type), count)

void *sl_alloc (struct ws_memory_slab *slab);
void *sl_alloc0 (struct ws_memory_slab *slab);
void sl_free (struct ws_memory_slab *slab, void *item);
void sl_free_all (struct ws_memory_slab *slab);

/* --- trees: from a number, an array of numbers or a string to a pointer ------------------------------------- */

#define EMEM_TREE_TYPE_RED_BLACK 1

typedef struct _emem_tree_node_t
{
  struct _emem_tree_node_t *left;
  struct _emem_tree_node_t *right;
  void *data; /* a tree where the key goes on */
  guint32 key32;
  guint8 level;
  gboolean is_subtree;
} emem_tree_node_t;

typedef struct _emem_tree_t
{
  struct _emem_tree_t *next;
  int type;
  const char *name;
  emem_tree_node_t *tree; /* NULL when the tree is empty */
  void *(*malloc) (size_t);
} emem_tree_t;

/** One piece of a key; an array of them ends with a length of 0. */
typedef struct _emem_tree_key_t
{
  guint32 length; /* in 32-bit words */
  guint32 *key;
} emem_tree_key_t;

/** Lives for ever and is emptied when the file is closed. */
emem_tree_t *se_tree_create (int type, const char *name) G_GNUC_MALLOC;
/** Lives for ever, as what it holds should. */
emem_tree_t *pe_tree_create (int type, const char *name) G_GNUC_MALLOC;
/** Goes away with the file. */
emem_tree_t *se_tree_create_non_persistent (int type, const char *name) G_GNUC_MALLOC;

/** Replaces what the key had. */
void emem_tree_insert32 (emem_tree_t *tree, guint32 key, void *data);
/** @return NULL where the key, or the tree, is missing. */
void *emem_tree_lookup32 (emem_tree_t *tree, guint32 key);
/** @return the data of the largest key that is not above @a key, or NULL. */
void *emem_tree_lookup32_le (emem_tree_t *tree, guint32 key);
void emem_tree_insert32_array (emem_tree_t *tree, emem_tree_key_t *key, void *data);
void *emem_tree_lookup32_array (emem_tree_t *tree, emem_tree_key_t *key);
/** As emem_tree_lookup32_array(), with the last word of the key as in emem_tree_lookup32_le(). */
void *emem_tree_lookup32_array_le (emem_tree_t *tree, emem_tree_key_t *key);

#define EMEM_TREE_STRING_NOCASE 0x00000001
void emem_tree_insert_string (emem_tree_t *tree, const gchar *key, void *data, guint32 flags);
void *emem_tree_lookup_string (emem_tree_t *tree, const gchar *key, guint32 flags);

/** @return TRUE to stop. */
typedef gboolean (*tree_foreach_func) (void *value, void *userdata);
/** Calls back in the order of the keys: @return TRUE when the callback stopped it. */
gboolean emem_tree_foreach (emem_tree_t *tree, tree_foreach_func callback, void *user_data);
void emem_print_tree (emem_tree_t *tree);

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

/* --- string buffers, packet lifetime, at most 64 KB --------------------------------------------------------- */

typedef struct _emem_strbuf_t
{
  gchar *str;
  gsize len;
  gsize alloc_len;
  gsize max_alloc_len; /* what does not fit is cut off silently */
} emem_strbuf_t;

emem_strbuf_t *ep_strbuf_new (const gchar *init) G_GNUC_MALLOC;
/** Limited to ITEM_LABEL_LENGTH. */
emem_strbuf_t *ep_strbuf_new_label (const gchar *init) G_GNUC_MALLOC;
/** @param max_alloc_len 0 for the usual limit; an @a alloc_len above it is lowered to it */
emem_strbuf_t *ep_strbuf_sized_new (gsize alloc_len, gsize max_alloc_len) G_GNUC_MALLOC;
emem_strbuf_t *ep_strbuf_append (emem_strbuf_t *strbuf, const gchar *string);
void ep_strbuf_append_vprintf (emem_strbuf_t *strbuf, const gchar *format, va_list arguments);
void ep_strbuf_append_printf (emem_strbuf_t *strbuf, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
/** Replaces the content. */
void ep_strbuf_printf (emem_strbuf_t *strbuf, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
emem_strbuf_t *ep_strbuf_append_c (emem_strbuf_t *strbuf, const gchar character);
emem_strbuf_t *ep_strbuf_append_unichar (emem_strbuf_t *strbuf, const gunichar character);
emem_strbuf_t *ep_strbuf_truncate (emem_strbuf_t *strbuf, gsize length);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The old memory manager: the two lifetimes, strings, the stack and slabs.
 *
 * A lifetime is a list of chunks that are filled from the front and given back together. Every block carries its size
 * in front and, where asked for, a canary behind. Under AddressSanitizer each block is a chunk of its own, so that
 * the sanitizer sees its ends.
 */
#include <epan/emem.h>
#include <epan/dissector_assert.h>
#include "emem_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define CHUNK_SIZE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHUNK_SIZE 0
#endif
#endif
#ifndef CHUNK_SIZE
#define CHUNK_SIZE (1024 * 1024)
#endif

#define ALIGNMENT 16
#define ALIGN_UP(size) (((size) + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1))
#define LARGEST_EP_BLOCK (2560 * 1024) /* more in one piece is a dissector's mistake, not memory it needs */

typedef struct chunk
{
  struct chunk *next;
  gsize size;
  gsize used;
  gsize padding; /* keeps what follows aligned */
} chunk_t;

typedef struct block
{
  struct block *previous;
  gsize size;
} block_t;

typedef struct lifetime
{
  const char *name;
  chunk_t *chunks; /* the first is the one being filled */
  chunk_t *spare;  /* kept from the last packet, so that most packets need nothing from the heap */
  block_t *blocks; /* the latest first */
  gsize bytes_in_use;
  gboolean canaries;
} lifetime_t;

static lifetime_t ephemeral = { .name = "packet", .canaries = TRUE };
static lifetime_t seasonal = { .name = "file" };

static const guint8 canary[8] = { 0xc5, 0x1a, 0x7e, 0x99, 0x3d, 0xe2, 0x60, 0x0b };

static chunk_t *
chunk_get (lifetime_t *lifetime, gsize needed)
{
  chunk_t *chunk = lifetime->spare;
  if (chunk != NULL && chunk->size >= needed)
    {
      lifetime->spare = NULL;
      return chunk;
    }
  const gsize size = MAX (needed, CHUNK_SIZE);
  chunk = g_malloc (sizeof (chunk_t) + size);
  chunk->size = size;
  chunk->used = 0;
  return chunk;
}

static void *
lifetime_alloc (lifetime_t *lifetime, gsize size)
{
  if (size > G_MAXSIZE / 2)
    g_error ("emem: %" G_GSIZE_FORMAT " bytes asked for", size);
  const gsize needed = ALIGN_UP (sizeof (block_t) + size + (lifetime->canaries ? sizeof canary : 0));
  chunk_t *chunk = lifetime->chunks;
  if (chunk == NULL || chunk->size - chunk->used < needed)
    {
      chunk = chunk_get (lifetime, needed);
      chunk->next = lifetime->chunks;
      lifetime->chunks = chunk;
    }
  block_t *block = (block_t *) (void *) ((guint8 *) (chunk + 1) + chunk->used);
  chunk->used += needed;
  block->previous = lifetime->blocks;
  block->size = size;
  lifetime->blocks = block;
  lifetime->bytes_in_use += size;
  if (lifetime->canaries)
    memcpy ((guint8 *) (block + 1) + size, canary, sizeof canary);
  return block + 1;
}

/* Returns the first block, from the latest on, whose end was written over. */
static const block_t *
lifetime_find_overrun (const lifetime_t *lifetime)
{
  if (lifetime->canaries)
    for (const block_t *block = lifetime->blocks; block != NULL; block = block->previous)
      if (memcmp ((const guint8 *) (block + 1) + block->size, canary, sizeof canary) != 0)
        return block;
  return NULL;
}

static void
lifetime_end (lifetime_t *lifetime)
{
  const block_t *overrun = lifetime_find_overrun (lifetime);
  if (overrun != NULL)
    g_error ("emem: %s memory: a block of %" G_GSIZE_FORMAT " bytes was written past its end", lifetime->name,
             overrun->size);
  while (lifetime->chunks != NULL)
    {
      chunk_t *chunk = lifetime->chunks;
      lifetime->chunks = chunk->next;
      if (lifetime->spare == NULL && chunk->size == CHUNK_SIZE)
        {
          chunk->used = 0;
          lifetime->spare = chunk;
        }
      else
        g_free (chunk);
    }
  lifetime->blocks = NULL;
  lifetime->bytes_in_use = 0;
}

static gboolean
lifetime_holds (const lifetime_t *lifetime, const void *pointer)
{
  for (const chunk_t *chunk = lifetime->chunks; chunk != NULL; chunk = chunk->next)
    {
      const guint8 *first = (const guint8 *) (chunk + 1);
      if ((const guint8 *) pointer >= first && (const guint8 *) pointer < first + chunk->used)
        return TRUE;
    }
  return FALSE;
}

void
emem_init (void)
{
  ephemeral.canaries = g_getenv ("WIRESHARK_DEBUG_EP_NO_CANARY") == NULL;
  seasonal.canaries = g_getenv ("WIRESHARK_DEBUG_SE_USE_CANARY") != NULL;
}

void
ep_free_all (void)
{
  lifetime_end (&ephemeral);
}

void
se_free_all (void)
{
  emem_trees_reset ();
  lifetime_end (&seasonal);
}

gsize
ep_bytes_in_use (void)
{
  return ephemeral.bytes_in_use;
}

gsize
se_bytes_in_use (void)
{
  return seasonal.bytes_in_use;
}

gboolean
ep_verify_pointer (const void *pointer)
{
  return lifetime_holds (&ephemeral, pointer);
}

gboolean
se_verify_pointer (const void *pointer)
{
  return lifetime_holds (&seasonal, pointer);
}

void
ep_check_canary_integrity (const char *format, ...)
{
  const block_t *overrun = lifetime_find_overrun (&ephemeral);
  if (overrun == NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *where = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_error ("emem: packet memory: a block of %" G_GSIZE_FORMAT " bytes was written past its end, seen %s",
           overrun->size, where);
}

/* --- memory ------------------------------------------------------------------------------------------------- */

void *
ep_alloc (size_t size)
{
  DISSECTOR_ASSERT (size < LARGEST_EP_BLOCK);
  return lifetime_alloc (&ephemeral, size);
}

void *
ep_alloc0 (size_t size)
{
  return memset (ep_alloc (size), 0, size);
}

void *
se_alloc (size_t size)
{
  return lifetime_alloc (&seasonal, size);
}

void *
se_alloc0 (size_t size)
{
  return memset (se_alloc (size), 0, size);
}

/* --- strings: each is written once, with the allocator as a parameter --------------------------------------- */

typedef void *(*alloc_func_t) (size_t size);

static void *
emem_memdup (const void *source, size_t length, alloc_func_t alloc)
{
  void *copy = alloc (length);
  if (length > 0)
    memcpy (copy, source, length);
  return copy;
}

static gchar *
emem_strdup (const gchar *source, alloc_func_t alloc)
{
  if (source == NULL)
    source = "<NULL>";
  return emem_memdup (source, strlen (source) + 1, alloc);
}

static gchar *
emem_strndup (const gchar *source, size_t length, alloc_func_t alloc)
{
  const size_t present = strnlen (source, length);
  gchar *copy = alloc (present + 1);
  memcpy (copy, source, present);
  copy[present] = '\0';
  return copy;
}

static gchar *
emem_strdup_vprintf (const gchar *format, va_list arguments, alloc_func_t alloc)
{
  va_list again;
  va_copy (again, arguments);
  const gsize size = g_printf_string_upper_bound (format, again);
  va_end (again);
  gchar *text = alloc (size);
  text[0] = '\0';
  vsnprintf (text, size, format, arguments);
  return text;
}

gchar *
ep_strdup (const gchar *source)
{
  return emem_strdup (source, ep_alloc);
}

gchar *
se_strdup (const gchar *source)
{
  return emem_strdup (source, se_alloc);
}

gchar *
ep_strndup (const gchar *source, size_t length)
{
  return emem_strndup (source, length, ep_alloc);
}

gchar *
se_strndup (const gchar *source, size_t length)
{
  return emem_strndup (source, length, se_alloc);
}

void *
ep_memdup (const void *source, size_t length)
{
  return emem_memdup (source, length, ep_alloc);
}

void *
se_memdup (const void *source, size_t length)
{
  return emem_memdup (source, length, se_alloc);
}

gchar *
ep_strdup_vprintf (const gchar *format, va_list arguments)
{
  return emem_strdup_vprintf (format, arguments, ep_alloc);
}

gchar *
se_strdup_vprintf (const gchar *format, va_list arguments)
{
  return emem_strdup_vprintf (format, arguments, se_alloc);
}

gchar *
ep_strdup_printf (const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  gchar *text = ep_strdup_vprintf (format, arguments);
  va_end (arguments);
  return text;
}

gchar *
se_strdup_printf (const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  gchar *text = se_strdup_vprintf (format, arguments);
  va_end (arguments);
  return text;
}

gchar *
ep_strconcat (const gchar *first, ...)
{
  if (first == NULL)
    return NULL;
  size_t length = 1;
  va_list arguments;
  va_start (arguments, first);
  for (const gchar *piece = first; piece != NULL; piece = va_arg (arguments, const gchar *))
    length += strlen (piece);
  va_end (arguments);

  gchar *text = ep_alloc (length);
  gchar *end = text;
  va_start (arguments, first);
  for (const gchar *piece = first; piece != NULL; piece = va_arg (arguments, const gchar *))
    end = g_stpcpy (end, piece);
  va_end (arguments);
  return text;
}

gchar **
ep_strsplit (const gchar *string, const gchar *delimiter, int max_tokens)
{
  if (string == NULL || delimiter == NULL || delimiter[0] == '\0')
    return NULL;
  const size_t delimiter_length = strlen (delimiter);
  gchar *piece = ep_strdup (string);
  /* No text has more pieces than characters. */
  gchar **tokens = ep_alloc (sizeof (gchar *) * (strlen (string) + 1));
  int count = 0;
  for (int cuts = 0; piece != NULL; cuts++)
    {
      gchar *end = max_tokens < 1 || cuts < max_tokens ? strstr (piece, delimiter) : NULL;
      if (*piece != '\0' && piece != end)
        tokens[count++] = piece;
      piece = end != NULL ? end + delimiter_length : NULL;
      if (end != NULL)
        *end = '\0';
    }
  tokens[count] = NULL;
  return tokens;
}

/* --- the stack: the frame below the first is the empty one -------------------------------------------------- */

ep_stack_t
ep_stack_new (void)
{
  ep_stack_t stack = ep_new (struct _ep_stack_frame_t *);
  *stack = ep_new0 (struct _ep_stack_frame_t);
  return stack;
}

void *
ep_stack_push (ep_stack_t stack, void *data)
{
  struct _ep_stack_frame_t *top = *stack;
  struct _ep_stack_frame_t *frame = top->above; /* left there by a pop */
  if (frame == NULL)
    {
      frame = ep_new0 (struct _ep_stack_frame_t);
      frame->below = top;
      top->above = frame;
    }
  frame->payload = data;
  *stack = frame;
  return data;
}

void *
ep_stack_pop (ep_stack_t stack)
{
  struct _ep_stack_frame_t *top = *stack;
  if (top->below == NULL)
    return NULL;
  *stack = top->below;
  return top->payload;
}

/* --- slabs -------------------------------------------------------------------------------------------------- */

void *
sl_alloc (struct ws_memory_slab *slab)
{
  if (slab->freed == NULL)
    {
      guint8 *items = g_malloc_n ((gsize) slab->count, (gsize) slab->item_size);
      slab->chunks = g_slist_prepend (slab->chunks, items);
      for (gint i = 0; i < slab->count; i++)
        sl_free (slab, items + (gsize) i * (gsize) slab->item_size);
    }
  freed_item_t *item = slab->freed;
  slab->freed = item->next;
  return item;
}

void *
sl_alloc0 (struct ws_memory_slab *slab)
{
  return memset (sl_alloc (slab), 0, (size_t) slab->item_size);
}

void
sl_free (struct ws_memory_slab *slab, void *item)
{
  freed_item_t *freed = item;
  freed->next = slab->freed;
  slab->freed = freed;
}

void
sl_free_all (struct ws_memory_slab *slab)
{
  g_slist_free_full (slab->chunks, g_free);
  slab->chunks = NULL;
  slab->freed = NULL;
}

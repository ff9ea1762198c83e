/* SPDX-License-Identifier: MIT */
/**
 * @file
 * String buffers.
 *
 * Invariants: str is a block of alloc_len bytes of the pool; len < alloc_len; str[len] is NUL; with a limit,
 * alloc_len <= max_len.
 */
#include <errno.h>
#include <stdio.h>

#include "wmem/wmem_strbuf.h"
#include "wmem/wmem_strutl.h"

#include "pools/pool.h"
#include "strings/strbuf_validity.h"

#define DEFAULT_ROOM 16
#define SPARE 16 /* bytes that a finished string may keep: pools cut memory in steps of as many */

wmem_strbuf_t *
wmem_strbuf_sized_new (wmem_allocator_t *allocator, gsize alloc_len, gsize max_len)
{
  wmem_strbuf_t *strbuf;

  if (G_UNLIKELY (max_len != 0 && alloc_len > max_len))
    wmem_abort ("cannot make a string buffer of %" G_GSIZE_FORMAT " bytes with a limit of %" G_GSIZE_FORMAT, alloc_len,
                max_len);
  if (alloc_len == 0)
    alloc_len = max_len == 0 ? DEFAULT_ROOM : MIN (max_len, DEFAULT_ROOM);
  strbuf = wmem_pool_alloc (allocator, sizeof *strbuf);
  strbuf->allocator = allocator;
  strbuf->str = wmem_pool_alloc (allocator, alloc_len);
  strbuf->str[0] = '\0';
  strbuf->len = 0;
  strbuf->alloc_len = alloc_len;
  strbuf->max_len = max_len;
  wmem_pool_container_made (allocator);
  return strbuf;
}

wmem_strbuf_t *
wmem_strbuf_new_sized (wmem_allocator_t *allocator, gsize alloc_size)
{
  return wmem_strbuf_sized_new (allocator, alloc_size, 0);
}

/**
 * Makes room for @a wanted bytes more.
 *
 * @return bytes that fit: @a wanted, or less where the limit is near.
 */
static gsize
make_room (wmem_strbuf_t *strbuf, gsize wanted)
{
  gsize room = strbuf->alloc_len - strbuf->len - 1;
  gsize needed, size;

  if (G_LIKELY (wanted <= room))
    return wanted;
  if (G_UNLIKELY (wanted > G_MAXSIZE / 2 - strbuf->len))
    {
      if (strbuf->max_len == 0)
        wmem_abort ("cannot grow a string buffer by %" G_GSIZE_FORMAT " bytes", wanted);
      wanted = strbuf->max_len - 1 - strbuf->len;
    }
  needed = strbuf->len + wanted + 1;
  size = MAX (needed, strbuf->alloc_len * 2);
  if (strbuf->max_len != 0)
    size = MIN (size, strbuf->max_len);
  if (size > strbuf->alloc_len)
    {
      strbuf->str = wmem_realloc (strbuf->allocator, strbuf->str, size);
      strbuf->alloc_len = size;
    }
  return MIN (wanted, strbuf->alloc_len - strbuf->len - 1);
}

static wmem_strbuf_t *
new_with_content (wmem_allocator_t *allocator, const gchar *str, gsize len, gsize alloc_len, gsize max_len)
{
  wmem_strbuf_t *strbuf = wmem_strbuf_sized_new (allocator, alloc_len, max_len);

  if (len > 0)
    memcpy (strbuf->str, str, len);
  strbuf->len = len;
  strbuf->str[len] = '\0';
  return strbuf;
}

wmem_strbuf_t *
wmem_strbuf_new_len (wmem_allocator_t *allocator, const gchar *str, size_t len)
{
  gsize size = DEFAULT_ROOM;

  if (G_UNLIKELY (len >= G_MAXSIZE / 2))
    wmem_abort ("cannot make a string buffer of %" G_GSIZE_FORMAT " bytes", len);
  while (size <= len)
    size *= 2;
  return new_with_content (allocator, str, len, size, 0);
}

wmem_strbuf_t *
wmem_strbuf_new (wmem_allocator_t *allocator, const gchar *str)
{
  return wmem_strbuf_new_len (allocator, str, str ? strlen (str) : 0);
}

wmem_strbuf_t *
wmem_strbuf_dup (wmem_allocator_t *allocator, const wmem_strbuf_t *strbuf)
{
  return new_with_content (allocator, strbuf->str, strbuf->len, strbuf->alloc_len, strbuf->max_len);
}

void
wmem_strbuf_append_len (wmem_strbuf_t *strbuf, const gchar *str, gsize append_len)
{
  gsize offset = (gsize) str - (gsize) strbuf->str;
  gboolean own_text = offset <= strbuf->len;

  if (str == NULL || append_len == 0)
    return;
  append_len = make_room (strbuf, append_len);
  /* The buffer may just have moved, and its own text with it. */
  memmove (strbuf->str + strbuf->len, own_text ? strbuf->str + offset : str, append_len);
  strbuf->len += append_len;
  strbuf->str[strbuf->len] = '\0';
}

void
wmem_strbuf_append (wmem_strbuf_t *strbuf, const gchar *str)
{
  gsize length;

  if (str == NULL)
    return;
  length = strlen (str);
  if (G_LIKELY (length < strbuf->alloc_len - strbuf->len))
    {
      /* Where it is the buffer's own text it ends where the copy begins. */
      gchar *end = memcpy (strbuf->str + strbuf->len, str, length);

      strbuf->len += length;
      end[length] = '\0';
    }
  else
    wmem_strbuf_append_len (strbuf, str, length);
}

void
wmem_strbuf_append_vprintf (wmem_strbuf_t *strbuf, const gchar *fmt, va_list ap)
{
  gsize room = strbuf->alloc_len - strbuf->len;
  int length;
  va_list again;

  va_copy (again, ap);
  length = vsnprintf (strbuf->str + strbuf->len, room, fmt, ap);
  if (G_UNLIKELY (length < 0))
    {
      g_warning ("cannot format '%s': %s", fmt, g_strerror (errno));
      strbuf->str[strbuf->len] = '\0';
    }
  else if ((gsize) length >= room)
    {
      gsize fitting = make_room (strbuf, (gsize) length);

      vsnprintf (strbuf->str + strbuf->len, fitting + 1, fmt, again);
      strbuf->len += fitting;
    }
  else
    strbuf->len += (gsize) length;
  va_end (again);
}

void
wmem_strbuf_append_printf (wmem_strbuf_t *strbuf, const gchar *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  wmem_strbuf_append_vprintf (strbuf, format, arguments);
  va_end (arguments);
}

void
wmem_strbuf_append_c_slow (wmem_strbuf_t *strbuf, const gchar c)
{
  if (make_room (strbuf, 1) == 0)
    return;
  strbuf->str[strbuf->len++] = c;
  strbuf->str[strbuf->len] = '\0';
}

void
wmem_strbuf_append_c_count (wmem_strbuf_t *strbuf, const gchar c, gsize count)
{
  count = make_room (strbuf, count);
  memset (strbuf->str + strbuf->len, c, count);
  strbuf->len += count;
  strbuf->str[strbuf->len] = '\0';
}

void
wmem_strbuf_append_unichar (wmem_strbuf_t *strbuf, const gunichar c)
{
  gchar bytes[6];
  gsize length = (gsize) g_unichar_to_utf8 (c, bytes);

  if (make_room (strbuf, length) == length)
    wmem_strbuf_append_len (strbuf, bytes, length);
}

void
wmem_strbuf_truncate (wmem_strbuf_t *strbuf, const gsize len)
{
  if (len >= strbuf->len)
    return;
  strbuf->str[len] = '\0';
  strbuf->len = len;
}

int
wmem_strbuf_strcmp (const wmem_strbuf_t *sb1, const wmem_strbuf_t *sb2)
{
  int order = memcmp (sb1->str, sb2->str, MIN (sb1->len, sb2->len));

  if (order == 0)
    return (sb1->len > sb2->len) - (sb1->len < sb2->len);
  return order < 0 ? -1 : 1;
}

const char *
wmem_strbuf_strstr (const wmem_strbuf_t *haystack, const wmem_strbuf_t *needle)
{
  return (const char *) ws_memmem (haystack->str, haystack->len, needle->str, needle->len);
}

char *
wmem_strbuf_finalize (wmem_strbuf_t *strbuf)
{
  char *str;

  if (strbuf == NULL)
    return NULL;
  str = strbuf->str;
  /* Most need no more than the default room: there is nothing to give back. */
  if (strbuf->alloc_len - strbuf->len > SPARE || !wmem_pool_rounds (strbuf->allocator))
    str = wmem_realloc (strbuf->allocator, str, strbuf->len + 1);
  wmem_pool_container_ended (strbuf->allocator);
  wmem_free (strbuf->allocator, strbuf);
  return str;
}

void
wmem_strbuf_destroy (wmem_strbuf_t *strbuf)
{
  if (strbuf == NULL)
    return;
  wmem_free (strbuf->allocator, strbuf->str);
  wmem_pool_container_ended (strbuf->allocator);
  wmem_free (strbuf->allocator, strbuf);
}

gboolean
wmem_strbuf_is_valid (const wmem_strbuf_t *strbuf)
{
  return strbuf->len < strbuf->alloc_len && strbuf->str[strbuf->len] == '\0'
         && (strbuf->max_len == 0 || strbuf->alloc_len <= strbuf->max_len)
         && (strbuf->allocator == NULL || wmem_usable_size (strbuf->allocator, strbuf->str) >= strbuf->alloc_len);
}

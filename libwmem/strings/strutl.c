/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Copies of strings and of memory, formatted strings.
 */
#define _GNU_SOURCE /* memmem */
#include <errno.h>
#include <stdio.h>

#include "wmem/wmem_miscutl.h"
#include "wmem/wmem_strutl.h"

#include "pools/pool.h"

/** Most texts that dissectors format are shorter: they are formatted once, on the stack, and copied. */
#define SHORT_TEXT 256

static const gchar null_text[] = "<NULL>";

void *
wmem_memdup (wmem_allocator_t *allocator, const void *source, const size_t size)
{
  return size > 0 ? memcpy (wmem_pool_alloc (allocator, size), source, size) : NULL;
}

static gchar *
copy_text (wmem_allocator_t *allocator, const gchar *text, size_t length)
{
  gchar *copy = wmem_pool_alloc (allocator, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

gchar *
wmem_strdup (wmem_allocator_t *allocator, const gchar *src)
{
  if (src == NULL)
    src = null_text;
  return wmem_memdup (allocator, src, strlen (src) + 1);
}

gchar *
wmem_strndup (wmem_allocator_t *allocator, const gchar *src, const size_t len)
{
  if (src == NULL)
    return wmem_strdup (allocator, NULL);
  return copy_text (allocator, src, strnlen (src, len));
}

gchar *
wmem_strdup_printf (wmem_allocator_t *allocator, const gchar *fmt, ...)
{
  gchar *text;
  va_list arguments;

  va_start (arguments, fmt);
  text = wmem_strdup_vprintf (allocator, fmt, arguments);
  va_end (arguments);
  return text;
}

gchar *
wmem_strdup_vprintf (wmem_allocator_t *allocator, const gchar *fmt, va_list ap)
{
  gchar buffer[SHORT_TEXT];
  gchar *text;
  int length;
  va_list again;

  va_copy (again, ap);
  length = vsnprintf (buffer, sizeof buffer, fmt, ap);
  if (G_UNLIKELY (length < 0))
    {
      g_warning ("cannot format '%s': %s", fmt, g_strerror (errno));
      text = copy_text (allocator, "", 0);
    }
  else if ((size_t) length < sizeof buffer)
    text = copy_text (allocator, buffer, (size_t) length);
  else
    {
      text = wmem_alloc (allocator, (size_t) length + 1);
      vsnprintf (text, (size_t) length + 1, fmt, again);
    }
  va_end (again);
  return text;
}

gchar *
wmem_ascii_strdown (wmem_allocator_t *allocator, const gchar *str, gssize len)
{
  gchar *copy;
  gsize length, i;

  if (str == NULL)
    return NULL;
  length = len < 0 ? strlen (str) : strnlen (str, (gsize) len);
  copy = copy_text (allocator, str, length);
  for (i = 0; i < length; i++)
    copy[i] = g_ascii_tolower (copy[i]);
  return copy;
}

const guint8 *
ws_memmem (const void *haystack, size_t haystack_len, const void *needle, size_t needle_len)
{
  if (needle_len == 0)
    return haystack;
  if (needle == NULL || haystack_len < needle_len)
    return NULL;
  return memmem (haystack, haystack_len, needle, needle_len);
}

gint
wmem_compare_int (gconstpointer a, gconstpointer b)
{
  gint left = GPOINTER_TO_INT (a), right = GPOINTER_TO_INT (b);

  return (left > right) - (left < right);
}

gint
wmem_compare_uint (gconstpointer a, gconstpointer b)
{
  guint left = GPOINTER_TO_UINT (a), right = GPOINTER_TO_UINT (b);

  return (left > right) - (left < right);
}

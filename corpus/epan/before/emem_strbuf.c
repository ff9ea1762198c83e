/* SPDX-License-Identifier: MIT */
/* The old memory manager: string buffers. */
#include <epan/emem.h>

#include <string.h>

#define FIRST_SIZE 16
#define LARGEST_SIZE 65536

emem_strbuf_t *
ep_strbuf_sized_new (gsize alloc_len, gsize max_alloc_len)
{
  emem_strbuf_t *strbuf = ep_new (emem_strbuf_t);
  if (max_alloc_len == 0 || max_alloc_len > LARGEST_SIZE)
    max_alloc_len = LARGEST_SIZE;
  if (alloc_len == 0)
    alloc_len = 1;
  strbuf->alloc_len = MIN (alloc_len, max_alloc_len);
  strbuf->max_alloc_len = max_alloc_len;
  strbuf->len = 0;
  strbuf->str = ep_alloc (strbuf->alloc_len);
  strbuf->str[0] = '\0';
  return strbuf;
}

static emem_strbuf_t *
strbuf_new (const gchar *init, gsize max_alloc_len)
{
  emem_strbuf_t *strbuf = ep_strbuf_sized_new (FIRST_SIZE, max_alloc_len);
  return init == NULL ? strbuf : ep_strbuf_append (strbuf, init);
}

emem_strbuf_t *
ep_strbuf_new (const gchar *init)
{
  return strbuf_new (init, 0);
}

emem_strbuf_t *
ep_strbuf_new_label (const gchar *init)
{
  return strbuf_new (init, ITEM_LABEL_LENGTH);
}

/* Makes room for `more` characters and the NUL, as far as the limit allows. */
static void
strbuf_reserve (emem_strbuf_t *strbuf, gsize more)
{
  const gsize needed = MIN (strbuf->len + more + 1, strbuf->max_alloc_len);
  if (needed <= strbuf->alloc_len)
    return;
  gsize size = strbuf->alloc_len;
  while (size < needed)
    size *= 2;
  strbuf->alloc_len = MIN (size, strbuf->max_alloc_len);
  gchar *larger = ep_alloc (strbuf->alloc_len);
  memcpy (larger, strbuf->str, strbuf->len + 1);
  strbuf->str = larger;
}

static void
strbuf_append_bytes (emem_strbuf_t *strbuf, const gchar *bytes, gsize length)
{
  strbuf_reserve (strbuf, length);
  length = MIN (length, strbuf->alloc_len - strbuf->len - 1);
  memcpy (strbuf->str + strbuf->len, bytes, length);
  strbuf->len += length;
  strbuf->str[strbuf->len] = '\0';
}

emem_strbuf_t *
ep_strbuf_append (emem_strbuf_t *strbuf, const gchar *string)
{
  if (strbuf != NULL && string != NULL)
    strbuf_append_bytes (strbuf, string, strlen (string));
  return strbuf;
}

void
ep_strbuf_append_vprintf (emem_strbuf_t *strbuf, const gchar *format, va_list arguments)
{
  /* The arguments may point into the buffer: print before it moves. */
  gchar *text = g_strdup_vprintf (format, arguments);
  ep_strbuf_append (strbuf, text);
  g_free (text);
}

void
ep_strbuf_append_printf (emem_strbuf_t *strbuf, const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  ep_strbuf_append_vprintf (strbuf, format, arguments);
  va_end (arguments);
}

void
ep_strbuf_printf (emem_strbuf_t *strbuf, const gchar *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  ep_strbuf_append (ep_strbuf_truncate (strbuf, 0), text);
  g_free (text);
}

emem_strbuf_t *
ep_strbuf_append_c (emem_strbuf_t *strbuf, const gchar character)
{
  if (strbuf != NULL)
    strbuf_append_bytes (strbuf, &character, 1);
  return strbuf;
}

emem_strbuf_t *
ep_strbuf_append_unichar (emem_strbuf_t *strbuf, const gunichar character)
{
  gchar bytes[6];
  const gint length = g_unichar_to_utf8 (character, bytes);
  /* A character goes in whole or not at all. */
  if (strbuf != NULL && strbuf->len + (gsize) length < strbuf->max_alloc_len)
    strbuf_append_bytes (strbuf, bytes, (gsize) length);
  return strbuf;
}

emem_strbuf_t *
ep_strbuf_truncate (emem_strbuf_t *strbuf, gsize length)
{
  if (strbuf != NULL && length < strbuf->len)
    {
      strbuf->len = length;
      strbuf->str[length] = '\0';
    }
  return strbuf;
}

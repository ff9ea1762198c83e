/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Strings put together from several, and split into several.
 */
#include "wmem/wmem_strutl.h"

#include "pools/pool.h"

/** Adds sizes that come from the caller; what does not fit into memory anyway aborts. */
static gsize
add_sizes (gsize one, gsize other)
{
  if (G_UNLIKELY (one > G_MAXSIZE - other))
    wmem_abort ("cannot make a string of %" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT " bytes", one, other);
  return one + other;
}

static gchar *
put (gchar *end, const gchar *text)
{
  gsize length = strlen (text);

  memcpy (end, text, length);
  return end + length;
}

static gchar *
join_list (wmem_allocator_t *allocator, const gchar *separator, const gchar *first, va_list rest)
{
  gsize size, separator_length = strlen (separator);
  const gchar *next;
  gchar *joined, *end;
  va_list sizing;

  size = strlen (first) + 1;
  va_copy (sizing, rest);
  while ((next = va_arg (sizing, const gchar *)) != NULL)
    size = add_sizes (size, add_sizes (separator_length, strlen (next)));
  va_end (sizing);

  joined = wmem_alloc (allocator, size);
  end = put (joined, first);
  while ((next = va_arg (rest, const gchar *)) != NULL)
    end = put (put (end, separator), next);
  *end = '\0';
  return joined;
}

gchar *
wmem_strconcat (wmem_allocator_t *allocator, const gchar *first, ...)
{
  gchar *joined;
  va_list rest;

  if (first == NULL)
    return NULL;
  va_start (rest, first);
  joined = join_list (allocator, "", first, rest);
  va_end (rest);
  return joined;
}

gchar *
wmem_strjoin (wmem_allocator_t *allocator, const gchar *separator, const gchar *first, ...)
{
  gchar *joined;
  va_list rest;

  if (first == NULL)
    return NULL;
  va_start (rest, first);
  joined = join_list (allocator, separator ? separator : "", first, rest);
  va_end (rest);
  return joined;
}

gchar *
wmem_strjoinv (wmem_allocator_t *allocator, const gchar *separator, gchar **str_array)
{
  gsize size, separator_length;
  gchar *joined, *end;
  gchar **text;

  if (str_array == NULL || str_array[0] == NULL)
    return NULL;
  if (separator == NULL)
    separator = "";
  separator_length = strlen (separator);
  size = strlen (str_array[0]) + 1;
  for (text = str_array + 1; *text != NULL; text++)
    size = add_sizes (size, add_sizes (separator_length, strlen (*text)));

  joined = wmem_alloc (allocator, size);
  end = put (joined, str_array[0]);
  for (text = str_array + 1; *text != NULL; text++)
    end = put (put (end, separator), *text);
  *end = '\0';
  return joined;
}

typedef struct
{
  const gchar *delimiter;
  gsize delimiter_length;
  gboolean keep_empty; /**< whether empty pieces count */
  gsize max_cuts;
} split_t;

/**
 * Walks over the pieces of @a text. Without @a pieces it counts them; with it, it ends each with a NUL and notes its
 * place.
 */
static gsize
walk_pieces (const split_t *split, gchar *text, gchar **pieces)
{
  gsize count = 0, cuts;

  if (*text == '\0')
    return 0;
  for (cuts = 0;; cuts++)
    {
      gchar *end = cuts < split->max_cuts ? strstr (text, split->delimiter) : NULL;

      if (split->keep_empty || (*text != '\0' && text != end))
        {
          if (pieces)
            pieces[count] = text;
          count++;
        }
      if (end == NULL)
        return count;
      text = end + split->delimiter_length;
      if (pieces)
        *end = '\0';
    }
}

/** One block for the pointers and, behind them, the copy that they point into. */
static gchar **
split_string (wmem_allocator_t *allocator, const gchar *src, const gchar *delimiter, gboolean keep_empty,
              gsize max_cuts)
{
  split_t split = { delimiter, 0, keep_empty, max_cuts };
  gsize count, size;
  gchar **pieces;

  if (src == NULL || delimiter == NULL || *delimiter == '\0')
    return NULL;
  split.delimiter_length = strlen (delimiter);
  size = strlen (src) + 1;
  /* Counting writes nothing: the const goes, the promise stays. */
  count = walk_pieces (&split, (gchar *) src, NULL);
  pieces = wmem_alloc (allocator, add_sizes ((count + 1) * sizeof *pieces, size));
  walk_pieces (&split, memcpy (pieces + count + 1, src, size), pieces);
  pieces[count] = NULL;
  return pieces;
}

gchar **
wmem_strsplit (wmem_allocator_t *allocator, const gchar *src, const gchar *delimiter, int max_tokens)
{
  return split_string (allocator, src, delimiter, TRUE, max_tokens < 1 ? G_MAXSIZE : (gsize) max_tokens - 1);
}

gchar **
wmem_strsplit_collapse (wmem_allocator_t *allocator, const gchar *src, const gchar *delimiter, int max_tokens)
{
  return split_string (allocator, src, delimiter, FALSE, max_tokens < 1 ? G_MAXSIZE : (gsize) max_tokens);
}

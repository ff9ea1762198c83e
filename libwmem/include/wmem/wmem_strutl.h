/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Strings in pools: copies, formatting, joining and splitting.
 *
 * Every result is new, writable memory of the pool that comes first, and lives as long as the pool's content. With a
 * NULL pool it is heap memory for g_free().
 */
#ifndef WMEM_STRUTL_H
#define WMEM_STRUTL_H

#include <stdarg.h>

#include <glib.h>

#include "wmem_core.h"

G_BEGIN_DECLS

/** @return a copy of @a src; of "<NULL>" for NULL. */
WMEM_API gchar *
wmem_strdup (wmem_allocator_t *allocator, const gchar *src) G_GNUC_MALLOC;

#define ws_strdup(src) wmem_strdup (NULL, src)

/**
 * @param len most bytes to copy; copying ends at the first NUL.
 * @return a copy with its NUL; of "<NULL>" for NULL.
 */
WMEM_API gchar *
wmem_strndup (wmem_allocator_t *allocator, const gchar *src, const size_t len) G_GNUC_MALLOC;

#define ws_strndup(src, len) wmem_strndup (NULL, src, len)

/** @return the formatted text; an empty one, with a warning, where printf() itself would fail. */
WMEM_API gchar *
wmem_strdup_printf (wmem_allocator_t *allocator, const gchar *fmt, ...) G_GNUC_MALLOC G_GNUC_PRINTF (2, 3);

#define ws_strdup_printf(...) wmem_strdup_printf (NULL, __VA_ARGS__)

/** wmem_strdup_printf() with a list of arguments, which is undefined afterwards. */
WMEM_API gchar *
wmem_strdup_vprintf (wmem_allocator_t *allocator, const gchar *fmt, va_list ap) G_GNUC_MALLOC G_GNUC_PRINTF (2, 0);

#define ws_strdup_vprintf(fmt, ap) wmem_strdup_vprintf (NULL, fmt, ap)

/** @param first the strings, then NULL. @return all of them in a row; NULL where @a first is NULL. */
WMEM_API gchar *
wmem_strconcat (wmem_allocator_t *allocator, const gchar *first, ...) G_GNUC_MALLOC G_GNUC_NULL_TERMINATED;

/**
 * @param separator goes between two strings; NULL for nothing.
 * @param first the strings, then NULL.
 * @return all of them in a row; NULL where @a first is NULL.
 */
WMEM_API gchar *
wmem_strjoin (wmem_allocator_t *allocator, const gchar *separator, const gchar *first,
              ...) G_GNUC_MALLOC G_GNUC_NULL_TERMINATED;

/** @param str_array the strings, then NULL. @return as wmem_strjoin(); NULL for no array and for one without strings. */
WMEM_API gchar *
wmem_strjoinv (wmem_allocator_t *allocator, const gchar *separator, gchar **str_array) G_GNUC_MALLOC;

/**
 * Splits at every delimiter: "a,,b," at "," gives "a", "", "b", "".
 *
 * @param max_tokens most pieces, the last one takes the rest; below 1 for no limit.
 * @return pieces and a final NULL; no piece for an empty string; NULL for a NULL string or a NULL or empty delimiter.
 *         All of it is one block: free the result, not the pieces.
 */
WMEM_API gchar **
wmem_strsplit (wmem_allocator_t *allocator, const gchar *src, const gchar *delimiter, int max_tokens);

/**
 * Splits as emem and the first wmem did: cuts at the first delimiters, then drops the empty pieces.
 *
 * @param max_tokens delimiters to cut at, those that empty pieces lie between included; below 1 for all. So "a b c" at " " with 2
 *                   gives "a", "b", "c", and "--a-b" at "-" with 3 gives "a", "b".
 * @return as wmem_strsplit().
 */
WMEM_API gchar **
wmem_strsplit_collapse (wmem_allocator_t *allocator, const gchar *src, const gchar *delimiter, int max_tokens);

/** @param len bytes to take, or -1 up to the NUL. @return a copy with A-Z as a-z; NULL for NULL. */
WMEM_API gchar *
wmem_ascii_strdown (wmem_allocator_t *allocator, const gchar *str, gssize len);

/** @return where @a needle first starts in @a haystack: at its start for an empty one; NULL where it does not. */
WMEM_API const guint8 *
ws_memmem (const void *haystack, size_t haystack_len, const void *needle, size_t needle_len);

G_END_DECLS

#endif

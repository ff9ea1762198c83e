/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A string that grows, with or without a limit.
 *
 * The string always ends with a NUL that its length does not count, and may hold NUL bytes. What goes beyond a limit is
 * cut off at the byte, without a sign (wmem_strbuf_append_unichar() leaves out a character that does not fit whole).
 * `str` is valid until the buffer changes next.
 */
#ifndef WMEM_STRBUF_H
#define WMEM_STRBUF_H

#include <stdarg.h>
#include <string.h>

#include <glib.h>

#include "wmem_core.h"
#include "wmem_inline.h"

G_BEGIN_DECLS

/** `allocator`, `str` and `len` may be read, nothing may be written. The layout is part of the binary interface; later
 *  Wireshark's has no limit at its end, so nobody may make one but the functions below. */
struct _wmem_strbuf_t {
  wmem_allocator_t *allocator;
  gchar *str;
  gsize len; /**< bytes before the final NUL */
#ifdef WMEM_C99_TYPES
#define WMEM_STRBUF_ROOM alloc_size
#else
#define WMEM_STRBUF_ROOM alloc_len
#endif
  gsize WMEM_STRBUF_ROOM; /**< private: bytes at `str`, more than `len` */
  gsize max_len;          /**< private: most bytes at `str`, the NUL included; 0 for no limit */
};

typedef struct _wmem_strbuf_t wmem_strbuf_t;

#define WMEM_LABEL_LENGTH 240 /**< bytes of the longest label in a protocol tree, the NUL included */

/**
 * @param allocator pool of the buffer; NULL for the heap (then wmem_strbuf_destroy() or wmem_strbuf_finalize() is due).
 * @param alloc_len bytes to make room for, the NUL included; 0 for a small default. Aborts where it exceeds a limit.
 * @param max_len limit in bytes, the NUL included; 0 for none.
 * @return an empty buffer, never NULL.
 */
WMEM_API wmem_strbuf_t *
wmem_strbuf_sized_new (wmem_allocator_t *allocator, gsize alloc_len, gsize max_len);

/** @return an empty buffer without a limit, with room for @a alloc_size bytes, the NUL included; 0 for a small default. */
WMEM_API wmem_strbuf_t *
wmem_strbuf_new_sized (wmem_allocator_t *allocator, gsize alloc_size);

/** @return an empty buffer without a limit. */
#define wmem_strbuf_create(allocator) wmem_strbuf_new ((allocator), "")

/** @return an empty buffer with the limit of a label in the protocol tree. */
#define wmem_strbuf_new_label(ALLOCATOR) wmem_strbuf_sized_new ((ALLOCATOR), 0, WMEM_LABEL_LENGTH)

/** @param str initial content, copied; NULL for none. @return a buffer without a limit. */
WMEM_API wmem_strbuf_t *
wmem_strbuf_new (wmem_allocator_t *allocator, const gchar *str);

/** @param str @a len bytes of initial content, NUL bytes included. @return a buffer without a limit. */
WMEM_API wmem_strbuf_t *
wmem_strbuf_new_len (wmem_allocator_t *allocator, const gchar *str, size_t len);

/** @return a copy of @a strbuf, its limit included, in another pool or the same. */
WMEM_API wmem_strbuf_t *
wmem_strbuf_dup (wmem_allocator_t *allocator, const wmem_strbuf_t *strbuf);

/** @param str may be NULL or empty, and may be the buffer's own. */
WMEM_API void
wmem_strbuf_append (wmem_strbuf_t *strbuf, const gchar *str);

/** Appends @a append_len bytes, NUL bytes included. @param str may lie in the buffer itself. */
WMEM_API void
wmem_strbuf_append_len (wmem_strbuf_t *strbuf, const gchar *str, gsize append_len);

/** Appends formatted text; none, with a warning, where printf() itself would fail. No argument may be the buffer's own text. */
WMEM_API void
wmem_strbuf_append_printf (wmem_strbuf_t *strbuf, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/** wmem_strbuf_append_printf() with a list of arguments, which is undefined afterwards. */
WMEM_API void
wmem_strbuf_append_vprintf (wmem_strbuf_t *strbuf, const gchar *fmt, va_list ap) G_GNUC_PRINTF (2, 0);

/** Appends one byte. */
WMEM_API void
wmem_strbuf_append_c (wmem_strbuf_t *strbuf, const gchar c);

/** Appends a character as UTF-8, whole or not at all. */
WMEM_API void
wmem_strbuf_append_unichar (wmem_strbuf_t *strbuf, const gunichar c);

/** Appends U+FFFD, the character for what cannot be shown. */
#define wmem_strbuf_append_unichar_repl(strbuf) wmem_strbuf_append_unichar ((strbuf), 0xFFFD)

/** Appends a character as UTF-8, U+FFFD where it is none of Unicode's: surrogates, and what lies above U+10FFFF. */
WMEM_API void
wmem_strbuf_append_unichar_validated (wmem_strbuf_t *strbuf, const gunichar c);

/** Appends a byte @a count times. */
WMEM_API void
wmem_strbuf_append_c_count (wmem_strbuf_t *strbuf, const gchar c, gsize count);

/** Appends a byte as C would write it in a string: "\\x0A", whole or not at all. */
WMEM_API void
wmem_strbuf_append_hex (wmem_strbuf_t *strbuf, guint8 byte);

/**
 * Appends a character as C would write it in a string, whole or not at all: "\\x0A" up to 0x7F, "\\u20AC" up to 0xFFFF,
 * "\\U0001F600" beyond.
 *
 * @return the bytes that this takes: 4, 6 or 10.
 */
WMEM_API gsize
wmem_strbuf_append_hex_unichar (wmem_strbuf_t *strbuf, gunichar c);

/**
 * @param endptr receives the first byte that is no UTF-8, or the end; may be NULL.
 * @return whether all is UTF-8. NUL bytes are.
 */
WMEM_API wmem_bool_t
wmem_strbuf_utf8_validate (wmem_strbuf_t *strbuf, const char **endptr);

/** Puts U+FFFD in the place of every byte that is no UTF-8, as g_utf8_make_valid() does. NUL bytes stay. What then goes beyond a limit is cut
 *  off at a character. */
WMEM_API void
wmem_strbuf_utf8_make_valid (wmem_strbuf_t *strbuf);

/** Cuts the string to @a len bytes; nothing happens where it is not longer. */
WMEM_API void
wmem_strbuf_truncate (wmem_strbuf_t *strbuf, const gsize len);

/** @return the string; valid until the buffer changes. */
WMEM_API const gchar *
wmem_strbuf_get_str (const wmem_strbuf_t *strbuf);

/** @return bytes before the final NUL. */
WMEM_API gsize
wmem_strbuf_get_len (const wmem_strbuf_t *strbuf);

/** Compares bytes, NUL bytes included; the start of another string comes before it. @return -1, 0 or 1. */
WMEM_API int
wmem_strbuf_strcmp (const wmem_strbuf_t *sb1, const wmem_strbuf_t *sb2);

/** @return where @a needle first starts in @a haystack (at its start for an empty one), or NULL. */
WMEM_API const char *
wmem_strbuf_strstr (const wmem_strbuf_t *haystack, const wmem_strbuf_t *needle);

/** Ends the buffer but keeps its string. @return the string, in the buffer's pool and shrunk to its
 *  size, but for a rest of less than 16 bytes; NULL for NULL. */
WMEM_API char *
wmem_strbuf_finalize (wmem_strbuf_t *strbuf);

/** Gives the buffer and its string back. NULL is fine. */
WMEM_API void
wmem_strbuf_destroy (wmem_strbuf_t *strbuf);

/** Private: wmem_strbuf_append_c() where there is no room left. */
WMEM_API void
wmem_strbuf_append_c_slow (wmem_strbuf_t *strbuf, const gchar c);

#ifndef WMEM_NO_INLINE

WMEM_ACCESSOR void
wmem_strbuf_append_c (wmem_strbuf_t *strbuf, const gchar c)
{
  const gsize len = strbuf->len + 1;
  gchar *str = strbuf->str; /* read once: for all the compiler knows a character might be written over it */

  if (G_LIKELY (len < strbuf->WMEM_STRBUF_ROOM))
    {
      strbuf->len = len;
      str[len - 1] = c;
      str[len] = '\0';
    }
  else
    wmem_strbuf_append_c_slow (strbuf, c);
}

WMEM_ACCESSOR const gchar *
wmem_strbuf_get_str (const wmem_strbuf_t *strbuf)
{
  return strbuf->str;
}

WMEM_ACCESSOR gsize
wmem_strbuf_get_len (const wmem_strbuf_t *strbuf)
{
  return strbuf->len;
}

#endif

G_END_DECLS

#endif

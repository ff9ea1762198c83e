/* SPDX-License-Identifier: MIT */
/* Strings out of packets: made printable, cut, converted. */
#ifndef EPAN_STRUTIL_H
#define EPAN_STRUTIL_H

#include <glib.h>
#include <epan/host_pool.h>

/** The text with what is not printable escaped, in packet-scoped memory. */
gchar *format_text (const guchar *line, size_t length);
/** As format_text(), but white space of any kind becomes a blank. */
gchar *format_text_wsp (const guchar *line, size_t length);
/** Finds the end of a line in plain memory; @a eol takes the start of the line end. */
const guchar *find_line_end (const guchar *data, const guchar *data_end, const guchar **eol);
/** As bytes_to_str() in upper case without punctuation. */
gchar *bytestring_to_str (const guint8 *bytes, const guint32 length, const char punct);
gboolean hex_str_to_bytes (const char *text, GByteArray *bytes, gboolean force_separators);
/** Undoes %-escapes, in packet-scoped memory: NULL where one is broken. */
gchar *uri_str_to_bytes_text (const char *text);
/** "1 item", "2 items". */
#define plurality(d, s, p) ((d) == 1 ? (s) : (p))
gchar *ascii_strdown_inplace (gchar *text);
gchar *ascii_strup_inplace (gchar *text);

#endif

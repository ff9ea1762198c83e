/* SPDX-License-Identifier: MIT */
/*
 * Messages in a stream of bytes.
 */
#include "lsp/message_stream.h"

#include <string.h>

struct MessageStream {
  GByteArray *bytes;
  guint64 body; /* length of the message whose header has been read: MOST_MESSAGE at most */
  gboolean has_header;
};

MessageStream *
message_stream_new (void)
{
  MessageStream *stream = g_new0 (MessageStream, 1);
  stream->bytes = g_byte_array_new ();
  return stream;
}

void
message_stream_free (MessageStream *stream)
{
  if (!stream)
    return;
  g_byte_array_unref (stream->bytes);
  g_free (stream);
}

void
message_stream_push (MessageStream *stream, const void *bytes, gsize length)
{
  g_byte_array_append (stream->bytes, bytes, (guint) length);
}

gboolean
message_stream_is_partial (const MessageStream *stream)
{
  return stream->has_header || stream->bytes->len > 0;
}

/* @return what is wrong with the header lines in @text, or NULL. */
static const char *
read_header (MessageStream *stream, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean has_length = FALSE;
  for (char **line = lines; *line; line++)
    {
      g_strstrip (*line);
      if (!**line)
        continue;
      char *colon = strchr (*line, ':');
      if (!colon)
        return "a header line without a colon";
      *colon = '\0';
      const char *value = g_strchug (colon + 1);
      if (g_ascii_strcasecmp (*line, "Content-Length") == 0)
        {
          if (has_length || !g_ascii_string_to_unsigned (value, 10, 0, MOST_MESSAGE, &stream->body, NULL))
            return "a Content-Length that is no number up to 64 MiB";
          has_length = TRUE;
        }
      else if (g_ascii_strcasecmp (*line, "Content-Type") == 0 && strstr (value, "charset=") && !strstr (value, "utf-8")
               && !strstr (value, "utf8"))
        return "a message that is not in UTF-8";
    }
  return has_length ? NULL : "a message without Content-Length";
}

StreamState
message_stream_take (MessageStream *stream, GString *message, const char **problem)
{
  GByteArray *bytes = stream->bytes;
  if (!stream->has_header)
    {
      const char *start = (const char *) bytes->data;
      const gsize seen = MIN (bytes->len, MOST_HEADER);
      const char *end = bytes->len ? g_strstr_len (start, (gssize) seen, "\r\n\r\n") : NULL;
      if (!end)
        {
          *problem = memchr (seen ? start : "", '\0', seen) ? "bytes that are no header" : "a header that does not end";
          return bytes->len >= MOST_HEADER || memchr (seen ? start : "", '\0', seen) ? STREAM_BROKEN : STREAM_WAITS;
        }
      g_autofree char *text = g_strndup (start, (gsize) (end - start));
      *problem = read_header (stream, text);
      if (*problem)
        return STREAM_BROKEN;
      g_byte_array_remove_range (bytes, 0, (guint) (end - start) + 4);
      stream->has_header = TRUE;
    }
  if (bytes->len < stream->body)
    return STREAM_WAITS;
  g_string_truncate (message, 0);
  g_string_append_len (message, (const char *) bytes->data, (gssize) stream->body);
  if (stream->body > 0)
    g_byte_array_remove_range (bytes, 0, (guint) stream->body);
  stream->has_header = FALSE;
  return STREAM_MESSAGE;
}

void
message_frame (GByteArray *out, const char *message, gsize length)
{
  g_autofree char *header = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
  g_byte_array_append (out, (const guint8 *) header, (guint) strlen (header));
  g_byte_array_append (out, (const guint8 *) message, (guint) length);
}

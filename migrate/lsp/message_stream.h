/* SPDX-License-Identifier: MIT */
/*
 * Messages in a stream of bytes, as the language server protocol frames them: "Content-Length: N", an empty line, N bytes.
 */
#pragma once

#include <glib.h>

/** No header block is longer; no message either. What is, was not written by an editor. */
#define MOST_HEADER 4096
#define MOST_MESSAGE (64u << 20)

typedef struct MessageStream MessageStream;

typedef enum {
  STREAM_WAITS,   /**< for more bytes */
  STREAM_MESSAGE, /**< there is a message */
  STREAM_BROKEN,  /**< it cannot be told any more where messages begin */
} StreamState;

MessageStream *message_stream_new (void);

void message_stream_free (MessageStream *stream);

/** Takes @a length bytes as they arrived. */
void message_stream_push (MessageStream *stream, const void *bytes, gsize length);

/**
 * Takes the next message out.
 *
 * @param message  gets its bytes where there is one. @param problem  gets what is wrong where the stream is broken.
 */
StreamState message_stream_take (MessageStream *stream, GString *message, const char **problem);

/** @return whether bytes of a message are there whose rest is not. */
gboolean message_stream_is_partial (const MessageStream *stream);

/** Appends @a message with its header to @a out. */
void message_frame (GByteArray *out, const char *message, gsize length);

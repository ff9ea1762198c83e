/* SPDX-License-Identifier: MIT */
/*
 * Positions as editors count them: lines from 0, which end at "\n", "\r\n" or "\r", and in the line units of an encoding.
 */
#pragma once

#include <glib.h>

/** What a character of a position is. */
typedef enum {
  ENCODING_UTF16, /**< the protocol's own */
  ENCODING_UTF8,
  ENCODING_UTF32,
  N_ENCODINGS
} PositionEncoding;

/** @return the protocol's name of @a encoding. */
const char *position_encoding_name (PositionEncoding encoding);

/** A text whose places are asked for; points into the text. */
typedef struct {
  const char *text;
  gsize length;
  GArray *starts; /**< of gsize: where each line begins */
  PositionEncoding encoding;
} PositionMap;

typedef struct {
  guint line, character;
} Position;

/** @param text  as an editor shows it: the mark of UTF-8 at its beginning, which editors hide, counts nothing. */
void position_map_init (PositionMap *map, const char *text, gsize length, PositionEncoding encoding);

void position_map_clear (PositionMap *map);

/** @return the position of @a offset; of one in the middle of a character that of the character. */
Position position_of (const PositionMap *map, gsize offset);

/** @return the offset where line @a line begins; the length for what comes behind the last. */
gsize position_line_start (const PositionMap *map, guint line);

/* SPDX-License-Identifier: MIT */
/* Words: texts of a line. */
#pragma once

#include <epan/packet.h>

/** @return the line at @a offset in lower case, for this packet. */
char *words_lower (packet_info *pinfo, tvbuff_t *tvb, int offset, int length);

/** @return "N words, the longest is …", for this packet. */
const char *words_describe (packet_info *pinfo, const char *line);

/** What is kept of the lines of a file. */
typedef struct {
  unsigned lines;
  const char *longest;
} words_seen_t;

void words_remember (words_seen_t *seen, const char *line);

/* SPDX-License-Identifier: MIT */
/* Words: helpers that take memory of the packet without ever seeing the packet. */
#include <string.h>

#include <epan/packet.h>
#include <epan/strutil.h>

#include "words_text.h"

char *
words_lower (packet_info *pinfo, tvbuff_t *tvb, int offset, int length)
{
  char *copy = (char *) tvb_get_string_enc (pinfo->pool, tvb, offset, length, ENC_ASCII), *at;

  for (at = copy; *at; at++)
    *at = g_ascii_tolower (*at);
  return copy;
}

static char *
longest_word (packet_info *pinfo, const char *line)
{
  char **words = wmem_strsplit (pinfo->pool, line, " ", 0);
  char *longest = wmem_strdup (pinfo->pool, "");
  int i;

  for (i = 0; words[i]; i++)
    if (strlen (words[i]) > strlen (longest))
      longest = words[i];
  return longest;
}

static int
count_words (const char *line)
{
  int count = 0, inside = 0;

  for (; *line; line++)
    {
      count += !inside && *line != ' ';
      inside = *line != ' ';
    }
  return count;
}

const char *
words_describe (packet_info *pinfo, const char *line)
{
  wmem_strbuf_t *text = wmem_strbuf_new (pinfo->pool, NULL);

  wmem_strbuf_append_printf (text, "%d words", count_words (line));
  if (count_words (line) > 0)
    wmem_strbuf_append_printf (text, ", the longest is %s", longest_word (pinfo, line));
  return wmem_strbuf_finalize (text);
}

void
words_remember (words_seen_t *seen, const char *line)
{
  seen->lines++;
  if (!seen->longest || strlen (line) > strlen (seen->longest))
    seen->longest = wmem_strdup (wmem_file_scope (), line);
}

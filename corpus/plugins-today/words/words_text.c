/* SPDX-License-Identifier: MIT */
/* Words: helpers that take memory of the packet without ever seeing the packet. */
#include <string.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/strutil.h>

#include "words_text.h"

char *
words_lower (tvbuff_t *tvb, int offset, int length)
{
  char *text = (char *) tvb_get_ephemeral_string (tvb, offset, length);
  char *copy = ep_strndup (text, length), *at;

  for (at = copy; *at; at++)
    *at = g_ascii_tolower (*at);
  return copy;
}

static char *
longest_word (const char *line)
{
  char **words = ep_strsplit (line, " ", -1);
  char *longest = ep_strdup ("");
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
words_describe (const char *line)
{
  emem_strbuf_t *text = ep_strbuf_new_label ("");

  ep_strbuf_append_printf (text, "%d words", count_words (line));
  if (count_words (line) > 0)
    ep_strbuf_append_printf (text, ", the longest is %s", longest_word (line));
  return text->str;
}

void
words_remember (words_seen_t *seen, const char *line)
{
  seen->lines++;
  if (!seen->longest || strlen (line) > strlen (seen->longest))
    seen->longest = se_strdup (line);
}

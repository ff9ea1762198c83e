/* SPDX-License-Identifier: MIT */
#include "model/text_intern.h"

#include <glib.h>

#define BLOCK 16384 /* bytes that are taken at once */

const char *
text_intern (const char *text)
{
  static GStringChunk *names;
  if (!text)
    return NULL;
  if (!names)
    names = g_string_chunk_new (BLOCK);
  return g_string_chunk_insert_const (names, text);
}

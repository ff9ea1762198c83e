/* SPDX-License-Identifier: MIT */
/*
 * JSON that somebody else has written.
 */
#pragma once

#include <json-glib/json-glib.h>

/**
 * Parses @a text, which may be anything. JSON alone is taken: json-glib's comments, other quotes and other escapes are refused.
 *
 * @return (transfer full) a parser that holds the tree; NULL with @a error set: one line, "LINE:COLUMN: …" at its beginning where it is known.
 */
JsonParser *json_input_parse (const char *text, gsize length, GError **error);

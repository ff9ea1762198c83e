/* SPDX-License-Identifier: MIT */
/*
 * Members of JSON objects, as all reports in JSON write them: file names and source text may be no UTF-8, JSON has to
 * be.
 */
#pragma once

#include <json-glib/json-glib.h>

/** Adds the member @a name with @a text, invalid bytes replaced; null where @a text is NULL. */
void json_add_text (JsonBuilder *builder, const char *name, const char *text);

void json_add_number (JsonBuilder *builder, const char *name, gint64 number);

void json_add_flag (JsonBuilder *builder, const char *name, gboolean flag);

/** Begins the member @a name: an array, or else an object, which the caller ends. */
void json_begin_member (JsonBuilder *builder, const char *name, gboolean array);

/** Appends what @a builder holds, indented, with a newline at the end. */
void json_append (GString *out, JsonBuilder *builder);

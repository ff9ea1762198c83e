/* SPDX-License-Identifier: MIT */
/*
 * What the language server is made of, each alone: messages out of bytes that come in any pieces, what a message is, positions as
 * editors count them, where a suppression goes, and when progress is shown.
 */
#include <string.h>

#include "../suite.h"
#include "lsp/message_stream.h"
#include "lsp/positions.h"
#include "lsp/progress.h"
#include "lsp/rpc.h"
#include "lsp/suppress_edit.h"

/* Messages out of bytes */

#define LENGTH "a Content-Length that is no number up to 64 MiB"

static const struct
{
  const char *bytes, *messages; /* a bar behind each one */
  const char *problem;          /* NULL: none */
  gboolean partial;             /* some bytes are left */
} streams[] = {
  { "", "", NULL, FALSE },
  { "Content-Length: 2\r\n\r\n{}", "{}|", NULL, FALSE },
  { "Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", "{}|[1]|", NULL, FALSE },
  { "Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n1", "|1|", NULL, FALSE },
  { "content-length:2\r\nX-Other: y\r\n\r\n{}", "{}|", NULL, FALSE },
  { "Content-Type: a; charset=utf-8\r\nContent-Length: 1\r\n\r\n1", "1|", NULL, FALSE },
  { "Content-Type: a; charset=utf8\r\nContent-Length: 1\r\n\r\n1", "1|", NULL, FALSE },
  { "Content-Type: a\r\nContent-Length: 1\r\n\r\n1", "1|", NULL, FALSE },
  { "X-Type: charset=latin1\r\nContent-Length: 1\r\n\r\n1", "1|", NULL, FALSE },
  { "Content-Length: 3\r\n\r\n{}", "", NULL, TRUE },
  { "Content-Length: 3\r\n\r\n", "", NULL, TRUE },
  { "Content-Length: 2\r\n\r\n{}C", "{}|", NULL, TRUE },
  { "Content-Type: a; charset=latin1\r\nContent-Length: 1\r\n\r\n1", "", "a message that is not in UTF-8", TRUE },
  { "Content-Length 2\r\n\r\n{}", "", "a header line without a colon", TRUE },
  { "X-Other: y\r\n\r\n{}", "", "a message without Content-Length", TRUE },
  { "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "", LENGTH, TRUE },
  { "Content-Length: -2\r\n\r\n{}", "", LENGTH, TRUE },
  { "Content-Length: 2x\r\n\r\n{}", "", LENGTH, TRUE },
  { "Content-Length: \r\n\r\n{}", "", LENGTH, TRUE },
  { "Content-Length: 67108864\r\n\r\n{}", "", NULL, TRUE },
  { "Content-Length: 67108865\r\n\r\n{}", "", LENGTH, TRUE },
};

/* @return (nullable) what is wrong with @bytes, which come @piece at a time. @param messages  gets those that are whole. */
static const char *
take_all (const char *bytes, gsize length, gsize piece, GString *messages, gboolean *partial)
{
  MessageStream *stream = message_stream_new ();
  g_autoptr (GString) message = g_string_new ("left from before");
  const char *problem = NULL;
  StreamState state = STREAM_WAITS;
  for (gsize at = 0; at < length && state != STREAM_BROKEN; at += piece)
    {
      message_stream_push (stream, bytes + at, MIN (piece, length - at));
      while ((state = message_stream_take (stream, message, &problem)) == STREAM_MESSAGE)
        g_string_append_printf (messages, "%s|", message->str);
    }
  *partial = message_stream_is_partial (stream);
  message_stream_free (stream);
  return state == STREAM_BROKEN ? problem : NULL;
}

START_TEST (messages_come_out_of_any_pieces)
{
  const gsize length = strlen (streams[_i].bytes);
  for (gsize piece = 1; piece <= MAX (length, 1); piece++)
    {
      g_autoptr (GString) messages = g_string_new (NULL);
      gboolean partial;
      const char *problem = take_all (streams[_i].bytes, length, piece, messages, &partial);
      ck_assert_pstr_eq (problem, streams[_i].problem);
      ck_assert_str_eq (messages->str, streams[_i].messages);
      ck_assert_int_eq (partial, streams[_i].partial);
    }
}
END_TEST

START_TEST (a_header_ends_somewhere)
{
  g_autoptr (GString) bytes = g_string_new ("Content-Length: 1\r\nX: "), messages = g_string_new (NULL);
  gboolean partial;
  while (bytes->len < MOST_HEADER - 4)
    g_string_append_c (bytes, 'x');
  g_string_append (bytes, "\r\n\r\n1");
  ck_assert_ptr_null (take_all (bytes->str, bytes->len, bytes->len, messages, &partial));
  ck_assert_str_eq (messages->str, "1|");
  g_string_insert_c (bytes, 22, 'x');
  ck_assert_str_eq (take_all (bytes->str, bytes->len, bytes->len, messages, &partial), "a header that does not end");
  ck_assert_ptr_null (take_all (bytes->str, MOST_HEADER - 1, MOST_HEADER, messages, &partial));
  ck_assert_str_eq (take_all (bytes->str, MOST_HEADER, MOST_HEADER, messages, &partial), "a header that does not end");
  ck_assert_str_eq (take_all ("Con\0tent", 8, 8, messages, &partial), "bytes that are no header");
}
END_TEST

START_TEST (what_is_framed_is_taken)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GString) messages = g_string_new (NULL);
  gboolean partial;
  message_frame (out, "{}", 2);
  message_frame (out, "[\"\xc3\xa9\"]", 6);
  ck_assert_ptr_null (take_all ((const char *) out->data, out->len, 7, messages, &partial));
  ck_assert_str_eq (messages->str, "{}|[\"\xc3\xa9\"]|");
}
END_TEST

/* What a message is */

#define RPC "{\"jsonrpc\": \"2.0\""

static const struct
{
  const char *text;
  RpcKind kind;
  int error;
} rpc_rows[] = {
  { RPC ", \"id\": 1, \"method\": \"m\"}", RPC_REQUEST, 0 },
  { RPC ", \"id\": \"a\", \"method\": \"m\", \"params\": {}}", RPC_REQUEST, 0 },
  { RPC ", \"method\": \"m\", \"params\": []}", RPC_NOTIFICATION, 0 },
  { RPC ", \"method\": \"m\", \"params\": null}", RPC_NOTIFICATION, 0 },
  { RPC ", \"id\": 1, \"result\": null}", RPC_RESPONSE, 0 },
  { RPC ", \"id\": 1, \"error\": {}}", RPC_RESPONSE, 0 },
  { RPC ", \"id\": 1, \"method\": \"m\", \"result\": null}", RPC_REQUEST, 0 },
  { RPC ", \"method\": \"a\\\\u0000b\"}", RPC_NOTIFICATION, 0 },
  { RPC ", \"method\": \"\\\"\\u0001\"}", RPC_NOTIFICATION, 0 },
  { "", RPC_INVALID, RPC_PARSE_ERROR },
  { "{", RPC_INVALID, RPC_PARSE_ERROR },
  { RPC ", \"method\": \"a\\u0000b\"}", RPC_INVALID, RPC_PARSE_ERROR },
  { RPC ", \"method\": \"\\\\\\u0000\"}", RPC_INVALID, RPC_PARSE_ERROR },
  { RPC ", \"method\": \"m\", \"params\": [\"\\u0000\"]}", RPC_INVALID, RPC_PARSE_ERROR },
  { "[]", RPC_INVALID, RPC_INVALID_REQUEST },
  { "{\"jsonrpc\": \"1.0\", \"method\": \"m\"}", RPC_INVALID, RPC_INVALID_REQUEST },
  { "{\"jsonrpc\": 2.0, \"method\": \"m\"}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"id\": 1}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"method\": 5}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"method\": 5, \"result\": 1}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"id\": 1.5, \"method\": \"m\"}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"id\": null, \"method\": \"m\"}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"id\": true, \"method\": \"m\"}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"method\": \"m\", \"params\": 5}", RPC_INVALID, RPC_INVALID_REQUEST },
  { RPC ", \"method\": \"m\", \"params\": \"x\"}", RPC_INVALID, RPC_INVALID_REQUEST },
};

START_TEST (a_message_is_of_its_kind)
{
  RpcMessage message;
  rpc_message_read (&message, rpc_rows[_i].text, strlen (rpc_rows[_i].text));
  ck_assert_int_eq (message.kind, rpc_rows[_i].kind);
  ck_assert_int_eq (message.error, rpc_rows[_i].error);
  ck_assert_int_eq (message.kind == RPC_INVALID, message.problem != NULL);
  if (message.kind == RPC_REQUEST)
    ck_assert (message.id && g_str_equal (message.method, "m"));
  rpc_message_clear (&message);
}
END_TEST

START_TEST (members_are_what_they_are_asked_for)
{
  static const char text[] = RPC ", \"method\": \"m\", \"params\": {\"n\": 5, \"half\": 0.5, \"t\": true, \"f\": false, \"s\": \"x\", \"a\": [\"x\", 5], \"o\": {\"n\": 7}}}";
  RpcMessage message;
  rpc_message_read (&message, text, strlen (text));
  gint64 number = 3;
  JsonNode *params = message.params;
  ck_assert (rpc_number (rpc_member (params, "n", NULL), &number) && number == 5);
  ck_assert (rpc_number (rpc_member (params, "o", "n", NULL), &number) && number == 7);
  ck_assert (!rpc_number (rpc_member (params, "half", NULL), &number) && !rpc_number (rpc_member (params, "s", NULL), &number));
  ck_assert (!rpc_number (rpc_member (params, "o", NULL), &number) && !rpc_number (NULL, &number) && number == 7);
  ck_assert (rpc_is_true (rpc_member (params, "t", NULL)) && !rpc_is_true (rpc_member (params, "f", NULL)));
  ck_assert (!rpc_is_true (rpc_member (params, "n", NULL)) && !rpc_is_true (rpc_member (params, "a", NULL)) && !rpc_is_true (NULL));
  ck_assert_str_eq (rpc_text (rpc_member (params, "s", NULL)), "x");
  ck_assert (!rpc_text (rpc_member (params, "n", NULL)) && !rpc_text (rpc_member (params, "o", NULL)) && !rpc_text (NULL));
  ck_assert (rpc_array_has (rpc_member (params, "a", NULL), "x") && !rpc_array_has (rpc_member (params, "a", NULL), "y"));
  ck_assert (!rpc_array_has (rpc_member (params, "s", NULL), "x") && !rpc_array (rpc_member (params, "s", NULL)));
  ck_assert_ptr_null (rpc_member (params, "s", "x", NULL));
  rpc_message_clear (&message);
}
END_TEST

/* Positions: a text, an offset, where that is in each encoding. */

static const struct
{
  const char *text;
  gsize offset;
  guint line, utf16, utf8, utf32;
} positions[] = {
  { "", 0, 0, 0, 0, 0 },
  { "ab", 0, 0, 0, 0, 0 },
  { "ab", 2, 0, 2, 2, 2 },
  { "ab", 9, 0, 2, 2, 2 },
  { "a\nbc", 1, 0, 1, 1, 1 },
  { "a\nbc", 2, 1, 0, 0, 0 },
  { "a\nbc", 3, 1, 1, 1, 1 },
  { "a\r\nbc", 4, 1, 1, 1, 1 },
  { "a\r\nbc", 1, 0, 1, 1, 1 },
  { "a\rbc", 3, 1, 1, 1, 1 },
  { "a\r", 2, 1, 0, 0, 0 },
  { "a\n\r\nb", 4, 2, 0, 0, 0 },
  { "\n\n\n\nx", 4, 4, 0, 0, 0 },
  { "\xc3\xa9x", 2, 0, 1, 2, 1 },
  /* In the middle of a character: before it. */
  { "x\xc3\xa9", 2, 0, 1, 1, 1 },
  { "\xef\xbf\xbdx", 3, 0, 1, 3, 1 },
  { "\xf0\x9f\x98\x80x", 4, 0, 2, 4, 1 },
  { "x\xf0\x9f\x98\x80", 4, 0, 1, 1, 1 },
  /* No UTF-8: a character each. */
  { "\xff\xfex", 2, 0, 2, 2, 2 },
  { "\xc3", 1, 0, 1, 1, 1 },
  /* The mark at the beginning is not shown. */
  { "\xef\xbb\xbf"
    "ab",
    4, 0, 1, 1, 1 },
  { "\xef\xbb\xbf\nab", 5, 1, 1, 1, 1 },
  { "\xef\xbb\xbf", 0, 0, 0, 0, 0 },
  { "\xef\xbb", 2, 0, 2, 2, 2 },
};

START_TEST (positions_are_counted_as_agreed)
{
  const guint characters[N_ENCODINGS]
      = { [ENCODING_UTF16] = positions[_i].utf16, [ENCODING_UTF8] = positions[_i].utf8, [ENCODING_UTF32] = positions[_i].utf32 };
  for (PositionEncoding encoding = 0; encoding < N_ENCODINGS; encoding++)
    {
      PositionMap map;
      position_map_init (&map, positions[_i].text, strlen (positions[_i].text), encoding);
      const Position position = position_of (&map, positions[_i].offset);
      ck_assert_uint_eq (position.line, positions[_i].line);
      ck_assert_msg (position.character == characters[encoding], "%s: %u, expected %u", position_encoding_name (encoding), position.character,
                     characters[encoding]);
      ck_assert_uint_eq (position_line_start (&map, map.starts->len), strlen (positions[_i].text));
      position_map_clear (&map);
    }
}
END_TEST

/* Where a suppression goes: a text with a circumflex at the place, and what it reads with the comment of the rule "r". */

#define COMMENT "/* wmem-migrate: ignore r */"

static const char *const suppressions[][2] = {
  { "a ^(b);\n", COMMENT "\na (b);\n" },
  { "^a", COMMENT "\na" },
  { "x;\n  a ^(b);\ny;\n", "x;\n  " COMMENT "\n  a (b);\ny;\n" },
  { "x;\n\t a ^b", "x;\n\t " COMMENT "\n\t a b" },
  { "x;\r\n  a^ b;\r\ny;\r\n", "x;\r\n  " COMMENT "\r\n  a b;\r\ny;\r\n" },
  { "x\n^\ny", "x\n" COMMENT "\n\ny" },
  { "x\n  ^\ny", "x\n  " COMMENT "\n  \ny" },
  { "x\n^\r\ny", "x\n" COMMENT "\r\n\r\ny" },
  /* A line that goes on: at the end, before what makes it go on. */
  { "#define A \\\n  b^ (c)\nd\n", "#define A \\\n  b (c) " COMMENT "\nd\n" },
  { "#define A \\\n  b^ (c) \\\n  d\n", "#define A \\\n  b (c) " COMMENT " \\\n  d\n" },
  { "#define A \\ \t\n  b^ (c)\\\n  d\n", "#define A \\ \t\n  b (c) " COMMENT "\\\n  d\n" },
  { "#define A \\\r\n  b^ (c) \t\r\nd\r\n", "#define A \\\r\n  b (c) " COMMENT " \t\r\nd\r\n" },
  { "\\\n^b", "\\\nb " COMMENT },
  { "\\\n^\\\n", "\\\n " COMMENT "\\\n" },
  { "#define A^ b \\\n  c\n", COMMENT "\n#define A b \\\n  c\n" },
};

START_TEST (a_suppression_goes_above_or_behind)
{
  const char *mark = strchr (suppressions[_i][0], '^');
  const gsize offset = (gsize) (mark - suppressions[_i][0]);
  g_autoptr (GString) text = g_string_new (suppressions[_i][0]);
  g_string_erase (text, (gssize) offset, 1);
  gsize where = G_MAXSIZE;
  g_autofree char *inserted = suppress_edit (text->str, text->len, offset, "r", &where);
  g_string_insert (text, (gssize) where, inserted);
  ck_assert_str_eq (text->str, suppressions[_i][1]);
}
END_TEST

/* Progress */

/* Whether @out holds @text; empties it. */
static gboolean
said (GByteArray *out, const char *text)
{
  const gboolean has = g_strstr_len ((const char *) out->data, out->len, text) != NULL;
  g_byte_array_set_size (out, 0);
  return has;
}

static JsonNode *
text_node (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

START_TEST (progress_is_shown_of_what_takes_long)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (JsonNode) first = text_node ("wmem-migrate/1"), second = text_node ("wmem-migrate/2"), third = text_node ("wmem-migrate/3");
  Progress *progress = progress_new (TRUE, out);
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  progress_note (progress, "nothing", 1, 2);
  progress_begin (progress, "a.c");
  const gint64 since = g_get_monotonic_time ();
  ck_assert_int_le (progress_deadline (progress), since + PROGRESS_DELAY);
  ck_assert_int_ge (progress_deadline (progress), since + PROGRESS_DELAY / 2);
  progress_note (progress, "reading", 1, 2);
  progress_advance (progress);
  ck_assert_uint_eq (out->len, 0);
  /* One that ends before is never heard of. */
  progress_end (progress);
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  progress_begin (progress, "b.c");
  g_usleep (PROGRESS_DELAY);
  progress_advance (progress);
  ck_assert (said (out, "window/workDoneProgress/create"));
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  ck_assert (!progress_has_token (progress, second));
  /* An answer to another one. */
  progress_answered (progress, first, TRUE);
  ck_assert_uint_eq (out->len, 0);
  progress_answered (progress, second, TRUE);
  ck_assert (said (out, "\"title\":\"wmem-migrate: b.c\",\"cancellable\":true"));
  ck_assert (progress_has_token (progress, second) && !progress_has_token (progress, first) && !progress_has_token (progress, NULL));
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  progress_note (progress, "reading", 1, 2);
  progress_note (progress, "writing", 3, 4);
  progress_advance (progress);
  ck_assert (said (out, "\"kind\":\"report\",\"message\":\"writing: 3 of 4\""));
  /* Not all the time. */
  progress_note (progress, "writing", 4, 4);
  progress_advance (progress);
  ck_assert_uint_eq (out->len, 0);
  progress_begin (progress, "c.c");
  ck_assert (said (out, "{\"token\":\"wmem-migrate/2\",\"value\":{\"kind\":\"end\"}}"));
  /* One that the editor does not take is not shown. */
  g_usleep (PROGRESS_DELAY);
  progress_advance (progress);
  ck_assert (said (out, "wmem-migrate/3"));
  progress_answered (progress, third, FALSE);
  progress_note (progress, "reading", 1, 2);
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  progress_free (progress);
  ck_assert_uint_eq (out->len, 0);
}
END_TEST

START_TEST (an_editor_that_shows_no_progress_is_told_none)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Progress *progress = progress_new (FALSE, out);
  progress_begin (progress, "a.c");
  ck_assert_int_eq (progress_deadline (progress), G_MAXINT64);
  progress_free (progress);
  ck_assert_uint_eq (out->len, 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lsp");
  TCase *tests = tcase_create ("parts");
  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, messages_come_out_of_any_pieces, 0, G_N_ELEMENTS (streams));
  tcase_add_test (tests, a_header_ends_somewhere);
  tcase_add_test (tests, what_is_framed_is_taken);
  tcase_add_loop_test (tests, a_message_is_of_its_kind, 0, G_N_ELEMENTS (rpc_rows));
  tcase_add_test (tests, members_are_what_they_are_asked_for);
  tcase_add_loop_test (tests, positions_are_counted_as_agreed, 0, G_N_ELEMENTS (positions));
  tcase_add_loop_test (tests, a_suppression_goes_above_or_behind, 0, G_N_ELEMENTS (suppressions));
  tcase_add_test (tests, progress_is_shown_of_what_takes_long);
  tcase_add_test (tests, an_editor_that_shows_no_progress_is_told_none);
  suite_add_tcase (suite, tests);
  return run_suite (suite);
}

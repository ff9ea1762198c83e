/* SPDX-License-Identifier: MIT */
/*
 * Fuzz target: the string functions against GLib's, on whatever bytes come.
 *
 * The input is a program: a byte names an operation, the bytes behind it are its text. Built with
 * `-fsanitize=fuzzer,address` this is a libFuzzer target; strings_driver.c runs it on made-up inputs everywhere else.
 */
#include <string.h>

#include "strings_target.h"
#include "wmem/wmem.h"

#define HOLDS(condition)                                                    \
  do                                                                        \
    if (!(condition))                                                       \
      g_error ("%s:%d: does not hold: %s", __FILE__, __LINE__, #condition); \
  while (0)

typedef struct
{
  const guint8 *next, *end;
} input_t;

static guint8
take_byte (input_t *input)
{
  return input->next < input->end ? *input->next++ : 0;
}

/* @return bytes of the input with a NUL behind, for g_free(). */
static gchar *
take_text (input_t *input, gsize *length)
{
  const gsize wanted = take_byte (input);
  *length = MIN (wanted, (gsize) (input->end - input->next));
  gchar *text = g_malloc (*length + 1);
  if (*length > 0)
    memcpy (text, input->next, *length);
  text[*length] = '\0';
  input->next += *length;
  return text;
}

typedef struct
{
  wmem_allocator_t *pool;
  wmem_strbuf_t *buffer;
  GString *model; /* what the buffer would hold without its limit; cut to it after each operation */
} state_t;

static void
check_buffer (state_t *state)
{
  wmem_strbuf_t *buffer = state->buffer;
  if (buffer->max_len > 0 && state->model->len > buffer->max_len - 1)
    g_string_truncate (state->model, buffer->max_len - 1);
  HOLDS (buffer->len == state->model->len);
  HOLDS (memcmp (buffer->str, state->model->str, buffer->len + 1) == 0);
  HOLDS (buffer->len < buffer->alloc_len);
  HOLDS (buffer->max_len == 0 || buffer->alloc_len <= buffer->max_len);
}

static void
new_buffer (state_t *state, input_t *input)
{
  const gsize limit = take_byte (input), room = take_byte (input);
  wmem_strbuf_destroy (state->buffer);
  state->buffer = wmem_strbuf_sized_new (state->pool, limit ? MIN (room, limit) : room, limit);
  g_string_truncate (state->model, 0);
}

static void
append (state_t *state, input_t *input, guint8 how)
{
  gsize length;
  gchar *text = take_text (input, &length);
  switch (how % 4)
    {
    case 0:
      wmem_strbuf_append (state->buffer, text);
      g_string_append (state->model, text);
      break;
    case 1:
      wmem_strbuf_append_len (state->buffer, text, length);
      g_string_append_len (state->model, text, (gssize) length);
      break;
    case 2:
      wmem_strbuf_append_printf (state->buffer, "<%s|%d>", text, (int) length);
      g_string_append_printf (state->model, "<%s|%d>", text, (int) length);
      break;
    default:
      for (gsize i = 0; i < length; i++)
        {
          wmem_strbuf_append_c (state->buffer, text[i]);
          g_string_append_c (state->model, text[i]);
        }
    }
  g_free (text);
}

static void
append_unichar (state_t *state, input_t *input)
{
  const gunichar character = (gunichar) take_byte (input) << 12 | (gunichar) take_byte (input) << 4;
  gchar bytes[6];
  const gsize length = (gsize) g_unichar_to_utf8 (character, bytes), limit = state->buffer->max_len;
  wmem_strbuf_append_unichar (state->buffer, character);
  if (limit == 0 || state->model->len + length < limit)
    g_string_append_len (state->model, bytes, (gssize) length);
}

static void
copy_and_truncate (state_t *state, input_t *input)
{
  const gsize length = take_byte (input);
  wmem_strbuf_t *copy = wmem_strbuf_dup (state->pool, state->buffer);
  HOLDS (wmem_strbuf_strcmp (copy, state->buffer) == 0);
  HOLDS (wmem_strbuf_strstr (copy, state->buffer) == copy->str);
  wmem_strbuf_destroy (state->buffer);
  state->buffer = copy;
  wmem_strbuf_truncate (copy, length);
  if (length < state->model->len)
    g_string_truncate (state->model, length);
}

static void
split_and_join (state_t *state, input_t *input)
{
  gsize length, delimiter_length;
  gchar *text = take_text (input, &length), *delimiter = take_text (input, &delimiter_length);
  const int most = (int) (take_byte (input) % 8) - 1;
  if (*delimiter != '\0')
    {
      gchar **pieces = wmem_strsplit (state->pool, text, delimiter, most);
      gchar **expected = g_strsplit (text, delimiter, most);
      HOLDS (g_strv_equal ((const gchar *const *) pieces, (const gchar *const *) expected));
      gchar *joined = wmem_strjoinv (state->pool, delimiter, pieces);
      HOLDS (g_strcmp0 (joined ? joined : "", text) == 0);
      /* Collapsed: the same without empty pieces, as long as no limit leaves a rest. */
      gchar **collapsed = wmem_strsplit_collapse (state->pool, text, delimiter, 0);
      g_strfreev (expected);
      expected = g_strsplit (text, delimiter, 0);
      gchar **piece = collapsed;
      for (gchar **other = expected; *other; other++)
        if (**other != '\0')
          {
            HOLDS (*piece != NULL && strcmp (*piece, *other) == 0);
            piece++;
          }
      HOLDS (*piece == NULL);
      g_strfreev (expected);
    }
  g_free (delimiter);
  g_free (text);
}

static void
copies (state_t *state, input_t *input)
{
  gsize length;
  gchar *text = take_text (input, &length);
  const gsize most = take_byte (input);
  gchar *expected = g_strndup (text, most);
  HOLDS (strcmp (wmem_strndup (state->pool, text, most), expected) == 0);
  HOLDS (strcmp (wmem_strdup (state->pool, text), text) == 0);
  HOLDS (length == 0 || memcmp (wmem_memdup (state->pool, text, length), text, length) == 0);
  g_free (expected);
  expected = g_ascii_strdown (text, -1);
  HOLDS (strcmp (wmem_ascii_strdown (state->pool, text, -1), expected) == 0);
  HOLDS (wmem_str_hash (text) == wmem_strong_hash ((const guint8 *) text, strlen (text)));
  g_free (expected);
  expected = g_strconcat (text, "/", text, NULL);
  HOLDS (strcmp (wmem_strconcat (state->pool, text, "/", text, NULL), expected) == 0);
  HOLDS (strcmp (wmem_strdup_printf (state->pool, "%s/%s", text, text), expected) == 0);
  g_free (expected);
  g_free (text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  input_t input = { data, data + size };
  state_t state = { wmem_allocator_new (WMEM_ALLOCATOR_STRICT), NULL, g_string_new (NULL) };

  state.buffer = wmem_strbuf_new (state.pool, NULL);
  while (input.next < input.end)
    {
      const guint8 operation = take_byte (&input);
      switch (operation % 8)
        {
        case 0:
          new_buffer (&state, &input);
          break;
        case 1:
          append_unichar (&state, &input);
          break;
        case 2:
          copy_and_truncate (&state, &input);
          break;
        case 3:
          split_and_join (&state, &input);
          break;
        case 4:
          copies (&state, &input);
          break;
        default:
          append (&state, &input, operation / 8);
        }
      check_buffer (&state);
    }
  g_string_free (state.model, TRUE);
  wmem_destroy_allocator (state.pool);
  return 0;
}

/* SPDX-License-Identifier: MIT */
/* A struct that is handed over by value takes along what its members point to: a local, a member of another struct, what a
 * call gave. */
#include <epan/host.h>

typedef struct { const gchar *text; gint length; } span_t;
typedef struct { const gchar *first, *second, *third; span_t own; } state_t;
typedef struct { span_t span; guint32 id; } line_t;

static span_t span_at (tvbuff_t *tvb, gint offset)
{
  span_t span;
  span.length = 4;
  span.text = tvb_get_ephemeral_string (tvb, offset, 4);
  return span;
}
static void keep_first (state_t *state, span_t span)
{
#ifdef BUG
  state->first = span.text; /* expect: escapes */
#else
  state->first = se_strdup (span.text);
  span.text = NULL;
#endif
}
static void keep_second (span_t span, state_t *state)
{
#ifdef BUG
  state->second = span.text; /* expect: escapes */
#else
  state->second = span.length > 3 ? "long" : "short";
#endif
}
static void keep_third (state_t *state, line_t line)
{
#ifdef BUG
  state->third = line.span.text; /* expect: escapes */
#else
  state->third = se_strdup (line.span.text);
#endif
}
static void keep_own (state_t *state, span_t span) { state->own = span; }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = p_get_proto_data (pinfo->fd, 1);
  span_t local;
  line_t line;
  (void) tree;
  local.length = 3;
  local.text = tvb_get_ephemeral_string (tvb, 0, 3);
  keep_first (state, local);
  keep_second (span_at (tvb, 4), state);
  line.id = 1;
  line.span = span_at (tvb, 8);
  keep_third (state, line);
  local.text = "constant";
  keep_own (state, local);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

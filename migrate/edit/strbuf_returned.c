/* SPDX-License-Identifier: MIT */
/*
 * emem's append and truncate return the buffer, wmem's return nothing.
 */
#include "edit/fresh_name.h"
#include "edit/kept_value.h"
#include "edit/recipes.h"
#include "edit/text_kept.h"
#include "rules/rule_header.h"

/* `b = ep_strbuf_append (b, …);` becomes the call; `a = …(b, …);` the call and then `a = b;`. */
static gboolean
separate_assignment (Site *site, const Call *call, const Statement *statement, guint32 assigned,
                     const char *buffer)
{
  const Source *source = site->source;
  guint32 equals = source_previous (source, call->first);
  guint32 start = source_token (source, assigned)->offset;
  const char *left = site_copy (site, assigned, source_previous (source, equals));
  guint32 before = source_previous (source, assigned);

  if (!left)
    return FALSE;
  /* A declaration with an initialiser: `emem_strbuf_t *a = …`: the left side is not all of it. */
  if (before != statement->before || source_is (source, before, "*"))
    return FALSE;
  site_edit (site, start, source_token (source, call->first)->offset - start, "");
  call_rewrite (site, call, site->rule->target);
  if (g_str_equal (left, buffer))
    return TRUE;
  site_insert_after (site, statement->semicolon,
                     wmem_strdup_printf (site->analysis->pool, "%s%s = %s;",
                                         statement_separator (site, statement), left, buffer));
  statement_brace (site, statement, FALSE);
  return TRUE;
}

/* `a = ep_strbuf_append (make (), s);`: the buffer is assigned first, then appended to. */
static gboolean
assign_first (Site *site, const Call *call)
{
  const Source *source = site->source;
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  const TokenRange *rest = &g_array_index (call->arguments, TokenRange, 1);
  Statement statement;
  guint32 assigned, start = source_token (source, call->first)->offset;
  const char *left;

  if (!statement_find (source, call->first, call->close, &statement, &assigned) || assigned == NO_TOKEN
      || source_previous (source, assigned) != statement.before || rest->first == NO_TOKEN
      || call_reads (site, call, assigned)
      || site_has_side_effect (site, assigned,
                               source_previous (source, source_previous (source, call->first))))
    return FALSE;
  left = site_copy (site, assigned, source_previous (source, source_previous (source, call->first)));
  if (!left)
    return FALSE;
  site_edit (site, start, source_token (source, buffer->first)->offset - start, "");
  site_edit (site, source_end (source, buffer->last),
             source_token (source, rest->first)->offset - source_end (source, buffer->last),
             wmem_strdup_printf (site->analysis->pool, ";%s%s(%s, ", statement_separator (site, &statement),
                                 site->rule->target, left));
  statement_brace (site, &statement, FALSE);
  return TRUE;
}

/* `… ep_strbuf_append (make (), TEXT) …` becomes `… (b = make (), wmem_strbuf_append (b, TEXT), b) …`. */
static gboolean
keep_buffer (Site *site, const Call *call)
{
  const Source *source = site->source;
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  const TokenRange *rest = &g_array_index (call->arguments, TokenRange, 1);
  guint32 start = source_token (source, call->first)->offset, from = source_end (source, buffer->last);
  KeptValue kept;

  if (rest->first == NO_TOKEN || !kept_value_find (site, call, "wmem_strbuf_t *", FRESH_BUFFER, &kept))
    return FALSE;
  site_edit (site, start, source_token (source, buffer->first)->offset - start, kept.open);
  site_edit (site, from, source_token (source, rest->first)->offset - from,
             wmem_strdup_printf (site->analysis->pool, ", %s(%s, ", site->rule->target, kept.variable));
  site_insert_after (site, call->close, kept.close);
  return TRUE;
}

gboolean
recipe_strbuf_returned (Site *site)
{
  Call call;
  Statement statement;
  const TokenRange *range;
  const char *buffer;
  guint32 assigned;

  if (!site_target (site) || !site_call (site, &call))
    return FALSE;
  if (text_is_appended (site, &call))
    site_review (site, REASON_SELF_REFERENCE, "an argument is the buffer's own text, which may move while the buffer grows");
  if (!site_value_is_used (site, call.first, call.close))
    {
      call_rewrite (site, &call, site->rule->target);
      site->occurrence->form = FORM_DISCARDED;
      return TRUE;
    }
  range = &g_array_index (call.arguments, TokenRange, 0);
  if (range->first != NO_TOKEN && site_has_side_effect (site, range->first, range->last)
      && (assign_first (site, &call) || keep_buffer (site, &call)))
    return TRUE;
  if (range->first == NO_TOKEN || site_has_side_effect (site, range->first, range->last))
    return site_leave (site, REASON_SIDE_EFFECT, "the buffer's expression would be evaluated twice");
  buffer = site_copy (site, range->first, range->last);
  if (!buffer)
    return site_leave (site, REASON_RETURN_VALUE, NULL);
  if (statement_find (site->source, call.first, call.close, &statement, &assigned) && assigned != NO_TOKEN
      && separate_assignment (site, &call, &statement, assigned, buffer))
    return TRUE;
  call_rewrite (site, &call, site->rule->target);
  site_insert_before (site, call.first, "(");
  site_insert_after (site, call.close, wmem_strdup_printf (site->analysis->pool, ", %s)", buffer));
  return TRUE;
}

/* SPDX-License-Identifier: MIT */
/*
 * A field that becomes an accessor: `buf->str` to `wmem_strbuf_get_str (buf)`.
 */
#include "edit/macro_users.h"
#include "edit/recipes.h"
#include "edit/statement.h"
#include "edit/text_kept.h"

/* Whether the field [first, last] is written, or its own address taken; an element's address is a read. */
static gboolean
is_written (const Source *source, guint32 first, guint32 last)
{
  static const char *const writes[]
      = { "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "++", "--" };
  guint32 before = expression_previous (source, first), after = source_next (source, last);
  gboolean element = FALSE;

  for (;;)
    {
      if (source_is (source, after, "["))
        {
          element = TRUE;
          after = source_next (source, source_token (source, after)->match);
        }
      else if (after != NO_TOKEN && source_is (source, before, "(") && source_token (source, after)->match == before
               && paren_kind (source, after) == PAREN_PRIMARY)
        {
          before = expression_previous (source, before);
          after = source_next (source, after);
        }
      else
        break;
    }
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    if (source_is (source, after, writes[i]))
      return TRUE;
  if (source_is (source, before, "++") || source_is (source, before, "--"))
    return TRUE;
  /* `&` that takes an address stands after no operand. */
  return source_is (source, before, "&") && !element
         && !ends_operand (source, expression_previous (source, before));
}

gboolean
recipe_member (Site *site)
{
  const Source *source = site->source;
  guint32 op = source_previous (source, site->token), first;
  const char *target = site_target (site), *accessor;
  gboolean pointer = source_is (source, op, "->"), element = FALSE;

  if (!target)
    return FALSE;
  if (!pointer && !source_is (source, op, "."))
    return site_leave (site, REASON_NO_EQUIVALENT, "an offset of a field, or a designator");
  first = postfix_start (source, op);
  if (first == NO_TOKEN)
    return site_leave (site, REASON_NO_EQUIVALENT, "a designator");
  if (is_written (source, first, site->token))
    return site_leave (site, REASON_FIELD_WRITE, NULL);
  if (macro_uses_match (site, site->token, is_written))
    return site_leave (site, REASON_FIELD_WRITE, "through a macro");
  if (g_strcmp0 (site->rule->member, "str") == 0 && text_is_kept (site, first, source_previous (source, op)))
    site_review (site, REASON_TEXT_KEPT, NULL);
  accessor = target;
  if (site->fact && site->fact->const_misfit)
    {
      const char *type = g_str_equal (site->rule->member, "str") ? "gchar *" : site->fact->type;

      /* A cast binds less than a subscript. */
      element = source_is (source, source_next (source, site->token), "[");
      accessor = wmem_strdup_printf (site->analysis->pool, element ? "((%s) %s" : "(%s) %s", type, target);
      site_review (site, REASON_CONST_RESULT, "the cast keeps what emem allowed");
    }
  site_insert_before (site, first,
                      wmem_strdup_printf (site->analysis->pool, pointer ? "%s(" : "%s(&", accessor));
  site_edit (site, source_end (source, source_previous (source, op)),
             source_end (source, site->token) - source_end (source, source_previous (source, op)),
             element ? "))" : ")");
  return TRUE;
}

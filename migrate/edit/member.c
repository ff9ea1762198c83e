/* SPDX-License-Identifier: MIT */
/*
 * A field that becomes an accessor: `buf->str` to `wmem_strbuf_get_str (buf)`.
 */
#include "edit/macro_users.h"
#include "edit/recipes.h"
#include "edit/statement.h"

/* Whether the parenthesis @a open belongs to a call or a keyword. */
static gboolean
is_called (const Source *source, guint32 open)
{
  guint32 name = source_previous (source, open);

  return name != NO_TOKEN
         && (source_token (source, name)->kind == TOKEN_IDENTIFIER || source_is (source, name, ")")
             || source_is (source, name, "]"));
}

static gboolean
is_written (const Source *source, guint32 first, guint32 last)
{
  static const char *const writes[]
      = { "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "++", "--" };
  guint32 before = source_previous (source, first), after = source_next (source, last);

  /* Parentheses around it alone. */
  while (source_is (source, before, "(") && source_token (source, before)->match == after && after != NO_TOKEN
         && !is_called (source, before))
    {
      before = source_previous (source, before);
      after = source_next (source, after);
    }
  while (source_is (source, after, "["))
    after = source_next (source, source_token (source, after)->match);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    if (source_is (source, after, writes[i]))
      return TRUE;
  if (source_is (source, before, "++") || source_is (source, before, "--"))
    return TRUE;
  /* `&` that takes an address stands after no operand. */
  if (source_is (source, before, "&"))
    {
      guint32 operand = source_previous (source, before);

      return operand == NO_TOKEN
             || !(source_is (source, operand, ")") || source_is (source, operand, "]")
                  || source_token (source, operand)->kind == TOKEN_IDENTIFIER
                  || source_token (source, operand)->kind == TOKEN_NUMBER);
    }
  return FALSE;
}

gboolean
recipe_member (Site *site)
{
  const Source *source = site->source;
  guint32 op = source_previous (source, site->token), first;
  const char *target = site_target (site), *accessor;
  gboolean pointer = source_is (source, op, "->");

  if (target == NULL)
    return FALSE;
  if (!pointer && !source_is (source, op, "."))
    return site_leave (site, REASON_NO_EQUIVALENT, "an offset of a field, or a designator");
  first = postfix_start (source, op);
  if (is_written (source, first, site->token))
    return site_leave (site, REASON_FIELD_WRITE, NULL);
  if (macro_uses_match (site, site->token, is_written))
    return site_leave (site, REASON_FIELD_WRITE, "through a macro");
  accessor = target;
  if (site->fact != NULL && site->fact->const_misfit)
    {
      const char *type = g_str_equal (site->rule->member, "str") ? "gchar *" : site->fact->type;

      accessor = wmem_strdup_printf (site->analysis->pool, "(%s) %s", type, target);
      site_review (site, REASON_CONST_RESULT, "the cast keeps what emem allowed");
    }
  site_insert_before (site, first,
                      wmem_strdup_printf (site->analysis->pool, pointer ? "%s(" : "%s(&", accessor));
  site_edit (site, source_end (source, source_previous (source, op)),
             source_end (source, site->token) - source_end (source, source_previous (source, op)), ")");
  return TRUE;
}

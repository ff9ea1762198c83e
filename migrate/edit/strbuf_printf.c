/* SPDX-License-Identifier: MIT */
/*
 * ep_strbuf_printf() replaces the content, and wmem can only append: truncate, then append.
 *
 * Two statements where a statement stands, a comma expression elsewhere. The arguments may read the buffer
 * that is about to be emptied: then the text is made first.
 */
#include <string.h>

#include "edit/buffer_text.h"
#include "edit/fresh_name.h"
#include "edit/kept_value.h"
#include "edit/recipes.h"
#include "rules/rule_header.h"

/* Where what follows the buffer and its comma begins. @param gap set to what is wanted before it. */
static guint32
after_comma (Site *site, const Call *call, const char **gap)
{
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  guint32 comma = source_end (site->source, source_next (site->source, buffer->last));
  guint32 format = source_token (site->source, g_array_index (call->arguments, TokenRange, 1).first)->offset;

  /* The blanks go, a line's end or a preprocessor line stays. */
  *gap = memchr (site->source->text + comma, '\n', format - comma) ? "" : " ";
  return **gap == '\0' ? comma : format;
}

/* Replaces from the token @a first to the call's name, a parenthesis around it included. */
static void
replace_name (Site *site, const Call *call, guint32 first, const char *text)
{
  guint32 start = source_token (site->source, first)->offset;

  site_edit (site, start, source_end (site->source, source_previous (site->source, call->open)) - start,
             text);
}

/* `{ T *wmem_buffer = BUFFER; …; }`: the buffer's expression stays at its place and is evaluated once. */
static gboolean
evaluate_once (Site *site, const Call *call, const Statement *statement, gboolean text_first)
{
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  guint32 start = source_token (site->source, statement->first)->offset;
  const char *gap;
  guint32 from = source_end (site->source, buffer->last), to = after_comma (site, call, &gap);
  wmem_allocator_t *pool = site->analysis->pool;
  const char *name = fresh_name (site, FRESH_BUFFER, 1);

  site_edit (site, start, source_token (site->source, buffer->first)->offset - start,
             wmem_strdup_printf (pool, "{ wmem_strbuf_t *%s = ", name));
  if (text_first)
    {
      const char *text = fresh_name (site, FRESH_TEXT, 1);

      site_edit (site, from, to - from,
                 wmem_strdup_printf (pool, "; gchar *%s = wmem_strdup_printf(%s,%s", text,
                                     site_pool (site, POOL_PACKET), gap));
      site_insert_after (site, statement->semicolon,
                         wmem_strdup_printf (pool, " wmem_strbuf_truncate(%s, 0); wmem_strbuf_append(%s, %s); }",
                                             name, name, text));
    }
  else
    {
      site_edit (site, from, to - from,
                 wmem_strdup_printf (pool, "; wmem_strbuf_truncate(%s, 0); %s(%s,%s", name, site->rule->target,
                                     name, gap));
      site_insert_after (site, statement->semicolon, " }");
    }
  return TRUE;
}

/* `{ gchar *wmem_text = wmem_strdup_printf (…); truncate; append; }` */
static gboolean
make_text_first (Site *site, const Call *call, const Statement *statement, const char *buffer)
{
  guint32 start = source_token (site->source, statement->first)->offset;
  wmem_allocator_t *pool = site->analysis->pool;
  const char *text = fresh_name (site, FRESH_TEXT, 1), *gap;
  guint32 from = after_comma (site, call, &gap);

  site_edit (site, start, from - start,
             wmem_strdup_printf (pool, "{ gchar *%s = wmem_strdup_printf(%s,%s", text,
                                 site_pool (site, POOL_PACKET), gap));
  site_insert_after (site, statement->semicolon,
                     wmem_strdup_printf (pool, " wmem_strbuf_truncate(%s, 0); wmem_strbuf_append(%s, %s); }",
                                         buffer, buffer, text));
  return TRUE;
}

/* In an expression: `(b = BUFFER, text = wmem_strdup_printf (…), truncate, append)`, with variables for a
 * buffer whose expression has a @a side_effect and for a text that has to be made first. */
static gboolean
keep_parts (Site *site, const Call *call, gboolean side_effect, TextRead read)
{
  const TokenRange *range = &g_array_index (call->arguments, TokenRange, 0);
  guint32 start = source_token (site->source, call->first)->offset,
          from = source_end (site->source, range->last);
  const char *gap;
  guint32 format = after_comma (site, call, &gap);
  gboolean text_first = read != TEXT_NOT_READ;
  wmem_allocator_t *pool = site->analysis->pool;
  const char *text = NULL, *append;
  KeptValue kept = { NULL, "", ")" };

  if (text_first)
    text = statement_variable (site, call->first, call->close, "gchar *", FRESH_TEXT);
  if (text_first && !text)
    {
      if (read == TEXT_READ)
        return site_leave (site, REASON_SELF_REFERENCE, NULL);
      site_review (site, REASON_SELF_REFERENCE, "an argument may point into the text, which is emptied first");
      text_first = FALSE;
      site->occurrence->form = NULL;
    }
  if (side_effect && !kept_value_find (site, call, "wmem_strbuf_t *", FRESH_BUFFER, &kept))
    return site_leave (site, REASON_SIDE_EFFECT, NULL);
  kept.close = ")"; /* the old function gives nothing, wherever it stands */
  if (!side_effect && !(kept.variable = site_copy (site, range->first, range->last)))
    return site_leave (site, REASON_SIDE_EFFECT, "the buffer's expression cannot be repeated");
  append = text_first ? wmem_strdup_printf (pool, "%s = wmem_strdup_printf(%s,%s", text,
                                            site_pool (site, POOL_PACKET), gap)
                      : wmem_strdup_printf (pool, "wmem_strbuf_truncate(%s, 0), %s(%s,%s", kept.variable,
                                            site->rule->target, kept.variable, gap);
  if (side_effect)
    {
      site_edit (site, start, source_token (site->source, range->first)->offset - start, kept.open);
      site_edit (site, from, format - from, wmem_strdup_printf (pool, ", %s", append));
    }
  else
    site_edit (site, start, format - start, wmem_strdup_printf (pool, "(%s", append));
  site_insert_after (
      site, call->close,
      text_first ? wmem_strdup_printf (pool, ", wmem_strbuf_truncate(%s, 0), wmem_strbuf_append(%s, %s)%s",
                                       kept.variable, kept.variable, text, kept.close)
                 : kept.close);
  return TRUE;
}

gboolean
recipe_strbuf_printf (Site *site)
{
  Call call;
  Statement statement;
  const TokenRange *range;
  const char *buffer;
  gboolean side_effect, is_statement;
  TextRead read;
  wmem_allocator_t *pool = site->analysis->pool;

  if (!site_call (site, &call))
    return FALSE;
  range = &g_array_index (call.arguments, TokenRange, 0);
  if (range->first == NO_TOKEN || g_array_index (call.arguments, TokenRange, 1).first == NO_TOKEN)
    return site_leave (site, REASON_ARGUMENTS, NULL);
  side_effect = site_has_side_effect (site, range->first, range->last);
  read = buffer_text_read (site, &call);
  is_statement = statement_find (site->source, call.first, call.close, &statement, NULL);
  if (is_statement && statement.first == call.first && read != TEXT_READ && buffer_is_new (site, &call))
    {
      site->occurrence->form = FORM_NEW_BUFFER;
      site_replace (site, site->token, site->rule->target);
      return TRUE;
    }
  if (read != TEXT_NOT_READ)
    site->occurrence->form = FORM_TEXT_FIRST;
  if ((side_effect || read != TEXT_NOT_READ) && !is_statement)
    return keep_parts (site, &call, side_effect, read);
  if (side_effect)
    return evaluate_once (site, &call, &statement, read != TEXT_NOT_READ);
  buffer = site_copy (site, range->first, range->last);
  if (!buffer)
    return site_leave (site, REASON_SIDE_EFFECT, "the buffer's expression cannot be repeated");
  if (read != TEXT_NOT_READ)
    return make_text_first (site, &call, &statement, buffer);
  if (is_statement)
    {
      replace_name (site, &call, statement.first,
                    wmem_strdup_printf (pool, "wmem_strbuf_truncate(%s, 0);%s%s", buffer,
                                        statement_separator (site, &statement), site->rule->target));
      statement_brace (site, &statement, FALSE);
      return TRUE;
    }
  replace_name (site, &call, call.first,
                wmem_strdup_printf (pool, "(wmem_strbuf_truncate(%s, 0), %s", buffer, site->rule->target));
  site_insert_after (site, call.close, ")");
  return TRUE;
}

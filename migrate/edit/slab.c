/* SPDX-License-Identifier: MIT */
/*
 * Slabs become GLib's slices: the type comes from the slab's definition in the same file, which then goes.
 */
#include "edit/recipes.h"
#include "edit/statement.h"

/* The type of the slab whose definition, `static struct ws_memory_slab NAME = WS_MEMORY_SLAB_INIT (TYPE,
 * …);`, has its name at @a token; NULL where that is no such definition. Others could use one that is not
 * static. */
static const char *
defined_type (Site *site, guint32 token)
{
  const Source *source = site->source;
  guint32 equals = source_next (source, token), macro = source_next (source, equals);
  guint32 open = source_next (source, macro), key = source_previous (source, token);
  const GArray *arguments;
  const TokenRange *type;

  if (!source_is (source, key, "ws_memory_slab")
      || !source_is (source, source_previous (source, key), "struct")
      || !source_is (source, source_previous (source, source_previous (source, key)), "static")
      || !source_is (source, equals, "=") || !source_is (source, macro, "WS_MEMORY_SLAB_INIT")
      || !source_is (source, open, "(")
      || !source_is (source, source_next (source, source_token (source, open)->match), ";"))
    return NULL;
  arguments = source_arguments (site->analysis->pool, source, open);
  if (!arguments || arguments->len != 2)
    return NULL;
  type = &g_array_index (arguments, TokenRange, 0);
  return type->first != NO_TOKEN ? site_copy (site, type->first, type->last) : NULL;
}

static gboolean
is_slab_call (const Source *source, guint32 name)
{
  return source_is (source, name, "sl_alloc") || source_is (source, name, "sl_alloc0")
         || source_is (source, name, "sl_free");
}

/* The type that the slab @a name was made for: the same one in all its definitions, of which conditions
 * choose one. NULL where it is used in any way but `&name` handed to a call that has a rule. */
static const char *
slab_type (Site *site, const char *name)
{
  const Source *source = site->source;
  const char *type = NULL;

  for (guint32 i = 0; i < source->tokens->len; i++)
    if (source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, name))
      {
        guint32 ampersand = source_previous (source, i), open = source_previous (source, ampersand);
        const char *here = defined_type (site, i);

        if (here && (!type || g_str_equal (type, here)))
          type = here;
        else if (here || !source_is (source, ampersand, "&") || !source_is (source, open, "(")
                 || !is_slab_call (source, source_previous (source, open)))
          return NULL;
      }
  return type;
}

/* The type of the slab that the call's first argument, `&name`, names. */
static const char *
argument_type (Site *site, const Call *call)
{
  const TokenRange *slab = &g_array_index (call->arguments, TokenRange, 0);

  if (slab->first == NO_TOKEN || !source_is (site->source, slab->first, "&")
      || source_next (site->source, slab->first) != slab->last)
    return NULL;
  return slab_type (site, source_spelling (site->analysis->pool, site->source, slab->last));
}

gboolean
recipe_slab_allocate (Site *site)
{
  Call call;
  const char *type;
  guint32 start;

  if (!site_call (site, &call))
    return FALSE;
  type = argument_type (site, &call);
  if (!type)
    return site_leave (site, REASON_TYPE_MISMATCH, "the slab's type is not to be seen in this file");
  site->occurrence->form = type;
  start = source_token (site->source, call.open)->offset;
  site_replace (site, site->token, site->rule->target);
  site_edit (site, start, source_end (site->source, call.close) - start,
             wmem_strdup_printf (site->analysis->pool, "(%s)", type));
  return TRUE;
}

gboolean
recipe_slab_free (Site *site)
{
  Call call;
  Statement statement;
  const char *type;
  const TokenRange *slab;
  guint32 start;

  if (!site_call (site, &call))
    return FALSE;
  type = argument_type (site, &call);
  if (!type)
    return site_leave (site, REASON_TYPE_MISMATCH, "the slab's type is not to be seen in this file");
  site->occurrence->form = type;
  slab = &g_array_index (call.arguments, TokenRange, 0);
  start = source_token (site->source, slab->first)->offset;
  if (!statement_find (site->source, call.first, call.close, &statement, NULL))
    {
      /* GLib's form with the type is a statement. */
      site_replace (site, site->token, "g_slice_free1");
      type = wmem_strdup_printf (site->analysis->pool, "sizeof(%s)", type);
    }
  else
    site_replace (site, site->token, site->rule->target);
  site_edit (site, start, source_end (site->source, slab->last) - start, type);
  return TRUE;
}

/* `static struct ws_memory_slab name = WS_MEMORY_SLAB_INIT (T, n);` goes, with its line where it has one. */
gboolean
recipe_slab_define (Site *site)
{
  const Source *source = site->source;
  guint32 first = site->token, name, last;
  guint32 start, end;

  if (site->rule->kind == RULE_MACRO)
    return site_leave (site, REASON_TYPE_MISMATCH,
                       "goes with the slab that it begins, where that one can go");
  name = source_next (source, site->token);
  last = source_next (source, name);
  if (name == NO_TOKEN || !defined_type (site, name)
      || !slab_type (site, source_spelling (site->analysis->pool, source, name)))
    return site_leave (site, REASON_TYPE_MISMATCH,
                       "the slab is used in more ways than allocating and freeing, or has not one type");
  first = source_previous (source, source_previous (source, first)); /* static struct */
  while (last != NO_TOKEN && !source_is (source, last, ";"))
    last = source_next (source, last);
  if (last == NO_TOKEN)
    return site_leave (site, REASON_UNCONFIRMED, NULL);
  start = source_token (source, first)->offset;
  end = source_end (source, last);
  while (start > 0 && (source->text[start - 1] == ' ' || source->text[start - 1] == '\t'))
    start--;
  if ((start == 0 || source->text[start - 1] == '\n') && source->text[end] == '\r')
    end++;
  if ((start == 0 || source->text[start - 1] == '\n') && source->text[end] == '\n')
    end++;
  site_edit (site, start, end - start, "");
  return TRUE;
}

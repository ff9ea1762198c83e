/* SPDX-License-Identifier: MIT */
/*
 * Slabs become GLib's slices: the type comes from the slab's definition in the same file, which then goes.
 */
#include "edit/recipes.h"

/* The type that the slab @a name was made for: `name = WS_MEMORY_SLAB_INIT (TYPE, …)`. */
static const char *
slab_type (Site *site, const char *name)
{
  const Source *source = site->source;

  for (guint32 i = 0; i < source->tokens->len; i++)
    if (source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, name)
        && source_is (source, source_next (source, i), "=")
        && source_is (source, source_next (source, source_next (source, i)), "WS_MEMORY_SLAB_INIT"))
      {
        guint32 open = source_next (source, source_next (source, source_next (source, i)));
        GArray *arguments
            = source_is (source, open, "(") ? source_arguments (site->analysis->pool, source, open) : NULL;

        if (arguments != NULL && arguments->len == 2)
          {
            const TokenRange *type = &g_array_index (arguments, TokenRange, 0);

            return type->first != NO_TOKEN ? site_copy (site, type->first, type->last) : NULL;
          }
      }
  return NULL;
}

static gboolean
is_slab_call (const Source *source, guint32 name)
{
  return source_is (source, name, "sl_alloc") || source_is (source, name, "sl_alloc0")
         || source_is (source, name, "sl_free");
}

/* Whether every use of the slab @a name but its definition is `&name` handed to a call that has a rule. */
static gboolean
only_plain_uses (Site *site, const char *name, guint32 definition)
{
  const Source *source = site->source;

  for (guint32 i = 0; i < source->tokens->len; i++)
    if (i != definition && source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, name))
      {
        guint32 ampersand = source_previous (source, i), open = source_previous (source, ampersand);

        if (!source_is (source, ampersand, "&") || !source_is (source, open, "(")
            || !is_slab_call (source, source_previous (source, open)))
          return FALSE;
      }
  return TRUE;
}

/* The type of the slab that the call's first argument, `&name`, names. */
static const char *
argument_type (Site *site, const Call *call)
{
  const TokenRange *slab = &g_array_index (call->arguments, TokenRange, 0);
  guint32 definition = 0;
  const char *name;

  if (slab->first == NO_TOKEN || !source_is (site->source, slab->first, "&")
      || source_next (site->source, slab->first) != slab->last)
    return NULL;
  name = source_spelling (site->analysis->pool, site->source, slab->last);
  while (definition < site->source->tokens->len
         && !(source_is (site->source, definition, name)
              && source_is (site->source, source_next (site->source, definition), "=")))
    definition++;
  return definition < site->source->tokens->len && only_plain_uses (site, name, definition)
             ? slab_type (site, name)
             : NULL;
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
  if (type == NULL)
    return site_leave (site, REASON_TYPE_MISMATCH, "the slab's type is not to be seen in this file");
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
  const char *type;
  const TokenRange *slab;
  guint32 start;

  if (!site_call (site, &call))
    return FALSE;
  type = argument_type (site, &call);
  if (type == NULL)
    return site_leave (site, REASON_TYPE_MISMATCH, "the slab's type is not to be seen in this file");
  slab = &g_array_index (call.arguments, TokenRange, 0);
  start = source_token (site->source, slab->first)->offset;
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
  if (source_is (source, source_previous (source, first), "struct"))
    first = source_previous (source, first);
  if (source_is (source, source_previous (source, first), "static"))
    first = source_previous (source, first);
  name = source_next (source, site->token);
  last = source_next (source, name);
  if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER
      || !source_is (source, last, "=")
      || slab_type (site, source_spelling (site->analysis->pool, source, name)) == NULL
      || !only_plain_uses (site, source_spelling (site->analysis->pool, source, name), name))
    return site_leave (site, REASON_TYPE_MISMATCH,
                       "the slab is used in more ways than allocating and freeing");
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

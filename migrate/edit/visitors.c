/* SPDX-License-Identifier: MIT */
/*
 * From the names in a foreach's argument to all names that they meet: a name is accounted for at each place where the file says it, or none
 * of them changes. What is given to a name is followed as well as what it is given to, so the outcome is the same from wherever it is begun.
 */
#include "edit/visitors.h"

#include <string.h>

#include "edit/statement.h"
#include "model/pool_array.h"
#include "syntax/suppress.h"

#define CARRIER_TYPE "tree_foreach_func"

typedef struct
{
  Site *site;
  const Source *source;
  GPtrArray *names; /* of char *: those that are followed; grows while it is walked */
  Visitors found;
} Search;

gboolean
visitors_are_called_by (const Site *site, guint32 name)
{
  const Token *token;
  const Rule *rule;

  if (name == NO_TOKEN)
    return FALSE;
  token = source_token (site->source, name);
  rule = rule_set_lookup (site->analysis->context->rules, site->source->text + token->offset, token->length);
  return rule && g_strcmp0 (rule->recipe, "tree-foreach") == 0;
}

static gboolean
fails (Search *search, const char *name, const char *why)
{
  if (!search->found.trouble)
    search->found.trouble = wmem_strdup_printf (search->site->analysis->pool, "'%s' %s", name, why);
  return FALSE;
}

static void
follow (Search *search, guint32 token)
{
  const char *name = source_spelling (search->site->analysis->pool, search->source, token);

  for (guint i = 0; i < search->names->len; i++)
    if (g_str_equal (search->names->pdata[i], name))
      return;
  g_ptr_array_add (search->names, (gpointer) name);
}

static gboolean
is_name (const Source *source, guint32 token)
{
  return token != NO_TOKEN && source_token (source, token)->kind == TOKEN_IDENTIFIER;
}

/* The token after @a token at its level: behind what a bracket there holds. */
static guint32
step (const Source *source, guint32 token)
{
  const guint32 match = source_token (source, token)->match;

  return source_next (source, match != NO_TOKEN && match > token ? match : token);
}

/* Follows what the value in [first, last] may be: one name, what it is reached through aside, or those on both sides of a `:`. */
static gboolean
follow_value (Search *search, guint32 first, guint32 last)
{
  const Source *source = search->source;
  guint32 colon = NO_TOKEN, question = NO_TOKEN, found = NO_TOKEN;

  while (first < last && source_is (source, first, "(") && source_token (source, first)->match == last)
    {
      first = source_next (source, first);
      last = source_previous (source, last);
    }
  for (guint32 i = first; i != NO_TOKEN && i <= last; i = step (source, i))
    {
      if (source_is (source, i, "?") && question == NO_TOKEN)
        question = i;
      else if (source_is (source, i, ":") && question != NO_TOKEN && colon == NO_TOKEN)
        colon = i;
    }
  if (question != NO_TOKEN)
    return colon != NO_TOKEN && follow_value (search, source_next (source, question), source_previous (source, colon))
           && follow_value (search, source_next (source, colon), last);
  for (guint32 i = first; i != NO_TOKEN && i <= last; i = step (source, i))
    {
      const guint32 next = source_next (source, i);

      if (is_name (source, i) && !source_is (source, next, "->") && !source_is (source, next, "."))
        {
          if (found != NO_TOKEN)
            return FALSE;
          found = i;
        }
    }
  if (found == NO_TOKEN)
    return FALSE;
  if (!source_is (source, found, "NULL"))
    follow (search, found);
  return TRUE;
}

/* Follows all values between the brackets at @a open. */
static gboolean
follow_list (Search *search, guint32 open)
{
  const Source *source = search->source;
  const guint32 close = source_token (source, open)->match;

  if (close == NO_TOKEN)
    return FALSE;
  for (guint32 first = source_next (source, open), i = first; first < close; first = i = source_next (source, i))
    {
      guint32 value = first;

      while (i < close && !source_is (source, i, ","))
        i = step (source, i);
      if (source_is (source, value, "[") && source_token (source, value)->match != NO_TOKEN) /* [N] = */
        value = source_next (source, step (source, value));
      if (!follow_value (search, value, source_previous (source, i)))
        return FALSE;
      if (i >= close)
        break;
    }
  return TRUE;
}

/* The argument or parameter number @a index of the list at @a open. @return FALSE: there is none. */
static gboolean
nth (const Source *source, guint32 open, guint index, TokenRange *range)
{
  const guint32 close = source_token (source, open)->match;

  for (guint32 first = source_next (source, open), i = first; close != NO_TOKEN && first < close; first = i = source_next (source, i))
    {
      while (i < close && !source_is (source, i, ","))
        i = step (source, i);
      if (index-- == 0)
        {
          *range = (TokenRange){ first, source_previous (source, i) };
          return TRUE;
        }
      if (i >= close)
        break;
    }
  return FALSE;
}

/* Which one of the list at @a open the @a token is in, counted from 0. */
static guint
index_in (const Source *source, guint32 open, guint32 token)
{
  guint index = 0;

  for (guint32 i = source_next (source, open); i != NO_TOKEN && i < token; i = step (source, i))
    index += source_is (source, i, ",");
  return index;
}

/* The function @a name has a carrier for parameter number @a index in each of its declarations, which begin at the file's level: what its
 * calls in this file give there is followed, and what it is called within. @return FALSE: something is not to be followed. */
static gboolean
follow_parameter (Search *search, const char *name, guint index)
{
  const Source *source = search->source;
  gboolean declared = FALSE;

  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const guint32 open = is_name (source, i) && source_is (source, i, name) ? source_next (source, i) : NO_TOKEN;
      TokenRange range;

      if (!is_name (source, i) || !source_is (source, i, name))
        continue;
      if (!source_is (source, open, "(") || !nth (source, open, index, &range))
        return FALSE;
      if (source_token (source, i)->outer != NO_TOKEN)
        {
          if (!follow_value (search, range.first, range.last))
            return FALSE;
          continue;
        }
      if (!source_is (source, range.first, CARRIER_TYPE))
        return FALSE;
      declared = TRUE;
      if (range.last != range.first)
        follow (search, range.last);
    }
  return declared;
}

/* The type of the name at @a token where that is declared there as a carrier: `tree_foreach_func a, b[2];`, a parameter, a function's
 * result. NO_TOKEN: it is not. */
static guint32
carrier_type (const Source *source, guint32 token)
{
  guint32 previous = source_previous (source, token);

  if (source_is (source, previous, ","))
    previous = expression_start (source, token);
  else
    return source_is (source, previous, CARRIER_TYPE) ? previous : NO_TOKEN;
  while (previous < token && (source_is (source, previous, "static") || source_is (source, previous, "const") || source_is (source, previous, "extern")))
    previous = source_next (source, previous);
  return source_is (source, previous, CARRIER_TYPE) ? previous : NO_TOKEN;
}

/* Where the name at @a token is only tested. */
static gboolean
is_tested (const Source *source, guint32 first, guint32 next)
{
  static const char *const before[] = { "!", "==", "!=", "&&", "||", NULL }, *const after[] = { "==", "!=", "&&", "||", "?", NULL };
  const guint32 previous = source_previous (source, first);

  return source_is_any (source, previous, before) || source_is_any (source, next, after)
         || (source_is (source, previous, "(") && source_is (source, next, ")")
             && (source_is (source, source_previous (source, previous), "if") || source_is (source, source_previous (source, previous), "while")))
         /* the middle of a for's head */
         || (source_is (source, previous, ";") && source_is (source, next, ";") && source_token (source, first)->outer != NO_TOKEN
             && source_is (source, source_token (source, first)->outer, "("));
}

/* Widens [@first, the token before @next] to the parentheses that are only its own. */
static void
widen (const Source *source, guint32 *first, guint32 *next)
{
  for (;;)
    {
      const guint32 open = source_previous (source, *first), before = source_previous (source, open);

      if (!source_is (source, open, "(") || source_token (source, open)->match != *next || is_name (source, before)
          || source_is (source, before, ")") || source_is (source, before, "]"))
        return;
      *first = open;
      *next = source_next (source, *next);
    }
}

/* The name of the function whose body @a token stands in, by its token; NO_TOKEN: none. */
static guint32
enclosing_function (const Source *source, guint32 token)
{
  guint32 outer = source_token (source, token)->outer, close;

  while (outer != NO_TOKEN && source_token (source, outer)->outer != NO_TOKEN)
    outer = source_token (source, outer)->outer;
  close = outer != NO_TOKEN && source_is (source, outer, "{") ? source_previous (source, outer) : NO_TOKEN;
  return source_is (source, close, ")") && source_token (source, close)->match != NO_TOKEN
             ? source_previous (source, source_token (source, close)->match)
             : NO_TOKEN;
}

/* Whether a comment asks to leave the call of a foreach at @a callee. */
static gboolean
is_suppressed (Search *search, guint32 callee)
{
  const Token *token = source_token (search->source, callee);
  const Rule *rule = rule_set_lookup (search->site->analysis->context->rules, search->source->text + token->offset, token->length);

  return suppressions_apply (search->site->file, rule->name, source_line (search->source, token->offset, NULL));
}

/* The value at @a token, of @a name, is an argument: number @a index of the call at @a open. */
static gboolean
give_argument (Search *search, guint32 open, guint index, const char *name)
{
  const guint32 callee = source_previous (search->source, open);

  if (visitors_are_called_by (search->site, callee) && is_suppressed (search, callee))
    return fails (search, name, "is given to a call that a comment leaves as it is, too, and there gets no key");
  if (visitors_are_called_by (search->site, callee) && source_token (search->source, callee)->inactive)
    search->found.inactive = name;
  if (visitors_are_called_by (search->site, callee))
    return index == 1 || fails (search, name, "is handed to a foreach that does not call it");
  if (!is_name (search->source, callee)
      || !follow_parameter (search, source_spelling (search->site->analysis->pool, search->source, callee), index))
    return fails (search, name, "is handed to what is not followed");
  return TRUE;
}

/* Whom the value that begins at @a first is given to. */
static gboolean
give (Search *search, guint32 first, const char *name)
{
  const Source *source = search->source;
  const guint32 outer = source_token (source, first)->outer;
  guint32 at = source_previous (source, first);

  if (source_is (source, at, "&"))
    at = source_previous (source, at);
  /* A conditional expression's branch goes where all of it goes. */
  if (source_is (source, at, "?") || source_is (source, at, ":"))
    while (at != NO_TOKEN && at != outer && !source_is (source, at, "=") && !source_is (source, at, ",") && !source_is (source, at, ";")
           && !source_is (source, at, "return") && !source_is (source, at, "}"))
      at = source_previous (source, source_is (source, at, ")") || source_is (source, at, "]") ? source_token (source, at)->match : at);
  if (source_is (source, at, "="))
    {
      guint32 left = source_previous (source, at);

      while (source_is (source, left, "]") && source_token (source, left)->match != NO_TOKEN)
        left = source_previous (source, source_token (source, left)->match);
      if (is_name (source, left))
        {
          follow (search, left);
          return TRUE;
        }
      at = left; /* `[2] = value` of an initialiser: an element of it */
      if (!source_is (source, at, "{") && !source_is (source, at, ","))
        return fails (search, name, "is given to what is not followed");
    }
  if (source_is (source, at, "return"))
    {
      const guint32 function = enclosing_function (source, at);

      if (!is_name (source, function))
        return fails (search, name, "is returned by what is not followed");
      follow (search, function);
      return TRUE;
    }
  if (outer == NO_TOKEN || (at != outer && !source_is (source, at, ",")))
    return fails (search, name, "is used elsewhere, too, and there gets no key");
  if (source_is (source, outer, "("))
    return give_argument (search, outer, index_in (source, outer, first), name);
  if (source_is (source, source_previous (source, outer), "="))
    {
      guint32 left = source_previous (source, source_previous (source, outer));

      if (source_is (source, left, "]") && source_token (source, left)->match != NO_TOKEN
          && is_name (source, source_previous (source, source_token (source, left)->match)))
        {
          follow (search, source_previous (source, source_token (source, left)->match));
          return TRUE;
        }
    }
  return fails (search, name, "is an element of what is not followed");
}

/* What the assignment or the initialiser whose `=` is at @a equals gives. */
static gboolean
take (Search *search, guint32 equals, const char *name)
{
  const Source *source = search->source;
  guint32 first = source_next (source, equals), last = first, end;

  if (source_is (source, first, "{"))
    return follow_list (search, first) || fails (search, name, "is filled with what is not followed");
  for (end = first; end != NO_TOKEN && !source_is (source, end, ";") && !source_is (source, end, ",") && !source_is (source, end, ")") && !source_is (source, end, "}");
       end = step (source, end))
    last = end;
  if (source_token (source, last)->match != NO_TOKEN && source_token (source, last)->match > last)
    last = source_token (source, last)->match;
  return follow_value (search, first, last) || fails (search, name, "is given what is not followed");
}

/* A declaration of the callback @a name. */
static void
add_place (Search *search, guint32 open, gboolean *defined)
{
  const Source *source = search->source;
  VisitorPlace place = { open, source_token (source, open)->match };
  const guint32 body = source_next (source, place.end);

  if (source_is (source, body, "{") && source_token (source, body)->match != NO_TOKEN)
    {
      *defined = TRUE;
      place.end = source_token (source, body)->match;
    }
  g_array_append_val (search->found.places, place);
}

/* The parameter @a name is declared at @a token: what the function is given there. */
static gboolean
follow_calls (Search *search, guint32 token, const char *name)
{
  const Source *source = search->source;
  const guint32 open = source_token (source, token)->outer, function = source_previous (source, open);
  const guint index = index_in (source, open, token);

  return (is_name (source, function) && follow_parameter (search, source_spelling (search->site->analysis->pool, source, function), index))
         || fails (search, name, "is a parameter of what is not followed");
}

/* Accounts for one place that says @a name. */
static gboolean
look_at (Search *search, guint32 token, const char *name, gboolean *function, gboolean *carrier)
{
  const Source *source = search->source;
  guint32 first = token, next = source_next (source, token);
  const gboolean at_file = source_token (source, token)->outer == NO_TOKEN;
  const guint32 type = carrier_type (source, token);
  const gboolean declared = type != NO_TOKEN;

  if (declared)
    {
      *carrier = TRUE;
      g_array_append_val (search->found.types, type);
    }
  else if (at_file && source_is (source, next, "(") && source_token (source, next)->match != NO_TOKEN)
    {
      add_place (search, next, function);
      return TRUE;
    }
  while (source_is (source, next, "[") && source_token (source, next)->match != NO_TOKEN)
    next = source_next (source, source_token (source, next)->match);
  const guint32 outer = source_token (source, token)->outer;
  if (declared && source_is (source, outer, "(") && !source_is (source, source_previous (source, outer), "for"))
    return follow_calls (search, token, name);
  if (declared && (at_file || !source_is (source, next, "(")))
    return !source_is (source, next, "=") || take (search, next, name);
  while (source_is (source, source_previous (source, first), "->") || source_is (source, source_previous (source, first), "."))
    {
      const guint32 base = source_previous (source, source_previous (source, first));

      if (base == NO_TOKEN || !is_name (source, base))
        {
          /* `.name = value` of an initialiser */
          if (source_is (source, source_previous (source, first), ".") && source_is (source, next, "="))
            break;
          return fails (search, name, "is reached by what is not followed");
        }
      first = base;
    }
  if (source_is (source, next, "="))
    return take (search, next, name);
  if (source_is (source, next, "("))
    {
      /* A function that gives one: its call is a value. */
      if (!*carrier || first != token || source_token (source, next)->match == NO_TOKEN)
        return fails (search, name, "is used elsewhere, too, and there gets no key");
      next = source_next (source, source_token (source, next)->match);
      if (source_is (source, next, "("))
        return fails (search, name, "is used elsewhere, too, and there gets no key");
    }
  widen (source, &first, &next);
  return is_tested (source, first, next) || give (search, first, name);
}

/* What the bodies of carriers give: `return f;`. */
static gboolean
take_results (Search *search, guint32 open, const char *name)
{
  const Source *source = search->source;
  const guint32 close = source_token (source, open)->match, body = close != NO_TOKEN ? source_next (source, close) : NO_TOKEN;

  if (!source_is (source, body, "{") || source_token (source, body)->match == NO_TOKEN)
    return TRUE;
  for (guint32 i = body; i < source_token (source, body)->match; i++)
    if (source_is (source, i, "return") && !take (search, i, name))
      return FALSE;
  return TRUE;
}

/* Whether a header declares the function whose name is @token, so that other files may know it. */
static gboolean
is_declared_elsewhere (const Search *search, guint32 token)
{
  CXTranslationUnit unit = search->site->analysis->unit;
  CXFile file = unit ? clang_getFile (unit, search->source->path) : NULL, first = NULL;

  if (!file)
    return FALSE;
  CXSourceLocation here = clang_getLocationForOffset (unit, file, source_token (search->source, token)->offset);
  CXCursor declared = clang_getCanonicalCursor (clang_getCursor (unit, here));
  clang_getFileLocation (clang_getCursorLocation (declared), &first, NULL, NULL, NULL);
  return first && !clang_File_isEqual (first, file);
}

static gboolean
account_for (Search *search, const char *name)
{
  const Source *source = search->source;
  gboolean function = FALSE, carrier = FALSE;

  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      if (!is_name (source, i) || !source_is (source, i, name))
        continue;
      const gboolean known = function;
      if (!look_at (search, i, name, &function, &carrier))
        return FALSE;
      if (function && !known && is_declared_elsewhere (search, i))
        return fails (search, name, "is declared in a header, too: it must take the key first, there and here");
      if (carrier && source_token (source, i)->outer == NO_TOKEN && source_is (source, source_next (source, i), "(")
          && !take_results (search, source_next (source, i), name))
        return FALSE;
    }
  if (function && carrier)
    return fails (search, name, "is several things");
  if (carrier)
    search->found.carrier = name;
  return function || carrier || fails (search, name, "is not defined in this file: it must take the key first");
}

Visitors
visitors_of (Site *site, TokenRange callback)
{
  Search search = { .site = site, .source = site->source, .names = g_ptr_array_new () };

  search.found.places = pool_array (site->analysis->pool, sizeof (VisitorPlace));
  search.found.types = pool_array (site->analysis->pool, sizeof (guint32));
  if (!follow_value (&search, callback.first, callback.last))
    search.found.trouble = "the callback is not a plain function: give it the key parameter by hand";
  for (guint i = 0; !search.found.trouble && i < search.names->len; i++)
    {
      const char *name = search.names->pdata[i];

      if (account_for (&search, name) && (!search.found.key || strcmp (name, search.found.key) < 0))
        search.found.key = name;
    }
  g_ptr_array_unref (search.names);
  return search.found;
}

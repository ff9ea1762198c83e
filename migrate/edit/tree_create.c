/* SPDX-License-Identifier: MIT */
/*
 * Which lifetime a tree gets: by where it is created and what it is kept in.
 *
 * emem's persistent tree lives for ever and is emptied with each file. In a static variable that is wmem's
 * autoreset tree; in a struct of the file the tree goes with the struct.
 */
#include <string.h>

#include "edit/recipes.h"
#include "edit/statement.h"
#include "rules/rule_header.h"

/* Whether @a function is handed to register_init_routine() in this file: it then runs before each file. */
static gboolean
is_init_routine (Site *site, const char *function)
{
  const Source *source = site->source;

  for (guint32 i = 0; function && i < source->tokens->len; i++)
    if (source_is (source, i, "register_init_routine"))
      {
        guint32 argument = source_next (source, source_next (source, i));

        if (source_is (source, argument, "&"))
          argument = source_next (source, argument);
        if (source_is (source, argument, function))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_registration (const char *function)
{
  return function
         && (g_str_has_prefix (function, "proto_register")
             || g_str_has_prefix (function, "proto_reg_handoff"));
}

/* Whether the variable @a root is given file-scoped memory before the site, in the same function. */
static gboolean
is_file_object (Site *site, const char *root)
{
  const Source *source = site->source;

  for (guint32 i = site->token; root && i > 0; i--)
    {
      const Rule *rule;
      const Token *token = source_token (source, i);

      if (token->outer == NO_TOKEN && source_is (source, i, "{"))
        return FALSE;
      if (token->kind != TOKEN_IDENTIFIER)
        continue;
      rule = rule_set_lookup (site->analysis->context->rules, source->text + token->offset, token->length);
      if (!rule || rule->pool != POOL_FILE || i == site->token)
        continue;
      for (guint32 j = i; j > 0 && !source_is (source, j, ";") && !source_is (source, j, "{"); j--)
        if (source_is (source, j, root))
          return TRUE;
    }
  return FALSE;
}

/* By tokens alone: what the assignment's left side looks like. */
static Place
guess_place (Site *site, const Call *call)
{
  guint32 equals = source_previous (site->source, call->first), start;

  if (source_is (site->source, equals, ")"))
    equals = source_previous (site->source, source_token (site->source, equals)->match); /* a cast */
  if (!source_is (site->source, equals, "="))
    return PLACE_UNKNOWN;
  start = postfix_start (site->source, equals);
  if (start == NO_TOKEN)
    return PLACE_UNKNOWN;
  for (guint32 i = start; i < equals; i++)
    if (source_is (site->source, i, "->"))
      return PLACE_FIELD;
  return source_is (site->source, source_previous (site->source, start), "*") ? PLACE_LOCAL : PLACE_STATIC;
}

static void
create (Site *site, const Call *call, const char *name, RulePool first, RulePool second)
{
  guint32 start = source_token (site->source, call->open)->offset;
  const char *pools = second != POOL_NONE
                          ? wmem_strdup_printf (site->analysis->pool, "(%s, %s)", site_pool (site, first),
                                                site_pool (site, second))
                          : wmem_strdup_printf (site->analysis->pool, "(%s)", site_pool (site, first));

  if (!g_str_equal (name, site->rule->target))
    site->occurrence->form = FORM_FILE;
  site_replace (site, site->token, name);
  site_edit (site, start, source_end (site->source, call->close) - start, pools);
}

gboolean
recipe_tree_create (Site *site)
{
  Call call;
  const char *function = site->fact ? site->fact->function : NULL;
  gboolean persistent = g_str_equal (site->rule->target, "wmem_tree_new_autoreset");
  Place place;

  if (!site_call (site, &call))
    return FALSE;
  place = site->fact && site->fact->kind == FACT_CALL ? site->fact->place : guess_place (site, &call);
  if (place == PLACE_STATIC && is_init_routine (site, function))
    {
      create (site, &call, "wmem_tree_new", POOL_FILE, POOL_NONE);
      site_review (site, REASON_HOIST, NULL);
      return TRUE;
    }
  if (!persistent)
    {
      create (site, &call, "wmem_tree_new", POOL_FILE, POOL_NONE);
      return TRUE;
    }
  if (place == PLACE_STATIC || is_registration (function))
    {
      create (site, &call, site->rule->target, POOL_EPAN, POOL_FILE);
      return TRUE;
    }
  if (place == PLACE_UNKNOWN || place == PLACE_RETURNED)
    {
      create (site, &call, site->rule->target, POOL_EPAN, POOL_FILE);
      site_review (site, REASON_TREE_LIFETIME,
                   "stays as long as the program, as emem's does: where what keeps it is of the file, wmem_tree_new() is right");
      return TRUE;
    }
  create (site, &call, "wmem_tree_new", POOL_FILE, POOL_NONE);
  if (place != PLACE_FIELD || !is_file_object (site, site->fact ? site->fact->root : NULL))
    site_review (site, REASON_TREE_LIFETIME,
                 "made for the file: right where what keeps it is of the file, too");
  return TRUE;
}

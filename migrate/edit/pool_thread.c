/* SPDX-License-Identifier: MIT */
/*
 * A function that gains a pool: its signature, wherever it stands, and its calls.
 */
#include <stdlib.h>
#include <string.h>

#include "edit/pool_choice.h"
#include "edit/recipes.h"
#include "pools/pool_plan.h"

#define POOL_TYPE "wmem_allocator_t *"

static const char *
join (Site *site, const char *const *texts, const char *before)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; texts[i]; i++)
    g_string_append_printf (all, "%s%s%s", i > 0 ? ", " : "", before, texts[i]);
  const char *kept = wmem_strdup (site->analysis->pool, all->str);
  return kept;
}

/* Puts @text among the elements of the list that @open begins, before element @position. */
static gboolean
insert_element (Site *site, guint32 open, guint position, const char *text)
{
  const Source *source = site->source;
  const GArray *elements = source_arguments (site->analysis->pool, source, open);
  if (!elements)
    return site_leave (site, REASON_UNCONFIRMED, "the parentheses are not closed as the tokens stand");
  const gboolean empty = elements->len == 0
                         || (elements->len == 1 && g_array_index (elements, TokenRange, 0).first == NO_TOKEN);
  const char after = source->text[source_end (source, open)];
  if (empty)
    site_insert_after (site, open, text);
  else if (position > elements->len)
    return site_leave (site, REASON_ARGUMENTS, "fewer arguments than the function has parameters");
  else if (position > 0)
    site_edit (site, source_end (source, g_array_index (elements, TokenRange, position - 1).last), 0,
               wmem_strdup_printf (site->analysis->pool, ", %s", text));
  else
    site_replace (site, open,
                  wmem_strdup_printf (site->analysis->pool,
                                      after == ' ' || after == '\t' ? "( %s," : g_ascii_isspace (after) ? "(%s,"
                                                                                                        : "(%s, ",
                                      text));
  return TRUE;
}

/* The id of the pointer to functions that the site is about, or NULL: it is about a function. */
static const char *
pointer_of (const Site *site)
{
  const PoolSources *sources = site->analysis->pool_sources;
  PointerPlaceKind kind;
  return sources ? pool_sources_pointer_at (sources, site->source->path, site->occurrence->offset, &kind) : NULL;
}

/* Whether the pointer is declared in a list of parameters: attributes behind that are the function's. */
static gboolean
is_parameter (const Site *site)
{
  guint32 around = source_token (site->source, site->token)->outer;
  if (!pointer_of (site))
    return FALSE;
  if (source_is (site->source, source_previous (site->source, site->token), "*") && around != NO_TOKEN)
    around = source_token (site->source, around)->outer;
  return source_is (site->source, around, "(");
}

/* The parenthesis of the list behind the name, `(name)` included. */
static guint32
list_of (const Site *site)
{
  const Source *source = site->source;
  guint32 first = site->token, next = source_next (source, first);
  /* `(*name[i]) (…)` */
  while (pointer_of (site) && (source_is (source, next, ")") || source_is (source, next, "[")))
    next = source_next (source, source_is (source, next, "[") && source_token (source, next)->match != NO_TOKEN ? source_token (source, next)->match : next);
  while (source_is (source, next, ")") && source_token (source, next)->match == source_previous (source, first))
    {
      first = source_token (source, next)->match;
      next = source_next (source, next);
    }
  return source_is (source, next, "(") && source_token (source, next)->match != NO_TOKEN ? next : NO_TOKEN;
}

/* Numbers of parameters in the attribute that @token names move on. */
static void
shift_numbers (Site *site, guint32 token, guint position, guint by)
{
  static const char *const macros[] = { "G_GNUC_PRINTF", "G_GNUC_SCANF", "G_GNUC_STRFTIME", "G_GNUC_FORMAT", "G_GNUC_ALLOC_SIZE", "G_GNUC_ALLOC_SIZE2", NULL };
  static const char *const attributes[] = { "format", "format_arg", "nonnull", "alloc_size", "alloc_align", "access", "fd_arg", "fd_arg_read",
                                            "fd_arg_write", "null_terminated_string_arg", NULL };
  const Source *source = site->source;
  if (source_token (source, token)->kind != TOKEN_IDENTIFIER)
    return;
  const char *name = source_spelling (site->analysis->pool, source, token);
  g_autofree char *plain = g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__") && strlen (name) > 4 ? g_strndup (name + 2, strlen (name) - 4)
                                                                                                               : g_strdup (name);
  const gboolean numbered = g_strv_contains (macros, name) || g_strv_contains (attributes, plain);
  guint32 open = numbered ? source_next (source, token) : NO_TOKEN;
  if (!source_is (source, open, "(") || source_token (source, open)->match == NO_TOKEN)
    return;
  for (guint32 i = open + 1; i < source_token (source, open)->match; i++)
    {
      if (source_token (source, i)->kind != TOKEN_NUMBER)
        continue;
      const gulong number = strtoul (source_spelling (site->analysis->pool, source, i), NULL, 0);
      if (number > position)
        site_replace (site, i, wmem_strdup_printf (site->analysis->pool, "%lu", number + by));
    }
}

/* From the beginning of the declaration to its `;`, `,` or body. */
static void
shift_attributes (Site *site, guint32 close, guint position, guint by)
{
  const Source *source = site->source;
  for (guint32 token = source_previous (source, site->token); token != NO_TOKEN; token = source_previous (source, token))
    {
      if (source_is (source, token, ";") || source_is (source, token, "}") || source_is (source, token, "{"))
        break;
      shift_numbers (site, token, position, by);
    }
  for (guint32 token = source_next (source, close); token != NO_TOKEN; token = source_next (source, token))
    {
      if (source_is (source, token, ";") || source_is (source, token, "{"))
        break;
      shift_numbers (site, token, position, by);
    }
}

/* `f (a, b) int a; char *b; { … }`: nothing but names in the list, and declarations behind it. */
static gboolean
is_old_style (const Source *source, guint32 open)
{
  guint32 close = source_token (source, open)->match, after = source_next (source, close);
  if (after == NO_TOKEN || source_token (source, after)->kind != TOKEN_IDENTIFIER || source_next (source, open) == close)
    return FALSE;
  for (guint32 token = source_next (source, open); token != close; token = source_next (source, token))
    {
      const guint32 next = source_next (source, token);
      if (source_token (source, token)->kind != TOKEN_IDENTIFIER || !(next == close || source_is (source, next, ",")))
        return FALSE;
      if (next == close)
        break;
      token = next;
    }
  for (guint32 token = after; token != NO_TOKEN; token = source_next (source, token))
    {
      if (source_is (source, token, "{"))
        return TRUE;
      if (source_is (source, token, "=") || source_is (source, token, "}"))
        return FALSE;
    }
  return FALSE;
}

/* The declarations of the new parameters, on lines of their own as those behind them. */
static const char *
old_style_declarations (Site *site, guint32 close, const char *const *names)
{
  const Source *source = site->source;
  const guint32 from = source_end (source, close), to = source_token (source, source_next (source, close))->offset;
  g_autofree char *gap = g_strndup (source->text + from, to - from);
  const char *last = strrchr (gap, '\n');
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; names[i]; i++)
    g_string_append_printf (text, "%s%s" POOL_TYPE "%s;", last ? source->newline : " ", last ? last + 1 : "", names[i]);
  const char *kept = wmem_strdup (site->analysis->pool, text->str);
  return kept;
}

/* Whether a body, or the declarations of an old-style list, come behind the list. */
static gboolean
is_definition (const Source *source, guint32 open)
{
  guint32 token = source_next (source, source_token (source, open)->match);
  while (token != NO_TOKEN && source_token (source, token)->kind == TOKEN_IDENTIFIER)
    {
      /* An attribute, or the macro of one. */
      const guint32 next = source_next (source, token);
      token = source_is (source, next, "(") && source_token (source, next)->match != NO_TOKEN
                  ? source_next (source, source_token (source, next)->match)
                  : next;
    }
  return source_is (source, token, "{");
}

static gboolean
has_name (const Source *source, guint32 open, const char *name)
{
  for (guint32 token = open + 1; token < source_token (source, open)->match; token++)
    if (source_token (source, token)->kind == TOKEN_IDENTIFIER && source_is (source, token, name))
      return TRUE;
  return FALSE;
}

/* How this file says that a parameter is not used, or "". */
static const char *
unused_mark (const Source *source)
{
  static const char *const marks[] = { "_U_", "G_GNUC_UNUSED" };
  for (guint32 token = 0; token < source->tokens->len; token++)
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      if (source_token (source, token)->kind == TOKEN_IDENTIFIER && source_is (source, token, marks[i]))
        return marks[i];
  return "";
}

/* What a prototype writes: without the names where one of its own parameters is called so; and a definition: with a mark where
 * only the type of what points to it wants the parameter. */
static const char *
typed_parameters (Site *site, const PoolThread *thread, guint32 open, const char *const *names)
{
  g_autoptr (GString) all = g_string_new (NULL);
  const char *mark = thread->idle && is_definition (site->source, open) ? unused_mark (site->source) : "";
  for (guint i = 0; names[i]; i++)
    g_string_append_printf (all, "%s" POOL_TYPE "%s%s%s", i > 0 ? ", " : "", has_name (site->source, open, names[i]) ? "" : names[i],
                            *mark != '\0' ? " " : "", mark);
  const char *kept = wmem_strdup (site->analysis->pool, all->str);
  return kept;
}

/* What had no list gets one: a macro without parameters. */
static gboolean
begin_list (Site *site, ThreadKind kind, const char *texts)
{
  site->occurrence->thread = kind;
  site_insert_after (site, site->token, wmem_strdup_printf (site->analysis->pool, "(%s)", texts));
  return TRUE;
}

static gboolean
rewrite_signature (Site *site, const PoolThread *thread, const char *const *names, guint n)
{
  const Source *source = site->source;
  if (thread->plain)
    return begin_list (site, THREAD_SIGNATURE, join (site, names, ""));
  const guint32 open = list_of (site);
  if (open == NO_TOKEN)
    return site_leave (site, REASON_REFERENCE, "declared without a list of parameters");
  const guint32 close = source_token (source, open)->match, first = source_next (source, open);
  const char *typed = thread->macro ? join (site, names, "") : typed_parameters (site, thread, open, names);
  if (!thread->macro && first == close && !is_definition (source, open))
    {
      /* `f ();` says nothing of its parameters, and goes on to do so. */
      site->occurrence->kind = OCCURRENCE_SHADOWED;
      return site_leave (site, REASON_SHADOWED, NULL);
    }
  site->occurrence->thread = THREAD_SIGNATURE;
  if (source_is (source, first, "void") && source_next (source, first) == close)
    site_replace (site, first, typed);
  else if (!thread->macro && is_old_style (source, open))
    {
      if (!insert_element (site, open, thread->position, join (site, names, "")))
        return FALSE;
      site_insert_after (site, close, old_style_declarations (site, close, names));
    }
  else if (!insert_element (site, open, thread->position, typed))
    return FALSE;
  if (!thread->macro && !is_parameter (site))
    shift_attributes (site, close, thread->position, n);
  return TRUE;
}

static gboolean
rewrite_call (Site *site, const PoolThread *thread, const char *const *pools)
{
  if (thread->plain)
    return begin_list (site, THREAD_CALL, join (site, pools, ""));
  const guint32 open = list_of (site);
  if (open == NO_TOKEN)
    return site_leave (site, REASON_REFERENCE, NULL);
  site->occurrence->thread = THREAD_CALL;
  return insert_element (site, open, thread->position, join (site, pools, ""));
}

/* Whether the name is declared here, by where it stands. */
static gboolean
is_signature (const Site *site)
{
  const Token *token = source_token (site->source, site->token);
  const Directive *directive = source_directive (site->source, site->token);
  if (directive)
    return directive->kind == DIRECTIVE_DEFINE && site->token == directive->name;
  return site->occurrence->kind == OCCURRENCE_SIGNATURE
         || (site->occurrence->kind == OCCURRENCE_INACTIVE && token->outer == NO_TOKEN);
}

gboolean
recipe_thread (Site *site)
{
  static const RulePool pools[] = { POOL_PACKET, POOL_FILE };
  const PoolPlan *plan = site->analysis->context->threads;
  const char *id = pointer_of (site);
  if (!id && site->fact)
    id = site->fact->meant;
  if (!id && site->analysis->pool_sources)
    id = pool_sources_named (site->analysis->pool_sources, site->occurrence->name);
  const PoolThread *thread = plan && id ? pool_plan_thread (plan, id) : NULL;
  const char *texts[G_N_ELEMENTS (pools) + 1] = { NULL };
  const gboolean signature = is_signature (site);
  guint n = 0;
  for (guint i = 0; thread && i < G_N_ELEMENTS (pools); i++)
    if (thread->parameters[pools[i]])
      texts[n++] = signature ? thread->parameters[pools[i]] : site_pool (site, pools[i]);
  if (n == 0)
    return site_leave (site, REASON_SHADOWED, NULL);
  pool_bind (site, id);
  if (thread->assumed && signature)
    site_review (site, REASON_POOL_ASSUMED, thread->assumed);
  return signature ? rewrite_signature (site, thread, texts, n) : rewrite_call (site, thread, texts);
}

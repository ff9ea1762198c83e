/* SPDX-License-Identifier: MIT */
/*
 * What a place passes as its pool.
 */
#include "edit/pool_choice.h"

#include "model/pool_facts.h"
#include "model/text_intern.h"
#include "pools/pool_options.h"
#include "pools/pool_plan.h"
#include "sides/after_side.h"
#include "syntax/pool_at_hand.h"

void
pool_bind (Site *site, const char *id)
{
  for (guint i = 0; i < site->n_bound; i++)
    if (site->bound[i] == id)
      return;
  if (site->n_bound < G_N_ELEMENTS (site->bound))
    site->bound[site->n_bound++] = id;
}

static const char *
link_name (const char *id)
{
  g_autofree char *name = g_strconcat (POOL_LINK, id, NULL);
  return text_intern (name);
}

void
pool_link (Site *site)
{
  const PoolPlan *plan = site->analysis->context->threads;
  for (guint i = 0; i < site->n_bound; i++)
    {
      const PoolThread *thread = plan ? pool_plan_thread (plan, site->bound[i]) : NULL;
      site_link (site, link_name (site->bound[i]));
      if (thread && thread->family && thread->family != thread->id)
        {
          const Link link = { LINK_SAME, link_name (thread->id), link_name (thread->family) };
          g_array_append_val (site->analysis->result->links, link);
        }
    }
}

/* Why nothing could be decided about what is around the place. */
static const char *
why_unknown (const Site *site, const PoolAtHand *hand)
{
  const Analysis *analysis = site->analysis;
  if (hand->closed)
    return "it stands in a lambda, or a class of its own, that sees no pool";
  if (pool_macro_around (site->source, site->token))
    return "it stands in a macro of a file that named nothing of the API";
  const guint32 around = source_function_around (site->source, site->token);
  if (around == NO_TOKEN || source_token (site->source, around)->kind != TOKEN_IDENTIFIER)
    return "it stands outside of functions";
  const char *name = source_spelling (analysis->pool, site->source, around);
  if (source_token (site->source, site->token)->inactive)
    return wmem_strdup_printf (analysis->pool, "%s() is not compiled with these flags: who calls it is not known", name);
  return wmem_strdup_printf (analysis->pool, hand->function ? "who calls %s() is not known: not all of its unit was seen" : "the parser has not seen the body of %s()", name);
}

/* The accessor stays, or the place does. */
static const char *
fall_back (Site *site, RulePool pool, const char *note)
{
  const AfterSide *after = site->analysis->context->after;
  /* Before the decision the place counts as one that needs a pool. */
  if (after && site->analysis->context->threads && !after_side_declares (after, pool == POOL_FILE ? "wmem_file_scope" : "wmem_packet_scope"))
    site->no_pool = note;
  else
    site_review (site, REASON_NO_POOL, note);
  return pool_accessor (pool);
}

const char *
pool_choose (Site *site, RulePool pool)
{
  const PoolPlan *plan = site->analysis->context->threads;
  const PoolAtHand hand = pool_at_hand (site->analysis, site->file, site->occurrence->offset);
  const PoolThread *thread = plan && hand.function ? pool_plan_thread (plan, hand.function) : NULL;
  site->occurrence->pools |= 1u << pool;
  const char *no_packet = !thread || !hand.by_parameter ? NULL : thread->without_packet ? thread->without_packet
                                                             : hand.tested              ? thread->doubt
                                                                                        : NULL;
  if (pool == POOL_PACKET && hand.text && !no_packet)
    {
      if (hand.doubt)
        site_review (site, REASON_POOL_ASSUMED, hand.doubt);
      else if (hand.by_parameter && thread && thread->stranger)
        site_review (site, REASON_POOL_ASSUMED, thread->stranger);
      else if (hand.unread && thread && thread->doubt)
        site_review (site, REASON_POOL_ASSUMED, thread->doubt);
      site->occurrence->pool = hand.text;
      return hand.text;
    }
  if (thread && thread->parameters[pool])
    {
      pool_bind (site, hand.function);
      if (pool == POOL_PACKET)
        site->occurrence->pool = thread->parameters[pool];
      else
        site->occurrence->file_pool = thread->parameters[pool];
      return thread->parameters[pool];
    }
  if (pool == POOL_PACKET)
    site->occurrence->pool = pool_accessor (pool);
  const char *why = !thread ? NULL : pool == POOL_PACKET && hand.text ? no_packet
                                                                      : thread->why[pool];
  /* Before the decision nobody can say. */
  const gboolean open = !plan && hand.function;
  return fall_back (site, pool, why ? why : open ? NULL
                                                 : why_unknown (site, &hand));
}

/* --packet-pool=explicit: more ways to make a packet_info, and to give one a pool. */
#include <epan/packet.h>
#include <stdlib.h>
#include <wmem/wmem.h>

packet_info *my_alloc_like (packet_info *pinfo);

static char *
chosen (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
chosen_late (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
given_a_pool (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
given_none (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
object_with_pool (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
object_alone (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
copied_by_bytes (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
copied_into (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
literal (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
by_statements (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
made_of_it (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
in_parentheses (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
same_object (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

void dissect (packet_info *pinfo, int x);
void
dissect (packet_info *pinfo, int x)
{
  packet_info *fake = malloc (sizeof *fake), *either = x ? pinfo : fake, *late, *given = malloc (sizeof *given);
  packet_info *none = malloc (sizeof *none), *into = malloc (sizeof *into), *of_it = my_alloc_like (pinfo);
  packet_info *made = ({ packet_info *inner = malloc (sizeof *inner); inner; });
  packet_info own = { 0 }, bare = { 0 }, bytes, same = *pinfo;

  late = x ? (fake) : NULL;
  given->pool = pinfo->pool;
  none->pool = NULL;
  own.pool = pinfo->pool;
  bare.pool = 0;
  memcpy (&bytes, pinfo, sizeof bytes);
  memcpy (into, pinfo, sizeof *into);
  use (chosen (either));
  use (chosen_late (late));
  use (given_a_pool (given));
  use (given_none (none));
  use (object_with_pool (&own));
  use (object_alone (&bare));
  use (copied_by_bytes (&bytes));
  use (copied_into (into));
  use (literal (&(packet_info){ .number = 1 }));
  use (by_statements (made));
  use (made_of_it (of_it));
  use (in_parentheses (((packet_info *) (malloc (sizeof (packet_info))))));
  use (same_object (&same));
}

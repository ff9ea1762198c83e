/* --packet-pool=explicit: a packet_info that the program has made has no pool, by whatever pointer it is handed on. */
#include <epan/packet.h>
#include <stdlib.h>
#include <wmem/wmem.h>

typedef struct
{
  packet_info frame;
  packet_info *other;
} holder_t;

static packet_info *kept, *stashed, rows[2];
static holder_t holder;
extern packet_info *elsewhere;

void use (const void *p);
packet_info *some_packet (void);
void fill (packet_info **pinfo);
void *look_up (int key);

static char *
allocated (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
assigned (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
in_static (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
in_array (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
in_field (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
at_once (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
one_of_two (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

/* Two steps down. */
static char *
below (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

static char *
between (packet_info *pinfo)
{
  return below (pinfo);
}

/* What nobody can tell is for review, though the function reads it: that shows a packet_info, not a pool. */
static char *
called_for (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
looked_up (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
filled (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
of_another_unit (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
embedded (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
copied (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

/* The host's own by another name: safe. */
static char *
renamed (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
of_this_packet (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

/* One's own gives no pool where it stands, either. */
static char *
alone (wmem_allocator_t *pool)
{
  packet_info *mine = calloc (1, sizeof *mine);

  return wmem_strdup_printf (pool, "%u", mine->number);
}

void dissect (packet_info *pinfo, int x);
void
dissect (packet_info *pinfo, int x)
{
  packet_info *fake = g_new0 (packet_info, 1), *late, *found = look_up (3), *same = pinfo, *maybe = NULL;
  packet_info copy;

  late = (packet_info *) malloc (sizeof *late);
  kept = fake;
  stashed = pinfo;
  holder.other = malloc (sizeof *holder.other);
  copy = *pinfo;
  fill (&maybe);
  use (allocated (fake));
  use (assigned (late));
  use (in_static (kept));
  use (in_array (&rows[1]));
  use (in_field (holder.other));
  use (at_once (g_malloc0 (sizeof (packet_info))));
  use (one_of_two (x ? pinfo : fake));
  use (between (late));
  use (called_for (some_packet ()));
  use (looked_up (found));
  use (filled (maybe));
  use (of_another_unit (elsewhere));
  use (embedded (&holder.frame));
  use (copied (&copy));
  use (renamed (same));
  use (of_this_packet (stashed));
  use (alone (pinfo->pool));
}

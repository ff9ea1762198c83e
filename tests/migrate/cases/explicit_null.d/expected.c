/* --packet-pool=explicit: a packet_info that may be NULL gives no pool, or one for review. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  packet_info *pinfo;
} context_t;

static packet_info *current;

void use (const void *p);
packet_info *some_packet (void);
void change (packet_info **pinfo);

static char *
plain (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

/* It sets its own to NULL: it gains a pool. */
static char *
drops (wmem_allocator_t *pool, packet_info *pinfo)
{
  char *first = plain (pool, 1);

  pinfo = NULL;
  use (pinfo);
  return wmem_strdup (pool, first);
}

static char *
drops_otherwise (wmem_allocator_t *pool, packet_info *pinfo, int x)
{
  if (x)
    use (pinfo);
  else
    pinfo = NULL;
  return wmem_strdup_printf (pool, "%d", pinfo != NULL);
}

/* Another variable of its name is another one. */
static char *
hides (packet_info *pinfo)
{
  {
    int pinfo = 0;
    use (pinfo > 3 ? "x" : "y");
  }
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

/* It changes its own: for review. */
static char *
changes (packet_info *pinfo)
{
  pinfo = some_packet ();
  return wmem_strdup_printf (pinfo->pool, "%d", pinfo != NULL);
}

static char *
lends_address (packet_info *pinfo)
{
  change (&pinfo);
  return wmem_strdup (pinfo->pool, "lent");
}

/* A local pointer that is set to NULL is no source. */
static char *
drops_local (context_t *context)
{
  packet_info *mine = some_packet ();

  use (mine);
  mine = 0;
  return context ? wmem_strdup (context->pinfo->pool, "local") : NULL;
}

/* It asks, and nobody gives it anything doubtful: for review. */
static char *
asks (packet_info *pinfo)
{
  return wmem_strdup (pinfo->pool, pinfo != NULL && pinfo->number > 0 ? "some" : "none");
}

/* It asks, and has a reason to: the accessor stays. */
static char *
asks_with_reason (packet_info *pinfo)
{
  if (!pinfo)
    return wmem_strdup (wmem_packet_scope(), "nothing");
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo->number);
}

/* NULL is one of two values. */
static char *
one_of_two (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (wmem_packet_scope(), "one of two");
}

/* NULL comes by way of another function, two steps up; and round in a circle. */
static char *
below (packet_info *pinfo, int x)
{
  use (pinfo);
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

static char *
between (packet_info *pinfo, int x)
{
  return x > 3 ? between (pinfo, x - 1) : below (pinfo, x);
}

/* What nobody can tell: for review where it reads nothing of the packet itself, safe where it would have failed before. */
static char *
reads_nothing (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (pinfo->pool, "nothing read");
}

static char *
reads (packet_info *pinfo)
{
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
from_field (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (pinfo->pool, "field");
}

/* Only what is asked for first is handed on: for review. */
static char *
guarded (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (pinfo->pool, "guarded");
}

static void
guards (packet_info *pinfo)
{
  if (pinfo)
    use (guarded (pinfo));
}

/* An object's address, and the caller's own parameter: safe. */
static char *
sure (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (pinfo->pool, "sure");
}

/* NULL is given by way of a pointer, or is a macro's. */
static char *
by_pointer (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (wmem_packet_scope(), "by a pointer");
}

static char *
by_macro (packet_info *pinfo)
{
  use (pinfo);
  return wmem_strdup (wmem_packet_scope(), "by a macro");
}

#define NOBODY ((packet_info *) 0)

static char *(*const makers[]) (packet_info *) = { by_pointer };

void dissect (packet_info *pinfo, context_t *context);
void
dissect (packet_info *pinfo, context_t *context)
{
  packet_info copy = *pinfo;

  use (drops (pinfo->pool, pinfo));
  use (drops_otherwise (pinfo->pool, pinfo, 3));
  use (hides (pinfo));
  use (changes (pinfo));
  use (lends_address (pinfo));
  use (drops_local (context));
  use (asks (pinfo));
  use (asks_with_reason (current));
  use (one_of_two (pinfo->number == 8 ? pinfo : NULL));
  use (between (NULL, 5));
  use (between (pinfo, 6));
  use (reads_nothing (current));
  use (reads (current));
  use (from_field (context->pinfo));
  guards (pinfo);
  use (makers[0] (NULL));
  use (by_macro (NOBODY));
  use (sure (&copy));
  use (sure (pinfo));
}

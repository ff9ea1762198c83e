/* --packet-pool=explicit: the parameter has a name that means nothing where it is seen. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  int pool;
} keeper_t;

static int global_keeper;

static char *
local_of_that_name (wmem_allocator_t *packet_pool, int x)
{
  int pool = x + 1;
  return wmem_strdup_printf (packet_pool, "%d", pool);
}

static char *
parameter_of_that_name (wmem_allocator_t *packet_pool, int pool)
{
  return wmem_strdup_printf (packet_pool, "%d", pool);
}

static char *
field_of_that_name (wmem_allocator_t *pool, const keeper_t *keeper)
{
  return wmem_strdup_printf (pool, "%d", keeper->pool);
}

static char *
both_taken (wmem_allocator_t *packet_pool_2, int pool, int packet_pool)
{
  return wmem_strdup_printf (packet_pool_2, "%d", pool + packet_pool);
}

static char *
label_of_that_name (wmem_allocator_t *packet_pool, int x)
{
  if (x > 1)
    goto pool;
  global_keeper++;
pool:
  return wmem_strdup_printf (packet_pool, "%d", x);
}

/* A tree may be NULL, and what is two structs away, too: no source of pools. */
struct _proto_node
{
  packet_info *pinfo;
};
typedef struct
{
  struct
  {
    packet_info *pinfo;
  } *data;
} far_t;

static char *
by_tree (wmem_allocator_t *pool, struct _proto_node *node)
{
  return wmem_strdup (pool, node != NULL ? "tree" : "none");
}

static char *
from_afar (wmem_allocator_t *pool, far_t *far_away)
{
  return wmem_strdup (pool, far_away->data != NULL ? "far" : "none");
}

static char *
hidden_packet_info (wmem_allocator_t *pool, packet_info *pinfo)
{
  {
    int pinfo = 3;
    use (wmem_strdup_printf (pool, "%d", pinfo));
  }
  return wmem_strdup_printf (pinfo->pool, "%u", pinfo->number);
}

static char *
before_and_after (wmem_allocator_t *pool, void *data)
{
  char *early = wmem_strdup (pool, "early");
  packet_info *later = data;
  use (early);
  return wmem_strdup_printf (later->pool, "%u", later->number);
}

static char *
never_set (wmem_allocator_t *pool, void *data)
{
  packet_info *unset = NULL;
  (void) data, (void) unset;
  return wmem_strdup (pool, "unset");
}

static void
dissect (packet_info *pinfo)
{
  const keeper_t keeper = { 2 };
  use (local_of_that_name (pinfo->pool, 1));
  use (parameter_of_that_name (pinfo->pool, 1));
  use (field_of_that_name (pinfo->pool, &keeper));
  use (both_taken (pinfo->pool, 1, 2));
  use (label_of_that_name (pinfo->pool, 1));
  use (by_tree (pinfo->pool, NULL));
  use (from_afar (pinfo->pool, NULL));
  use (hidden_packet_info (pinfo->pool, pinfo));
  use (before_and_after (pinfo->pool, pinfo));
  use (never_set (pinfo->pool, pinfo));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_names (void);
void
proto_register_names (void)
{
  register_dissector ("names", dissect);
}

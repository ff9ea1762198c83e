/* --packet-pool=explicit: the parameter has a name that means nothing where it is seen. */
#include <epan/packet.h>

typedef struct
{
  int pool;
} keeper_t;

static int global_keeper;

static char *
local_of_that_name (int x)
{
  int pool = x + 1;
  return ep_strdup_printf ("%d", pool);
}

static char *
parameter_of_that_name (int pool)
{
  return ep_strdup_printf ("%d", pool);
}

static char *
field_of_that_name (const keeper_t *keeper)
{
  return ep_strdup_printf ("%d", keeper->pool);
}

static char *
both_taken (int pool, int packet_pool)
{
  return ep_strdup_printf ("%d", pool + packet_pool);
}

static char *
label_of_that_name (int x)
{
  if (x > 1)
    goto pool;
  global_keeper++;
pool:
  return ep_strdup_printf ("%d", x);
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
by_tree (struct _proto_node *node)
{
  return ep_strdup (node != NULL ? "tree" : "none");
}

static char *
from_afar (far_t *far_away)
{
  return ep_strdup (far_away->data != NULL ? "far" : "none");
}

static char *
hidden_packet_info (packet_info *pinfo)
{
  {
    int pinfo = 3;
    use (ep_strdup_printf ("%d", pinfo));
  }
  return ep_strdup_printf ("%u", pinfo->number);
}

static char *
before_and_after (void *data)
{
  char *early = ep_strdup ("early");
  packet_info *later = data;
  use (early);
  return ep_strdup_printf ("%u", later->number);
}

static char *
never_set (void *data)
{
  packet_info *unset = NULL;
  (void) data, (void) unset;
  return ep_strdup ("unset");
}

static void
dissect (packet_info *pinfo)
{
  const keeper_t keeper = { 2 };
  use (local_of_that_name (1));
  use (parameter_of_that_name (1));
  use (field_of_that_name (&keeper));
  use (both_taken (1, 2));
  use (label_of_that_name (1));
  use (by_tree (NULL));
  use (from_afar (NULL));
  use (hidden_packet_info (pinfo));
  use (before_and_after (pinfo));
  use (never_set (pinfo));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_names (void);
void
proto_register_names (void)
{
  register_dissector ("names", dissect);
}

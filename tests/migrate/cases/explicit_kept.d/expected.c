/* --packet-pool=explicit: signatures that are somebody else's stay as they are, and the accessor in them. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef char *(*maker_t) (int);
typedef struct
{
  const char *name;
  const void *maker;
} entry_t;
typedef struct
{
  int depth;
} state_t;

/* Its address goes to where it cannot be followed, and it is called as well. */
static char *
taken (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

/* It stands in a table, as data. */
static char *
tabled (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x + 1);
}

static const entry_t entries[] = { { "one", tabled } };

/* A callback: its user data could carry the pool. */
static void
each (void *key, void *value, void *data)
{
  (void) key, (void) value;
  *(char **) data = wmem_strdup (wmem_packet_scope(), "each");
}

/* A callback: its struct could. */
static char *
with_state (state_t *state)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", state->depth);
}
static union { char *(*make) (state_t *); void *any; } state_maker = { with_state };

/* Called by a callback alone: nothing would be won. */
static char *
under_callback (void)
{
  return wmem_strdup (wmem_packet_scope(), "under");
}

static void
callback (void)
{
  use (under_callback ());
}

/* Called by a callback, and where a packet is: the callback passes the accessor. */
static char *
under_both (wmem_allocator_t *pool)
{
  return wmem_strdup (pool, "both");
}

static void
other_callback (void)
{
  use (under_both (wmem_packet_scope()));
}

/* Nothing of this unit calls it. */
char *exported (int x);
char *
exported (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

/* It is exported, though called here, too. */
char *visible (int x) __attribute__ ((visibility ("default")));
char *
visible (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

/* Nothing calls it at all. */
static char *unused_one (void) G_GNUC_UNUSED;
static char *
unused_one (void)
{
  return wmem_strdup (wmem_packet_scope(), "unused");
}

/* Declared by a typedef. */
typedef char *text_function (int);
static text_function by_typedef;
static char *
by_typedef (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}

/* Its packet_info may be NULL. */
static char *
may_be_null (packet_info *pinfo)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%u", pinfo != NULL ? pinfo->number : 0);
}

/* Asked for its type where no function is. */
static char *
measured (int x)
{
  return wmem_strdup_printf (wmem_packet_scope(), "%d", x);
}
static const size_t measure = sizeof (measured (1));

/* The end of a variable calls it. */
static void
cleaner (char **text)
{
  *text = wmem_strdup (wmem_packet_scope(), "gone");
}

void each_of (void (*function) (void *, void *, void *), void *data);

static void
dissect (packet_info *pinfo)
{
  maker_t maker = taken;
  char *text __attribute__ ((cleanup (cleaner))) = NULL;
  char *result = NULL;
  each_of (each, &result);
  use (maker (1));
  use (taken (2));
  use (tabled (3));
  use (((maker_t) entries[0].maker) (4));
  use (state_maker.make (NULL));
  use (under_both (pinfo->pool));
  use (visible (5));
  use (by_typedef (6));
  use (measured ((int) measure));
  use (may_be_null (pinfo));
  cleaner (&text);
}

void register_dissector (const char *name, void (*dissector) (packet_info *), void (*first) (void), void (*second) (void));
void proto_register_kept (void);
void
proto_register_kept (void)
{
  use (may_be_null (NULL));
  register_dissector ("kept", dissect, callback, other_callback);
}

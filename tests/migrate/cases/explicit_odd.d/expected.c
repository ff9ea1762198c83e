/* --packet-pool=explicit: declarations and names that are easily taken for something else. */
#include <epan/packet.h>
#include <wmem/wmem.h>

/* A list that says nothing stays so; a prototype whose own parameter has the name gets none. */
static char *says_nothing ();
static char *other_names (wmem_allocator_t *, int pool, const char *);

static char *
says_nothing (pool, x)
  wmem_allocator_t *pool;
  int x;
{
  return wmem_strdup_printf (pool, "%d", x);
}

static char *
other_names (wmem_allocator_t *pool, int x, const char *text)
{
  return wmem_strdup_printf (pool, "%d %s", x, text);
}

/* A parameter of a macro, a field and a variable have the function's name. */
static char *
shared (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

#define WITH(shared) shared (1)

typedef struct
{
  char *(*shared) (int);
} holder_t;

static char *
plain (int x)
{
  (void) x;
  return NULL;
}

static char *
hides (char *(*shared) (int))
{
  return shared (2);
}

/* Several at once; what a function returns is a pointer to one. */
static char *first (wmem_allocator_t *pool, int x), *second (wmem_allocator_t *pool, int x);
static char *first (wmem_allocator_t *pool, int x) { return wmem_strdup_printf (pool, "%d", x); }
static char *second (wmem_allocator_t *pool, int x) { return first (pool, x); }

static char *(*chooser (wmem_allocator_t *pool, int x)) (int)
{
  use (wmem_strdup_printf (pool, "%d", x));
  return plain;
}

/* Calls that stand where tokens mislead. */
static char *
nested (wmem_allocator_t *pool, char *text)
{
  return wmem_strdup (pool, text);
}

static int
in_conditions (packet_info *pinfo, int x)
{
  const holder_t holder = { plain };
  int length = (int) sizeof (nested (pinfo->pool, NULL));
  for (char *text = nested (pinfo->pool, NULL); text != NULL && *nested (pinfo->pool, text) != '\0'; text = NULL)
    length += x ? nested (pinfo->pool, text)[0] : *(nested (pinfo->pool, nested (pinfo->pool, text)) + 1);
  if (nested (pinfo->pool, NULL))
    length++;
  else if (first (pinfo->pool, 1) && second (pinfo->pool, 2) && chooser (pinfo->pool, 3) (4))
    length--;
  use (says_nothing (pinfo->pool, 1));
  use (other_names (pinfo->pool, 1, "x"));
  use (shared (pinfo->pool, 3));
  use (WITH (plain));
  use (holder.shared (4));
  use (hides (plain));
  (void) pinfo;
  return length;
}

void register_dissector (const char *name, int (*dissector) (packet_info *, int));
void proto_register_odd (void);
void
proto_register_odd (void)
{
  register_dissector ("odd", in_conditions);
}

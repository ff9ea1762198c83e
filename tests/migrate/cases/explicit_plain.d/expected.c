/* --packet-pool=explicit: pools go from function to function, up to where a packet_info is. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  packet_info *pinfo;
  int depth;
} context_t;

static char *deepest (wmem_allocator_t *pool, int x);
static const char *both_ways (wmem_allocator_t *pool, int again);

/* Two levels down; declared before. */
static char *
deepest (wmem_allocator_t *pool, int x)
{
  return wmem_strdup_printf (pool, "%d", x);
}

static char *
middle (wmem_allocator_t *pool)
{
  return deepest (pool, 2);
}

/* Recursion ends in a fixed point. */
static const char *
one_way (wmem_allocator_t *pool, int again)
{
  return again ? both_ways (pool, again - 1) : wmem_strdup (pool, "end");
}

static const char *
both_ways (wmem_allocator_t *pool, int again)
{
  return one_way (pool, again);
}

/* Old style. */
static char *
old_style (pool, a, b)
  wmem_allocator_t *pool;
  int a;
  const char *b;
{
  return wmem_strdup_printf (pool, "%d %s", a, b);
}

static char *
no_list (wmem_allocator_t *pool)
{
  return wmem_strdup (pool, "none");
}

/* A pool is a parameter already. */
static char *
given (struct _wmem_allocator_t *scope, int x)
{
  return wmem_strdup_printf (scope, "%d", x + (scope != NULL));
}

static inline char *
through_struct (context_t *context)
{
  return wmem_strdup_printf (context->pinfo->pool, "%d %s", context->depth, deepest (context->pinfo->pool, context->depth));
}

static char *formatted (wmem_allocator_t *pool, const char *format, ...) G_GNUC_PRINTF (2, 3);

static char *
formatted (wmem_allocator_t *pool, const char *format, ...)
{
  va_list arguments;
  char *text;
  va_start (arguments, format);
  text = wmem_strdup_vprintf (pool, format, arguments);
  va_end (arguments);
  return text;
}

static void
dissect (packet_info *packet, proto_tree *tree)
{
  context_t context;
  (void) tree;
  context.pinfo = packet;
  context.depth = 3;
  use (deepest ( packet->pool, 1));
  use ((deepest) (packet->pool, 1));
  use (middle (packet->pool));
  use (both_ways (packet->pool, 3));
  use (old_style (packet->pool, 1, deepest (packet->pool, 2)));
  use (no_list (packet->pool));
  use (given (NULL, 1));
  use (through_struct (&context));
  use (formatted (packet->pool, "%s-%s", middle (packet->pool), wmem_strdup (packet->pool, "x")));
}

void register_dissector (const char *name, void (*dissector) (packet_info *, proto_tree *));
void proto_register_plain (void);
void
proto_register_plain (void)
{
  register_dissector ("plain", dissect);
}

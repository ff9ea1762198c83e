/* --packet-pool=explicit: pools go from function to function, up to where a packet_info is. */
#include <epan/packet.h>

typedef struct
{
  packet_info *pinfo;
  int depth;
} context_t;

static char *deepest (int x);
static const char *both_ways (int again);

/* Two levels down; declared before. */
static char *
deepest (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
middle (void)
{
  return deepest (2);
}

/* Recursion ends in a fixed point. */
static const char *
one_way (int again)
{
  return again ? both_ways (again - 1) : ep_strdup ("end");
}

static const char *
both_ways (int again)
{
  return one_way (again);
}

/* Old style. */
static char *
old_style (a, b)
  int a;
  const char *b;
{
  return ep_strdup_printf ("%d %s", a, b);
}

static char *
no_list ()
{
  return ep_strdup ("none");
}

/* A pool is a parameter already. */
static char *
given (struct _wmem_allocator_t *scope, int x)
{
  return ep_strdup_printf ("%d", x + (scope != NULL));
}

static inline char *
through_struct (context_t *context)
{
  return ep_strdup_printf ("%d %s", context->depth, deepest (context->depth));
}

static char *formatted (const char *format, ...) G_GNUC_PRINTF (1, 2);

static char *
formatted (const char *format, ...)
{
  va_list arguments;
  char *text;
  va_start (arguments, format);
  text = ep_strdup_vprintf (format, arguments);
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
  use (deepest ( 1));
  use ((deepest) (1));
  use (middle ());
  use (both_ways (3));
  use (old_style (1, deepest (2)));
  use (no_list ());
  use (given (NULL, 1));
  use (through_struct (&context));
  use (formatted ("%s-%s", middle (), ep_strdup ("x")));
}

void register_dissector (const char *name, void (*dissector) (packet_info *, proto_tree *));
void proto_register_plain (void);
void
proto_register_plain (void)
{
  register_dissector ("plain", dissect);
}

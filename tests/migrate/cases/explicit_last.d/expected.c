/* --pool-position=last, --pool-name: behind the parameters, and before `...`. */
#include <epan/packet.h>
#include <wmem/wmem.h>

static char *
one (int x, wmem_allocator_t *scope)
{
  return wmem_strdup_printf (scope, "%d", x);
}

static char *
nothing (wmem_allocator_t *scope)
{
  return wmem_strdup (scope, "nothing");
}

static char *variadic (wmem_allocator_t *scope, const char *format, ...) G_GNUC_PRINTF (2, 3);
static char *
variadic (wmem_allocator_t *scope, const char *format, ...)
{
  va_list arguments;
  char *text;
  va_start (arguments, format);
  text = wmem_strdup_vprintf (scope, format, arguments);
  va_end (arguments);
  return text;
}

static char *
old_style (a, b, scope)
  wmem_allocator_t *scope;
  int a, b;
{
  return wmem_strdup_printf (scope, "%d", a + b);
}

static void
dissect (packet_info *pinfo)
{
  use (one (1, pinfo->pool));
  use (nothing (pinfo->pool));
  use (old_style (1, 2, pinfo->pool));
  use (variadic (pinfo->pool, "x"));
  use (variadic (pinfo->pool, "%s %d", one (2, pinfo->pool), 3));
  (void) pinfo;
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_last (void);
void
proto_register_last (void)
{
  register_dissector ("last", dissect);
}

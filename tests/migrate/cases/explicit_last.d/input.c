/* --pool-position=last, --pool-name: behind the parameters, and before `...`. */
#include <epan/packet.h>

static char *
one (int x)
{
  return ep_strdup_printf ("%d", x);
}

static char *
nothing (void)
{
  return ep_strdup ("nothing");
}

static char *variadic (const char *format, ...) G_GNUC_PRINTF (1, 2);
static char *
variadic (const char *format, ...)
{
  va_list arguments;
  char *text;
  va_start (arguments, format);
  text = ep_strdup_vprintf (format, arguments);
  va_end (arguments);
  return text;
}

static char *
old_style (a, b)
  int a, b;
{
  return ep_strdup_printf ("%d", a + b);
}

static void
dissect (packet_info *pinfo)
{
  use (one (1));
  use (nothing ());
  use (old_style (1, 2));
  use (variadic ("x"));
  use (variadic ("%s %d", one (2), 3));
  (void) pinfo;
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_last (void);
void
proto_register_last (void)
{
  register_dissector ("last", dissect);
}

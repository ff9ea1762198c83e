/* Plain calls of every allocating function; nested ones compose. */
#include "config.h"
#include <glib.h>
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  int a;
  char *name;
} info_t;

static void
dissect (const char *text, va_list arguments)
{
  info_t *info = wmem_alloc (wmem_packet_scope(), sizeof (info_t));
  info_t *kept = (info_t *) wmem_alloc0 (wmem_file_scope(), sizeof *kept);
  char *s = wmem_strdup(wmem_packet_scope(), text);

  info->name = wmem_strndup (wmem_packet_scope(), wmem_strdup_printf (wmem_packet_scope(), "%s-%d", wmem_strconcat (wmem_packet_scope(), s, "x", NULL), 3), 5);
  kept->name = wmem_strdup (wmem_file_scope(), s);
  use (wmem_memdup (wmem_packet_scope(), info, sizeof *info));
  use (wmem_memdup( wmem_file_scope(), info, sizeof *info ));
  use (wmem_strdup_vprintf (wmem_packet_scope(), text, arguments));
  use (wmem_strdup_vprintf (wmem_file_scope(), text, arguments));
  use (wmem_strndup (wmem_file_scope(), s,
                   4));
  use (wmem_alloc (wmem_packet_scope(), 20));
  use (
    wmem_alloc0
      (wmem_packet_scope(), 4));
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (wmem_strdup_printf(wmem_file_scope(), "%s", s));
  use (wmem_alloc(wmem_file_scope(), 8));
}

void register_it (const char *text, va_list arguments);
void
register_it (const char *text, va_list arguments)
{
  dissect (text, arguments);
}

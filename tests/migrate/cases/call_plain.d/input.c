/* Plain calls of every allocating function; nested ones compose. */
#include "config.h"
#include <glib.h>
#include <epan/packet.h>
#include <epan/emem.h>

typedef struct
{
  int a;
  char *name;
} info_t;

static void
dissect (const char *text, va_list arguments)
{
  info_t *info = ep_alloc (sizeof (info_t));
  info_t *kept = (info_t *) se_alloc0 (sizeof *kept);
  char *s = ep_strdup(text);

  info->name = ep_strndup (ep_strdup_printf ("%s-%d", ep_strconcat (s, "x", NULL), 3), 5);
  kept->name = se_strdup (s);
  use (ep_memdup (info, sizeof *info));
  use (se_memdup( info, sizeof *info ));
  use (ep_strdup_vprintf (text, arguments));
  use (se_strdup_vprintf (text, arguments));
  use (se_strndup (s,
                   4));
  use (ep_malloc (20));
  use (
    ep_alloc0
      (4));
  use ((ep_alloc) (4));
  use (se_strdup_printf("%s", s));
  use (se_alloc(8));
}

void register_it (const char *text, va_list arguments);
void
register_it (const char *text, va_list arguments)
{
  dissect (text, arguments);
}

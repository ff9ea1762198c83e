/* The old header by way of a macro: a definition for each configuration, one through another, and one that is put together. The new header is added,
 * the macros are left: who else includes by them is not known. */
#include <glib.h>
#include <wmem/wmem.h>

#ifdef QUOTED
#define MEMORY "epan/emem.h"
#else
#define MEMORY <epan/emem.h>
#endif
#define OLD_MEMORY MEMORY
#include OLD_MEMORY

#define TEXT_(x) #x
#define TEXT(x) TEXT_ (x)
#include TEXT (epan/packet.h)
#include TEXT (epan/emem.h)

#define HEADER_NAME "epan/packet.h"

gchar *kept (const gchar *text);

gchar *
kept (const gchar *text)
{
  return wmem_strdup (wmem_packet_scope(), text);
}

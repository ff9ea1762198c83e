/* What asks for a type gets the old one: the accessor's is const. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define IS_WRITABLE(text) __builtin_types_compatible_p (__typeof__ (text), char *)

void ask (wmem_strbuf_t *b);
void
ask (wmem_strbuf_t *b)
{
  use (_Generic ((gchar *) wmem_strbuf_get_str(b), char *: "writable", const char *: "constant"));
  use (_Generic (&((gchar *) wmem_strbuf_get_str(b))[0], char *: "writable", const char *: "constant"));
  use (_Generic ((const char *) wmem_strbuf_get_str(b), char *: "writable", const char *: "constant"));
  use (_Generic (1, int: wmem_strbuf_get_str(b), default: "other"));
  use (IS_WRITABLE ((gchar *) wmem_strbuf_get_str(b)) ? "writable" : "constant");
  use (sizeof (wmem_strbuf_get_str(b)) == sizeof (void *) ? "pointer" : "other");
  __typeof__ ((gchar *) wmem_strbuf_get_str(b)) copy = (gchar *) wmem_strbuf_get_str(b);
  use (copy);
}

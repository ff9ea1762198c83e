/* What asks for a type gets the old one: the accessor's is const. */
#include <epan/packet.h>

#define IS_WRITABLE(text) __builtin_types_compatible_p (__typeof__ (text), char *)

void ask (emem_strbuf_t *b);
void
ask (emem_strbuf_t *b)
{
  use (_Generic (b->str, char *: "writable", const char *: "constant"));
  use (_Generic (&b->str[0], char *: "writable", const char *: "constant"));
  use (_Generic ((const char *) b->str, char *: "writable", const char *: "constant"));
  use (_Generic (1, int: b->str, default: "other"));
  use (IS_WRITABLE (b->str) ? "writable" : "constant");
  use (sizeof (b->str) == sizeof (void *) ? "pointer" : "other");
  __typeof__ (b->str) copy = b->str;
  use (copy);
}

/* The origin has the new form already: the generated file follows. What it has in neither form is left. */
#include <epan/packet.h>
#include <wmem/wmem.h>

char *read_name (const char *text);
char *
read_name (const char *text)
{
#line 5 "name.cnf"
  char *copy = wmem_strdup (wmem_packet_scope(), text), *two = wmem_strdup_printf (wmem_packet_scope(), "%s", text);
  use (two);
#line 9 "name.cnf"
  use (se_strdup (text));
  return copy;
}

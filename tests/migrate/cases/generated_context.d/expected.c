/* Generated, from an origin that says the same in more than one place. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#line 60 "origin.cnf"
static char *
first (const char *text)
{
  char *copy;

  copy = wmem_strdup (wmem_packet_scope(), text);
  return copy + 1;
}
#line 80 "origin.cnf"
static char *
second (const char *text)
{
  char *copy;

  copy = wmem_strdup (wmem_packet_scope(), text);
  return copy + 2;
}
#line 2 "origin.cnf"
static void
repeated (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (wmem_alloc (wmem_packet_scope(), 4));
  use (first ("x")), use (second ("x"));
}
#line 90 "origin.cnf"
static void without (void)
{

  use (se_alloc (8));

}
#line 130 "origin.cnf"
void all (void) { repeated (); without (); }

/* Generated, with its origin. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#line 1 "origin.cnf"
static char *
made (const char *text)
{
  return wmem_strdup (wmem_packet_scope(), text);
}

#line 9 "origin.cnf"
static int
drifted (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4));
  return 0;
}
#line 18 "origin.cnf"
char *doubled (int n);
#line 20 "origin.cnf"
char *
doubled (int n)
{
  use (wmem_strdup_printf (wmem_packet_scope(), "%d", 4)), use ("%"), use (wmem_strdup (wmem_packet_scope(), "%"));
  return NULL;
}
#line 30 "origin.cnf"
static void
substituted (void)
{
  use (wmem_strdup (wmem_packet_scope(), "real value"));
  use (se_strdup ("not there"));
}
#line 1 "no-such-file.cnf"
void *without (void);
void *
without (void)
{
  substituted ();
  made ("x");
  drifted ();
  return wmem_alloc (wmem_packet_scope(), 3);
}

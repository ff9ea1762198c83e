/* Generated, with its origin. */
#include <epan/packet.h>

#line 1 "origin.cnf"
static char *
made (const char *text)
{
  return ep_strdup (text);
}

#line 9 "origin.cnf"
static int
drifted (void)
{
  use (ep_alloc (4));
  return 0;
}
#line 18 "origin.cnf"
char *doubled (int n);
#line 20 "origin.cnf"
char *
doubled (int n)
{
  use (ep_strdup_printf ("%d", 4)), use ("%"), use (ep_strdup ("%"));
  return NULL;
}
#line 30 "origin.cnf"
static void
substituted (void)
{
  use (ep_strdup ("real value"));
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
  return ep_alloc (3);
}

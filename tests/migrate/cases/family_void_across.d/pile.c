/* The user of a stack that comes as void *. */
#include <epan/packet.h>

gboolean collect (gpointer key, gpointer data, gpointer user);
gboolean
collect (gpointer key _U_, gpointer data, gpointer user)
{
  ep_stack_push ((ep_stack_t) user, data);
  return FALSE;
}

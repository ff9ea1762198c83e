/* SPDX-License-Identifier: MIT */
/* A helper of the host allocates inside: its callers are its sites. */
#include <epan/host.h>

static const int strings[2];
static void done (void)
{
#ifdef BUG
  col_add_str (NULL, 0, val_to_str (1, strings, "%d")); /* expect: no-scope likely */
#else
  col_add_str (NULL, 0, "one");
#endif
}
void proto_register_thing (void)
{
  register_postseq_cleanup_routine (done);
}

/* SPDX-License-Identifier: MIT */
/* File memory at registration. */
#include <epan/host.h>

static gchar *name;
void proto_register_thing (void)
{
#ifdef BUG
  name = se_strdup ("x"); /* expect: no-scope */
#else
  name = g_strdup ("x");
#endif
}
const gchar *thing_name (packet_info *pinfo) { (void) pinfo; return name; }

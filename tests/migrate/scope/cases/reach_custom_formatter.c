/* SPDX-License-Identifier: MIT */
/* A custom formatter is called whenever a label is drawn. */
#include <epan/host.h>

static void format_tenths (gchar *out, guint32 value)
{
#ifdef BUG
  g_snprintf (out, 20, "%s", ep_strdup_printf ("%u.%u", value / 10, value % 10)); /* expect: no-scope */
#else
  g_snprintf (out, 20, "%u.%u", value / 10, value % 10);
#endif
}
void proto_register_thing (void)
{
  static int hf_tenths;
  static hf_register_info hf[] = {
    { &hf_tenths, { "Tenths", "thing.tenths", 5, BASE_CUSTOM, (const void *) format_tenths } },
  };
  proto_register_field_array (1, hf, 1);
}

/* SPDX-License-Identifier: MIT */
/*
 * What the guide says of a reason.
 */
#include "report/reason_guide.h"

#include <string.h>

#include <gio/gio.h>

#include "guide_pages.h"

void
reason_explain (Reason reason, GString *out)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (guide_pages_get_resource (), "/wmem-migrate/doc/reasons.md",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *page = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *heading = g_strdup_printf ("\n## %s\n", reason_code (reason));
  g_string_append_printf (out, "%s\n  means       %s\n", reason_code (reason), reason_cause (reason));
  if (reason_advice (reason)[0])
    g_string_append_printf (out, "  what to do  %s\n", reason_advice (reason));
  const char *section = strstr (page, heading);
  if (!section)
    return;
  section += strlen (heading);
  const char *end = strstr (section, "\n## ");
  g_autofree char *text = end ? g_strndup (section, (gsize) (end - section)) : g_strdup (section);
  g_string_append_printf (out, "\n%s\n", g_strstrip (text));
}

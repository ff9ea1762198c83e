/* SPDX-License-Identifier: MIT */
#include "sources/source_name.h"

static gboolean
ends_in_one (const char *path, const char *const *suffixes)
{
  for (; *suffixes; suffixes++)
    if (g_str_has_suffix (path, *suffixes))
      return TRUE;
  return FALSE;
}

gboolean
source_is_unit (const char *path)
{
  static const char *const suffixes[] = { ".c", ".cc", ".cpp", ".cxx", ".c++", ".C", NULL };
  return ends_in_one (path, suffixes);
}

gboolean
source_is_header (const char *path)
{
  static const char *const suffixes[] = { ".h", ".hh", ".hpp", ".hxx", ".h++", ".H", NULL };
  return ends_in_one (path, suffixes);
}

gboolean
source_is_fragment (const char *path)
{
  static const char *const suffixes[] = { ".i", ".inc", NULL };
  return ends_in_one (path, suffixes);
}

gboolean
source_is_of_another_language (const char *path)
{
  static const char *const suffixes[] = { ".m", ".mm", NULL };
  return ends_in_one (path, suffixes);
}

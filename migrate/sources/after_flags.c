/* SPDX-License-Identifier: MIT */
/*
 * The flags of the after side that this installation knows.
 */
#include "sources/after_flags.h"

#include "sources/after_flags_config.h"

/* The build tree serves only the program that lies in it: an installed one must not depend on it. */
static gboolean
runs_in_build_tree (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  return program && g_str_has_prefix (program, WMEM_BUILD_FOLDER "/");
}

char **
after_flags_default (void)
{
  const char *folder = runs_in_build_tree () ? WMEM_SOURCE_INCLUDE : WMEM_INSTALLED_INCLUDE;
  g_autofree char *header = g_build_filename (folder, "wmem", "wmem.h", NULL);
  g_autoptr (GStrvBuilder) flags = g_strv_builder_new ();
  if (g_file_test (header, G_FILE_TEST_EXISTS))
    {
      g_autofree char *flag = g_strconcat ("-I", folder, NULL);
      g_strv_builder_add (flags, flag);
      g_auto (GStrv) glib = g_strsplit (GLIB_COMPILE_FLAGS, " ", -1);
      for (char **own = glib; *own; own++)
        if (**own)
          g_strv_builder_add (flags, *own);
    }
  return g_strv_builder_end (flags);
}

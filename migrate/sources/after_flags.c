/* SPDX-License-Identifier: MIT */
/*
 * The flags of the after side that this installation knows.
 */
#include "sources/after_flags.h"

#include <stdlib.h>
#include <string.h>

#include "sources/after_flags_config.h"

/* The folder that the headers lie in, by where the running @program lies: an installed one must not depend on
 * the build tree, and may have been moved with all that was installed beside it. */
static char *
include_folder (const char *program)
{
  g_autofree char *build = realpath (WMEM_BUILD_FOLDER, NULL);
  gsize length = build ? strlen (build) : 0;
  if (length > 0 && strncmp (program, build, length) == 0 && program[length] == '/')
    return g_strdup (WMEM_SOURCE_INCLUDE);
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *beside = g_canonicalize_filename (WMEM_INCLUDE_BESIDE, folder);
  g_autofree char *header = g_build_filename (beside, "wmem", "wmem.h", NULL);
  return g_file_test (header, G_FILE_TEST_EXISTS) ? g_steal_pointer (&beside)
                                                  : g_strdup (WMEM_INSTALLED_INCLUDE);
}

char **
after_flags_default (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = include_folder (program ? program : "");
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

/* SPDX-License-Identifier: MIT */
/*
 * A small program outside of this tree: counts the bytes of its input by kind, with a map and texts in the packet's pool.
 */
#include <stdio.h>

#include <wmem/wmem.h>

static wmem_map_t *
count_kinds (const char *text)
{
  wmem_map_t *counts = wmem_map_new (wmem_packet_scope (), g_str_hash, g_str_equal);
  for (; *text != '\0'; text++)
    {
      char *kind = wmem_strdup (wmem_packet_scope (), g_ascii_isdigit (*text) ? "digits" : g_ascii_isalpha (*text) ? "letters" : "others");
      guint count = GPOINTER_TO_UINT (wmem_map_lookup (counts, kind));
      wmem_map_insert (counts, kind, GUINT_TO_POINTER (count + 1));
    }
  return counts;
}

int
main (int argc, char **argv)
{
  wmem_init_scopes ();
  wmem_enter_file_scope ();
  for (int i = 1; i < argc; i++)
    {
      wmem_enter_packet_scope ();
      wmem_map_t *counts = count_kinds (argv[i]);
      printf ("%u digits, %u letters, %u others\n", GPOINTER_TO_UINT (wmem_map_lookup (counts, "digits")),
              GPOINTER_TO_UINT (wmem_map_lookup (counts, "letters")), GPOINTER_TO_UINT (wmem_map_lookup (counts, "others")));
      wmem_leave_packet_scope ();
    }
  wmem_leave_file_scope ();
  wmem_cleanup_scopes ();
  return 0;
}

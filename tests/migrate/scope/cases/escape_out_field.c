/* SPDX-License-Identifier: MIT */
/* A helper fills several fields of its caller's struct: only one of them is packet memory. */
#include <epan/host.h>

typedef struct { gchar *port; GHashTable *formats; } media_t;
typedef struct { const gchar *port; GHashTable *formats; } kept_t;
static void parse_media (tvbuff_t *tvb, media_t *media)
{
  media->port = tvb_get_ephemeral_string (tvb, 0, 4);
  media->formats = g_hash_table_new (NULL, NULL);
}
static void forget (kept_t *kept) { g_hash_table_destroy (kept->formats); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = p_get_proto_data (pinfo->fd, 1);
  media_t media;
  (void) tree;
  parse_media (tvb, &media);
  forget (kept);
  kept->formats = media.formats;
#ifdef BUG
  kept->port = media.port; /* expect: escapes */
#else
  kept->port = se_strdup (media.port);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

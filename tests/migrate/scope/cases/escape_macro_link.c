/* SPDX-License-Identifier: MIT */
/* Macros that link, as queue headers have them; and one that stores only the first time. */
#include <epan/host.h>

#define LINK(head, item) do { (item)->next = (head); (head) = (item); } while (0)
#define SET_ONCE(place, value) do { if (!(place)) (place) = (value); } while (0)
typedef struct _hop { struct _hop *next; gchar *name; } hop_t;
typedef struct { hop_t *hops; gchar *server; } route_t;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  route_t *route = p_get_proto_data (pinfo->fd, 3);
  hop_t *hop;
  (void) tree;
#ifdef BUG
  hop = ep_new (hop_t);
  hop->name = NULL;
  LINK (route->hops, hop); /* expect: escapes */
  SET_ONCE (route->server, tvb_get_ephemeral_string (tvb, 0, 8)); /* expect: escapes */
#else
  hop = se_new (hop_t);
  hop->name = NULL;
  LINK (route->hops, hop);
  SET_ONCE (route->server, tvb_get_seasonal_string (tvb, 0, 8));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

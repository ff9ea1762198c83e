/* SPDX-License-Identifier: MIT */
/* A helper writes through a static only where it is given somewhere to put its answer: asked without, it leaves it alone. The
 * answer is a function that goes on with it. */
#include <epan/host.h>

typedef struct { gchar *method; guint32 number; } stat_t;
typedef void (*go_on_t) (tvbuff_t *tvb);
static stat_t *current;

static void go_on (tvbuff_t *tvb) { current->number = tvb_get_ntohl (tvb, 3); }
static gboolean is_request (tvbuff_t *tvb, go_on_t *answer)
{
  const gboolean is = tvb_get_guint8 (tvb, 0) == 'G';
  if (is && answer)
    {
      *answer = go_on;
      current->method = tvb_get_ephemeral_string (tvb, 0, 3);
    }
  return is;
}
static gboolean asks (tvbuff_t *tvb, go_on_t *answer) { return is_request (tvb, answer); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  go_on_t answer = NULL;
  (void) tree; (void) pinfo;
#ifdef BUG
  if (!asks (tvb, &answer))
    return;
#else
  if (!asks (tvb, NULL))
    return;
#endif
  current = ep_new0 (stat_t); /* expect: escapes likely */
  is_request (tvb, &answer);
  if (answer)
    answer (tvb);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

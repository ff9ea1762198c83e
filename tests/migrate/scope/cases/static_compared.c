/* SPDX-License-Identifier: MIT */
/* Whether a static is NULL may be asked of what an earlier packet left there; what it points to may not be looked at. */
#include <epan/host.h>

typedef struct { const gchar *text; } error_t;
static const gchar *error, *looked_at;
static error_t *record;

static void fail (const gchar *why)
{
  if (error != NULL)
    return;
  error = why;
}
static gboolean has_failed (void)
{
  return !error || (record == NULL && looked_at == NULL) ? FALSE : TRUE;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (has_failed ())
    return;
  fail (tvb_get_ephemeral_string (tvb, 0, 4));
#ifdef BUG
  if (record && record->text)
    col_add_str (pinfo->cinfo, COL_INFO, "x");
  if (looked_at && looked_at[0] == 'x')
    col_add_str (pinfo->cinfo, COL_INFO, looked_at);
#endif
  record = ep_new (error_t); /* expect: escapes */
  record->text = "y";
  looked_at = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

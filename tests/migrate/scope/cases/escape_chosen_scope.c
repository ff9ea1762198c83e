/* SPDX-License-Identifier: MIT */
/* A helper is told which scope to take; the bug tells it the wrong one. */
#include <epan/host.h>

typedef struct { gchar *sender, *subject; } mail_t;
static gchar *part (const gchar *text, gboolean keep)
{
  return keep ? se_strdup (text) : ep_strdup (text);
}
static gchar *other_part (const gchar *text, gboolean passing)
{
  if (!passing)
    return se_strdup (text);
  return part (text, FALSE);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  mail_t *mail = se_new0 (mail_t);
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, part (tvb_get_ephemeral_string (tvb, 0, 4), FALSE));
  mail->sender = part (tvb_get_ephemeral_string (tvb, 0, 4), TRUE);
#ifdef BUG
  mail->subject = part (tvb_get_ephemeral_string (tvb, 4, 4), FALSE); /* expect: escapes */
#else
  mail->subject = part (tvb_get_ephemeral_string (tvb, 4, 4), TRUE);
#endif
  col_add_str (pinfo->cinfo, COL_INFO, other_part (mail->sender, TRUE));
  p_add_proto_data (pinfo->fd, 1, mail);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }

/* Arguments that read the buffer: the text is made before the buffer is emptied. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct ctx
{
  wmem_strbuf_t *buf;
  char *name;
};

void dissect (wmem_strbuf_t *b, wmem_strbuf_t *other, struct ctx *c);
void
dissect (wmem_strbuf_t *b, wmem_strbuf_t *other, struct ctx *c)
{
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s;%s", wmem_strbuf_get_str(b), "x"); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  if (c)
    { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%u", (unsigned) wmem_strbuf_get_len(b)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(c->buf)); wmem_strbuf_truncate(c->buf, 0); wmem_strbuf_append(c->buf, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", c->name); wmem_strbuf_truncate(c->buf, 0); wmem_strbuf_append(c->buf, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(other)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "(%s)", wmem_strbuf_get_str(b)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "(%s)", (gchar *) wmem_strbuf_get_str(b)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text; c ? (wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(b)), wmem_strbuf_truncate(b, 0), wmem_strbuf_append(b, wmem_text)) : (void) 0; }
  if (c)
    { gchar *wmem_text; use (c), (wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(b)), wmem_strbuf_truncate(b, 0), wmem_strbuf_append(b, wmem_text)); }
  else
    { gchar *wmem_text; { gchar *wmem_text2; (wmem_text = wmem_strdup_printf(wmem_packet_scope(), "1%s", wmem_strbuf_get_str(b)), wmem_strbuf_truncate(b, 0), wmem_strbuf_append(b, wmem_text)), (wmem_text2 = wmem_strdup_printf(wmem_packet_scope(), "2%s", wmem_strbuf_get_str(b)), wmem_strbuf_truncate(other, 0), wmem_strbuf_append(other, wmem_text2)); }  }
}

/* A condition has no place for the text. */
void residue (emem_strbuf_t *b);
void
residue (emem_strbuf_t *b)
{
  while (ep_strbuf_printf (b, "%s", b->str), b->len)
    ;
}

/* Its own text, appended: it may move meanwhile. What has been read before the call is no text any more. */
void append_itself (wmem_strbuf_t *b, wmem_strbuf_t *other);
void
append_itself (wmem_strbuf_t *b, wmem_strbuf_t *other)
{
  wmem_strbuf_append (b, wmem_strbuf_get_str(b));
  wmem_strbuf_append (b, &wmem_strbuf_get_str(b)[2]);
  wmem_strbuf_append_printf (b, "%d %s", 1, wmem_strbuf_get_str(b) + 1);
  wmem_strbuf_append_printf (b, "%s", strchr (wmem_strbuf_get_str(b), ':'));
  wmem_strbuf_append (b, wmem_strbuf_get_str(other));
  wmem_strbuf_append (b, wmem_strdup (wmem_packet_scope(), wmem_strbuf_get_str(b)));
  wmem_strbuf_append_c (b, wmem_strbuf_get_str(b)[0]);
  wmem_strbuf_append_printf (b, "%d %d", (int) strlen (wmem_strbuf_get_str(b)), (int) wmem_strbuf_get_len(b));
  wmem_strbuf_truncate (b, strlen (wmem_strbuf_get_str(b)) - 1);
}

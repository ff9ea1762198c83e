/* The text was taken before: it is printed before the buffer is emptied. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct ctx
{
  wmem_strbuf_t *buf;
  const char *last;
};

extern wmem_strbuf_t *shared;
extern const char *latest;
int length_of_shared (void);

static const char *
text_of (wmem_strbuf_t *b)
{
  return wmem_strbuf_get_str(b);
}

void function (void);
void
function (void)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old");
  const char *t = text_of (b);

  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s!", t); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void through_others (void);
void
through_others (void)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old");
  char *t, *end;

  t = (gchar *) wmem_strbuf_get_str(b);
  end = t + 1;
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%d %s", 1, end); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void characters (void);
void
characters (void)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old");
  char *t = (gchar *) wmem_strbuf_get_str(b);

  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%c", t[0]); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%c", *t); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void another_name (void);
void
another_name (void)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old"), *b2 = b;
  const char *t = wmem_strbuf_get_str(b2);

  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", t); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void field (struct ctx *c);
void
field (struct ctx *c)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old");

  c->last = wmem_strbuf_get_str(b);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", c->last); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", c->last); wmem_strbuf_truncate(c->buf, 0); wmem_strbuf_append(c->buf, wmem_text); }
}

void global (void);
void
global (void)
{
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", latest); wmem_strbuf_truncate(shared, 0); wmem_strbuf_append(shared, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%d", length_of_shared ()); wmem_strbuf_truncate(shared, 0); wmem_strbuf_append(shared, wmem_text); }
}

void parameter (wmem_strbuf_t *b, const char *format, const char *text);
void
parameter (wmem_strbuf_t *b, const char *format, const char *text)
{
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", text); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), format, 1); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
}

void none (const char *text, int n);
void
none (const char *text, int n)
{
  wmem_strbuf_t *b = wmem_strbuf_new (wmem_packet_scope(), "old");
  char copy[8], *other = wmem_strdup (wmem_packet_scope(), wmem_strbuf_get_str(b));

  copy[0] = wmem_strbuf_get_str(b)[0], copy[1] = 0;
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%s %d", text, n);
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%s %s", copy, other);
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%*d%%", n, 3);
}

/* What an argument that is read as text may point into decides whether the text is made before the buffer is emptied. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define NAME "name"
static const char *const table[] = { "a", "b" };
static wmem_strbuf_t *kept_buffer;

void of_others (wmem_strbuf_t *b, int n, const char *given, const char *format);
void
of_others (wmem_strbuf_t *b, int n, const char *given, const char *format)
{
  char copy[16];
  const char *pointers[2], *text = given, *own = NULL;

  pointers[0] = wmem_strbuf_get_str(b);
  pointers[1] = given;
  strncpy (copy, wmem_strbuf_get_str(b), sizeof copy);
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%s", copy);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", pointers[n]); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", text); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", table[n]); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%s", NAME);
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", n);
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%d", copy[0]);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%c", *text); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%d", text[n]); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%u", (unsigned) strlen (text)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%p", (const void *) text);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), format, n); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%*d%%%s", n, n, copy);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%d%s", n, n ? text : copy); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s" "x", given); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  wmem_strbuf_truncate(b, 0);
  wmem_strbuf_append_printf (b, "%s", own);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", given); wmem_strbuf_truncate(kept_buffer, 0); wmem_strbuf_append(kept_buffer, wmem_text); }
}

/* Nobody else knows the buffer: only what this function took from it points into it. */
void of_its_own (int n, const char *given);
void
of_its_own (int n, const char *given)
{
  wmem_strbuf_t *p = wmem_strbuf_new (wmem_packet_scope(), "first");
  const char *text = given, *inside, *copied, *list[2];

  wmem_strbuf_truncate(p, 0);
  wmem_strbuf_append_printf (p, "%s", given);
  wmem_strbuf_truncate(p, 0);
  wmem_strbuf_append_printf (p, "%s", text);
  inside = wmem_strbuf_get_str(p) + 1;
  copied = wmem_strdup (wmem_packet_scope(), wmem_strbuf_get_str(p));
  list[n] = inside;
  wmem_strbuf_truncate(p, 0);
  wmem_strbuf_append_printf (p, "%s", copied);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", inside); wmem_strbuf_truncate(p, 0); wmem_strbuf_append(p, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", list[0]); wmem_strbuf_truncate(p, 0); wmem_strbuf_append(p, wmem_text); }
  wmem_strbuf_truncate(p, 0);
  wmem_strbuf_append_printf (p, "%d", n);
  use (wmem_strbuf_get_str(p));
}

/* Calls within calls within macros, on one line. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define MAX_OF(a, b) ((a) > (b) ? (a) : (b))

void f (wmem_strbuf_t *b, wmem_tree_t *t, const char *s);
void
f (wmem_strbuf_t *b, wmem_tree_t *t, const char *s)
{
  wmem_strbuf_append (b, wmem_strdup_printf (wmem_packet_scope(), "%s%s", wmem_strndup (wmem_packet_scope(), wmem_strdup (wmem_packet_scope(), s), MAX_OF (wmem_strbuf_get_len(b), 3)), (char *) wmem_memdup (wmem_file_scope(), s, strlen (wmem_strdup (wmem_packet_scope(), s)))));
  wmem_tree_insert_string (t, wmem_strdup (wmem_file_scope(), s), wmem_tree_lookup_string (t, wmem_strdup (wmem_packet_scope(), s), WMEM_TREE_STRING_NOCASE), 0);
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strconcat (wmem_packet_scope(), "a", wmem_strdup (wmem_packet_scope(), s), wmem_strdup_printf (wmem_packet_scope(), "%d", 4), NULL)); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text); }
  b = wmem_strbuf_new_label (wmem_packet_scope());
  wmem_strbuf_append(b, wmem_strdup_printf (wmem_packet_scope(), "%s", s));
  use (wmem_strbuf_get_str(wmem_strbuf_new (wmem_packet_scope(), wmem_strdup (wmem_packet_scope(), wmem_strbuf_get_str(wmem_strbuf_new (wmem_packet_scope(), s))))));
}

/* CRLF, a form feed, Latin-1: הצü */
#include <epan/packet.h>
#include <wmem/wmem.h>

void f (wmem_strbuf_t *b, int n);
void
f (wmem_strbuf_t *b, int n)
{
	if (n) {
		wmem_strbuf_truncate(b, 0);
		wmem_strbuf_append_printf (b, "ה"); // ü
	}
	else {
		wmem_strbuf_truncate(b, 0);
		wmem_strbuf_append_printf (b, "b");	/* c */
	}
	use (wmem_strdup (wmem_packet_scope(), "ü"));
}

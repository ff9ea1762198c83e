/* CRLF, a form feed, Latin-1: הצü */
#include <epan/packet.h>

void f (emem_strbuf_t *b, int n);
void
f (emem_strbuf_t *b, int n)
{
	if (n)
		ep_strbuf_printf (b, "ה"); // ü
	else
		ep_strbuf_printf (b, "b");	/* c */
	use (ep_strdup ("ü"));
}

/* What an argument that is read as text may point into decides whether the text is made before the buffer is emptied. */
#include <epan/packet.h>

#define NAME "name"
static const char *const table[] = { "a", "b" };
static emem_strbuf_t *kept_buffer;

void of_others (emem_strbuf_t *b, int n, const char *given, const char *format);
void
of_others (emem_strbuf_t *b, int n, const char *given, const char *format)
{
  char copy[16];
  const char *pointers[2], *text = given, *own = NULL;

  pointers[0] = b->str;
  pointers[1] = given;
  strncpy (copy, b->str, sizeof copy);
  ep_strbuf_printf (b, "%s", copy);
  ep_strbuf_printf (b, "%s", pointers[n]);
  ep_strbuf_printf (b, "%s", text);
  ep_strbuf_printf (b, "%s", table[n]);
  ep_strbuf_printf (b, "%s", NAME);
  ep_strbuf_printf (b, "%d", n);
  ep_strbuf_printf (b, "%d", copy[0]);
  ep_strbuf_printf (b, "%c", *text);
  ep_strbuf_printf (b, "%d", text[n]);
  ep_strbuf_printf (b, "%u", (unsigned) strlen (text));
  ep_strbuf_printf (b, "%p", (const void *) text);
  ep_strbuf_printf (b, format, n);
  ep_strbuf_printf (b, "%*d%%%s", n, n, copy);
  ep_strbuf_printf (b, "%d%s", n, n ? text : copy);
  ep_strbuf_printf (b, "%s" "x", given);
  ep_strbuf_printf (b, "%s", own);
  ep_strbuf_printf (kept_buffer, "%s", given);
}

/* Nobody else knows the buffer: only what this function took from it points into it. */
void of_its_own (int n, const char *given);
void
of_its_own (int n, const char *given)
{
  emem_strbuf_t *p = ep_strbuf_new ("first");
  const char *text = given, *inside, *copied, *list[2];

  ep_strbuf_printf (p, "%s", given);
  ep_strbuf_printf (p, "%s", text);
  inside = p->str + 1;
  copied = ep_strdup (p->str);
  list[n] = inside;
  ep_strbuf_printf (p, "%s", copied);
  ep_strbuf_printf (p, "%s", inside);
  ep_strbuf_printf (p, "%s", list[0]);
  ep_strbuf_printf (p, "%d", n);
  use (p->str);
}

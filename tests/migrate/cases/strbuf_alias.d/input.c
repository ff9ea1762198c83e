/* The text was taken before: it is printed before the buffer is emptied. */
#include <epan/packet.h>

struct ctx
{
  emem_strbuf_t *buf;
  const char *last;
};

extern emem_strbuf_t *shared;
extern const char *latest;
int length_of_shared (void);

static const char *
text_of (emem_strbuf_t *b)
{
  return b->str;
}

void function (void);
void
function (void)
{
  emem_strbuf_t *b = ep_strbuf_new ("old");
  const char *t = text_of (b);

  ep_strbuf_printf (b, "%s!", t);
}

void through_others (void);
void
through_others (void)
{
  emem_strbuf_t *b = ep_strbuf_new ("old");
  char *t, *end;

  t = b->str;
  end = t + 1;
  ep_strbuf_printf (b, "%d %s", 1, end);
}

void characters (void);
void
characters (void)
{
  emem_strbuf_t *b = ep_strbuf_new ("old");
  char *t = b->str;

  ep_strbuf_printf (b, "%c", t[0]);
  ep_strbuf_printf (b, "%c", *t);
}

void another_name (void);
void
another_name (void)
{
  emem_strbuf_t *b = ep_strbuf_new ("old"), *b2 = b;
  const char *t = b2->str;

  ep_strbuf_printf (b, "%s", t);
}

void field (struct ctx *c);
void
field (struct ctx *c)
{
  emem_strbuf_t *b = ep_strbuf_new ("old");

  c->last = b->str;
  ep_strbuf_printf (b, "%s", c->last);
  ep_strbuf_printf (c->buf, "%s", c->last);
}

void global (void);
void
global (void)
{
  ep_strbuf_printf (shared, "%s", latest);
  ep_strbuf_printf (shared, "%d", length_of_shared ());
}

void parameter (emem_strbuf_t *b, const char *format, const char *text);
void
parameter (emem_strbuf_t *b, const char *format, const char *text)
{
  ep_strbuf_printf (b, "%s", text);
  ep_strbuf_printf (b, format, 1);
}

void none (const char *text, int n);
void
none (const char *text, int n)
{
  emem_strbuf_t *b = ep_strbuf_new ("old");
  char copy[8], *other = ep_strdup (b->str);

  copy[0] = b->str[0], copy[1] = 0;
  ep_strbuf_printf (b, "%s %d", text, n);
  ep_strbuf_printf (b, "%s %s", copy, other);
  ep_strbuf_printf (b, "%*d%%", n, 3);
}

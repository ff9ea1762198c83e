/* Where an operand begins: what stands before it must not move into the accessor. */
#include <stdio.h>
#include <string.h>
#include <epan/packet.h>
typedef char *str_t;
typedef emem_strbuf_t *buf_t;
buf_t (next_buf)(int x);
emem_strbuf_t *(*fp)(int);
struct h { emem_strbuf_t *b; emem_strbuf_t *bs[3]; emem_strbuf_t v; };
void g(char *p, const char *q);
void f(emem_strbuf_t *b, struct h *h, void *p, emem_strbuf_t **bs, int i)
{
  char *mark = strrchr(b->str, ',');
  const char *c = &b->str[0];
  char *m = &b->str[i];
  unsigned long d;
  c = (gchar *)(void *)(b)->str;
  c = (str_t)(b)->str;
  c = (next_buf)(1)->str;
  c = (*fp)(1)->str;
  c = ((emem_strbuf_t *)p)->str;
  c = (str_t) b->str;
  c = (str_t) (char *) h->bs[1]->str;
  c = bs[i++]->str;
  c = (*bs++)->str;
  c = bs<:1:>->str;
  c = bs++[0]->str;
  d = sizeof (b)->len;
  d = sizeof b->len + (gsize)(b)->len;
  c = (struct h){ b, { b }, { 0 } }.b->str;
  c = _Generic(i, int: b, default: b)->str;
  c = ({ b; })->str;
  c = (i ? b : *bs)->str + 1;
  if (mark < b->str || b->str + 3 == mark || mark - b->str > 3 || &b->str[1] == mark) puts(c);
  d = -b->len + *b->str + !b->str[0];
  g(&b->str[1], &b->str[2]);
  g(b->str + 1, "a" "b");
  d = "a" "b"[b->len] + b->len;
  for (i = 0; i < 3; i++) (b)->str[0] == 'x' ? puts("a") : puts("b");
  while (i--) (b)->len > 3 ? (void) 0 : (void)puts(b->str);
  do puts(c); while (b->len > 9);
  if (i) puts((b)->str); else (b)->len > 3 ? (void) 0 : (void)puts(b->str);
  mark = &(b->str)[2];
  (void) d; (void) m;
}

/* Where an operand begins: what stands before it must not move into the accessor. */
#include <stdio.h>
#include <string.h>
#include <epan/packet.h>
#include <wmem/wmem.h>
typedef char *str_t;
typedef wmem_strbuf_t *buf_t;
buf_t (next_buf)(int x);
wmem_strbuf_t *(*fp)(int);
struct h { wmem_strbuf_t *b; wmem_strbuf_t *bs[3]; wmem_strbuf_t v; };
void g(char *p, const char *q);
void f(wmem_strbuf_t *b, struct h *h, void *p, wmem_strbuf_t **bs, int i)
{
  char *mark = strrchr(wmem_strbuf_get_str(b), ',');
  const char *c = &wmem_strbuf_get_str(b)[0];
  char *m = &((gchar *) wmem_strbuf_get_str(b))[i];
  unsigned long d;
  c = (gchar *)(void *)wmem_strbuf_get_str((b));
  c = (str_t)wmem_strbuf_get_str((b));
  c = wmem_strbuf_get_str((next_buf)(1));
  c = wmem_strbuf_get_str((*fp)(1));
  c = wmem_strbuf_get_str(((wmem_strbuf_t *)p));
  c = (str_t) wmem_strbuf_get_str(b);
  c = (str_t) (char *) wmem_strbuf_get_str(h->bs[1]);
  c = wmem_strbuf_get_str(bs[i++]);
  c = wmem_strbuf_get_str((*bs++));
  c = wmem_strbuf_get_str(bs<:1:>);
  c = wmem_strbuf_get_str(bs++[0]);
  d = sizeof wmem_strbuf_get_len((b));
  d = sizeof wmem_strbuf_get_len(b) + (gsize)wmem_strbuf_get_len((b));
  c = wmem_strbuf_get_str((struct h){ b, { b }, { 0 } }.b);
  c = wmem_strbuf_get_str(_Generic(i, int: b, default: b));
  c = wmem_strbuf_get_str(({ b; }));
  c = wmem_strbuf_get_str((i ? b : *bs)) + 1;
  if (mark < wmem_strbuf_get_str(b) || wmem_strbuf_get_str(b) + 3 == mark || mark - wmem_strbuf_get_str(b) > 3 || &wmem_strbuf_get_str(b)[1] == mark) puts(c);
  d = -wmem_strbuf_get_len(b) + *wmem_strbuf_get_str(b) + !wmem_strbuf_get_str(b)[0];
  g(&((gchar *) wmem_strbuf_get_str(b))[1], &wmem_strbuf_get_str(b)[2]);
  g((gchar *) wmem_strbuf_get_str(b) + 1, "a" "b");
  d = "a" "b"[wmem_strbuf_get_len(b)] + wmem_strbuf_get_len(b);
  for (i = 0; i < 3; i++) wmem_strbuf_get_str((b))[0] == 'x' ? puts("a") : puts("b");
  while (i--) wmem_strbuf_get_len((b)) > 3 ? (void) 0 : (void)puts(wmem_strbuf_get_str(b));
  do puts(c); while (wmem_strbuf_get_len(b) > 9);
  if (i) puts(wmem_strbuf_get_str((b))); else wmem_strbuf_get_len((b)) > 3 ? (void) 0 : (void)puts(wmem_strbuf_get_str(b));
  mark = &((gchar *) wmem_strbuf_get_str(b))[2];
  (void) d; (void) m;
}

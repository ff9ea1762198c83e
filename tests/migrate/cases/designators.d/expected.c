/* Fields that are named without an object: what stands in their place is a function, so they are left. */
#include <epan/packet.h>
#include <stddef.h>

static emem_strbuf_t made = { .str = NULL, .len = 0 };
static emem_strbuf_t filled = { NULL, 0, 0, 0 };

gsize f (emem_strbuf_t *b);
gsize
f (emem_strbuf_t *b)
{
  gsize at = offsetof (emem_strbuf_t, len) + sizeof (b->len);

  made = filled;
  b->str[0] = 'x';
  (b)->str++;
  b->len = 3;
  return at + (&made)->len + made.len + b[0].len;
}

/* Values meet through typedefs, initialisers, tables, pointers to functions and variable arguments. */
#include <stdarg.h>
#include <epan/packet.h>

typedef emem_strbuf_t *Buffer;
typedef Buffer AlsoBuffer;
struct row
{
  const char *name;
  void (*add) (emem_strbuf_t *, const char *);
  emem_strbuf_t *into;
};

static void
add (emem_strbuf_t *b, const char *text)
{
  ep_strbuf_append (b, text);
}

static void
add_all (int n, ...)
{
  va_list rest;

  va_start (rest, n);
  ep_strbuf_append (va_arg (rest, emem_strbuf_t *), "x");
  va_end (rest);
}

void dissect (emem_strbuf_t *written, AlsoBuffer other);
void
dissect (emem_strbuf_t *written, AlsoBuffer other)
{
  struct row row = { .add = add, .into = written };

  row.add (row.into, "x");
  add_all (1, written);
  written->str[0] = 'x';
  use (other->str);
}

/* Nothing of it meets what is above. */
typedef emem_strbuf_t *Apart;
static void
put (Apart b, const char *text)
{
  ep_strbuf_append (b, text);
}

void apart (void);
void
apart (void)
{
  Apart both[2] = { ep_strbuf_new ("a"), NULL };
  void (*putter) (Apart, const char *) = put;

  both[1] = both[0];
  putter (both[1], "b");
  use (both[0]->str);
}

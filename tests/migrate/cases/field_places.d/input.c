/* A field is found where no token of the code says so: in macros' bodies, behind spliced lines, under a cast. */
#include <stddef.h>
#include <epan/packet.h>

#define TEXT(b) ((b)->str)
#define LENGTH(b) (b)->len
#define BOTH(b) TEXT (b), LENGTH (b)
#define WRITTEN(b) ((b)->str)
#define FIRST(b) (((b)->str)[0])
#define SHARED(x) ((x)->str)
#define FOREIGN(x) ((x)->len)
#define NOBODY(b) ((b)->str)
#define ROOT(t) ((t)->tree)

void use_size (gsize size);
void use_two (const char *text, gsize size);
void use_char (char byte);
void use_int (int number);

struct label
{
  const char *str;
  int len;
};

void dissect (emem_strbuf_t *b, struct label *l, emem_tree_t *t);
void
dissect (emem_strbuf_t *b, struct label *l, emem_tree_t *t)
{
  char *keeps;

  use (TEXT (b));
  keeps = TEXT (b);
  use_size (LENGTH (b));
  use_two (BOTH (b));
  use (b->\
str);
  use (b-\
>str);
  use (\
b->s\
tr);
  use_char (FIRST (b));
  use_int (FOREIGN (l));
  use (keeps);
  if (ROOT (t) == NULL)
    return;
#ifdef NEVER
  use (b->str, l->str);
  use (somewhere ()->str);
#endif
}

void scribble (emem_strbuf_t *c, struct label *l);
void
scribble (emem_strbuf_t *c, struct label *l)
{
  WRITTEN (c)[0] = 'x';
  use (SHARED (c));
  use (SHARED (l));
}

/* Declared after others of its declaration, which are initialised or arrays. */
void later (const char *text);
void
later (const char *text)
{
  emem_strbuf_t *first = ep_strbuf_new (text), *second = ep_strbuf_new ("a, b = c"), *many[2], *third = first;
  const char *other = text, *words = other;
  int length = (int) second->len, rest = length;

  use (third->str);
  use (words);
  use_int (rest);
#ifdef NEVER
  (int) second->len > 2 ? use (third->str) : use (many[1]->str);
#endif
}

/* A field is found where no token of the code says so: in macros' bodies, behind spliced lines, under a cast. */
#include <stddef.h>
#include <epan/packet.h>
#include <wmem/wmem.h>

#define TEXT(b) ((gchar *) wmem_strbuf_get_str((b)))
#define LENGTH(b) wmem_strbuf_get_len((b))
#define BOTH(b) TEXT (b), LENGTH (b)
#define WRITTEN(b) ((b)->str)
#define FIRST(b) ((wmem_strbuf_get_str((b)))[0])
#define SHARED(x) ((x)->str)
#define FOREIGN(x) ((x)->len)
#define NOBODY(b) (wmem_strbuf_get_str((b)))
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

void dissect (wmem_strbuf_t *b, struct label *l, emem_tree_t *t);
void
dissect (wmem_strbuf_t *b, struct label *l, emem_tree_t *t)
{
  char *keeps;

  use (TEXT (b));
  keeps = TEXT (b);
  use_size (LENGTH (b));
  use_two (BOTH (b));
  use (wmem_strbuf_get_str(b));
  use (wmem_strbuf_get_str(b));
  use (\
wmem_strbuf_get_str(b));
  use_char (FIRST (b));
  use_int (FOREIGN (l));
  use (keeps);
  if (ROOT (t) == NULL)
    return;
#ifdef NEVER
  use (wmem_strbuf_get_str(b), l->str);
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
  wmem_strbuf_t *first = wmem_strbuf_new (wmem_packet_scope(), text), *second = wmem_strbuf_new (wmem_packet_scope(), "a, b = c"), *many[2], *third = first;
  const char *other = text, *words = other;
  int length = (int) wmem_strbuf_get_len(second), rest = length;

  use (wmem_strbuf_get_str(third));
  use (words);
  use_int (rest);
#ifdef NEVER
  (int) wmem_strbuf_get_len(second) > 2 ? use (wmem_strbuf_get_str(third)) : use (wmem_strbuf_get_str(many[1]));
#endif
}

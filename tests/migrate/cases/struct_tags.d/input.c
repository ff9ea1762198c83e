/* The structs by their tags. */
#include <epan/emem.h>

struct _emem_strbuf_t;
typedef struct _emem_tree_t *tree_p;
struct holder
{
  struct _emem_strbuf_t *text;
  struct _emem_tree_t *tree;
};

static int length (const struct _emem_strbuf_t *text) { return (int) text->len; }

void fill (struct holder *holder, tree_p other)
{
  struct _emem_strbuf_t *made = ep_strbuf_new ("made");
  emem_strbuf_t *same = made;
  struct _emem_tree_key_t key[2] = { { 1, NULL }, { 0, NULL } };
  ep_strbuf_append (made, " and more");
  key[0].length = (unsigned) length (same);
  se_tree_insert32_array (holder->tree, key, other);
  holder->tree = other;
}

/* Another thing. */
void other (void)
{
  struct _emem_strbuf_t_like { int n; } like = { 1 };
  (void) like;
}

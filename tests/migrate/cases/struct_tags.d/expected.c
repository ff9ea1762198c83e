/* The structs by their tags. */
#include <wmem/wmem.h>

struct _wmem_strbuf_t;
typedef struct _wmem_tree_t *tree_p;
struct holder
{
  struct _wmem_strbuf_t *text;
  struct _wmem_tree_t *tree;
};

static int length (const struct _wmem_strbuf_t *text) { return (int) wmem_strbuf_get_len(text); }

void fill (struct holder *holder, tree_p other)
{
  struct _wmem_strbuf_t *made = wmem_strbuf_new (wmem_packet_scope(), "made");
  wmem_strbuf_t *same = made;
  struct _wmem_tree_key_t key[2] = { { 1, NULL }, { 0, NULL } };
  wmem_strbuf_append (made, " and more");
  key[0].length = (unsigned) length (same);
  wmem_tree_insert32_array (holder->tree, key, other);
  holder->tree = other;
}

/* Another thing. */
void other (void)
{
  struct _emem_strbuf_t_like { int n; } like = { 1 };
  (void) like;
}

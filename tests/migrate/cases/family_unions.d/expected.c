/* What shares its bytes, or is chosen by its type, is of one type. */
#include <epan/packet.h>
#include <wmem/wmem.h>

/* Written through one member, read through another. */
union written
{
  emem_strbuf_t *buffer;
  void *any;
};

void punned (const char *text);
void
punned (const char *text)
{
  union written both = { .buffer = ep_strbuf_new (text) };

  ((emem_strbuf_t *) both.any)->str[0] = 'x';
}

/* Nothing of it is written. */
struct holder
{
  int kind;
  union
  {
    wmem_tree_t *tree;
    wmem_stack_t *stack;
    void *any;
  } value;
};

void *kept (struct holder *holder);
void *
kept (struct holder *holder)
{
  holder->value.stack = wmem_stack_new (wmem_packet_scope());
  wmem_stack_push (holder->value.any, holder);
  return wmem_tree_lookup32 ((wmem_tree_t *) holder->value.any, 1);
}

/* A type chooses: what it names and what it is asked of go together. */
#define KIND(x) _Generic ((x), emem_strbuf_t *: "buffer", wmem_tree_t *: "tree", default: "other")

const char *stays (emem_strbuf_t *left, wmem_tree_t *tree);
const char *
stays (emem_strbuf_t *left, wmem_tree_t *tree)
{
  left->str[0] = 'x';
  use (KIND (tree));
  return KIND (left);
}

void
chosen (wmem_strbuf_t *apart)
{
  use (_Generic (apart, wmem_strbuf_t *: "buffer", default: "other"));
  use (_Generic (wmem_strbuf_get_len(apart), gsize: "length", default: "other"));
}

/* A type that nothing has to do with is renamed by itself. */
gsize
sizes (int wide)
{
  return wide ? sizeof (wmem_strbuf_t *) + sizeof (wmem_stack_t *[2]) : sizeof (wmem_tree_t *);
}

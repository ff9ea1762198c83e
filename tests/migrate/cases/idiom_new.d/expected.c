/* --idiom=new, only where the types agree. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  int a;
} item_t;
struct tag
{
  int b;
};

void dissect (void);
void
dissect (void)
{
  item_t *item = wmem_new (wmem_packet_scope(), item_t);
  struct tag *tag = wmem_new0 (wmem_file_scope(), struct tag);
  item_t *cast = wmem_new0 (wmem_packet_scope(), item_t);
  item_t *expression = wmem_alloc (wmem_packet_scope(), sizeof *item);
  struct tag *wrong = wmem_alloc (wmem_packet_scope(), sizeof (item_t));
  item_t *many = wmem_alloc (wmem_packet_scope(), 4 * sizeof (item_t));
  void *opaque = wmem_alloc (wmem_packet_scope(), sizeof (item_t));
  wmem_tree_key_t *key = wmem_alloc (wmem_packet_scope(), sizeof (wmem_tree_key_t));

  wmem_tree_key_t *key_cast = (wmem_tree_key_t *)wmem_alloc (wmem_packet_scope(), sizeof (wmem_tree_key_t));
  struct tag *other = (struct tag *) (void *) wmem_new (wmem_packet_scope(), struct tag);
  int b = (wmem_new0 (wmem_packet_scope(), struct tag))->b;

  use (key_cast), use (other), use (&b);
  use (item), use (tag), use (cast), use (expression), use (wrong), use (many), use (opaque), use (key);
}

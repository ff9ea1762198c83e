/* --idiom=new, only where the types agree. */
#include <epan/packet.h>

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
  item_t *item = ep_alloc (sizeof (item_t));
  struct tag *tag = se_alloc0 (sizeof (struct tag));
  item_t *cast = (item_t *) ep_alloc0 (sizeof (item_t));
  item_t *expression = ep_alloc (sizeof *item);
  struct tag *wrong = ep_alloc (sizeof (item_t));
  item_t *many = ep_alloc (4 * sizeof (item_t));
  void *opaque = ep_alloc (sizeof (item_t));
  emem_tree_key_t *key = ep_alloc (sizeof (emem_tree_key_t));

  emem_tree_key_t *key_cast = (emem_tree_key_t *)ep_alloc (sizeof (emem_tree_key_t));
  struct tag *other = (struct tag *) (void *) ep_alloc (sizeof (struct tag));
  int b = ((struct tag *) ep_alloc0 (sizeof (struct tag)))->b;

  use (key_cast), use (other), use (&b);
  use (item), use (tag), use (cast), use (expression), use (wrong), use (many), use (opaque), use (key);
}

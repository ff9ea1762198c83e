/* Slabs that stay: what they hold cannot be seen, or others may see them. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  int a;
} item_t;

struct ws_memory_slab shared_slab = WS_MEMORY_SLAB_INIT (item_t, 128);
static struct ws_memory_slab unaligned_slab = WS_MEMORY_SLAB_INIT_UNALIGNED (24, 128);
static struct ws_memory_slab handed_slab = WS_MEMORY_SLAB_INIT (item_t, 128);
static struct ws_memory_slab asked_slab = WS_MEMORY_SLAB_INIT (item_t, 128);
static struct ws_memory_slab slabs[2];
extern struct ws_memory_slab foreign_slab;
void take (struct ws_memory_slab *slab);

void dissect (struct ws_memory_slab *given, int n);
void
dissect (struct ws_memory_slab *given, int n)
{
  use (sl_alloc (&shared_slab));
  use (sl_alloc (&unaligned_slab));
  use (sl_alloc (&handed_slab));
  take (&handed_slab);
  use (sl_alloc0 (&asked_slab));
  n = asked_slab.count;
  use (sl_alloc (&slabs[n]));
  sl_free (&slabs[n], NULL);
  use (sl_alloc (&foreign_slab));
  use (sl_alloc (given));
  sl_free (given, NULL);
}

/* A freed one in an expression, and in bodies without braces. */
item_t *rows (int i);

void frees (item_t *item, int n);
void
frees (item_t *item, int n)
{
  item = g_slice_new (item_t);
  if (n)
    g_slice_free (item_t, item);
  else
    g_slice_free (item_t, rows (n++));
  n ? g_slice_free1 (sizeof(item_t), item) : use (item);
  for (; n; n--, g_slice_free1 (sizeof(item_t), item))
    ;
}

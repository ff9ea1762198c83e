/* Slabs that stay: what they hold cannot be seen, or others may see them. */
#include <epan/packet.h>

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
static struct ws_memory_slab item_slab = WS_MEMORY_SLAB_INIT (item_t, 128);
item_t *rows (int i);

void frees (item_t *item, int n);
void
frees (item_t *item, int n)
{
  item = sl_alloc (&item_slab);
  if (n)
    sl_free (&item_slab, item);
  else
    sl_free (&item_slab, rows (n++));
  n ? sl_free (&item_slab, item) : use (item);
  for (; n; n--, sl_free (&item_slab, item))
    ;
}

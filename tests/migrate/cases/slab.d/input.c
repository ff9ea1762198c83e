/* Slabs become slices of the type that they were made for. */
#include <epan/packet.h>

typedef struct
{
  int a;
} item_t;

static struct ws_memory_slab item_slab = WS_MEMORY_SLAB_INIT (item_t, 128);
static struct ws_memory_slab kept_slab = WS_MEMORY_SLAB_INIT (item_t, 128);

void dissect (void);
void
dissect (void)
{
  item_t *item = sl_alloc (&item_slab);
  item_t *zeroed = (item_t *) sl_alloc0(&item_slab);

  sl_free (&item_slab, item);
  sl_free (&item_slab, zeroed);
}

void residue (void);
void
residue (void)
{
  use (sl_alloc (&kept_slab));
  sl_free_all (&kept_slab);
}

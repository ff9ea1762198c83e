/* Slabs become slices of the type that they were made for. */
#include <epan/packet.h>
#include <wmem/wmem.h>

typedef struct
{
  int a;
} item_t;

static struct ws_memory_slab kept_slab = WS_MEMORY_SLAB_INIT (item_t, 128);

void dissect (void);
void
dissect (void)
{
  item_t *item = g_slice_new (item_t);
  item_t *zeroed = (item_t *) g_slice_new0(item_t);

  g_slice_free (item_t, item);
  g_slice_free (item_t, zeroed);
}

void residue (void);
void
residue (void)
{
  use (sl_alloc (&kept_slab));
  sl_free_all (&kept_slab);
}

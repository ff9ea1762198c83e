/* A slab that is defined on both sides of a condition. */
#include <epan/packet.h>

typedef struct
{
  int a;
} item_t;

typedef struct
{
  char text[80];
} large_t;

/* With one type on both sides it does not matter which side is compiled. */
#ifdef MANY_ITEMS
static struct ws_memory_slab item_slab = WS_MEMORY_SLAB_INIT (item_t, 1024);
#else
static struct ws_memory_slab item_slab = WS_MEMORY_SLAB_INIT (item_t, 16);
#endif

/* With two types it does. */
#ifdef LARGE
static struct ws_memory_slab mixed_slab = WS_MEMORY_SLAB_INIT (large_t, 16);
#else
static struct ws_memory_slab mixed_slab = WS_MEMORY_SLAB_INIT (item_t, 16);
#endif

/* With none on one side, neither. */
#ifdef BYTES
static struct ws_memory_slab raw_slab = WS_MEMORY_SLAB_INIT_UNALIGNED (16, 16);
#else
static struct ws_memory_slab raw_slab = WS_MEMORY_SLAB_INIT (item_t, 16);
#endif

/* What another file may use stays. */
struct ws_memory_slab shared_slab = WS_MEMORY_SLAB_INIT (item_t, 16);

void dissect (void);
void
dissect (void)
{
  item_t *item = sl_alloc (&item_slab);

  sl_free (&item_slab, item);
  item ? sl_free (&item_slab, item) : (void) 0;
}

void mixed (void);
void
mixed (void)
{
  void *item = sl_alloc (&mixed_slab);

  sl_free (&mixed_slab, item);
  item = sl_alloc0 (&raw_slab);
  sl_free (&raw_slab, item);
  sl_free (&shared_slab, sl_alloc (&shared_slab));
}

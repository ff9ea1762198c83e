/* SPDX-License-Identifier: MIT */
/*
 * The workloads of the pool benchmark. bench-pools.c includes this for the calls by pointer, for libwmem's inlined
 * calls and for the bump pointer, so that each is compiled into its own copy. WORKLOAD(name) names the function;
 * ALLOC, ALLOC0, REALLOC and FREE are the calls.
 */

static guint64
WORKLOAD (packet) (const peer_t *peer, void *pool, void *file G_GNUC_UNUSED, guint count)
{
  const guint packets = 2000000 / count;
  for (guint packet = 0; packet < packets; packet++)
    {
      for (guint i = 0; i < count; i++)
        *(volatile char *) ALLOC (pool, packet_sizes[(packet + i) % SIZES]) = 1;
      peer->empty (pool);
    }
  return (guint64) packets * count;
}

/* One request of file scope: the program fills what it gets, and sets a field of what is zeroed. */
static inline void *
WORKLOAD (file_request) (const peer_t *peer G_GNUC_UNUSED, void *file, guint i)
{
  const guint32 size = file_requests[i % SIZES].size;
  void *piece;
  if (file_requests[i % SIZES].zeroed)
    *(volatile char *) (piece = ALLOC0 (file, size)) = 1;
  else
    memset (piece = ALLOC (file, size), 1, size);
  living_bytes += size;
  return piece;
}

/* Pieces that stay, one in twenty freed after a while. */
static guint64
WORKLOAD (file) (const peer_t *peer, void *pool, void *file G_GNUC_UNUSED, guint count)
{
  void *freed_soon = NULL;
  for (guint i = 0; i < count; i++)
    {
      void *piece = WORKLOAD (file_request) (peer, pool, i);
      if (i % 20 == 3)
        freed_soon = piece;
      else if (i % 20 == 17)
        {
          FREE (pool, freed_soon);
          living_bytes -= file_requests[(i - 14) % SIZES].size;
        }
    }
  return count + count / 20;
}

/* A capture as measured. Packet pool: 72 allocations a packet; 17% of the operations are frees, half of them of the
 * newest piece; 1.6% are reallocs, 99% of the newest. File scope: 5.2 allocations a packet, 5% freed. */
static guint64
WORKLOAD (replay) (const peer_t *peer, void *pool, void *file, guint count)
{
  guint64 operations = 0;
  guint kept = 0;
  void *freed_soon = NULL;
  for (guint packet = 0; packet < count; packet++)
    {
      void *recent[4] = { NULL };
      for (guint i = 0; i < 72; i++)
        {
          const guint32 size = packet_sizes[(packet * 7 + i) % SIZES];
          void *piece = ALLOC (pool, size);
          *(volatile char *) piece = 1;
          operations++;
          if (i == 24 || (i == 52 && packet % 5 < 2))
            {
              if (packet % 50 == 0) /* not the newest */
                {
                  *(volatile char *) ALLOC (pool, 4) = 1;
                  operations++;
                }
              piece = REALLOC (pool, piece, size, size * 2);
              operations++;
            }
          if (i % 9 == 4)
            {
              FREE (pool, piece);
              operations++;
            }
          else if (i % 10 == 5 && recent[i % 4])
            {
              FREE (pool, recent[i % 4]);
              recent[i % 4] = NULL;
              operations++;
            }
          else
            recent[i % 4] = piece;
          if (i % 14 == 7 || (i == 71 && packet % 5 == 0))
            {
              piece = WORKLOAD (file_request) (peer, file, kept++);
              operations++;
              if (kept % 20 == 3)
                freed_soon = piece;
              else if (kept % 20 == 17)
                {
                  FREE (file, freed_soon);
                  operations++;
                }
            }
        }
      peer->empty (pool);
    }
  peer->empty (file);
  return operations;
}

/* Ten thousand live pieces, replaced at random. */
static guint64
WORKLOAD (churn) (const peer_t *peer, void *pool, void *file G_GNUC_UNUSED, guint count)
{
  (void) peer;
  static __thread struct {
    void *piece;
    guint32 size;
  } live[LIVE];
  guint32 random = 1;
  for (guint i = 0; i < LIVE + count; i++)
    {
      const guint slot = i < LIVE ? i : random_next (&random) % LIVE;
      if (i >= LIVE)
        {
          FREE (pool, live[slot].piece);
          living_bytes -= live[slot].size;
        }
      live[slot].size = packet_sizes[i % SIZES];
      live[slot].piece = ALLOC (pool, live[slot].size);
      living_bytes += live[slot].size;
      *(volatile char *) live[slot].piece = 1;
    }
  return LIVE + 2 * (guint64) count;
}

static guint64
WORKLOAD (jumbo) (const peer_t *peer, void *pool, void *file G_GNUC_UNUSED, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      char *piece = ALLOC (pool, (size_t) 1 << 20);
      piece[0] = piece[4096] = 1;
      if (i % 16 == 15)
        peer->empty (pool);
      else
        FREE (pool, piece);
    }
  return count;
}

/* Pools for a task each: made, asked a few times, ended. */
static guint64
WORKLOAD (short_lived) (const peer_t *peer, void *pool G_GNUC_UNUSED, void *file G_GNUC_UNUSED, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      void *task = peer->begin ();
      for (guint j = 0; j < 8; j++)
        *(volatile char *) ALLOC (task, packet_sizes[(i * 8 + j) % SIZES]) = 1;
      peer->end (task);
    }
  return count;
}

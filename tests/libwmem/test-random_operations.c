/* SPDX-License-Identifier: MIT */
/*
 * Long random sequences of operations against a simple model, over each policy, the whole pool checked on the way.
 */
#include <string.h>

#include "policies.h"
#include "wmem/wmem.h"

#define SLOTS 400
#define OPERATIONS 20000
#define CHECK_EVERY 50

/* The model: what each piece must hold. */
typedef struct
{
  guint8 *piece;
  gsize size;
  guint8 fill;
} slot_t;

typedef struct
{
  wmem_allocator_t *pool;
  GRand *random;
  slot_t slots[SLOTS];
  gsize asked;
} model_t;

static gsize
random_size (GRand *random)
{
  const int kind = g_rand_int_range (random, 0, 1000);
  if (kind < 900)
    return (gsize) g_rand_int_range (random, 1, 130);
  if (kind < 990)
    return (gsize) g_rand_int_range (random, 1, 5000);
  return (gsize) g_rand_int_range (random, 1, 600000);
}

static void
slot_check (const slot_t *slot)
{
  for (gsize i = 0; i < slot->size; i++)
    if (slot->piece[i] != slot->fill)
      ck_abort_msg ("byte %zu of %zu was overwritten", i, slot->size);
}

static void
slot_fill (model_t *model, slot_t *slot, guint8 *piece, gsize size)
{
  slot->piece = piece;
  slot->size = size;
  slot->fill = (guint8) g_rand_int (model->random);
  memset (piece, slot->fill, size);
}

static void
slot_allocate (model_t *model, slot_t *slot)
{
  const gsize size = random_size (model->random);
  guint8 *piece;
  switch (g_rand_int_range (model->random, 0, 4))
    {
    case 0:
      piece = wmem_alloc0 (model->pool, size);
      for (gsize i = 0; i < size; i++)
        if (piece[i] != 0)
          ck_abort_msg ("byte %zu of %zu is not zero", i, size);
      break;
    case 1:
      piece = wmem_alloc_aligned (model->pool, size, (gsize) 1 << g_rand_int_range (model->random, 0, 10));
      break;
    default:
      piece = wmem_alloc (model->pool, size);
    }
  model->asked += size;
  slot_fill (model, slot, piece, size);
}

static void
slot_free (model_t *model, slot_t *slot)
{
  slot_check (slot);
  wmem_free (model->pool, slot->piece);
  model->asked -= slot->size;
  slot->piece = NULL;
  slot->size = 0;
}

static void
slot_resize (model_t *model, slot_t *slot)
{
  const gsize size = random_size (model->random), kept = MIN (size, slot->size);
  guint8 *piece = wmem_realloc (model->pool, slot->piece, size);
  model->asked += size - slot->size;
  slot->piece = piece;
  slot->size = kept;
  slot_check (slot);
  slot_fill (model, slot, piece, size);
}

static void
model_forget (model_t *model)
{
  memset (model->slots, 0, sizeof model->slots);
  model->asked = 0;
}

static void
model_check (model_t *model)
{
  wmem_pool_statistics_t statistics;
  wmem_pool_check (model->pool);
  wmem_pool_get_statistics (model->pool, &statistics);
  ck_assert_uint_eq (statistics.asked, model->asked);
  ck_assert_uint_ge (statistics.held, statistics.asked);
}

START_TEST (test_random_operations__keep_every_piece)
{
  model_t model = { .pool = policy_pool (_i % N_POLICY_CASES), .random = g_rand_new_with_seed ((guint32) _i * 7919) };
  for (int operation = 0; operation < OPERATIONS; operation++)
    {
      slot_t *slot = &model.slots[g_rand_int_range (model.random, 0, SLOTS)];
      const int kind = g_rand_int_range (model.random, 0, 2000);
      if (kind == 0)
        {
          wmem_free_all (model.pool);
          model_forget (&model);
        }
      else if (kind < 5)
        wmem_gc (model.pool);
      else if (kind < 30)
        {
          /* Whatever happens behind a mark leaves no trace. */
          wmem_mark_t mark = wmem_pool_mark (model.pool);
          for (int i = 0; i < 20; i++)
            memset (wmem_alloc (model.pool, random_size (model.random)), 0x77, 1);
          wmem_free (model.pool, wmem_alloc (model.pool, 50));
          wmem_pool_rewind (model.pool, mark);
        }
      else if (slot->piece == NULL)
        slot_allocate (&model, slot);
      else if (kind < 1000)
        slot_free (&model, slot);
      else
        slot_resize (&model, slot);
      if (operation % CHECK_EVERY == 0)
        model_check (&model);
    }
  for (int i = 0; i < SLOTS; i++)
    if (model.slots[i].piece)
      slot_check (&model.slots[i]);
  wmem_destroy_allocator (model.pool);
  g_rand_free (model.random);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("random operations");
  TCase *every = tcase_create ("every policy");
  tcase_set_timeout (every, 120);
  tcase_add_loop_test (every, test_random_operations__keep_every_piece, 0,
                       running_with_tool () ? N_POLICY_CASES : 5 * N_POLICY_CASES);
  suite_add_tcase (suite, every);
  return run_suite (suite);
}

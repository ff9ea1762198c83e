/* SPDX-License-Identifier: MIT */
/*
 * The strict policy: finds misuse, and says which pool, which size, and where the piece was allocated.
 *
 * What it does: guards before and behind every piece; freed pieces are filled with a pattern and kept in quarantine, so
 * that a second free and a write after the end show; a table knows every living piece.
 * What it cannot do: see a read after the end. AddressSanitizer and valgrind do, with any policy.
 * What it costs: a heap block, a hash insertion and a backtrace a piece.
 * How misuse is caught: when a piece is freed or resized, when the pool is emptied or destroyed, in wmem_pool_check().
 */
#define _GNU_SOURCE /* dladdr */
#include "pools/piece_list.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <stdlib.h>
#include <string.h>

#include "pools/pages.h"

#define GUARD_SIZE 32 /* bytes before and behind the data, a multiple of 16 */
#define SITE_DEPTH 7  /* callers remembered of each allocation */
#define SITE_SKIP 2   /* the policy's own frames */
#define GUARD_BYTE 0xCA
#define NEW_BYTE 0xA5
#define FREED_BYTE 0xDF
#define QUARANTINE_CAP ((gsize) 4 * 1024 * 1024)

typedef struct
{
  piece_list_t list;
  GHashTable *ended; /* of data pointers in quarantine */
  GQueue quarantine; /* of their records, the oldest first */
  gsize quarantined; /* bytes */
} strict_pool_t;

/* What stands before the record: where the piece was allocated. */
typedef struct
{
  const char *place; /* "file:line", or NULL */
  void *frames[SITE_DEPTH];
} strict_site_t;

G_STATIC_ASSERT (sizeof (strict_site_t) % 16 == 0);

static strict_pool_t *
strict_pool (wmem_allocator_t *pool)
{
  return (strict_pool_t *) (void *) pool;
}

/* Layout of a piece: site, record, guard, data, guard. The record thinks that the first guard belongs to the data. */

static guint8 *
strict_data (piece_record_t *record)
{
  return (guint8 *) piece_of_record (record) + GUARD_SIZE;
}

static piece_record_t *
strict_record (const void *piece)
{
  return record_of_piece ((const guint8 *) piece - GUARD_SIZE);
}

static strict_site_t *
strict_site (piece_record_t *record)
{
  return (strict_site_t *) (void *) ((guint8 *) record - sizeof (strict_site_t));
}

/* Appends the function that returns to @address, and where that is in its object. */
static void
append_caller (GString *text, const void *address)
{
  const guint8 *call = (const guint8 *) address - 1;
  Dl_info info;
  if (dladdr (call, &info) == 0 || info.dli_fname == NULL)
    {
      g_string_append_printf (text, "%p", address);
      return;
    }
  const char *slash = strrchr (info.dli_fname, '/');
  char *place = g_strdup_printf ("%s+0x%" G_GSIZE_MODIFIER "x", slash ? slash + 1 : info.dli_fname,
                                 (gsize) (call - (const guint8 *) info.dli_fbase));
  if (info.dli_sname)
    g_string_append_printf (text, "%s+0x%" G_GSIZE_MODIFIER "x (%s)", info.dli_sname,
                            (gsize) (call - (const guint8 *) info.dli_saddr), place);
  else
    g_string_append (text, place);
  g_free (place);
}

/* @return the allocation site as one line: free with g_free(). */
static char *
strict_site_text (piece_record_t *record)
{
  const strict_site_t *site = strict_site (record);
  GString *text = g_string_new (site->place);
  for (int i = 0; i < SITE_DEPTH && site->frames[i]; i++)
    {
      g_string_append (text, i > 0 ? " < " : site->place ? " by "
                                                         : "");
      append_caller (text, site->frames[i]);
    }
  return g_string_free (text, FALSE);
}

G_NORETURN static void
strict_abort (wmem_allocator_t *pool, piece_record_t *record, const char *what)
{
  wmem_pool_abort (pool, "%s: %" G_GSIZE_FORMAT " bytes at %p, allocated at %s", what, record->asked,
                   (void *) strict_data (record), strict_site_text (record));
}

static const guint8 *
first_other_byte (const guint8 *start, gsize size, guint8 byte)
{
  for (gsize i = 0; i < size; i++)
    if (start[i] != byte)
      return start + i;
  return NULL;
}

static void
strict_check_guards (wmem_allocator_t *pool, piece_record_t *record)
{
  if (first_other_byte (strict_data (record) - GUARD_SIZE, GUARD_SIZE, GUARD_BYTE))
    strict_abort (pool, record, "underrun: the bytes before a piece were written");
  if (first_other_byte (strict_data (record) + record->asked, GUARD_SIZE, GUARD_BYTE))
    strict_abort (pool, record, "overrun: the bytes behind a piece were written");
}

static void
strict_check_ended (wmem_allocator_t *pool, piece_record_t *record)
{
  if (first_other_byte (strict_data (record), record->asked, FREED_BYTE))
    strict_abort (pool, record, "use after free: a piece was written after its end");
  strict_check_guards (pool, record);
}

/* @return the record of a living @piece; aborts where it is none. */
static piece_record_t *
strict_living (wmem_allocator_t *pool, const void *piece)
{
  if (G_LIKELY (piece_list_has (pool, strict_record (piece))))
    return strict_record (piece);
  if (g_hash_table_contains (strict_pool (pool)->ended, piece))
    strict_abort (pool, strict_record (piece), "double free or use after the end");
  wmem_pool_abort (pool, "foreign pointer: %p is no piece of it, or ended long ago", piece);
}

static void
strict_init (wmem_allocator_t *pool)
{
  piece_list_init (pool);
  strict_pool (pool)->ended = g_hash_table_new (NULL, NULL);
  g_queue_init (&strict_pool (pool)->quarantine);
}

static void *
strict_alloc_aligned (wmem_allocator_t *pool, gsize size, gsize alignment)
{
  /* The data starts one guard behind the record: a guard as large as the alignment keeps both aligned. */
  strict_pool_t *strict = strict_pool (pool);
  piece_record_t *record;
  if (alignment <= 16)
    record = piece_list_add (&strict->list, size, 16, sizeof (strict_site_t), 2 * GUARD_SIZE);
  else
    {
      const gsize slack = alignment + sizeof (strict_site_t) + sizeof (piece_record_t) + 2 * GUARD_SIZE;
      void *base = size <= (gsize) G_MAXSSIZE - slack && slack < G_MAXSSIZE / 2 ? g_try_malloc (size + slack) : NULL;
      if (base == NULL)
        wmem_pool_abort (pool, "out of memory: %" G_GSIZE_FORMAT " bytes asked for", size);
      guint8 *data = (guint8 *) base + sizeof (strict_site_t) + sizeof (piece_record_t) + GUARD_SIZE;
      data += (gsize) - (gintptr) data & (alignment - 1);
      record = strict_record (data);
      record->base = base;
      record->asked = size;
      piece_list_link (&strict->list, record);
    }
  void *frames[SITE_DEPTH + SITE_SKIP] = { NULL };
  backtrace (frames, G_N_ELEMENTS (frames));
  strict_site_t *site = strict_site (record);
  site->place = pool->site;
  memcpy (site->frames, frames + SITE_SKIP, sizeof site->frames);
  guint8 *data = strict_data (record);
  memset (data - GUARD_SIZE, GUARD_BYTE, GUARD_SIZE);
  memset (data, NEW_BYTE, size);
  memset (data + size, GUARD_BYTE, GUARD_SIZE);
  return data;
}

static void *
strict_alloc (wmem_allocator_t *pool, gsize size)
{
  return strict_alloc_aligned (pool, size, 16);
}

static void *
strict_alloc0 (wmem_allocator_t *pool, gsize size)
{
  return memset (strict_alloc (pool, size), 0, size);
}

/* Ends the oldest pieces in quarantine until @cap bytes are left. */
static void
strict_release (wmem_allocator_t *pool, gsize cap)
{
  strict_pool_t *strict = strict_pool (pool);
  while (strict->quarantined > cap || (cap == 0 && !g_queue_is_empty (&strict->quarantine)))
    {
      piece_record_t *record = g_queue_pop_head (&strict->quarantine);
      strict_check_ended (pool, record);
      strict->quarantined -= record->asked;
      g_hash_table_remove (strict->ended, strict_data (record));
      g_free (record->base);
    }
}

static void
strict_end (wmem_allocator_t *pool, piece_record_t *record)
{
  strict_pool_t *strict = strict_pool (pool);
  strict_check_guards (pool, record);
  piece_list_unlink (&strict->list, record);
  memset (strict_data (record), FREED_BYTE, record->asked);
  g_hash_table_add (strict->ended, strict_data (record));
  g_queue_push_tail (&strict->quarantine, record);
  strict->quarantined += record->asked;
}

static void
strict_free (wmem_allocator_t *pool, void *piece)
{
  strict_end (pool, strict_living (pool, piece));
  strict_release (pool, QUARANTINE_CAP);
}

static void *
strict_realloc (wmem_allocator_t *pool, void *piece, gsize size)
{
  piece_record_t *record = strict_living (pool, piece);
  void *moved = strict_alloc (pool, size);
  memcpy (moved, piece, MIN (record->asked, size));
  strict_free (pool, piece);
  return moved;
}

static void
strict_check (wmem_allocator_t *pool)
{
  strict_pool_t *strict = strict_pool (pool);
  for (piece_record_t *record = strict->list.newest; record; record = record->next)
    strict_check_guards (pool, record);
  for (GList *link = strict->quarantine.head; link; link = link->next)
    strict_check_ended (pool, link->data);
}

static void
strict_rewind (wmem_allocator_t *pool, wmem_mark_t mark)
{
  piece_list_t *list = &strict_pool (pool)->list;
  while (list->newest && list->newest->serial > mark.serial)
    strict_free (pool, strict_data (list->newest));
}

static void
strict_free_all (wmem_allocator_t *pool)
{
  /* What ended before the last time is checked and let go; what ends now stays, to show its use after free_all. */
  strict_release (pool, 0);
  strict_rewind (pool, (wmem_mark_t){ .serial = 0 });
}

static void
strict_gc (wmem_allocator_t *pool)
{
  strict_release (pool, 0);
}

static void
strict_finish (wmem_allocator_t *pool)
{
  strict_release (pool, 0);
  piece_list_finish (pool);
  g_hash_table_destroy (strict_pool (pool)->ended);
}

static void
strict_report_leaks (wmem_allocator_t *pool)
{
  for (piece_record_t *record = strict_pool (pool)->list.newest; record; record = record->next)
    {
      char *site = strict_site_text (record);
      g_printerr ("wmem: pool '%s' (strict): leak: %" G_GSIZE_FORMAT " bytes at %p, allocated at %s\n",
                  wmem_pool_get_name (pool), record->asked, (void *) strict_data (record), site);
      g_free (site);
    }
}

static gsize
strict_asked (wmem_allocator_t *pool, const void *piece)
{
  return strict_living (pool, piece)->asked;
}

static gsize
strict_reusable (wmem_allocator_t *pool)
{
  return strict_pool (pool)->quarantined;
}

typedef struct
{
  piece_visitor_t visitor;
  void *user_data;
} strict_visit_t;

static gboolean
strict_visit_record (void *first_guard, gsize asked, void *user_data)
{
  strict_visit_t *visit = user_data;
  return visit->visitor ((guint8 *) first_guard + GUARD_SIZE, asked, visit->user_data);
}

static void
strict_visit (wmem_allocator_t *pool, piece_visitor_t visitor, void *user_data)
{
  strict_visit_t visit = { visitor, user_data };
  piece_list_visit (pool, strict_visit_record, &visit);
}

static gboolean
strict_steal (wmem_allocator_t *from, wmem_allocator_t *to, void *piece)
{
  piece_record_t *record = strict_living (from, piece);
  piece_list_unlink (&strict_pool (from)->list, record);
  piece_list_link (&strict_pool (to)->list, record);
  return TRUE;
}

static gboolean
strict_steal_all (wmem_allocator_t *from, wmem_allocator_t *to)
{
  piece_list_t *list = &strict_pool (from)->list;
  while (list->newest)
    strict_steal (from, to, strict_data (list->newest));
  return TRUE;
}

const wmem_policy_t wmem_policy_strict = {
  .name = "strict",
  .type = WMEM_ALLOCATOR_STRICT,
  .pool_size = sizeof (strict_pool_t),
  .init = strict_init,
  .finish = strict_finish,
  .alloc = strict_alloc,
  .alloc0 = strict_alloc0,
  .alloc_aligned = strict_alloc_aligned,
  .realloc = strict_realloc,
  .free = strict_free,
  .free_all = strict_free_all,
  .gc = strict_gc,
  .asked = strict_asked,
  .usable = strict_asked,
  .visit = strict_visit,
  .reusable = strict_reusable,
  .report_leaks = strict_report_leaks,
  .check = strict_check,
  .publish = piece_list_nothing,
  .mark = piece_list_mark,
  .rewind = strict_rewind,
  .steal = strict_steal,
  .steal_all = strict_steal_all,
};

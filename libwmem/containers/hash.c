/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The secrets of hashing, and hashing as a public function.
 */
#include <sys/random.h>

#include "wmem/wmem_map.h"

#include "hash.h"

guint64 wmem_hash_secrets[3];

/** Before main(): no call has to ask whether the secrets are there, and no thread meets them half done. */
static void __attribute__ ((constructor))
draw_secrets (void)
{
  gsize i;

  if (getrandom (wmem_hash_secrets, sizeof wmem_hash_secrets, GRND_NONBLOCK) != (ssize_t) sizeof wmem_hash_secrets)
    for (i = 0; i < G_N_ELEMENTS (wmem_hash_secrets); i++)
      wmem_hash_secrets[i] = (guint64) g_random_int () << 32 | g_random_int ();
  /* An odd factor loses nothing of what it multiplies. */
  for (i = 0; i < G_N_ELEMENTS (wmem_hash_secrets); i++)
    wmem_hash_secrets[i] |= 1;
}

guint64
wmem_hash_new_seed (gsize which)
{
  /* Tables one after the other in the same place differ too. Threads may read the same number: their addresses differ. */
  static guint64 tables;
  const guint64 number = __atomic_load_n (&tables, __ATOMIC_RELAXED) + 1;

  __atomic_store_n (&tables, number, __ATOMIC_RELAXED);
  return wmem_hash_fold (wmem_hash_secrets[0] ^ which, wmem_hash_secrets[2] + number * 2) | 1;
}

guint32
wmem_strong_hash (const guint8 *buf, const size_t len)
{
  return wmem_hash_bytes (buf, len, FALSE, wmem_hash_secrets[0]);
}

guint
wmem_str_hash (gconstpointer key)
{
  return wmem_hash_bytes (key, strlen (key), FALSE, wmem_hash_secrets[0]);
}

guint
wmem_int64_hash (gconstpointer key)
{
  return wmem_hash_bytes (key, sizeof (gint64), FALSE, wmem_hash_secrets[0]);
}

guint
wmem_double_hash (gconstpointer key)
{
  double number;

  memcpy (&number, key, sizeof number);
  number += 0.0; /* -0.0 becomes 0.0 */
  return wmem_hash_bytes ((const guint8 *) &number, sizeof number, FALSE, wmem_hash_secrets[0]);
}

/* SPDX-License-Identifier: MIT */
/* What a tvbuff is made of, and the copies from which each flavour builds its own forms. */
#ifndef EPAN_TVBUFF_PRIVATE_H
#define EPAN_TVBUFF_PRIVATE_H

#include <epan/host_pool.h>
#include <epan/tvbuff.h>

struct tvbuff
{
  tvbuff_t *next; /* what was cut from, or made for, the same first buffer */
  tvbuff_t *first;
  const guint8 *data;
  guint length;
  guint reported_length;
  gint raw_offset;
  tvbuff_free_cb_t free_cb;
};

/** Frees a first buffer and all that hangs on it. */
void tvb_free_chain (tvbuff_t *first);
/** Checks a range and resolves a negative offset and a length of -1; throws. */
void tvb_resolve (const tvbuff_t *tvb, gint offset, gint length, guint *start, guint *size);

void *host_tvb_memdup (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length);
guint8 *host_tvb_string (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, guint encoding);
guint8 *host_tvb_stringz (host_pool_t pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
gchar *host_tvb_unicode (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, guint encoding);
gchar *host_tvb_unicodez (host_pool_t pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
char *host_tvb_faked_unicode (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, gboolean little_endian);
guint8 *host_tvb_bits (host_pool_t pool, tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0);
const gchar *host_tvb_bcd (host_pool_t pool, tvbuff_t *tvb, gint offset, gint length, const dgt_set_t *digits,
                           gboolean skip_first);

#endif

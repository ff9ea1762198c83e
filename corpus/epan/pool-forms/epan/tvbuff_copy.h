/* SPDX-License-Identifier: MIT */
/*
 * Copies of packet bytes, new forms: the pool comes first; a NULL pool is heap memory that the caller frees with
 * wmem_free(NULL, ...). All throw where the bytes are not there. Strings are NUL-terminated.
 */
#ifndef EPAN_TVBUFF_COPY_H
#define EPAN_TVBUFF_COPY_H

#include <epan/host_pool.h>

guint8 *tvb_get_string (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length);
guint8 *tvb_get_string_enc (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length, guint encoding);
/** @param lengthp takes the size with the NUL; may be NULL, as in all of the ...stringz functions */
guint8 *tvb_get_stringz (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp);
guint8 *tvb_get_stringz_enc (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
/** @param length in bytes, two of them a character */
gchar *tvb_get_unicode_string (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint length, guint encoding);
gchar *tvb_get_unicode_stringz (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
/** @param length in characters; what does not fit a byte becomes a dot */
char *tvb_get_faked_unicode (wmem_allocator_t *pool, tvbuff_t *tvb, int offset, int length, gboolean little_endian);
void *tvb_memdup (wmem_allocator_t *pool, tvbuff_t *tvb, gint offset, size_t length);
/** Bits from @a bit_offset on, moved to start at the first bit of the copy, packet-scoped. */
guint8 *wmem_packet_tvb_get_bits (tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0);
/** Binary-coded decimal digits, low half first, up to a 0xF; @a dgt NULL means 0 to 9. Packet-scoped. */
const gchar *tvb_bcd_dig_to_wmem_packet_str (tvbuff_t *tvb, const gint offset, const gint length, dgt_set_t *dgt,
                                             gboolean skip_first);

#endif

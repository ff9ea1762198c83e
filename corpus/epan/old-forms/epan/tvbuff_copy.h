/* SPDX-License-Identifier: MIT */
/*
 * Copies of packet bytes, old forms: the name says how long the copy lives ("ephemeral": until the packet is done,
 * "seasonal": until the file is closed); the plain names are heap memory that the caller frees with g_free().
 * All throw where the bytes are not there. Strings are NUL-terminated.
 */
#ifndef EPAN_TVBUFF_COPY_H
#define EPAN_TVBUFF_COPY_H

/* Heap memory: the caller owns it. */
guint8 *tvb_get_string (tvbuff_t *tvb, gint offset, gint length);
guint8 *tvb_get_stringz (tvbuff_t *tvb, gint offset, gint *lengthp);
gchar *tvb_get_unicode_string (tvbuff_t *tvb, gint offset, gint length, guint encoding);
char *tvb_fake_unicode (tvbuff_t *tvb, int offset, int length, gboolean little_endian);
void *tvb_memdup (tvbuff_t *tvb, gint offset, size_t length);

/* Packet-scoped. */
guint8 *tvb_get_ephemeral_string (tvbuff_t *tvb, gint offset, gint length);
guint8 *tvb_get_ephemeral_string_enc (tvbuff_t *tvb, gint offset, gint length, guint encoding);
/** @param lengthp takes the size with the NUL; may be NULL, as in all of the ...stringz functions */
guint8 *tvb_get_ephemeral_stringz (tvbuff_t *tvb, gint offset, gint *lengthp);
guint8 *tvb_get_ephemeral_stringz_enc (tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
/** @param length in bytes, two of them a character */
gchar *tvb_get_ephemeral_unicode_string (tvbuff_t *tvb, gint offset, gint length, guint encoding);
gchar *tvb_get_ephemeral_unicode_stringz (tvbuff_t *tvb, gint offset, gint *lengthp, guint encoding);
/** @param length in characters; what does not fit a byte becomes a dot */
char *tvb_get_ephemeral_faked_unicode (tvbuff_t *tvb, int offset, int length, gboolean little_endian);
void *ep_tvb_memdup (tvbuff_t *tvb, gint offset, size_t length);
/** Bits from @a bit_offset on, moved to start at the first bit of the copy. */
guint8 *ep_tvb_get_bits (tvbuff_t *tvb, guint bit_offset, gint no_of_bits, gboolean lsb0);
/** Binary-coded decimal digits, low half first, up to a 0xF; @a dgt NULL means 0 to 9. */
const gchar *tvb_bcd_dig_to_ep_str (tvbuff_t *tvb, const gint offset, const gint length, dgt_set_t *dgt,
                                    gboolean skip_first);

/* File-scoped. */
guint8 *tvb_get_seasonal_string (tvbuff_t *tvb, gint offset, gint length);
guint8 *tvb_get_seasonal_stringz (tvbuff_t *tvb, gint offset, gint *lengthp);

#endif

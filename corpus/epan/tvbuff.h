/* SPDX-License-Identifier: MIT */
/*
 * Testy virtual buffers: the bytes of a packet, or of a part of it, behind accessors that check every read.
 *
 * Every offset may be negative and then counts from the end. A length of -1 means "to the end". A read that leaves
 * the buffer throws: BoundsError where the capture cut the packet short, ReportedBoundsError where the packet itself
 * ends. Buffers live until the dissection of their packet ends; nobody frees one.
 *
 * The functions that return a copy of packet bytes are declared in epan/tvbuff_copy.h, which differs between the old
 * and the new flavour of the host.
 */
#ifndef EPAN_TVBUFF_H
#define EPAN_TVBUFF_H

#include <glib.h>
#include <epan/exceptions.h>
#include <epan/guid-utils.h>
#include <epan/nstime.h>

typedef struct tvbuff tvbuff_t;

typedef void (*tvbuff_free_cb_t) (void *data);

/* Encodings of an item: byte order, and character set where it is text. */
#define ENC_BIG_ENDIAN 0x00000000
#define ENC_LITTLE_ENDIAN 0x80000000
#define ENC_NA 0x00000000
#define ENC_CHARENCODING_MASK 0x7FFFFFFE
#define ENC_UTF_8 0x00000000
#define ENC_ASCII 0x00000000
#define ENC_UTF_16 0x00000004
#define ENC_UCS_2 0x00000006
#define ENC_EBCDIC 0x00000008
#define ENC_TIME_TIMESPEC 0x00000000
#define ENC_TIME_NTP 0x00000002

/* --- making buffers ----------------------------------------------------------------------------------------- */

/** A buffer on bytes that somebody else keeps, not part of another buffer. */
tvbuff_t *tvb_new_real_data (const guint8 *data, guint length, gint reported_length);
/** The same, remembered by @a parent, so that it goes away with it: for decoded or reassembled bytes. */
tvbuff_t *tvb_new_child_real_data (tvbuff_t *parent, const guint8 *data, guint length, gint reported_length);
/** Has @a func called on the data when the buffer goes away, e.g. g_free. */
void tvb_set_free_cb (tvbuff_t *tvb, tvbuff_free_cb_t func);
/** The part at @a offset, with explicit captured and reported lengths, each -1 for "the rest". */
tvbuff_t *tvb_new_subset (tvbuff_t *tvb, gint offset, gint length, gint reported_length);
tvbuff_t *tvb_new_subset_remaining (tvbuff_t *tvb, gint offset);

/* --- lengths ------------------------------------------------------------------------------------------------ */

guint tvb_length (tvbuff_t *tvb);
guint tvb_reported_length (tvbuff_t *tvb);
/** @return the captured bytes from @a offset on, or -1 where @a offset lies outside. */
gint tvb_length_remaining (tvbuff_t *tvb, gint offset);
gint tvb_reported_length_remaining (tvbuff_t *tvb, gint offset);
/** As tvb_length_remaining(), but throws where nothing is left. */
guint tvb_ensure_length_remaining (tvbuff_t *tvb, gint offset);
void tvb_set_reported_length (tvbuff_t *tvb, guint reported_length);
gboolean tvb_bytes_exist (tvbuff_t *tvb, gint offset, gint length);
gboolean tvb_offset_exists (tvbuff_t *tvb, gint offset);
void tvb_ensure_bytes_exist (tvbuff_t *tvb, gint offset, gint length);
/** @return where @a tvb starts, counted from the start of the buffer it was cut from. */
gint tvb_raw_offset (tvbuff_t *tvb);

/* --- numbers ------------------------------------------------------------------------------------------------ */

guint8 tvb_get_guint8 (tvbuff_t *tvb, gint offset);
guint16 tvb_get_ntohs (tvbuff_t *tvb, gint offset);
guint32 tvb_get_ntoh24 (tvbuff_t *tvb, gint offset);
guint32 tvb_get_ntohl (tvbuff_t *tvb, gint offset);
guint64 tvb_get_ntoh40 (tvbuff_t *tvb, gint offset);
guint64 tvb_get_ntoh48 (tvbuff_t *tvb, gint offset);
guint64 tvb_get_ntoh64 (tvbuff_t *tvb, gint offset);
gfloat tvb_get_ntohieee_float (tvbuff_t *tvb, gint offset);
gdouble tvb_get_ntohieee_double (tvbuff_t *tvb, gint offset);
guint16 tvb_get_letohs (tvbuff_t *tvb, gint offset);
guint32 tvb_get_letoh24 (tvbuff_t *tvb, gint offset);
guint32 tvb_get_letohl (tvbuff_t *tvb, gint offset);
guint64 tvb_get_letoh64 (tvbuff_t *tvb, gint offset);
gfloat tvb_get_letohieee_float (tvbuff_t *tvb, gint offset);
gdouble tvb_get_letohieee_double (tvbuff_t *tvb, gint offset);
/** Four bytes as they are in the packet. */
guint32 tvb_get_ipv4 (tvbuff_t *tvb, gint offset);
struct e_in6_addr;
void tvb_get_ipv6 (tvbuff_t *tvb, gint offset, struct e_in6_addr *addr);
void tvb_get_ntohguid (tvbuff_t *tvb, gint offset, e_guid_t *guid);
void tvb_get_letohguid (tvbuff_t *tvb, gint offset, e_guid_t *guid);
void tvb_get_guid (tvbuff_t *tvb, gint offset, e_guid_t *guid, guint encoding);
guint8 tvb_get_bits8 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits);
guint16 tvb_get_bits16 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits, guint encoding);
guint32 tvb_get_bits32 (tvbuff_t *tvb, gint bit_offset, gint no_of_bits, guint encoding);

/* --- bytes -------------------------------------------------------------------------------------------------- */

/** @return the bytes themselves, checked to exist; as long-lived as the buffer. */
const guint8 *tvb_get_ptr (tvbuff_t *tvb, gint offset, gint length);
void *tvb_memcpy (tvbuff_t *tvb, void *target, gint offset, size_t length);
/** @return 0 when the bytes are the same, -1 when they differ or are not there; never throws. */
gint tvb_memeql (tvbuff_t *tvb, gint offset, const guint8 *bytes, size_t length);
gint tvb_strneql (tvbuff_t *tvb, gint offset, const gchar *text, gint length);
gint tvb_strncaseeql (tvbuff_t *tvb, gint offset, const gchar *text, gint length);

/* --- searching ---------------------------------------------------------------------------------------------- */

/** @return where @a needle is within @a maxlength bytes (-1: the rest), or -1. */
gint tvb_find_guint8 (tvbuff_t *tvb, gint offset, gint maxlength, guint8 needle);
/** @return where the first byte out of @a needles is, or -1; @a found, if not NULL, takes that byte. */
gint tvb_pbrk_guint8 (tvbuff_t *tvb, gint offset, gint maxlength, const guint8 *needles, guchar *found);
gint tvb_find_tvb (tvbuff_t *haystack, tvbuff_t *needle, gint offset);
/** @return the size of the NUL-terminated string, its NUL included; throws where there is no NUL. */
guint tvb_strsize (tvbuff_t *tvb, gint offset);
/** @return the length without the NUL, or -1 where there is none within @a maxlength. */
gint tvb_strnlen (tvbuff_t *tvb, gint offset, guint maxlength);
/**
 * Finds the end of a line: LF, CR LF or CR.
 * @param length how far to look, or -1
 * @param next_offset takes the start of the next line
 * @param desegment with TRUE, an unfinished line gives -1 instead of all that is there
 * @return the length without the line end
 */
gint tvb_find_line_end (tvbuff_t *tvb, gint offset, int length, gint *next_offset, gboolean desegment);
/** As tvb_find_line_end(), but a line end between double quotes does not count. */
gint tvb_find_line_end_unquoted (tvbuff_t *tvb, gint offset, int length, gint *next_offset);
/** Finds a word's end: @return its length; @a next_offset takes the start of the next word, or -1. */
int get_token_len (const guchar *line, const guchar *line_end, const guchar **next_token);
gint tvb_skip_wsp (tvbuff_t *tvb, gint offset, gint maxlength);

/* --- copies with a caller's buffer -------------------------------------------------------------------------- */

/** Copies a NUL-terminated string into @a buffer: @return its size with the NUL. */
gint tvb_get_nstringz (tvbuff_t *tvb, gint offset, guint size, guint8 *buffer);
/** As tvb_get_nstringz(), but always terminates: @return the length without the NUL. */
gint tvb_get_nstringz0 (tvbuff_t *tvb, gint offset, guint size, guint8 *buffer);

/* --- packet-scoped text ------------------------------------------------------------------------------------- */

/** The bytes as text, with what is not printable escaped, in packet-scoped memory. */
gchar *tvb_format_text (tvbuff_t *tvb, gint offset, gint length);
/** As tvb_format_text(), up to the first NUL. */
gchar *tvb_format_stringzpad (tvbuff_t *tvb, gint offset, gint length);
gchar *tvb_format_text_wsp (tvbuff_t *tvb, gint offset, gint length);
/** Hexadecimal digits, at most 36 bytes of them, in packet-scoped memory. */
gchar *tvb_bytes_to_str (tvbuff_t *tvb, gint offset, gint length);
gchar *tvb_bytes_to_str_punct (tvbuff_t *tvb, gint offset, gint length, gchar punct);
const gchar *tvb_ip_to_str (tvbuff_t *tvb, gint offset);
const gchar *tvb_ip6_to_str (tvbuff_t *tvb, gint offset);
const gchar *tvb_ether_to_str (tvbuff_t *tvb, gint offset);
const gchar *tvb_guid_to_str (tvbuff_t *tvb, gint offset, guint encoding);

/** The sixteen characters that the half-bytes of a binary-coded decimal stand for. */
typedef struct dgt_set_t
{
  const unsigned char out[16];
} dgt_set_t;

#include <epan/tvbuff_copy.h>

#endif

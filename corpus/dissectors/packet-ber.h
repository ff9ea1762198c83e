/* SPDX-License-Identifier: MIT */
/* packet-ber.h
 * ASN.1 in the Basic Encoding Rules, as far as SNMP and the time-stamp protocol need it (X.690)
 */

#ifndef __PACKET_BER_H__
#define __PACKET_BER_H__

#include <epan/packet.h>

#define BER_CLASS_UNI	0
#define BER_CLASS_APP	1
#define BER_CLASS_CON	2
#define BER_CLASS_PRI	3

#define BER_UNI_TAG_BOOLEAN		1
#define BER_UNI_TAG_INTEGER		2
#define BER_UNI_TAG_BITSTRING		3
#define BER_UNI_TAG_OCTETSTRING		4
#define BER_UNI_TAG_NULL		5
#define BER_UNI_TAG_OID			6
#define BER_UNI_TAG_ENUMERATED		10
#define BER_UNI_TAG_UTF8STRING		12
#define BER_UNI_TAG_SEQUENCE		16
#define BER_UNI_TAG_SET			17
#define BER_UNI_TAG_PRINTABLESTRING	19
#define BER_UNI_TAG_IA5STRING		22
#define BER_UNI_TAG_UTCTIME		23
#define BER_UNI_TAG_GENERALIZEDTIME	24

#define BER_MAX_NESTING			64

/* One element: where it starts, where its value is, where the next one starts. */
typedef struct _ber_tlv_t {
	guint8		ber_class;
	gboolean	constructed;
	guint32		tag;
	int		start;
	int		value;
	int		len;
	int		end;
} ber_tlv_t;

/* What a formatter of a BER value may do with the text: keep it for the packet, or for the capture file. */
typedef enum { BER_FOR_PACKET, BER_FOR_FILE } ber_lifetime_t;

/* Reads the element at offset; throws if it does not fit into the tvbuff. Returns where its value starts. */
extern int ber_get_tlv(tvbuff_t *tvb, int offset, ber_tlv_t *tlv);
/* The same for an element that has to be of this class and tag: says so in the tree if it is not. */
extern gboolean ber_expect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, guint8 ber_class,
    guint32 tag, const char *what, ber_tlv_t *tlv);

extern gint64 ber_get_int64(tvbuff_t *tvb, const ber_tlv_t *tlv);
extern gchar *ber_get_oid(tvbuff_t *tvb, const ber_tlv_t *tlv, gboolean persistent);
/* "20120806121314Z" as "2012-08-06 12:13:14 UTC". */
extern const gchar *ber_get_time(tvbuff_t *tvb, const ber_tlv_t *tlv);
/* The structure below offset as an outline, "SEQUENCE { INTEGER, [0] { ... } }", for what nobody knows better. */
extern const gchar *ber_outline(tvbuff_t *tvb, int offset, int end);

/* What compiled ASN.1 modules are made of: an element is dissected by a function, a sequence by a table of them. */

typedef int (*ber_callback_t)(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);

#define BER_FLAGS_OPTIONAL	0x1
#define BER_FLAGS_ANY		0x2	/* whatever class and tag */

typedef struct _ber_sequence_t {
	const int	*p_id;		/* NULL ends the table */
	guint8		ber_class;
	guint32		tag;
	guint32		flags;
	ber_callback_t	func;
} ber_sequence_t;

extern int dissect_ber_sequence(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree,
    const ber_sequence_t *seq, int hf_index, gint ett);
extern int dissect_ber_sequence_of(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree,
    const ber_sequence_t *element, int hf_index, gint ett);
extern int dissect_ber_integer(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);
extern int dissect_ber_boolean(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);
extern int dissect_ber_octet_string(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);
extern int dissect_ber_object_identifier(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);
extern int dissect_ber_text(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);
extern int dissect_ber_any(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, int hf_index);

#endif /* packet-ber.h */

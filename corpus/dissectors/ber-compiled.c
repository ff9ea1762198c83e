/* SPDX-License-Identifier: MIT */
/* ber-compiled.c
 * The functions that compiled ASN.1 modules call: sequences from tables, and the elements of simple types
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/oids.h>
#include <epan/strutil.h>
#include "packet-ber.h"

int
dissect_ber_sequence(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, const ber_sequence_t *seq,
    int hf_index, gint ett)
{
	ber_tlv_t outer, tlv;
	proto_tree *sub;
	proto_item *ti;
	emem_strbuf_t *missing = ep_strbuf_new(NULL);

	if (!ber_expect(tvb, pinfo, tree, offset, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "a sequence", &outer))
		return outer.end;
	ti = proto_tree_add_item(tree, hf_index, tvb, outer.start, outer.end - outer.start, ENC_NA);
	sub = proto_item_add_subtree(ti, ett);
	offset = outer.value;
	for (; seq->p_id; seq++) {
		if (offset < outer.end) {
			ber_get_tlv(tvb, offset, &tlv);
			if ((seq->flags & BER_FLAGS_ANY) || (tlv.ber_class == seq->ber_class && tlv.tag == seq->tag)) {
				offset = seq->func(tvb, offset, pinfo, sub, *seq->p_id);
				continue;
			}
		}
		if (!(seq->flags & BER_FLAGS_OPTIONAL))
			ep_strbuf_append_printf(missing, "%s[%u %u]", missing->len ? ", " : "", seq->ber_class, seq->tag);
	}
	if (offset < outer.end)
		proto_tree_add_text(sub, tvb, offset, outer.end - offset, "Extensions: %s", ber_outline(tvb, offset, outer.end));
	if (missing->len)
		proto_item_append_text(ti, " [BER Error: missing %s]", missing->str);
	return outer.end;
}

int
dissect_ber_sequence_of(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree, const ber_sequence_t *element,
    int hf_index, gint ett)
{
	ber_tlv_t outer;
	proto_tree *sub;
	proto_item *ti;
	guint count = 0;

	ber_get_tlv(tvb, offset, &outer);
	ti = proto_tree_add_item(tree, hf_index, tvb, outer.start, outer.end - outer.start, ENC_NA);
	sub = proto_item_add_subtree(ti, ett);
	for (offset = outer.value; offset < outer.end; count++)
		offset = element->func(tvb, offset, pinfo, sub, *element->p_id);
	proto_item_append_text(ti, ": %u item%s", count, plurality(count, "", "s"));
	return outer.end;
}

/* Serial numbers and the like are longer than any machine's integers: these are shown as bytes. */
int
dissect_ber_integer(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;
	header_field_info *hfinfo = proto_registrar_get_nth(hf_index);

	ber_get_tlv(tvb, offset, &tlv);
	if (hfinfo->type == FT_BYTES)
		proto_tree_add_item(tree, hf_index, tvb, tlv.value, tlv.len, ENC_NA);
	else
		proto_tree_add_int(tree, hf_index, tvb, tlv.value, tlv.len, (gint32)ber_get_int64(tvb, &tlv));
	return tlv.end;
}

int
dissect_ber_boolean(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;

	ber_get_tlv(tvb, offset, &tlv);
	proto_tree_add_boolean(tree, hf_index, tvb, tlv.value, tlv.len, ber_get_int64(tvb, &tlv) != 0);
	return tlv.end;
}

int
dissect_ber_octet_string(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;

	ber_get_tlv(tvb, offset, &tlv);
	proto_tree_add_item(tree, hf_index, tvb, tlv.value, tlv.len, ENC_NA);
	return tlv.end;
}

int
dissect_ber_object_identifier(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;
	gchar *oid;

	ber_get_tlv(tvb, offset, &tlv);
	oid = ber_get_oid(tvb, &tlv, FALSE);
	proto_tree_add_string_format_value(tree, hf_index, tvb, tlv.value, tlv.len, oid, "%s (%s)", oid,
	    oid_resolved_from_string(oid));
	return tlv.end;
}

int
dissect_ber_text(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;
	const gchar *text;

	ber_get_tlv(tvb, offset, &tlv);
	if (tlv.tag == BER_UNI_TAG_GENERALIZEDTIME || tlv.tag == BER_UNI_TAG_UTCTIME)
		text = ber_get_time(tvb, &tlv);
	else
		text = format_text(tvb_get_ephemeral_string_enc(tvb, tlv.value, tlv.len, ENC_UTF_8), tlv.len);
	proto_tree_add_string(tree, hf_index, tvb, tlv.value, tlv.len, text);
	return tlv.end;
}

int
dissect_ber_any(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
	ber_tlv_t tlv;

	ber_get_tlv(tvb, offset, &tlv);
	proto_tree_add_string(tree, hf_index, tvb, tlv.start, tlv.end - tlv.start, ber_outline(tvb, tlv.start, tlv.end));
	return tlv.end;
}

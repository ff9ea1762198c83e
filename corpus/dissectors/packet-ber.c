/* SPDX-License-Identifier: MIT */
/* packet-ber.c
 * Routines for ASN.1 in the Basic Encoding Rules (X.690), and a dissector for what has no better one
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/oids.h>
#include <epan/strutil.h>
#include "packet-ber.h"

void proto_register_ber(void);
void proto_reg_handoff_ber(void);

static int proto_ber = -1;
static int hf_ber_outline = -1;
static int hf_ber_depth = -1;

static gint ett_ber = -1;

static const value_string ber_uni_tag_vals[] = {
	{ 0,				"EOC" },
	{ BER_UNI_TAG_BOOLEAN,		"BOOLEAN" },
	{ BER_UNI_TAG_INTEGER,		"INTEGER" },
	{ BER_UNI_TAG_BITSTRING,	"BIT STRING" },
	{ BER_UNI_TAG_OCTETSTRING,	"OCTET STRING" },
	{ BER_UNI_TAG_NULL,		"NULL" },
	{ BER_UNI_TAG_OID,		"OBJECT IDENTIFIER" },
	{ BER_UNI_TAG_ENUMERATED,	"ENUMERATED" },
	{ BER_UNI_TAG_UTF8STRING,	"UTF8String" },
	{ BER_UNI_TAG_SEQUENCE,		"SEQUENCE" },
	{ BER_UNI_TAG_SET,		"SET" },
	{ BER_UNI_TAG_PRINTABLESTRING,	"PrintableString" },
	{ BER_UNI_TAG_IA5STRING,	"IA5String" },
	{ BER_UNI_TAG_UTCTIME,		"UTCTime" },
	{ BER_UNI_TAG_GENERALIZEDTIME,	"GeneralizedTime" },
	{ 0, NULL }
};

static const char *ber_class_names[] = { "UNIVERSAL", "APPLICATION", "CONTEXT", "PRIVATE" };

int
ber_get_tlv(tvbuff_t *tvb, int offset, ber_tlv_t *tlv)
{
	guint8 octet = tvb_get_guint8(tvb, offset);
	guint32 len = 0;
	guint n;

	tlv->start = offset++;
	tlv->ber_class = octet >> 6;
	tlv->constructed = (octet & 0x20) != 0;
	tlv->tag = octet & 0x1f;
	if (tlv->tag == 0x1f) {
		tlv->tag = 0;
		do {
			octet = tvb_get_guint8(tvb, offset++);
			tlv->tag = (tlv->tag << 7) | (octet & 0x7f);
		} while (octet & 0x80);
	}
	octet = tvb_get_guint8(tvb, offset++);
	if (octet & 0x80) {
		n = octet & 0x7f;
		if (n == 0 || n > 4)	/* the indefinite form is not for these protocols */
			THROW(ReportedBoundsError);
		while (n-- > 0)
			len = (len << 8) | tvb_get_guint8(tvb, offset++);
	} else
		len = octet;
	tlv->value = offset;
	if (len > 0x7fffffff - (guint32)offset)
		THROW(ReportedBoundsError);
	tlv->len = (int)len;
	tlv->end = offset + (int)len;
	tvb_ensure_bytes_exist(tvb, offset, tlv->len);
	return offset;
}

static const gchar *
ber_name_of(guint8 ber_class, guint32 tag)
{
	if (ber_class == BER_CLASS_UNI)
		return val_to_str(tag, ber_uni_tag_vals, "[UNIVERSAL %u]");
	if (ber_class == BER_CLASS_CON)
		return ep_strdup_printf("[%u]", tag);
	return ep_strdup_printf("[%s %u]", ber_class_names[ber_class & 3], tag);
}

gboolean
ber_expect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, guint8 ber_class, guint32 tag,
    const char *what, ber_tlv_t *tlv)
{
	proto_item *ti;
	const gchar *wanted;

	ber_get_tlv(tvb, offset, tlv);
	if (tlv->ber_class == ber_class && tlv->tag == tag)
		return TRUE;
	wanted = ber_name_of(ber_class, tag);
	ti = proto_tree_add_text(tree, tvb, offset, tlv->end - offset, "BER Error: %s expected for %s, but %s found", wanted,
	    what, ber_name_of(tlv->ber_class, tlv->tag));
	expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "BER Error: %s expected", wanted);
	return FALSE;
}

gint64
ber_get_int64(tvbuff_t *tvb, const ber_tlv_t *tlv)
{
	guint64 value;
	int i;

	if (tlv->len == 0)
		return 0;
	value = (tvb_get_guint8(tvb, tlv->value) & 0x80) ? G_MAXUINT64 : 0;
	for (i = 0; i < tlv->len; i++)
		value = (value << 8) | tvb_get_guint8(tvb, tlv->value + i);
	return (gint64)value;
}

gchar *
ber_get_oid(tvbuff_t *tvb, const ber_tlv_t *tlv, gboolean persistent)
{
	const gchar *oid = oid_encoded2string(tvb_get_ptr(tvb, tlv->value, tlv->len), tlv->len);

	return persistent ? se_strdup(oid) : ep_strdup(oid);
}

const gchar *
ber_get_time(tvbuff_t *tvb, const ber_tlv_t *tlv)
{
	const gchar *raw = (const gchar *)tvb_get_ephemeral_string(tvb, tlv->value, tlv->len);
	const gchar *year = tlv->tag == BER_UNI_TAG_UTCTIME ? (raw[0] >= '5' ? "19" : "20") : "";
	guint digits = (guint)strspn(raw, "0123456789");

	if (digits + strlen(year) != 14)
		return format_text((const guchar *)raw, tlv->len);
	raw = ep_strconcat(year, raw, NULL);
	return ep_strdup_printf("%.4s-%.2s-%.2s %.2s:%.2s:%.2s%s", raw, raw + 4, raw + 6, raw + 8, raw + 10, raw + 12,
	    strcmp(raw + 14, "Z") == 0 ? " UTC" : raw + 14);
}

/*
 * The elements that are open, innermost on top: the stack says where each one ends. A NULL from
 * ep_stack_pop() means that all are closed.
 */
const gchar *
ber_outline(tvbuff_t *tvb, int offset, int end)
{
	emem_strbuf_t *text = ep_strbuf_sized_new(80, 200);
	ep_stack_t open = ep_stack_new();
	gboolean first = TRUE;
	guint depth = 0;
	gsize used;
	ber_tlv_t *tlv;

	while (offset < end) {
		/* whatever ends here is closed before the next one is opened */
		while ((tlv = (ber_tlv_t *)ep_stack_peek(open)) != NULL && offset >= tlv->end) {
			ep_stack_pop(open);
			ep_strbuf_append(text, " }");
			first = FALSE;
			depth--;
		}
		tlv = ep_new(ber_tlv_t);
		ber_get_tlv(tvb, offset, tlv);
		if (!first)
			ep_strbuf_append_c(text, ',');
		ep_strbuf_append_printf(text, "%s%s", text->len ? " " : "", ber_name_of(tlv->ber_class, tlv->tag));
		if (tlv->constructed && tlv->len > 0 && ++depth < BER_MAX_NESTING) {
			ep_stack_push(open, tlv);
			ep_strbuf_append(text, " {");
			offset = tlv->value;
			first = TRUE;
		} else {
			offset = tlv->end;
			first = FALSE;
		}
	}
	used = text->len;
	DISSECTOR_ASSERT_HINT(used <= 200, "the outline outgrew its buffer");
	while ((tlv = (ber_tlv_t *)ep_stack_pop(open)))
		ep_strbuf_append(text, tlv->constructed ? " }" : "");
	return text->str;
}

static void
dissect_ber(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti = proto_tree_add_item(tree, proto_ber, tvb, 0, -1, ENC_NA);
	proto_tree *ber_tree = proto_item_add_subtree(ti, ett_ber);
	const gchar *outline = ber_outline(tvb, 0, tvb_length(tvb));
	guint depth = 0;
	const gchar *p;

	for (p = outline; *p; p++)
		depth += *p == '{';
	proto_tree_add_string(ber_tree, hf_ber_outline, tvb, 0, -1, outline);
	ti = proto_tree_add_uint(ber_tree, hf_ber_depth, tvb, 0, 0, depth);
	PROTO_ITEM_SET_GENERATED(ti);
	col_append_fstr(pinfo->cinfo, COL_INFO, " %s", outline);
}

void
proto_register_ber(void)
{
	static hf_register_info hf[] = {
		{ &hf_ber_outline,
		  { "Outline", "ber.outline", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ber_depth,
		  { "Constructed elements", "ber.constructed", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_ber
	};

	proto_ber = proto_register_protocol("Basic Encoding Rules (ASN.1 X.690)", "BER", "ber");
	proto_register_field_array(proto_ber, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("ber", dissect_ber, proto_ber);
}

void
proto_reg_handoff_ber(void)
{
	dissector_handle_t ber_handle = find_dissector("ber");

	dissector_add_string("media_type", "application/pkix-cert", ber_handle);
	dissector_add_string("media_type", "application/ocsp-request", ber_handle);
	dissector_add_string("media_type", "application/ocsp-response", ber_handle);
}

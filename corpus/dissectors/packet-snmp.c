/* SPDX-License-Identifier: MIT */
/* packet-snmp.c
 * Routines for SNMP packet disassembly, versions 1, 2c and 3 (RFC 1157, 1901, 3412, 3414, 3416)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/oids.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include <epan/to_str.h>
#include <epan/uat.h>

#include "packet-ber.h"
#include "packet-snmp.h"

void proto_register_snmp(void);
void proto_reg_handoff_snmp(void);

static int proto_snmp = -1;
static int hf_snmp_version = -1;
static int hf_snmp_community = -1;
static int hf_snmp_pdu = -1;
static int hf_snmp_request_id = -1;
static int hf_snmp_error_status = -1;
static int hf_snmp_error_index = -1;
static int hf_snmp_non_repeaters = -1;
static int hf_snmp_max_repetitions = -1;
static int hf_snmp_name = -1;
static int hf_snmp_value = -1;
static int hf_snmp_msg_id = -1;
static int hf_snmp_msg_flags = -1;
static int hf_snmp_engine_id = -1;
static int hf_snmp_engine_format = -1;
static int hf_snmp_engine_boots = -1;
static int hf_snmp_engine_time = -1;
static int hf_snmp_user = -1;
static int hf_snmp_auth_params = -1;
static int hf_snmp_priv_params = -1;
static int hf_snmp_context_name = -1;
static int hf_snmp_encrypted = -1;
static int hf_snmp_response_in = -1;
static int hf_snmp_response_to = -1;
static int hf_snmp_time = -1;
static int hf_snmp_asked = -1;

static gint ett_snmp = -1;
static gint ett_snmp_pdu = -1;
static gint ett_snmp_varbinds = -1;
static gint ett_snmp_varbind = -1;
static gint ett_snmp_usm = -1;

static gboolean snmp_var_in_info = TRUE;

/* The users table: the records as the user gave them, on the heap. */
static snmp_user_t *snmp_users = NULL;
static guint num_snmp_users = 0;
static uat_t *snmp_users_uat = NULL;

/* The users as they were when the file was opened. */
static snmp_user_t *file_users;
static guint num_file_users;

emem_tree_t *snmp_localized_users;

static const value_string snmp_auth_model_vals[] = {
	{ SNMP_AUTH_MD5,	"MD5" },
	{ SNMP_AUTH_SHA1,	"SHA1" },
	{ 0, NULL }
};

static const value_string snmp_versions[] = {
	{ 0, "version-1" },
	{ 1, "v2c" },
	{ 3, "snmpv3" },
	{ 0, NULL }
};

static const value_string snmp_pdu_vals[] = {
	{ 0, "get-request" },
	{ 1, "get-next-request" },
	{ 2, "get-response" },
	{ 3, "set-request" },
	{ 4, "trap" },
	{ 5, "getBulkRequest" },
	{ 6, "informRequest" },
	{ 7, "snmpV2-trap" },
	{ 8, "report" },
	{ 0, NULL }
};
#define SNMP_GET_RESPONSE	2
#define SNMP_TRAP_V1		4
#define SNMP_GET_BULK		5

static const value_string snmp_error_vals[] = {
	{ 0,  "noError" },
	{ 1,  "tooBig" },
	{ 2,  "noSuchName" },
	{ 3,  "badValue" },
	{ 4,  "readOnly" },
	{ 5,  "genErr" },
	{ 6,  "noAccess" },
	{ 16, "authorizationError" },
	{ 17, "notWritable" },
	{ 0, NULL }
};

/* Names for the beginnings of object identifiers; what comes after stays a number. */
static const struct {
	const char *oid;
	const char *name;
} snmp_oid_names[] = {
	{ "1.3.6.1.2.1.1.1",		"sysDescr" },
	{ "1.3.6.1.2.1.1.2",		"sysObjectID" },
	{ "1.3.6.1.2.1.1.3",		"sysUpTime" },
	{ "1.3.6.1.2.1.1.4",		"sysContact" },
	{ "1.3.6.1.2.1.1.5",		"sysName" },
	{ "1.3.6.1.2.1.1.6",		"sysLocation" },
	{ "1.3.6.1.2.1.2.2.1.2",	"ifDescr" },
	{ "1.3.6.1.4.1.8072",		"netSnmp" },
	{ "1.3.6.1.6.3.15.1.1",		"usmStats" }
};

typedef struct _snmp_request_t {
	guint32		frame;
	guint32		response_frame;
	nstime_t	time;
	gchar		*names;		/* what was asked for */
} snmp_request_t;

typedef struct _snmp_conv_t {
	emem_tree_t	*requests;	/* snmp_request_t by request-id */
} snmp_conv_t;

/* A text that is put together from pieces; the parentheses come with the argument. */
#define SNMP_TEXT(fmtd)		ep_strdup_printf fmtd

/*
 * The callbacks of the users table. They run when the table is read, edited or written, with neither a
 * packet nor a file in sight: nothing here may come from ep_ or se_.
 */
static void *
snmp_users_copy_cb(void *dest, const void *orig, size_t size _U_)
{
	const snmp_user_t *from = (const snmp_user_t *)orig;
	snmp_user_t *to = (snmp_user_t *)dest;

	to->name = g_strdup(from->name);
	to->auth_model = from->auth_model;
	to->password = g_strdup(from->password);
	return dest;
}

static void
snmp_users_free_cb(void *record)
{
	snmp_user_t *user = (snmp_user_t *)record;

	g_free(user->name);
	g_free(user->password);
}

static void
snmp_users_update_cb(void *record, const char **error)
{
	snmp_user_t *user = (snmp_user_t *)record;
	static char message[80];

	*error = NULL;
	if (user->name == NULL || user->name[0] == '\0') {
		*error = "the user name can't be empty";
		return;
	}
#ifdef SNMP_OLD_UAT
	/* this is how it was until the messages were seen to outlive what they were made of */
	if (strlen(user->password) < 8)
		*error = ep_strdup_printf("the password of %s is too short (%u < 8)", user->name, (guint)strlen(user->password));
#else
	if (strlen(user->password) < 8) {
		g_snprintf(message, sizeof message, "the password of '%s' is too short (RFC 3414: at least 8)", user->name);
		*error = message;
	}
#endif
}

UAT_CSTRING_CB_DEF(snmp_users, name, snmp_user_t)
UAT_VS_DEF(snmp_users, auth_model, snmp_user_t, 0, "MD5")
UAT_CSTRING_CB_DEF(snmp_users, password, snmp_user_t)

static snmp_localized_t *
find_user(tvbuff_t *tvb, const ber_tlv_t *engine, const gchar *name)
{
	const guint8 *id = tvb_get_ptr(tvb, engine->value, engine->len);
	const gchar *key = ep_strconcat(bytes_to_str(id, engine->len), "/", name, NULL);
	snmp_localized_t *localized;
	guint i;

	localized = (snmp_localized_t *)se_tree_lookup_string(snmp_localized_users, key, 0);
	if (localized)
		return localized;
	for (i = 0; i < num_file_users; i++)
		if (strcmp(file_users[i].name, name) == 0) {
			localized = se_new0(snmp_localized_t);
			localized->name = se_strdup(name);
			snmp_localize_key(&file_users[i], id, engine->len, localized);
			se_tree_insert_string(snmp_localized_users, key, localized, 0);
			return localized;
		}
	return NULL;
}

static const gchar *
snmp_oid_to_str(tvbuff_t *tvb, const ber_tlv_t *tlv)
{
	guint32 *subids;
	guint count = oid_encoded2subid(tvb_get_ptr(tvb, tlv->value, tlv->len), tlv->len, &subids);

	if (count == 0)
		return "<bad object identifier>";
	return SNMP_TEXT(("%s (%s)", oid_subid2string(subids, count), oid_resolved(count, subids)));
}

static const gchar *
snmp_octets_to_str(tvbuff_t *tvb, const ber_tlv_t *tlv)
{
	guint8 *octets = (guint8 *)ep_tvb_memdup(tvb, tlv->value, tlv->len);
	int i;

	for (i = 0; i < tlv->len; i++)
		if (!g_ascii_isprint(octets[i]) && !g_ascii_isspace(octets[i]))
			return tlv->len ? bytes_to_str(octets, tlv->len) : "";
	return tlv->len ? format_text(octets, tlv->len) : "<empty>";
}

static const gchar *
snmp_value_to_str(tvbuff_t *tvb, const ber_tlv_t *tlv)
{
	if (tlv->ber_class == BER_CLASS_UNI)
		switch (tlv->tag) {
		case BER_UNI_TAG_INTEGER:
			return SNMP_TEXT(("%" G_GINT64_FORMAT, ber_get_int64(tvb, tlv)));
		case BER_UNI_TAG_OCTETSTRING:
			return snmp_octets_to_str(tvb, tlv);
		case BER_UNI_TAG_OID:
			return snmp_oid_to_str(tvb, tlv);
		case BER_UNI_TAG_NULL:
			return "Value (Null)";
		}
	else if (tlv->ber_class == BER_CLASS_APP)
		switch (tlv->tag) {
		case 0:
			return tlv->len == 4 ? tvb_ip_to_str(tvb, tlv->value) : "<bad address>";
		case 1:
		case 2:
			return SNMP_TEXT(("%u", (guint32)ber_get_int64(tvb, tlv)));
		case 3:
			return SNMP_TEXT(("%u (%s)", (guint32)ber_get_int64(tvb, tlv),
			    time_msecs_to_str((gint32)(ber_get_int64(tvb, tlv) * 10))));
		case 6:
			return SNMP_TEXT(("%" G_GUINT64_FORMAT, (guint64)ber_get_int64(tvb, tlv)));
		}
	else if (tlv->ber_class == BER_CLASS_CON)
		switch (tlv->tag) {
		case 0:
			return "noSuchObject";
		case 1:
			return "noSuchInstance";
		case 2:
			return "endOfMibView";
		}
	return ber_outline(tvb, tlv->start, tlv->end);
}

/* Returns the names, for the request to be remembered by. */
static emem_strbuf_t *
dissect_varbinds(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset)
{
	emem_strbuf_t *names = ep_strbuf_sized_new(100, 1000);
	proto_tree *list, *vb_tree;
	proto_item *ti;
	ber_tlv_t seq, vb, name, value;
	const gchar *oid;
	guint32 *subids;
	guint count = 0;

	if (!ber_expect(tvb, pinfo, tree, offset, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "variable-bindings", &seq))
		return names;
	ti = proto_tree_add_text(tree, tvb, seq.start, seq.end - seq.start, "variable-bindings");
	list = proto_item_add_subtree(ti, ett_snmp_varbinds);
	for (offset = seq.value; offset < seq.end; offset = vb.end) {
		proto_item *vb_item;

		if (!ber_expect(tvb, pinfo, list, offset, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "VarBind", &vb) ||
		    !ber_expect(tvb, pinfo, list, vb.value, BER_CLASS_UNI, BER_UNI_TAG_OID, "name", &name))
			break;
		ber_get_tlv(tvb, name.end, &value);
		oid = ber_get_oid(tvb, &name, FALSE);
		vb_item = proto_tree_add_text(list, tvb, vb.start, vb.end - vb.start, "%s: %s", oid, snmp_value_to_str(tvb, &value));
		vb_tree = proto_item_add_subtree(vb_item, ett_snmp_varbind);
		proto_tree_add_string_format_value(vb_tree, hf_snmp_name, tvb, name.start, name.end - name.start, oid, "%s (%u parts)",
		    oid, oid_string2subid(oid, &subids));
		proto_tree_add_string(vb_tree, hf_snmp_value, tvb, value.start, value.end - value.start, snmp_value_to_str(tvb, &value));
		ep_strbuf_append_printf(names, "%s%s", count++ ? " " : "", oid);
	}
	proto_item_append_text(ti, ": %u item%s", count, plurality(count, "", "s"));
	if (snmp_var_in_info && names->len)
		col_append_fstr(pinfo->cinfo, COL_INFO, " %s", names->str);
	return names;
}

static void
match_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint32 id, gboolean is_response, emem_strbuf_t *names)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	snmp_conv_t *conv = (snmp_conv_t *)conversation_get_proto_data(conversation, proto_snmp);
	snmp_request_t *req;
	proto_item *ti;
	nstime_t delta;

	if (conv == NULL) {
		conv = se_alloc0(sizeof(snmp_conv_t));
		conv->requests = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "snmp_requests");
		conversation_add_proto_data(conversation, proto_snmp, conv);
	}
	req = (snmp_request_t *)se_tree_lookup32(conv->requests, id);
	if (!pinfo->fd->flags.visited) {
		if (is_response) {
			if (req && req->response_frame == 0)
				req->response_frame = pinfo->fd->num;
		} else if (req == NULL || req->response_frame != 0) {
			req = se_new0(snmp_request_t);
			req->frame = pinfo->fd->num;
			req->time = pinfo->fd->abs_ts;
			req->names = names->len > 60 ? se_strdup_printf("%.60s...", names->str) : se_strdup(names->str);
			se_tree_insert32(conv->requests, id, req);
		}
	}
	if (req == NULL)
		return;
	if (is_response) {
		ti = proto_tree_add_uint(tree, hf_snmp_response_to, tvb, 0, 0, req->frame);
		PROTO_ITEM_SET_GENERATED(ti);
		nstime_delta(&delta, &pinfo->fd->abs_ts, &req->time);
		ti = proto_tree_add_time(tree, hf_snmp_time, tvb, 0, 0, &delta);
		PROTO_ITEM_SET_GENERATED(ti);
		ti = proto_tree_add_string(tree, hf_snmp_asked, tvb, 0, 0, req->names);
		PROTO_ITEM_SET_GENERATED(ti);
	} else if (req->response_frame) {
		ti = proto_tree_add_uint(tree, hf_snmp_response_in, tvb, 0, 0, req->response_frame);
		PROTO_ITEM_SET_GENERATED(ti);
	}
}

static void
dissect_snmp_pdu(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset)
{
	ber_tlv_t pdu, id, first, second;
	proto_tree *pdu_tree;
	proto_item *ti;
	emem_strbuf_t *names;
	guint32 request_id;

	ber_get_tlv(tvb, offset, &pdu);
	ti = proto_tree_add_uint(tree, hf_snmp_pdu, tvb, pdu.start, pdu.end - pdu.start, pdu.tag);
	if (pdu.ber_class != BER_CLASS_CON || !match_strval(pdu.tag, snmp_pdu_vals)) {
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "Unknown PDU");
		return;
	}
	pdu_tree = proto_item_add_subtree(ti, ett_snmp_pdu);
	col_add_str(pinfo->cinfo, COL_INFO, val_to_str(pdu.tag, snmp_pdu_vals, "Unknown PDU type %u"));
	if (pdu.tag == SNMP_TRAP_V1) {
		proto_tree_add_text(pdu_tree, tvb, pdu.value, pdu.len, "Trap: %s", ber_outline(tvb, pdu.value, pdu.end));
		return;
	}
	if (!ber_expect(tvb, pinfo, pdu_tree, pdu.value, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, "request-id", &id) ||
	    !ber_expect(tvb, pinfo, pdu_tree, id.end, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, "error-status", &first) ||
	    !ber_expect(tvb, pinfo, pdu_tree, first.end, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, "error-index", &second))
		return;
	request_id = (guint32)ber_get_int64(tvb, &id);
	proto_tree_add_int(pdu_tree, hf_snmp_request_id, tvb, id.start, id.end - id.start, (gint32)request_id);
	if (pdu.tag == SNMP_GET_BULK) {
		proto_tree_add_uint(pdu_tree, hf_snmp_non_repeaters, tvb, first.start, first.end - first.start,
		    (guint32)ber_get_int64(tvb, &first));
		proto_tree_add_uint(pdu_tree, hf_snmp_max_repetitions, tvb, second.start, second.end - second.start,
		    (guint32)ber_get_int64(tvb, &second));
	} else {
		guint32 status = (guint32)ber_get_int64(tvb, &first);

		ti = proto_tree_add_uint(pdu_tree, hf_snmp_error_status, tvb, first.start, first.end - first.start, status);
		proto_tree_add_uint(pdu_tree, hf_snmp_error_index, tvb, second.start, second.end - second.start,
		    (guint32)ber_get_int64(tvb, &second));
		if (status) {
			expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "%s", val_to_str(status, snmp_error_vals, "error %u"));
			col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]", val_to_str(status, snmp_error_vals, "error %u"));
		}
	}
	names = dissect_varbinds(tvb, pinfo, pdu_tree, second.end);
	match_request(tvb, pinfo, pdu_tree, request_id, pdu.tag == SNMP_GET_RESPONSE || pdu.tag == 8, names);
}

/* An engine tells in its identifier who made it and how it is told apart from others (RFC 3411). */
static void
show_engine_id(tvbuff_t *tvb, proto_tree *tree, const ber_tlv_t *engine)
{
	proto_item *ti = proto_tree_add_item(tree, hf_snmp_engine_id, tvb, engine->value, engine->len, ENC_NA);
	const gchar *text;

	if (engine->len < 6 || !(tvb_get_guint8(tvb, engine->value) & 0x80))
		return;
	switch (tvb_get_guint8(tvb, engine->value + 4)) {
	case 1:
		text = engine->len >= 9 ? tvb_ip_to_str(tvb, engine->value + 5) : "<bad address>";
		break;
	case 3:
		text = engine->len >= 11 ? tvb_ether_to_str(tvb, engine->value + 5) : "<bad address>";
		break;
	case 4:
		text = tvb_format_text(tvb, engine->value + 5, engine->len - 5);
		break;
	default:
		text = tvb_bytes_to_str(tvb, engine->value + 5, engine->len - 5);
		break;
	}
	ti = proto_tree_add_string(tree, hf_snmp_engine_format, tvb, engine->value, engine->len,
	    SNMP_TEXT(("enterprise %u, %s", tvb_get_ntohl(tvb, engine->value) & 0x7fffffff, text)));
	PROTO_ITEM_SET_GENERATED(ti);
}

/* Returns whether the data that follows is encrypted. */
static gboolean
dissect_usm(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, guint8 flags)
{
	ber_tlv_t seq, engine, boots, when, user, auth, priv;
	snmp_localized_t *localized;
	proto_tree *usm_tree;
	proto_item *ti;
	const gchar *name;

	if (!ber_expect(tvb, pinfo, tree, offset, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "UsmSecurityParameters", &seq))
		return FALSE;
	ti = proto_tree_add_text(tree, tvb, seq.start, seq.end - seq.start, "msgSecurityParameters");
	usm_tree = proto_item_add_subtree(ti, ett_snmp_usm);
	ber_get_tlv(tvb, seq.value, &engine);
	ber_get_tlv(tvb, engine.end, &boots);
	ber_get_tlv(tvb, boots.end, &when);
	ber_get_tlv(tvb, when.end, &user);
	ber_get_tlv(tvb, user.end, &auth);
	ber_get_tlv(tvb, auth.end, &priv);
	if (engine.len > 0)
		show_engine_id(tvb, usm_tree, &engine);
	proto_tree_add_uint(usm_tree, hf_snmp_engine_boots, tvb, boots.start, boots.end - boots.start,
	    (guint32)ber_get_int64(tvb, &boots));
	proto_tree_add_uint(usm_tree, hf_snmp_engine_time, tvb, when.start, when.end - when.start,
	    (guint32)ber_get_int64(tvb, &when));
	name = (const gchar *)tvb_get_ephemeral_string(tvb, user.value, user.len);
	proto_tree_add_string(usm_tree, hf_snmp_user, tvb, user.start, user.end - user.start, format_text((const guchar *)name, user.len));
	if (auth.len > 0) {
		ti = proto_tree_add_item(usm_tree, hf_snmp_auth_params, tvb, auth.value, auth.len, ENC_NA);
		localized = find_user(tvb, &engine, name);
		if (localized == NULL || auth.len != 12)
			proto_item_append_text(ti, " [not checked: user '%s' is not in the table]", format_text((const guchar *)name, user.len));
		else
			proto_item_append_text(ti, " [%s]", snmp_check_mac(localized, tvb, auth.value) ? "correct" : "wrong");
	}
	if (priv.len > 0)
		proto_tree_add_item(usm_tree, hf_snmp_priv_params, tvb, priv.value, priv.len, ENC_NA);
	return (flags & 0x02) != 0;
}

static void
dissect_snmp_v3(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset)
{
	ber_tlv_t header, id, size, flags_tlv, model, security, scoped, context_engine, context_name;
	guint8 flags = 0;

	if (!ber_expect(tvb, pinfo, tree, offset, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "msgGlobalData", &header))
		return;
	ber_get_tlv(tvb, header.value, &id);
	ber_get_tlv(tvb, id.end, &size);
	ber_get_tlv(tvb, size.end, &flags_tlv);
	ber_get_tlv(tvb, flags_tlv.end, &model);
	proto_tree_add_int(tree, hf_snmp_msg_id, tvb, id.start, id.end - id.start, (gint32)ber_get_int64(tvb, &id));
	if (flags_tlv.len > 0) {
		flags = tvb_get_guint8(tvb, flags_tlv.value);
		proto_tree_add_uint_format_value(tree, hf_snmp_msg_flags, tvb, flags_tlv.value, 1, flags, "0x%02x (%s%s%s)", flags,
		    (flags & 4) ? "reportable " : "", (flags & 2) ? "encrypted " : "",
		    (flags & 1) ? "authenticated" : "not authenticated");
	}
	if (!ber_expect(tvb, pinfo, tree, header.end, BER_CLASS_UNI, BER_UNI_TAG_OCTETSTRING, "msgSecurityParameters", &security))
		return;
	if (ber_get_int64(tvb, &model) == 3 && dissect_usm(tvb, pinfo, tree, security.value, flags)) {
		proto_tree_add_item(tree, hf_snmp_encrypted, tvb, security.end, -1, ENC_NA);
		col_set_str(pinfo->cinfo, COL_INFO, "encryptedPDU: privKey Unknown");
		return;
	}
	if (!ber_expect(tvb, pinfo, tree, security.end, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "ScopedPDU", &scoped))
		return;
	ber_get_tlv(tvb, scoped.value, &context_engine);
	ber_get_tlv(tvb, context_engine.end, &context_name);
	if (context_name.len > 0)
		proto_tree_add_item(tree, hf_snmp_context_name, tvb, context_name.value, context_name.len, ENC_ASCII|ENC_NA);
	dissect_snmp_pdu(tvb, pinfo, tree, context_name.end);
}

static void
dissect_snmp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	ber_tlv_t message, version, community;
	proto_tree *snmp_tree;
	proto_item *ti;
	guint32 v;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "SNMP");
	col_clear(pinfo->cinfo, COL_INFO);
	ti = proto_tree_add_item(tree, proto_snmp, tvb, 0, -1, ENC_NA);
	snmp_tree = proto_item_add_subtree(ti, ett_snmp);
	if (!ber_expect(tvb, pinfo, snmp_tree, 0, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, "Message", &message) ||
	    !ber_expect(tvb, pinfo, snmp_tree, message.value, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, "version", &version))
		return;
	v = (guint32)ber_get_int64(tvb, &version);
	proto_tree_add_uint(snmp_tree, hf_snmp_version, tvb, version.start, version.end - version.start, v);
	if (v == 3) {
		dissect_snmp_v3(tvb, pinfo, snmp_tree, version.end);
		return;
	}
	if (!ber_expect(tvb, pinfo, snmp_tree, version.end, BER_CLASS_UNI, BER_UNI_TAG_OCTETSTRING, "community", &community))
		return;
	proto_tree_add_string(snmp_tree, hf_snmp_community, tvb, community.start, community.end - community.start,
	    tvb_format_text(tvb, community.value, community.len));
	dissect_snmp_pdu(tvb, pinfo, snmp_tree, community.end);
}

/* A copy of the users that stays the same while the file is open, whatever becomes of the table. */
static void
snmp_init_protocol(void)
{
	guint size = 0;

	file_users = (snmp_user_t *)uat_se_dup(snmp_users_uat, &size);
	num_file_users = (guint)(size / sizeof(snmp_user_t));
}

void
proto_register_snmp(void)
{
#define SNMP_INT(var, name, abbrev, type, strings) { &var, { name, abbrev, type, BASE_DEC, strings, 0x0, NULL, HFILL }}
#define SNMP_OTHER(var, name, abbrev, type) { &var, { name, abbrev, type, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	static hf_register_info hf[] = {
		SNMP_INT(hf_snmp_version, "version", "snmp.version", FT_UINT32, VALS(snmp_versions)),
		SNMP_OTHER(hf_snmp_community, "community", "snmp.community", FT_STRING),
		SNMP_INT(hf_snmp_pdu, "data", "snmp.data", FT_UINT32, VALS(snmp_pdu_vals)),
		SNMP_INT(hf_snmp_request_id, "request-id", "snmp.request_id", FT_INT32, NULL),
		SNMP_INT(hf_snmp_error_status, "error-status", "snmp.error_status", FT_UINT32, VALS(snmp_error_vals)),
		SNMP_INT(hf_snmp_error_index, "error-index", "snmp.error_index", FT_UINT32, NULL),
		SNMP_INT(hf_snmp_non_repeaters, "non-repeaters", "snmp.non_repeaters", FT_UINT32, NULL),
		SNMP_INT(hf_snmp_max_repetitions, "max-repetitions", "snmp.max_repetitions", FT_UINT32, NULL),
		SNMP_OTHER(hf_snmp_name, "Object Name", "snmp.name", FT_STRING),
		SNMP_OTHER(hf_snmp_value, "Value", "snmp.value", FT_STRING),
		SNMP_INT(hf_snmp_msg_id, "msgID", "snmp.msgID", FT_INT32, NULL),
		{ &hf_snmp_msg_flags, { "msgFlags", "snmp.msgFlags", FT_UINT8, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		SNMP_OTHER(hf_snmp_engine_id, "msgAuthoritativeEngineID", "snmp.msgAuthoritativeEngineID", FT_BYTES),
		SNMP_OTHER(hf_snmp_engine_format, "Engine", "snmp.engineid", FT_STRING),
		SNMP_INT(hf_snmp_engine_boots, "msgAuthoritativeEngineBoots", "snmp.msgAuthoritativeEngineBoots", FT_UINT32, NULL),
		SNMP_INT(hf_snmp_engine_time, "msgAuthoritativeEngineTime", "snmp.msgAuthoritativeEngineTime", FT_UINT32, NULL),
		SNMP_OTHER(hf_snmp_user, "msgUserName", "snmp.msgUserName", FT_STRING),
		SNMP_OTHER(hf_snmp_auth_params, "msgAuthenticationParameters", "snmp.msgAuthenticationParameters", FT_BYTES),
		SNMP_OTHER(hf_snmp_priv_params, "msgPrivacyParameters", "snmp.msgPrivacyParameters", FT_BYTES),
		SNMP_OTHER(hf_snmp_context_name, "contextName", "snmp.contextName", FT_STRING),
		SNMP_OTHER(hf_snmp_encrypted, "encryptedPDU", "snmp.encryptedPDU", FT_BYTES),
		SNMP_OTHER(hf_snmp_response_in, "Response In", "snmp.response_in", FT_FRAMENUM),
		SNMP_OTHER(hf_snmp_response_to, "Response To", "snmp.response_to", FT_FRAMENUM),
		SNMP_OTHER(hf_snmp_time, "Time", "snmp.time", FT_RELATIVE_TIME),
		SNMP_OTHER(hf_snmp_asked, "Asked for", "snmp.asked", FT_STRING)
	};
	static gint *ett[] = { &ett_snmp, &ett_snmp_pdu, &ett_snmp_varbinds, &ett_snmp_varbind, &ett_snmp_usm };
	static uat_field_t users_fields[] = {
		UAT_FLD_CSTRING(snmp_users, name, "Username", "The user, as in msgUserName"),
		UAT_FLD_VS(snmp_users, auth_model, "Authentication model", snmp_auth_model_vals, "How messages are authenticated"),
		UAT_FLD_CSTRING(snmp_users, password, "Password", "The password that the key is made of"),
		UAT_END_FIELDS
	};
	module_t *snmp_module;
	guint i;

	proto_snmp = proto_register_protocol("Simple Network Management Protocol", "SNMP", "snmp");
	proto_register_field_array(proto_snmp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("snmp", dissect_snmp, proto_snmp);
	for (i = 0; i < array_length(snmp_oid_names); i++)
		oid_add_from_string(snmp_oid_names[i].name, snmp_oid_names[i].oid);

	snmp_localized_users = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "snmp_localized_users");
	snmp_users_uat = uat_new("SNMP Users", sizeof(snmp_user_t), "snmp_users", TRUE, (void **)&snmp_users,
	    &num_snmp_users, "SNMP", "The users whose messages can be checked", snmp_users_copy_cb, snmp_users_update_cb,
	    snmp_users_free_cb, NULL, users_fields);
	snmp_module = prefs_register_protocol(proto_snmp, NULL);
	prefs_register_bool_preference(snmp_module, "var_in_info", "Names in the Info column",
	    "Whether the Info column tells which objects a message is about", &snmp_var_in_info);
	prefs_register_uat_preference(snmp_module, "users_table", "Users Table",
	    "The users whose messages can be checked", snmp_users_uat);
	register_init_routine(snmp_init_protocol);
}

void
proto_reg_handoff_snmp(void)
{
	dissector_handle_t snmp_handle = find_dissector("snmp");

	dissector_add_uint("udp.port", 161, snmp_handle);
	dissector_add_uint("udp.port", 162, snmp_handle);
}

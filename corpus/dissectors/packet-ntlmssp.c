/* SPDX-License-Identifier: MIT */
/* packet-ntlmssp.c
 * Routines for the messages of the NT LAN Manager Security Support Provider, as HTTP carries them (MS-NLMP, MS-NTHT)
 */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>

#include "packet-ntlmssp.h"

void proto_register_ntlmssp(void);
void proto_reg_handoff_ntlmssp(void);

static int proto_ntlmssp = -1;
static int hf_ntlmssp_message_type = -1;
static int hf_ntlmssp_negotiate_flags = -1;
static int hf_ntlmssp_flag_unicode = -1;
static int hf_ntlmssp_flag_oem = -1;
static int hf_ntlmssp_flag_ntlm = -1;
static int hf_ntlmssp_flag_target_info = -1;
static int hf_ntlmssp_calling_domain = -1;
static int hf_ntlmssp_calling_workstation = -1;
static int hf_ntlmssp_target_name = -1;
static int hf_ntlmssp_server_challenge = -1;
static int hf_ntlmssp_domain = -1;
static int hf_ntlmssp_user = -1;
static int hf_ntlmssp_host = -1;
static int hf_ntlmssp_lm_response = -1;
static int hf_ntlmssp_nt_response = -1;
static int hf_ntlmssp_av_id = -1;
static int hf_ntlmssp_av_len = -1;
static int hf_ntlmssp_av_text = -1;
static int hf_ntlmssp_av_time = -1;
static int hf_ntlmssp_challenged_in = -1;

static gint ett_ntlmssp = -1;
static gint ett_ntlmssp_flags = -1;
static gint ett_ntlmssp_string = -1;
static gint ett_ntlmssp_av_pairs = -1;
static gint ett_ntlmssp_av_pair = -1;

static gboolean ntlmssp_fake_unicode = FALSE;

#define NTLMSSP_NEGOTIATE	1
#define NTLMSSP_CHALLENGE	2
#define NTLMSSP_AUTH		3

#define NTLMSSP_FLAG_UNICODE		0x00000001
#define NTLMSSP_FLAG_OEM		0x00000002
#define NTLMSSP_FLAG_NTLM		0x00000200
#define NTLMSSP_FLAG_TARGET_INFO	0x00800000

static const value_string ntlmssp_message_types[] = {
	{ NTLMSSP_NEGOTIATE,	"NTLMSSP_NEGOTIATE" },
	{ NTLMSSP_CHALLENGE,	"NTLMSSP_CHALLENGE" },
	{ NTLMSSP_AUTH,		"NTLMSSP_AUTH" },
	{ 0, NULL }
};

/*
 * The text at offset, in the characters that the flags tell, for as long as the caller wants it. Not
 * every place that shows a name can show every character: with the preference, what is not Latin-1
 * becomes a dot.
 */
static gchar *
ntlmssp_get_text(tvbuff_t *tvb, int offset, int len, gboolean unicode, gboolean persistent)
{
	const gchar *text;
	gint size;

	if (!unicode)
		text = (const gchar *)tvb_get_ephemeral_string(tvb, offset, len);
	else if (len >= 2 && tvb_get_letohs(tvb, offset + len - 2) == 0)
		/* some count the terminating NUL */
		text = tvb_get_ephemeral_unicode_stringz(tvb, offset, &size, ENC_LITTLE_ENDIAN);
	else if (ntlmssp_fake_unicode)
		text = tvb_get_ephemeral_faked_unicode(tvb, offset, len / 2, TRUE);
	else
		text = tvb_get_ephemeral_unicode_string(tvb, offset, len & ~1, ENC_LITTLE_ENDIAN);
	return persistent ? se_strdup(text) : ep_strdup(text);
}

/* Length, allocated length, offset: where a string or a blob of the message is. */
static void
dissect_ntlmssp_buffer(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int at, int hf, gboolean is_text,
    gboolean unicode, gchar **kept)
{
	guint16 len = tvb_get_letohs(tvb, at);
	guint32 offset = tvb_get_letohl(tvb, at + 4);
	proto_tree *sub;
	proto_item *ti;
	gchar *text;

	if (len == 0) {
		ti = proto_tree_add_text(tree, tvb, at, 8, "%s: Empty", proto_registrar_get_nth(hf)->name);
		return;
	}
	if (offset > tvb_reported_length(tvb)) {
		ti = proto_tree_add_text(tree, tvb, at, 8, "%s: beyond the message", proto_registrar_get_nth(hf)->name);
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Offset %u is beyond the message", offset);
		return;
	}
	if (is_text) {
		text = ntlmssp_get_text(tvb, (int)offset, len, unicode, kept != NULL && !pinfo->fd->flags.visited);
		ti = proto_tree_add_string(tree, hf, tvb, (int)offset, len, text);
		if (kept)
			*kept = text;
	} else
		ti = proto_tree_add_item(tree, hf, tvb, (int)offset, len, ENC_NA);
	sub = proto_item_add_subtree(ti, ett_ntlmssp_string);
	proto_tree_add_text(sub, tvb, at, 2, "Length: %u", len);
	proto_tree_add_text(sub, tvb, at + 2, 2, "Maxlen: %u", tvb_get_letohs(tvb, at + 2));
	proto_tree_add_text(sub, tvb, at + 4, 4, "Offset: %u", offset);
}

static guint32
dissect_ntlmssp_flags(tvbuff_t *tvb, proto_tree *tree, int offset)
{
	proto_item *ti = proto_tree_add_item(tree, hf_ntlmssp_negotiate_flags, tvb, offset, 4, ENC_LITTLE_ENDIAN);
	proto_tree *flags_tree = proto_item_add_subtree(ti, ett_ntlmssp_flags);

	proto_tree_add_item(flags_tree, hf_ntlmssp_flag_target_info, tvb, offset, 4, ENC_LITTLE_ENDIAN);
	proto_tree_add_item(flags_tree, hf_ntlmssp_flag_ntlm, tvb, offset, 4, ENC_LITTLE_ENDIAN);
	proto_tree_add_item(flags_tree, hf_ntlmssp_flag_oem, tvb, offset, 4, ENC_LITTLE_ENDIAN);
	proto_tree_add_item(flags_tree, hf_ntlmssp_flag_unicode, tvb, offset, 4, ENC_LITTLE_ENDIAN);
	return tvb_get_letohl(tvb, offset);
}

/* The attributes of a challenge have a file of their own, as other security providers use them, too. */
#include "ntlmssp-avpairs.inc"

static ntlmssp_dialogue_t *
get_dialogue(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	ntlmssp_dialogue_t *dialogue = (ntlmssp_dialogue_t *)conversation_get_proto_data(conversation, proto_ntlmssp);

	if (dialogue == NULL) {
		dialogue = (ntlmssp_dialogue_t *)se_malloc(sizeof(ntlmssp_dialogue_t));
		memset(dialogue, 0, sizeof(ntlmssp_dialogue_t));
		dialogue->challenges = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ntlmssp_challenges");
		conversation_add_proto_data(conversation, proto_ntlmssp, dialogue);
	}
	return dialogue;
}

static void
dissect_ntlmssp_challenge(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, ntlmssp_dialogue_t *dialogue)
{
	guint32 flags = dissect_ntlmssp_flags(tvb, tree, 20);
	ntlmssp_challenge_t *challenge;

	proto_tree_add_item(tree, hf_ntlmssp_server_challenge, tvb, 24, 8, ENC_NA);
	challenge = (ntlmssp_challenge_t *)se_tree_lookup32(dialogue->challenges, pinfo->fd->num);
	if (challenge == NULL) {
		challenge = se_new0(ntlmssp_challenge_t);
		challenge->frame = pinfo->fd->num;
		challenge->bytes = (guint8 *)se_memdup(tvb_get_ptr(tvb, 24, 8), 8);
		se_tree_insert32(dialogue->challenges, pinfo->fd->num, challenge);
	}
	dissect_ntlmssp_buffer(tvb, pinfo, tree, 12, hf_ntlmssp_target_name, TRUE, flags & NTLMSSP_FLAG_UNICODE,
	    challenge->target ? NULL : &challenge->target);
	if (flags & NTLMSSP_FLAG_TARGET_INFO)
		dissect_av_pairs(tvb, pinfo, tree, tvb_get_letohl(tvb, 44), tvb_get_letohs(tvb, 40));
}

/* A user of the machine itself gives the machine's name for the domain. */
static void
compare_domain(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint16 domain_len = tvb_get_letohs(tvb, 28), host_len = tvb_get_letohs(tvb, 44);
	guint32 domain_at = tvb_get_letohl(tvb, 32), host_at = tvb_get_letohl(tvb, 48);
	gchar *domain, *host;

	if (domain_len == 0 || domain_len != host_len || domain_at > 0xffff || host_at > 0xffff)
		return;
	tvb_ensure_bytes_exist(tvb, (gint)domain_at, domain_len);
	tvb_ensure_bytes_exist(tvb, (gint)host_at, host_len);
	/* nothing may throw as long as these are on the heap */
	domain = tvb_get_unicode_string(tvb, (gint)domain_at, domain_len & ~1, ENC_LITTLE_ENDIAN);
	host = ntlmssp_fake_unicode ? tvb_fake_unicode(tvb, (gint)host_at, host_len / 2, TRUE)
				    : tvb_get_unicode_string(tvb, (gint)host_at, host_len & ~1, ENC_LITTLE_ENDIAN);
	if (g_ascii_strcasecmp(domain, host) == 0) {
		proto_tree_add_text(tree, tvb, 28, 8, "The user is known to the machine '%s' only", host);
		col_append_str(pinfo->cinfo, COL_INFO, " (local)");
	}
	g_free(domain);
	g_free(host);
}

static void
dissect_ntlmssp_auth(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, ntlmssp_dialogue_t *dialogue)
{
	guint32 flags = tvb_get_letohl(tvb, 60);
	gboolean unicode = (flags & NTLMSSP_FLAG_UNICODE) != 0;
	ntlmssp_challenge_t *challenge;
	proto_item *ti;
	gchar *user = NULL;

	dissect_ntlmssp_buffer(tvb, pinfo, tree, 12, hf_ntlmssp_lm_response, FALSE, FALSE, NULL);
	dissect_ntlmssp_buffer(tvb, pinfo, tree, 20, hf_ntlmssp_nt_response, FALSE, FALSE, NULL);
	dissect_ntlmssp_buffer(tvb, pinfo, tree, 28, hf_ntlmssp_domain, TRUE, unicode, NULL);
	dissect_ntlmssp_buffer(tvb, pinfo, tree, 36, hf_ntlmssp_user, TRUE, unicode, &user);
	dissect_ntlmssp_buffer(tvb, pinfo, tree, 44, hf_ntlmssp_host, TRUE, unicode, NULL);
	dissect_ntlmssp_flags(tvb, tree, 60);
	if (user)
		col_append_fstr(pinfo->cinfo, COL_INFO, ", User: %s", user);
	if (unicode)
		compare_domain(tvb, pinfo, tree);
	/* the challenge that this answers is the last one before it */
	challenge = (ntlmssp_challenge_t *)se_tree_lookup32_le(dialogue->challenges, pinfo->fd->num);
	if (challenge) {
		ti = proto_tree_add_uint(tree, hf_ntlmssp_challenged_in, tvb, 0, 0, challenge->frame);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " (%s by %s)", bytes_to_str(challenge->bytes, 8), challenge->target ? challenge->target : "somebody");
	}
}

static void
dissect_ntlmssp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti = proto_tree_add_item(tree, proto_ntlmssp, tvb, 0, -1, ENC_NA);
	proto_tree *ntlmssp_tree = proto_item_add_subtree(ti, ett_ntlmssp);
	guint8 *magic;
	guint32 type, flags;

	/* with its NUL */
	magic = tvb_get_string(tvb, 0, 8);
	proto_tree_add_text(ntlmssp_tree, tvb, 0, 8, "NTLMSSP identifier: %s", format_text(magic, strlen((char *)magic)));
	if (strcmp((char *)magic, "NTLMSSP") != 0) {
		g_free(magic);
		return;
	}
	g_free(magic);

	type = tvb_get_letohl(tvb, 8);
	proto_tree_add_item(ntlmssp_tree, hf_ntlmssp_message_type, tvb, 8, 4, ENC_LITTLE_ENDIAN);
	col_append_sep_fstr(pinfo->cinfo, COL_INFO, ", ", "%s", val_to_str(type, ntlmssp_message_types, "Unknown NTLMSSP message %u"));
	switch (type) {
	case NTLMSSP_NEGOTIATE:
		flags = dissect_ntlmssp_flags(tvb, ntlmssp_tree, 12);
		if (tvb_reported_length(tvb) < 32)
			break;
		dissect_ntlmssp_buffer(tvb, pinfo, ntlmssp_tree, 16, hf_ntlmssp_calling_domain, TRUE, FALSE, NULL);
		dissect_ntlmssp_buffer(tvb, pinfo, ntlmssp_tree, 24, hf_ntlmssp_calling_workstation, TRUE, FALSE, NULL);
		if (!(flags & NTLMSSP_FLAG_UNICODE))
			proto_tree_add_text(ntlmssp_tree, tvb, 12, 4, "All texts of this dialogue are in the OEM character set");
		break;
	case NTLMSSP_CHALLENGE:
		dissect_ntlmssp_challenge(tvb, pinfo, ntlmssp_tree, get_dialogue(pinfo));
		break;
	case NTLMSSP_AUTH:
		dissect_ntlmssp_auth(tvb, pinfo, ntlmssp_tree, get_dialogue(pinfo));
		break;
	}
}

void
proto_register_ntlmssp(void)
{
#define NTLM_TEXT(var, name, abbrev) { &var, { name, abbrev, FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}
#define NTLM_BYTES(var, name, abbrev) { &var, { name, abbrev, FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }}
#define NTLM_FLAG(var, name, abbrev, mask) { &var, { name, abbrev, FT_BOOLEAN, 32, TFS(&tfs_set_notset), mask, NULL, HFILL }}
	static hf_register_info hf[] = {
		{ &hf_ntlmssp_message_type,
		  { "NTLM Message Type", "ntlmssp.messagetype", FT_UINT32, BASE_HEX, VALS(ntlmssp_message_types), 0x0, NULL, HFILL }},
		{ &hf_ntlmssp_negotiate_flags,
		  { "Negotiate Flags", "ntlmssp.negotiateflags", FT_UINT32, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		NTLM_FLAG(hf_ntlmssp_flag_unicode, "Negotiate UNICODE", "ntlmssp.negotiateunicode", NTLMSSP_FLAG_UNICODE),
		NTLM_FLAG(hf_ntlmssp_flag_oem, "Negotiate OEM", "ntlmssp.negotiateoem", NTLMSSP_FLAG_OEM),
		NTLM_FLAG(hf_ntlmssp_flag_ntlm, "Negotiate NTLM key", "ntlmssp.negotiatentlm", NTLMSSP_FLAG_NTLM),
		NTLM_FLAG(hf_ntlmssp_flag_target_info, "Negotiate Target Info", "ntlmssp.negotiatetargetinfo", NTLMSSP_FLAG_TARGET_INFO),
		NTLM_TEXT(hf_ntlmssp_calling_domain, "Calling workstation domain", "ntlmssp.negotiate.domain"),
		NTLM_TEXT(hf_ntlmssp_calling_workstation, "Calling workstation name", "ntlmssp.negotiate.callingworkstation"),
		NTLM_TEXT(hf_ntlmssp_target_name, "Target Name", "ntlmssp.challenge.target_name"),
		NTLM_BYTES(hf_ntlmssp_server_challenge, "NTLM Server Challenge", "ntlmssp.ntlmserverchallenge"),
		NTLM_TEXT(hf_ntlmssp_domain, "Domain name", "ntlmssp.auth.domain"),
		NTLM_TEXT(hf_ntlmssp_user, "User name", "ntlmssp.auth.username"),
		NTLM_TEXT(hf_ntlmssp_host, "Host name", "ntlmssp.auth.hostname"),
		NTLM_BYTES(hf_ntlmssp_lm_response, "Lan Manager Response", "ntlmssp.auth.lmresponse"),
		NTLM_BYTES(hf_ntlmssp_nt_response, "NTLM Response", "ntlmssp.auth.ntresponse"),
		{ &hf_ntlmssp_av_id,
		  { "Attribute type", "ntlmssp.avpair.type", FT_UINT16, BASE_HEX, VALS(ntlmssp_av_names), 0x0, NULL, HFILL }},
		{ &hf_ntlmssp_av_len,
		  { "Attribute length", "ntlmssp.avpair.length", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		NTLM_TEXT(hf_ntlmssp_av_text, "Attribute", "ntlmssp.avpair.text"),
		NTLM_TEXT(hf_ntlmssp_av_time, "Timestamp", "ntlmssp.avpair.timestamp"),
		{ &hf_ntlmssp_challenged_in,
		  { "Answers the challenge in", "ntlmssp.challenged_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = { &ett_ntlmssp, &ett_ntlmssp_flags, &ett_ntlmssp_string, &ett_ntlmssp_av_pairs, &ett_ntlmssp_av_pair };
	module_t *ntlmssp_module;

	proto_ntlmssp = proto_register_protocol("NTLM Secure Service Provider", "NTLMSSP", "ntlmssp");
	proto_register_field_array(proto_ntlmssp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("ntlmssp", dissect_ntlmssp, proto_ntlmssp);
	ntlmssp_module = prefs_register_protocol(proto_ntlmssp, NULL);
	prefs_register_bool_preference(ntlmssp_module, "fake_unicode", "Show Unicode as Latin-1",
	    "Whether characters that are not in Latin-1 are shown as dots", &ntlmssp_fake_unicode);
}

void
proto_reg_handoff_ntlmssp(void)
{
	dissector_add_string("http.auth", "NTLM", find_dissector("ntlmssp"));
}

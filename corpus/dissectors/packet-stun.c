/* SPDX-License-Identifier: MIT */
/* packet-stun.c
 * Routines for STUN and TURN disassembly (RFC 5389, 5766)
 *
 * Never includes the memory manager's header by name: it comes with the address functions.
 */

#include <string.h>
#include <glib.h>
#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>

void proto_register_stun(void);
void proto_reg_handoff_stun(void);

#define UDP_PORT_STUN    3478
#define STUN_HDR_LEN     20
#define MAGIC_COOKIE     0x2112A442U
#define CHANNEL_HDR_LEN  4

/* message classes, out of the two bits that are scattered in the type */
#define STUN_REQUEST     0
#define STUN_INDICATION  1
#define STUN_SUCCESS     2
#define STUN_ERROR       3
#define STUN_CLASS(t)    ((((t) & 0x0100) >> 7) | (((t) & 0x0010) >> 4))
#define STUN_METHOD(t)   (((t) & 0x3E00) >> 2 | ((t) & 0x00E0) >> 1 | ((t) & 0x000F))

#define MAPPED_ADDRESS       0x0001
#define CHANGE_REQUEST       0x0003
#define USERNAME             0x0006
#define MESSAGE_INTEGRITY    0x0008
#define ERROR_CODE           0x0009
#define UNKNOWN_ATTRIBUTES   0x000a
#define CHANNEL_NUMBER       0x000c
#define LIFETIME             0x000d
#define XOR_PEER_ADDRESS     0x0012
#define REALM                0x0014
#define NONCE                0x0015
#define XOR_RELAYED_ADDRESS  0x0016
#define REQUESTED_TRANSPORT  0x0019
#define XOR_MAPPED_ADDRESS   0x0020
#define SOFTWARE             0x8022
#define FINGERPRINT          0x8028
#define RESPONSE_ORIGIN      0x802b
#define OTHER_ADDRESS        0x802c

static int proto_stun = -1;
static int hf_stun_type = -1;
static int hf_stun_class = -1;
static int hf_stun_method = -1;
static int hf_stun_length = -1;
static int hf_stun_cookie = -1;
static int hf_stun_id = -1;
static int hf_stun_response_in = -1;
static int hf_stun_response_to = -1;
static int hf_stun_time = -1;
static int hf_stun_duplicate = -1;
static int hf_stun_att_type = -1;
static int hf_stun_att_length = -1;
static int hf_stun_att_family = -1;
static int hf_stun_att_port = -1;
static int hf_stun_att_ipv4 = -1;
static int hf_stun_att_ipv6 = -1;
static int hf_stun_att_text = -1;
static int hf_stun_att_error = -1;
static int hf_stun_att_lifetime = -1;
static int hf_stun_att_channel = -1;
static int hf_stun_att_crc = -1;
static int hf_stun_channel = -1;

static gint ett_stun = -1;
static gint ett_stun_type = -1;
static gint ett_stun_att = -1;

static dissector_handle_t data_handle;

static const value_string stun_classes[] = {
  { STUN_REQUEST,    "Request" },
  { STUN_INDICATION, "Indication" },
  { STUN_SUCCESS,    "Success Response" },
  { STUN_ERROR,      "Error Response" },
  { 0, NULL }
};

static const value_string stun_methods[] = {
  { 0x001, "Binding" },
  { 0x003, "Allocate" },
  { 0x004, "Refresh" },
  { 0x006, "Send" },
  { 0x007, "Data" },
  { 0x008, "CreatePermission" },
  { 0x009, "ChannelBind" },
  { 0, NULL }
};

static const value_string stun_attributes[] = {
  { MAPPED_ADDRESS,      "MAPPED-ADDRESS" },
  { CHANGE_REQUEST,      "CHANGE-REQUEST" },
  { USERNAME,            "USERNAME" },
  { MESSAGE_INTEGRITY,   "MESSAGE-INTEGRITY" },
  { ERROR_CODE,          "ERROR-CODE" },
  { UNKNOWN_ATTRIBUTES,  "UNKNOWN-ATTRIBUTES" },
  { CHANNEL_NUMBER,      "CHANNEL-NUMBER" },
  { LIFETIME,            "LIFETIME" },
  { XOR_PEER_ADDRESS,    "XOR-PEER-ADDRESS" },
  { REALM,               "REALM" },
  { NONCE,               "NONCE" },
  { XOR_RELAYED_ADDRESS, "XOR-RELAYED-ADDRESS" },
  { REQUESTED_TRANSPORT, "REQUESTED-TRANSPORT" },
  { XOR_MAPPED_ADDRESS,  "XOR-MAPPED-ADDRESS" },
  { SOFTWARE,            "SOFTWARE" },
  { FINGERPRINT,         "FINGERPRINT" },
  { RESPONSE_ORIGIN,     "RESPONSE-ORIGIN" },
  { OTHER_ADDRESS,       "OTHER-ADDRESS" },
  { 0, NULL }
};

static const value_string stun_families[] = {
  { 1, "IPv4" },
  { 2, "IPv6" },
  { 0, NULL }
};

typedef struct _stun_transaction_t {
  guint32  req_frame;
  guint32  rep_frame;
  nstime_t req_time;
} stun_transaction_t;

/* Per conversation; the outer tree in each is made when it is first needed. */
typedef struct _stun_conv_info_t {
  emem_tree_t *transactions;   /* stun_transaction_t by the words of the id */
  emem_tree_t *channels;       /* peer's address as file-scoped text, by channel number */
} stun_conv_info_t;

static stun_conv_info_t *
stun_conv_info(packet_info *pinfo)
{
  conversation_t   *conversation = find_or_create_conversation(pinfo);
  stun_conv_info_t *info = (stun_conv_info_t *)conversation_get_proto_data(conversation, proto_stun);

  if (!info) {
    info = se_new0(stun_conv_info_t);
    info->transactions = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "stun_transactions");
    conversation_add_proto_data(conversation, proto_stun, info);
  }
  return info;
}

/* The id is three words behind the cookie, which is a part of the key for old clients' sake. */
static stun_transaction_t *
stun_transaction(tvbuff_t *tvb, packet_info *pinfo, stun_conv_info_t *info, guint class)
{
  stun_transaction_t *trans;
  emem_tree_key_t     key[2];
  guint32             id[4];
  int                 i;

  for (i = 0; i < 4; i++)
    id[i] = tvb_get_ntohl(tvb, 4 + 4 * i);
  key[0].length = 4;
  key[0].key = id;
  key[1].length = 0;
  key[1].key = NULL;

  trans = (stun_transaction_t *)se_tree_lookup32_array(info->transactions, key);
  if (!pinfo->fd->flags.visited) {
    if (trans == NULL && class == STUN_REQUEST) {
      trans = (stun_transaction_t *)se_memdup(&(stun_transaction_t){ 0, 0, { 0, 0 } }, sizeof(stun_transaction_t));
      trans->req_frame = pinfo->fd->num;
      trans->req_time = pinfo->fd->abs_ts;
      se_tree_insert32_array(info->transactions, key, trans);
    } else if (trans && class >= STUN_SUCCESS && trans->rep_frame == 0)
      trans->rep_frame = pinfo->fd->num;
  }
  return trans;
}

/* An address in the clear or xor'ed with the cookie and the id. Its text is packet memory. */
static const gchar *
dissect_stun_address(tvbuff_t *tvb, proto_tree *tree, int offset, int length, gboolean xored)
{
  guint8  family;
  guint16 port;
  guint8 *bytes;
  int     addr_len, i;

  if (length < 8)
    return NULL;
  family = tvb_get_guint8(tvb, offset + 1);
  port = tvb_get_ntohs(tvb, offset + 2);
  addr_len = family == 2 ? 16 : 4;
  if (length < 4 + addr_len)
    return NULL;

  bytes = (guint8 *)ep_tvb_memdup(tvb, offset + 4, addr_len);
  if (xored) {
    port ^= MAGIC_COOKIE >> 16;
    for (i = 0; i < addr_len; i++)
      bytes[i] ^= tvb_get_guint8(tvb, 4 + i);
  }
  proto_tree_add_item(tree, hf_stun_att_family, tvb, offset + 1, 1, ENC_BIG_ENDIAN);
  proto_tree_add_uint(tree, hf_stun_att_port, tvb, offset + 2, 2, port);
  if (family == 2) {
    struct e_in6_addr *addr = ep_new(struct e_in6_addr);

    memcpy(addr, bytes, sizeof(struct e_in6_addr));
    proto_tree_add_ipv6(tree, hf_stun_att_ipv6, tvb, offset + 4, 16, bytes);
    return ep_strdup_printf("[%s]:%u", ip6_to_str(addr), port);
  }
  {
    guint32 addr;

    memcpy(&addr, bytes, 4);
    proto_tree_add_ipv4(tree, hf_stun_att_ipv4, tvb, offset + 4, 4, addr);
  }
  return ep_strdup_printf("%s:%u", ip_to_str(bytes), port);
}

static void
dissect_stun_attributes(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, stun_conv_info_t *info)
{
  emem_strbuf_t *summary = ep_strbuf_new_label(NULL);
  const gchar   *peer = NULL;
  guint          channel = 0;
  int            offset = STUN_HDR_LEN;

  while (tvb_reported_length_remaining(tvb, offset) >= 4) {
    guint16      type = tvb_get_ntohs(tvb, offset);
    guint16      length = tvb_get_ntohs(tvb, offset + 2);
    int          padded = (length + 3) & ~3;
    const gchar *name = val_to_str(type, stun_attributes, "Unknown (0x%04x)");
    const gchar *text = NULL;
    proto_item  *ti;
    proto_tree  *att_tree;

    ti = proto_tree_add_text(tree, tvb, offset, 4 + padded, "%s", name);
    att_tree = proto_item_add_subtree(ti, ett_stun_att);
    proto_tree_add_uint(att_tree, hf_stun_att_type, tvb, offset, 2, type);
    proto_tree_add_uint(att_tree, hf_stun_att_length, tvb, offset + 2, 2, length);
    offset += 4;

    switch (type) {
    case MAPPED_ADDRESS:
    case RESPONSE_ORIGIN:
    case OTHER_ADDRESS:
      text = dissect_stun_address(tvb, att_tree, offset, length, FALSE);
      break;
    case XOR_PEER_ADDRESS:
      text = peer = dissect_stun_address(tvb, att_tree, offset, length, TRUE);
      break;
    case XOR_MAPPED_ADDRESS:
    case XOR_RELAYED_ADDRESS:
      text = dissect_stun_address(tvb, att_tree, offset, length, TRUE);
      break;
    case USERNAME:
    case REALM:
    case SOFTWARE:
      text = tvb_format_text(tvb, offset, length);
      proto_tree_add_string(att_tree, hf_stun_att_text, tvb, offset, length, text);
      break;
    case NONCE:
      text = "...";
      proto_tree_add_string(att_tree, hf_stun_att_text, tvb, offset, length, tvb_format_text(tvb, offset, length));
      break;
    case ERROR_CODE:
      if (length >= 4) {
        guint error = tvb_get_guint8(tvb, offset + 2) * 100 + tvb_get_guint8(tvb, offset + 3);

        proto_tree_add_uint(att_tree, hf_stun_att_error, tvb, offset + 2, 2, error);
        text = ep_strdup_printf("%u (%s)", error, length > 4 ? tvb_format_text(tvb, offset + 4, length - 4) : "");
      }
      break;
    case LIFETIME:
      if (length == 4) {
        text = time_secs_to_str((gint32)tvb_get_ntohl(tvb, offset));
        proto_tree_add_item(att_tree, hf_stun_att_lifetime, tvb, offset, 4, ENC_BIG_ENDIAN);
      }
      break;
    case CHANNEL_NUMBER:
      if (length == 4) {
        channel = tvb_get_ntohs(tvb, offset);
        text = ep_strdup_printf("0x%04x", channel);
        proto_tree_add_uint(att_tree, hf_stun_att_channel, tvb, offset, 2, channel);
      }
      break;
    case FINGERPRINT:
      if (length == 4)
        proto_tree_add_item(att_tree, hf_stun_att_crc, tvb, offset, 4, ENC_BIG_ENDIAN);
      break;
    default:
      if (length > 0)
        proto_tree_add_text(att_tree, tvb, offset, length, "Value: %s", tvb_bytes_to_str(tvb, offset, length));
      break;
    }
    if (text) {
      proto_item_append_text(ti, ": %s", text);
      ep_strbuf_append_printf(summary, " %s: %s", name, text);
    }
    offset += padded;
  }

  if (summary->len > 0)
    col_append_str(pinfo->cinfo, COL_INFO, summary->str);
  if (peer && channel && !pinfo->fd->flags.visited) {
    if (info->channels == NULL)
      info->channels = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "stun_channels");
    se_tree_insert32(info->channels, channel, se_strdup(peer));
  }
}

static int
dissect_channel_data(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  stun_conv_info_t *info = stun_conv_info(pinfo);
  guint16           channel = tvb_get_ntohs(tvb, 0);
  guint16           length = tvb_get_ntohs(tvb, 2);
  const gchar      *peer;
  proto_item       *ti;
  proto_tree       *stun_tree;

  if ((guint)length + CHANNEL_HDR_LEN > tvb_reported_length(tvb))
    return 0;
  /* info->channels may be NULL still: then there is no peer */
  peer = (const gchar *)se_tree_lookup32(info->channels, channel);
  col_set_str(pinfo->cinfo, COL_PROTOCOL, "STUN");
  col_add_fstr(pinfo->cinfo, COL_INFO, "ChannelData TURN Message, channel 0x%04x%s%s", channel,
               peer ? ", peer " : "", peer ? peer : "");
  ti = proto_tree_add_item(tree, proto_stun, tvb, 0, CHANNEL_HDR_LEN, ENC_NA);
  stun_tree = proto_item_add_subtree(ti, ett_stun);
  proto_item_append_text(ti, ", TURN ChannelData Message");
  ti = proto_tree_add_uint(stun_tree, hf_stun_channel, tvb, 0, 2, channel);
  if (peer)
    proto_item_append_text(ti, " (%s)", peer);
  proto_tree_add_uint(stun_tree, hf_stun_length, tvb, 2, 2, length);
  if (length > 0)
    call_dissector(data_handle, tvb_new_subset(tvb, CHANNEL_HDR_LEN, length, length), pinfo, tree);
  return tvb_length(tvb);
}

static int
dissect_stun_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  stun_conv_info_t   *info;
  stun_transaction_t *trans;
  guint               type, length, class, method;
  proto_item         *ti;
  proto_tree         *stun_tree, *type_tree;
  nstime_t            delta;

  if (tvb_length(tvb) < CHANNEL_HDR_LEN)
    return 0;
  type = tvb_get_ntohs(tvb, 0);
  if ((type & 0xC000) == 0x4000)
    return dissect_channel_data(tvb, pinfo, tree);
  if ((type & 0xC000) != 0 || tvb_length(tvb) < STUN_HDR_LEN || tvb_get_ntohl(tvb, 4) != MAGIC_COOKIE)
    return 0;
  length = tvb_get_ntohs(tvb, 2);
  class = STUN_CLASS(type);
  method = STUN_METHOD(type);

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "STUN");
  col_add_str(pinfo->cinfo, COL_INFO, ep_strconcat(val_to_str(method, stun_methods, "Unknown method 0x%03x"), " ",
                                                   val_to_str(class, stun_classes, "class %u"), NULL));

  ti = proto_tree_add_item(tree, proto_stun, tvb, 0, -1, ENC_NA);
  stun_tree = proto_item_add_subtree(ti, ett_stun);
  info = stun_conv_info(pinfo);
  trans = stun_transaction(tvb, pinfo, info, class);
  if (trans && class == STUN_REQUEST) {
    if (trans->rep_frame) {
      ti = proto_tree_add_uint(stun_tree, hf_stun_response_in, tvb, 0, 0, trans->rep_frame);
      PROTO_ITEM_SET_GENERATED(ti);
    }
    if (trans->req_frame != pinfo->fd->num) {
      ti = proto_tree_add_uint(stun_tree, hf_stun_duplicate, tvb, 0, 0, trans->req_frame);
      PROTO_ITEM_SET_GENERATED(ti);
    }
  } else if (trans && class >= STUN_SUCCESS) {
    ti = proto_tree_add_uint(stun_tree, hf_stun_response_to, tvb, 0, 0, trans->req_frame);
    PROTO_ITEM_SET_GENERATED(ti);
    nstime_delta(&delta, &pinfo->fd->abs_ts, &trans->req_time);
    ti = proto_tree_add_time(stun_tree, hf_stun_time, tvb, 0, 0, &delta);
    PROTO_ITEM_SET_GENERATED(ti);
  } else if (class >= STUN_SUCCESS)
    expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "Response without a request");

  ti = proto_tree_add_uint(stun_tree, hf_stun_type, tvb, 0, 2, type);
  type_tree = proto_item_add_subtree(ti, ett_stun_type);
  proto_tree_add_uint(type_tree, hf_stun_class, tvb, 0, 2, class);
  proto_tree_add_uint(type_tree, hf_stun_method, tvb, 0, 2, method);
  proto_tree_add_uint(stun_tree, hf_stun_length, tvb, 2, 2, length);
  proto_tree_add_item(stun_tree, hf_stun_cookie, tvb, 4, 4, ENC_BIG_ENDIAN);
  proto_tree_add_item(stun_tree, hf_stun_id, tvb, 8, 12, ENC_NA);
  dissect_stun_attributes(tvb, pinfo, stun_tree, info);
  return tvb_length(tvb);
}

static gboolean
dissect_stun_heur(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  return tvb_length(tvb) >= STUN_HDR_LEN && tvb_get_ntohl(tvb, 4) == MAGIC_COOKIE
         && dissect_stun_message(tvb, pinfo, tree) > 0;
}

void
proto_register_stun(void)
{
  static hf_register_info hf[] = {
    { &hf_stun_type,        { "Message Type", "stun.type", FT_UINT16, BASE_HEX, NULL, 0, NULL, HFILL } },
    { &hf_stun_class,       { "Message Class", "stun.type.class", FT_UINT16, BASE_HEX, VALS(stun_classes), 0, NULL, HFILL } },
    { &hf_stun_method,      { "Message Method", "stun.type.method", FT_UINT16, BASE_HEX, VALS(stun_methods), 0, NULL, HFILL } },
    { &hf_stun_length,      { "Message Length", "stun.length", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_stun_cookie,      { "Message Cookie", "stun.cookie", FT_UINT32, BASE_HEX, NULL, 0, NULL, HFILL } },
    { &hf_stun_id,          { "Message Transaction ID", "stun.id", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_response_in, { "Response In", "stun.response-in", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_response_to, { "Request In", "stun.response-to", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_time,        { "Time", "stun.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_duplicate,   { "Duplicated original message in", "stun.reqduplicate", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_type,    { "Attribute Type", "stun.att.type", FT_UINT16, BASE_HEX, VALS(stun_attributes), 0, NULL, HFILL } },
    { &hf_stun_att_length,  { "Attribute Length", "stun.att.length", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_family,  { "Protocol Family", "stun.att.family", FT_UINT8, BASE_HEX, VALS(stun_families), 0, NULL, HFILL } },
    { &hf_stun_att_port,    { "Port", "stun.att.port", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_ipv4,    { "IP", "stun.att.ipv4", FT_IPv4, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_ipv6,    { "IP", "stun.att.ipv6", FT_IPv6, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_text,    { "Text", "stun.att.text", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_error,   { "Error Code", "stun.att.error", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_lifetime, { "Lifetime", "stun.att.lifetime", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_channel, { "ChannelNumber", "stun.att.channelnum", FT_UINT16, BASE_HEX, NULL, 0, NULL, HFILL } },
    { &hf_stun_att_crc,     { "CRC-32", "stun.att.crc32", FT_UINT32, BASE_HEX, NULL, 0, NULL, HFILL } },
    { &hf_stun_channel,     { "Channel Number", "stun.channel", FT_UINT16, BASE_HEX, NULL, 0, NULL, HFILL } },
  };
  static gint *ett[] = {
    &ett_stun,
    &ett_stun_type,
    &ett_stun_att,
  };

  proto_stun = proto_register_protocol("Session Traversal Utilities for NAT", "STUN", "stun");
  proto_register_field_array(proto_stun, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  new_register_dissector("stun", dissect_stun_message, proto_stun);
}

void
proto_reg_handoff_stun(void)
{
  dissector_add_uint("udp.port", UDP_PORT_STUN, find_dissector("stun"));
  heur_dissector_add("udp", dissect_stun_heur, proto_stun);
  data_handle = find_dissector("data");
}

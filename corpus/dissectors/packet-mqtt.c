/* SPDX-License-Identifier: MIT */
/* packet-mqtt.c
 * Routines for MQ Telemetry Transport, versions 3.1 and later
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/strutil.h>

#include "packet-tcp.h"

void proto_register_mqtt(void);
void proto_reg_handoff_mqtt(void);

#define TCP_PORT_MQTT     1883

#define MQTT_CONNECT      1
#define MQTT_CONNACK      2
#define MQTT_PUBLISH      3
#define MQTT_PUBACK       4
#define MQTT_PUBREC       5
#define MQTT_PUBREL       6
#define MQTT_PUBCOMP      7
#define MQTT_SUBSCRIBE    8
#define MQTT_SUBACK       9
#define MQTT_UNSUBSCRIBE  10
#define MQTT_UNSUBACK     11
#define MQTT_DISCONNECT   14

#define MQTT_CONN_WILL      0x04
#define MQTT_CONN_PASSWORD  0x40
#define MQTT_CONN_USER      0x80

static int proto_mqtt = -1;
static int hf_mqtt_type = -1;
static int hf_mqtt_dup = -1;
static int hf_mqtt_qos = -1;
static int hf_mqtt_retain = -1;
static int hf_mqtt_length = -1;
static int hf_mqtt_protocol = -1;
static int hf_mqtt_version = -1;
static int hf_mqtt_flags = -1;
static int hf_mqtt_keep_alive = -1;
static int hf_mqtt_client_id = -1;
static int hf_mqtt_will_topic = -1;
static int hf_mqtt_will_message = -1;
static int hf_mqtt_user = -1;
static int hf_mqtt_password = -1;
static int hf_mqtt_return_code = -1;
static int hf_mqtt_topic = -1;
static int hf_mqtt_msgid = -1;
static int hf_mqtt_message = -1;
static int hf_mqtt_properties = -1;
static int hf_mqtt_sub_qos = -1;
static int hf_mqtt_related = -1;
static int hf_mqtt_nth = -1;

static gint ett_mqtt = -1;
static gint ett_mqtt_header = -1;

static const value_string mqtt_types[] = {
  { MQTT_CONNECT,     "Connect Command" },
  { MQTT_CONNACK,     "Connect Ack" },
  { MQTT_PUBLISH,     "Publish Message" },
  { MQTT_PUBACK,      "Publish Ack" },
  { MQTT_PUBREC,      "Publish Received" },
  { MQTT_PUBREL,      "Publish Release" },
  { MQTT_PUBCOMP,     "Publish Complete" },
  { MQTT_SUBSCRIBE,   "Subscribe Request" },
  { MQTT_SUBACK,      "Subscribe Ack" },
  { MQTT_UNSUBSCRIBE, "Unsubscribe Request" },
  { MQTT_UNSUBACK,    "Unsubscribe Ack" },
  { 12,               "Ping Request" },
  { 13,               "Ping Response" },
  { MQTT_DISCONNECT,  "Disconnect Req" },
  { 15,               "Authentication Exchange" },
  { 0, NULL }
};

static const value_string mqtt_qos[] = {
  { 0, "At most once delivery (Fire and Forget)" },
  { 1, "At least once delivery (Acknowledged deliver)" },
  { 2, "Exactly once delivery (Assured Delivery)" },
  { 3, "Reserved" },
  { 0, NULL }
};

static const value_string mqtt_versions[] = {
  { 3, "MQTT v3.1" },
  { 4, "MQTT v3.1.1" },
  { 5, "MQTT v5.0" },
  { 0, NULL }
};

static const value_string mqtt_return_codes[] = {
  { 0, "Connection Accepted" },
  { 1, "Connection Refused: unacceptable protocol version" },
  { 2, "Connection Refused: identifier rejected" },
  { 3, "Connection Refused: server unavailable" },
  { 4, "Connection Refused: bad user name or password" },
  { 5, "Connection Refused: not authorized" },
  { 0, NULL }
};

/* A topic that was published: this file's. */
typedef struct _mqtt_topic_t {
  guint32 messages;
  guint32 last_frame;
} mqtt_topic_t;

/* What waits for an acknowledgement. */
typedef struct _mqtt_pending_t {
  guint32      frame;
  guint16      id;
  guint8       type;
  const gchar *topic;       /* NULL except for messages */
} mqtt_pending_t;

typedef struct _mqtt_conv_t {
  guint8       version;     /* 0 until a connect command */
  const gchar *client_id;
  emem_tree_t *pending[2];  /* mqtt_pending_t by message id and frame; 1: of the server */
  guint32      server_port;
} mqtt_conv_t;

static emem_tree_t *mqtt_topics;

/* p: the key; w: two words of storage. The latest at or before the frame is the right one. */
#define MQTT_KEY(p, w, id, frame) \
  ((w)[0] = (id), (w)[1] = (frame), \
   (p)[0].length = 2, (p)[0].key = (w), (p)[1].length = 0, (p)[1].key = NULL)

/* Two bytes of length, then text, in packet memory. */
#define MQTT_STRING(tvb, offset) ((gchar *)tvb_get_ephemeral_string((tvb), (offset) + 2, tvb_get_ntohs((tvb), (offset))))

static mqtt_conv_t *
mqtt_get_conv(packet_info *pinfo)
{
  conversation_t *conversation = find_or_create_conversation(pinfo);
  mqtt_conv_t    *conv = conversation_get_proto_data(conversation, proto_mqtt);

  if (conv == NULL) {
    conv = se_new0(mqtt_conv_t);
    conv->server_port = pinfo->destport;
    conv->pending[0] = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "mqtt_pending_c");
    conv->pending[1] = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "mqtt_pending_s");
    conversation_add_proto_data(conversation, proto_mqtt, conv);
  }
  return conv;
}

/* Seven bits a byte, the lowest first. Returns the bytes it takes. */
static gint
mqtt_varint(tvbuff_t *tvb, gint offset, guint32 *value)
{
  gint  used = 0;
  guint8 byte;

  *value = 0;
  do {
    byte = tvb_get_guint8(tvb, offset + used);
    *value |= (guint32)(byte & 0x7f) << (7 * used);
    used++;
  } while ((byte & 0x80) && used < 4);
  return used;
}

static gint
mqtt_add_string(tvbuff_t *tvb, proto_tree *tree, int hf, gint offset, gchar **text)
{
  guint16 length = tvb_get_ntohs(tvb, offset);
  gchar  *string = length > 0 ? format_text((guchar *)MQTT_STRING(tvb, offset), length) : ep_strdup("");

  proto_tree_add_string(tree, hf, tvb, offset + 2, length, string);
  if (text)
    *text = string;
  return offset + 2 + length;
}

static gint
mqtt_add_properties(tvbuff_t *tvb, proto_tree *tree, gint offset, const mqtt_conv_t *conv)
{
  guint32 length;
  gint    used;

  if (conv->version < 5)
    return offset;
  used = mqtt_varint(tvb, offset, &length);
  if (length)
    proto_tree_add_item(tree, hf_mqtt_properties, tvb, offset + used, (gint)length, ENC_NA);
  return offset + used + (gint)length;
}

static void
mqtt_note_pending(packet_info *pinfo, mqtt_conv_t *conv, gboolean from_server, guint8 type, guint16 id, const gchar *topic)
{
  mqtt_pending_t *pending;
  emem_tree_key_t key[2];
  guint32         words[2];

  if (pinfo->fd->flags.visited)
    return;
  pending = (mqtt_pending_t *)se_alloc(sizeof(mqtt_pending_t));
  pending->frame = pinfo->fd->num;
  pending->id = id;
  pending->type = type;
  pending->topic = topic ? se_strdup(topic) : NULL;
  MQTT_KEY(key, words, id, pinfo->fd->num);
  se_tree_insert32_array(conv->pending[from_server], key, pending);
}

/* Shows what an acknowledgement is about; its sender is the other side. */
static void
mqtt_show_pending(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, mqtt_conv_t *conv, gboolean sent_by_server, guint16 id,
                  emem_strbuf_t *info)
{
  mqtt_pending_t *pending;
  emem_tree_key_t key[2];
  guint32         words[2];
  proto_item     *ti;

  MQTT_KEY(key, words, id, pinfo->fd->num);
  pending = (mqtt_pending_t *)emem_tree_lookup32_array_le(conv->pending[sent_by_server], key);
  if (pending == NULL || pending->id != id)
    return;
  ti = proto_tree_add_uint(tree, hf_mqtt_related, tvb, 0, 0, pending->frame);
  PROTO_ITEM_SET_GENERATED(ti);
  proto_item_append_text(ti, " (%s)", val_to_str(pending->type, mqtt_types, "type %u"));
  if (pending->topic)
    ep_strbuf_append_printf(info, " [%s]", pending->topic);
}

static void
mqtt_count_topic(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, const gchar *topic)
{
  mqtt_topic_t *entry = (mqtt_topic_t *)se_tree_lookup_string(mqtt_topics, topic, 0);
  proto_item   *ti;

  if (!pinfo->fd->flags.visited) {
    if (entry == NULL) {
      entry = se_new0(mqtt_topic_t);
      se_tree_insert_string(mqtt_topics, se_strdup(topic), entry, 0);
    }
    entry->messages++;
    entry->last_frame = pinfo->fd->num;
  }
  if (entry) {
    ti = proto_tree_add_uint(tree, hf_mqtt_nth, tvb, 0, 0, entry->messages);
    PROTO_ITEM_SET_GENERATED(ti);
  }
}

static void
dissect_mqtt_connect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, mqtt_conv_t *conv, emem_strbuf_t *info)
{
  guint8 version, flags;
  gchar *client_id, *user = NULL;

  offset = mqtt_add_string(tvb, tree, hf_mqtt_protocol, offset, NULL);
  version = tvb_get_guint8(tvb, offset);
  flags = tvb_get_guint8(tvb, offset + 1);
  proto_tree_add_uint(tree, hf_mqtt_version, tvb, offset, 1, version);
  proto_tree_add_uint(tree, hf_mqtt_flags, tvb, offset + 1, 1, flags);
  proto_tree_add_item(tree, hf_mqtt_keep_alive, tvb, offset + 2, 2, ENC_BIG_ENDIAN);
  offset += 4;
  if (!pinfo->fd->flags.visited) {
    conv->version = version;
    conv->server_port = pinfo->destport;
  }
  offset = mqtt_add_properties(tvb, tree, offset, conv);
  offset = mqtt_add_string(tvb, tree, hf_mqtt_client_id, offset, &client_id);
  if (!pinfo->fd->flags.visited) conv->client_id = se_strdup(client_id);
  if (flags & MQTT_CONN_WILL) {
    offset = mqtt_add_properties(tvb, tree, offset, conv);
    offset = mqtt_add_string(tvb, tree, hf_mqtt_will_topic, offset, NULL);
    offset = mqtt_add_string(tvb, tree, hf_mqtt_will_message, offset, NULL);
  }
  if (flags & MQTT_CONN_USER)
    offset = mqtt_add_string(tvb, tree, hf_mqtt_user, offset, &user);
  if (flags & MQTT_CONN_PASSWORD)
    mqtt_add_string(tvb, tree, hf_mqtt_password, offset, NULL);
  ep_strbuf_append_printf(info, " %s by %s%s%s", val_to_str(version, mqtt_versions, "version %u"), client_id,
                          user ? " as " : "", user ? user : "");
}

static void
dissect_mqtt_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  mqtt_conv_t   *conv = mqtt_get_conv(pinfo);
  guint8         first = tvb_get_guint8(tvb, 0);
  guint8         type = first >> 4;
  gboolean       from_server = pinfo->srcport == conv->server_port;
  guint32        length;
  gint           offset, end;
  guint16        id;
  gchar         *topic;
  const gchar   *name = val_to_str(type, mqtt_types, "Reserved type %u");
  emem_strbuf_t *info = ep_strbuf_new_label(name);
  proto_item    *ti;
  proto_tree    *mqtt_tree, *header_tree;

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "MQTT");
  ti = proto_tree_add_item(tree, proto_mqtt, tvb, 0, -1, ENC_NA);
  mqtt_tree = proto_item_add_subtree(ti, ett_mqtt);
  ti = proto_tree_add_text(mqtt_tree, tvb, 0, 1, "Header Flags: 0x%02x (%s)", first, name);
  header_tree = proto_item_add_subtree(ti, ett_mqtt_header);
  proto_tree_add_item(header_tree, hf_mqtt_type, tvb, 0, 1, ENC_BIG_ENDIAN);
  if (type == MQTT_PUBLISH) {
    proto_tree_add_item(header_tree, hf_mqtt_dup, tvb, 0, 1, ENC_BIG_ENDIAN);
    proto_tree_add_item(header_tree, hf_mqtt_qos, tvb, 0, 1, ENC_BIG_ENDIAN);
    proto_tree_add_item(header_tree, hf_mqtt_retain, tvb, 0, 1, ENC_BIG_ENDIAN);
  }
  offset = 1 + mqtt_varint(tvb, 1, &length);
  proto_tree_add_uint(mqtt_tree, hf_mqtt_length, tvb, 1, offset - 1, length);
  end = offset + (gint)length;

  switch (type) {
  case MQTT_CONNECT:
    dissect_mqtt_connect(tvb, pinfo, mqtt_tree, offset, conv, info);
    break;

  case MQTT_CONNACK:
    proto_tree_add_item(mqtt_tree, hf_mqtt_return_code, tvb, offset + 1, 1, ENC_BIG_ENDIAN);
    if (tvb_get_guint8(tvb, offset + 1))
      ep_strbuf_printf(info, "%s", val_to_str(tvb_get_guint8(tvb, offset + 1), mqtt_return_codes, "Connection Refused: %u"));
    break;

  case MQTT_PUBLISH:
    offset = mqtt_add_string(tvb, mqtt_tree, hf_mqtt_topic, offset, &topic);
    mqtt_count_topic(tvb, pinfo, mqtt_tree, topic);
    if (first & 0x06) {
      id = tvb_get_ntohs(tvb, offset);
      proto_tree_add_uint(mqtt_tree, hf_mqtt_msgid, tvb, offset, 2, id);
      offset += 2;
      ep_strbuf_append_printf(info, " (id=%u)", id);
      mqtt_note_pending(pinfo, conv, from_server, type, id, topic);
    }
    offset = mqtt_add_properties(tvb, mqtt_tree, offset, conv);
    if (offset < end)
      proto_tree_add_string(mqtt_tree, hf_mqtt_message, tvb, offset, end - offset, tvb_format_text(tvb, offset, end - offset));
    ep_strbuf_append_printf(info, " [%s]", topic);
    break;

  case MQTT_PUBACK:
  case MQTT_PUBREC:
  case MQTT_PUBREL:
  case MQTT_PUBCOMP:
  case MQTT_SUBACK:
  case MQTT_UNSUBACK:
    id = tvb_get_ntohs(tvb, offset);
    proto_tree_add_uint(mqtt_tree, hf_mqtt_msgid, tvb, offset, 2, id);
    ep_strbuf_append_printf(info, " (id=%u)", id);
    /* a release comes from who sent the message, all others from who got it */
    mqtt_show_pending(tvb, pinfo, mqtt_tree, conv, type == MQTT_PUBREL ? from_server : !from_server, id, info);
    break;

  case MQTT_SUBSCRIBE:
  case MQTT_UNSUBSCRIBE:
    id = tvb_get_ntohs(tvb, offset);
    proto_tree_add_uint(mqtt_tree, hf_mqtt_msgid, tvb, offset, 2, id);
    ep_strbuf_append_printf(info, " (id=%u)", id);
    mqtt_note_pending(pinfo, conv, from_server, type, id, NULL);
    offset = mqtt_add_properties(tvb, mqtt_tree, offset + 2, conv);
    while (offset < end) {
      offset = mqtt_add_string(tvb, mqtt_tree, hf_mqtt_topic, offset, &topic);
      ep_strbuf_append_printf(info, " [%s]", topic);
      if (type == MQTT_SUBSCRIBE)
        proto_tree_add_item(mqtt_tree, hf_mqtt_sub_qos, tvb, offset++, 1, ENC_BIG_ENDIAN);
    }
    break;

  case MQTT_DISCONNECT:
    if (conv->client_id)
      ep_strbuf_append_printf(info, " of %s", conv->client_id);
    break;

  default:
    break;
  }
  col_append_sep_str(pinfo->cinfo, COL_INFO, ", ", info->str);
  proto_item_append_text(proto_tree_get_parent(mqtt_tree), ", %s", info->str);
}

static guint
get_mqtt_pdu_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
  guint32 length;
  gint    used = 0;

  /* the length may be cut off, too */
  while (used < 4 && tvb_offset_exists(tvb, offset + 1 + used) && (tvb_get_guint8(tvb, offset + 1 + used) & 0x80))
    used++;
  if (!tvb_offset_exists(tvb, offset + 1 + used))
    return 2 + (guint)used;
  used = mqtt_varint(tvb, offset + 1, &length);
  return 1 + (guint)used + length;
}

static void
dissect_mqtt(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  col_clear(pinfo->cinfo, COL_INFO);
  tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 2, get_mqtt_pdu_len, dissect_mqtt_message);
}

void
proto_register_mqtt(void)
{
  static hf_register_info hf[] = {
    { &hf_mqtt_type, { "Message Type", "mqtt.msgtype", FT_UINT8, BASE_DEC, VALS(mqtt_types), 0xF0, NULL, HFILL } },
    { &hf_mqtt_dup, { "DUP Flag", "mqtt.dupflag", FT_BOOLEAN, 8, TFS(&tfs_set_notset), 0x08, NULL, HFILL } },
    { &hf_mqtt_qos, { "QoS Level", "mqtt.qos", FT_UINT8, BASE_DEC, VALS(mqtt_qos), 0x06, NULL, HFILL } },
    { &hf_mqtt_retain, { "Retain", "mqtt.retain", FT_BOOLEAN, 8, TFS(&tfs_set_notset), 0x01, NULL, HFILL } },
    { &hf_mqtt_length, { "Msg Len", "mqtt.len", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_protocol, { "Protocol Name", "mqtt.protoname", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_version, { "Version", "mqtt.ver", FT_UINT8, BASE_DEC, VALS(mqtt_versions), 0x0, NULL, HFILL } },
    { &hf_mqtt_flags, { "Connect Flags", "mqtt.conflags", FT_UINT8, BASE_HEX, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_keep_alive, { "Keep Alive", "mqtt.kalive", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_client_id, { "Client ID", "mqtt.clientid", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_will_topic, { "Will Topic", "mqtt.willtopic", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_will_message, { "Will Message", "mqtt.willmsg", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_user, { "User Name", "mqtt.username", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_password, { "Password", "mqtt.passwd", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_return_code, { "Return Code", "mqtt.conack.val", FT_UINT8, BASE_DEC, VALS(mqtt_return_codes), 0x0, NULL, HFILL } },
    { &hf_mqtt_topic, { "Topic", "mqtt.topic", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_msgid, { "Message Identifier", "mqtt.msgid", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_message, { "Message", "mqtt.msg", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_properties, { "Properties", "mqtt.properties", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_sub_qos, { "Requested QoS", "mqtt.sub.qos", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_related, { "About frame", "mqtt.related", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_mqtt_nth, { "Messages of this topic", "mqtt.topic.messages", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL } }
  };
  static gint *ett[] = {
    &ett_mqtt,
    &ett_mqtt_header
  };

  proto_mqtt = proto_register_protocol("MQ Telemetry Transport Protocol", "MQTT", "mqtt");
  proto_register_field_array(proto_mqtt, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  mqtt_topics = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "mqtt_topics");
}

void
proto_reg_handoff_mqtt(void)
{
  dissector_add_uint("tcp.port", TCP_PORT_MQTT, create_dissector_handle(dissect_mqtt, proto_mqtt));
}

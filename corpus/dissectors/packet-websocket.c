/* SPDX-License-Identifier: MIT */
/* packet-websocket.c
 * Routines for the WebSocket protocol (RFC 6455), once HTTP has switched to it
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/strutil.h>

#include "packet-tcp.h"

void proto_register_websocket(void);
void proto_reg_handoff_websocket(void);

#define WS_CONTINUE 0x0
#define WS_TEXT     0x1
#define WS_BINARY   0x2
#define WS_CLOSE    0x8
#define WS_PING     0x9
#define WS_PONG     0xA

#define MASK_WS_FIN     0x80
#define MASK_WS_RSV     0x70
#define MASK_WS_RSV1    0x40
#define MASK_WS_OPCODE  0x0F
#define MASK_WS_MASK    0x80
#define MASK_WS_LEN     0x7F

#define WS_KEY_LEN      4
#define WS_MAX_SUMMARY  40

static int proto_websocket = -1;
static int hf_ws_fin = -1;
static int hf_ws_reserved = -1;
static int hf_ws_opcode = -1;
static int hf_ws_mask = -1;
static int hf_ws_payload_length = -1;
static int hf_ws_masking_key = -1;
static int hf_ws_payload = -1;
static int hf_ws_payload_text = -1;
static int hf_ws_close_status = -1;
static int hf_ws_close_reason = -1;
static int hf_ws_answer_to = -1;
static int hf_ws_begun_in = -1;

static gint ett_ws = -1;
static gint ett_ws_payload = -1;

static const value_string ws_opcodes[] = {
  { WS_CONTINUE, "Continuation" },
  { WS_TEXT,     "Text" },
  { WS_BINARY,   "Binary" },
  { WS_CLOSE,    "Connection Close" },
  { WS_PING,     "Ping" },
  { WS_PONG,     "Pong" },
  { 0, NULL }
};

static const value_string ws_close_codes[] = {
  { 1000, "Normal Closure" },
  { 1001, "Going Away" },
  { 1002, "Protocol error" },
  { 1003, "Unsupported Data" },
  { 1007, "Invalid frame payload data" },
  { 1009, "Message Too Big" },
  { 1011, "Internal Server Error" },
  { 0, NULL }
};

/* A message in pieces: where it began and its text up to each frame. */
typedef struct _ws_message_t {
  guint32      first_frame;
  guint8       opcode;
  gchar       *so_far;      /* file-scoped, replaced with each piece */
  guint        pieces;
} ws_message_t;

/* The data of a connection. */
typedef struct _ws_conv_t {
  guint32       client_port;
  emem_tree_t  *pings[2];       /* frames by the ping's text, of each side */
  emem_tree_t  *messages[2];    /* ws_message_t by the frame that it began in */
  ws_message_t *open[2];        /* waits for more */
} ws_conv_t;

static ws_conv_t *
ws_get_conv(packet_info *pinfo)
{
  conversation_t *conversation = find_or_create_conversation(pinfo);
  ws_conv_t      *conv = (ws_conv_t *)conversation_get_proto_data(conversation, proto_websocket);
  int             side;

  if (conv != NULL)
    return conv;
  conv = (ws_conv_t *)se_alloc0(sizeof(ws_conv_t));
  conv->client_port = MAX(pinfo->srcport, pinfo->destport);
  for (side = 0; side < 2; side++) {
    conv->pings[side] = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ws_pings");
    conv->messages[side] = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ws_messages");
  }
  conversation_add_proto_data(conversation, proto_websocket, conv);
  return conv;
}

/*
 * The payload without its mask. A tvbuff outlives the dissection of the packet, hence tvb_memdup()
 * and not ep_tvb_memdup(): the first version of this had it wrong.
 */
static tvbuff_t *
ws_unmask(tvbuff_t *tvb, packet_info *pinfo, gint offset, guint length, const guint8 *key)
{
  guint8   *data = (guint8 *)tvb_memdup(tvb, offset, length);
  tvbuff_t *result;
  guint     i;

  for (i = 0; i < length; i++)
    data[i] ^= key[i % WS_KEY_LEN];
  result = tvb_new_child_real_data(tvb, data, length, (gint)length);
  tvb_set_free_cb(result, g_free);
  add_new_data_source(pinfo, result, "Unmasked data");
  return result;
}

static ws_message_t *
ws_track_message(packet_info *pinfo, ws_conv_t *conv, gboolean from_client, guint8 opcode, gboolean fin, const gchar *text)
{
  ws_message_t *message = conv->open[from_client];

  if (opcode > WS_BINARY)
    return NULL;
  /* a second look finds the latest message that began not after this frame */
  if (pinfo->fd->flags.visited)
    return (ws_message_t *)se_tree_lookup32_le(conv->messages[from_client], pinfo->fd->num);
  if (opcode != WS_CONTINUE) {
    message = se_new0(ws_message_t);
    message->first_frame = pinfo->fd->num;
    message->opcode = opcode;
    message->so_far = se_strdup("");
    se_tree_insert32(conv->messages[from_client], pinfo->fd->num, message);
  }
  if (message) {
    message->pieces++;
    if (strlen(message->so_far) < WS_MAX_SUMMARY)
      message->so_far = se_strdup_printf("%s%s", message->so_far, text);
  }
  conv->open[from_client] = fin ? NULL : message;
  return message;
}

static const gchar *
dissect_ws_payload(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint8 opcode, ws_conv_t *conv, gboolean from_client)
{
  guint       length = tvb_length(tvb);
  proto_item *ti;
  const gchar *text = "";
  guint32     other;

  switch (opcode) {
  case WS_CLOSE:
    if (length < 2)
      return text;
    proto_tree_add_item(tree, hf_ws_close_status, tvb, 0, 2, ENC_BIG_ENDIAN);
    text = val_to_str(tvb_get_ntohs(tvb, 0), ws_close_codes, "status %u");
    if (length > 2) {
      const gchar *reason = tvb_format_text(tvb, 2, (gint)length - 2);

      proto_tree_add_string(tree, hf_ws_close_reason, tvb, 2, (gint)length - 2, reason);
      text = ep_strconcat(text, ": ", reason, NULL);
    }
    break;

  case WS_TEXT:
  case WS_CONTINUE:
    if (length > 0)
      text = tvb_format_text(tvb, 0, (gint)length);
    proto_tree_add_string(tree, hf_ws_payload_text, tvb, 0, (gint)length, text);
    break;

  case WS_PING:
  case WS_PONG:
    text = length > 0 ? bytes_to_str(tvb_get_ptr(tvb, 0, (gint)length), (int)length) : ep_strdup("");
    ti = proto_tree_add_item(tree, hf_ws_payload, tvb, 0, (gint)length, ENC_NA);
    if (opcode == WS_PING) {
      if (!pinfo->fd->flags.visited)
        se_tree_insert_string(conv->pings[from_client], se_strdup(text), GUINT_TO_POINTER(pinfo->fd->num), 0);
    } else if ((other = GPOINTER_TO_UINT(se_tree_lookup_string(conv->pings[!from_client], text, 0))) != 0) {
      ti = proto_tree_add_uint(tree, hf_ws_answer_to, tvb, 0, 0, other);
      PROTO_ITEM_SET_GENERATED(ti);
    } else
      expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "A pong that nobody asked for");
    break;

  default:
    if (length > 0)
      text = bytes_to_str(tvb_get_ptr(tvb, 0, (gint)length), (int)length);
    proto_tree_add_item(tree, hf_ws_payload, tvb, 0, (gint)length, ENC_NA);
    break;
  }
  return text;
}

static guint
ws_header_length(tvbuff_t *tvb, int offset, guint64 *payload)
{
  guint8 second = tvb_get_guint8(tvb, offset + 1);
  guint  length = 2;

  *payload = second & MASK_WS_LEN;
  if (*payload == 126) {
    *payload = tvb_get_ntohs(tvb, offset + 2);
    length = 4;
  } else if (*payload == 127) {
    *payload = tvb_get_ntoh64(tvb, offset + 2);
    length = 10;
  }
  return length + (second & MASK_WS_MASK ? WS_KEY_LEN : 0);
}

static void
dissect_websocket_frame(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  ws_conv_t     *conv = ws_get_conv(pinfo);
  gboolean       from_client = pinfo->srcport == conv->client_port;
  guint8         first = tvb_get_guint8(tvb, 0), second = tvb_get_guint8(tvb, 1), opcode = first & MASK_WS_OPCODE;
  guint64        payload_length;
  guint          header_length;
  tvbuff_t      *payload_tvb;
  ws_message_t  *message;
  const gchar   *text;
  emem_strbuf_t *info;
  proto_item    *ti;
  proto_tree    *ws_tree, *payload_tree;

  header_length = ws_header_length(tvb, 0, &payload_length);
  if (payload_length > 0x100000)
    THROW(ReportedBoundsError);
  col_set_str(pinfo->cinfo, COL_PROTOCOL, "WebSocket");
  ti = proto_tree_add_item(tree, proto_websocket, tvb, 0, -1, ENC_NA);
  ws_tree = proto_item_add_subtree(ti, ett_ws);
  proto_tree_add_item(ws_tree, hf_ws_fin, tvb, 0, 1, ENC_BIG_ENDIAN);
  proto_tree_add_item(ws_tree, hf_ws_reserved, tvb, 0, 1, ENC_BIG_ENDIAN);
  proto_tree_add_item(ws_tree, hf_ws_opcode, tvb, 0, 1, ENC_BIG_ENDIAN);
  proto_tree_add_item(ws_tree, hf_ws_mask, tvb, 1, 1, ENC_BIG_ENDIAN);
  proto_tree_add_uint(ws_tree, hf_ws_payload_length, tvb, 1, 1, (guint32)payload_length);

  info = ep_strbuf_new_label("WebSocket ");
  ep_strbuf_append(info, val_to_str(opcode, ws_opcodes, "Unknown opcode %u"));
  if (!(first & MASK_WS_FIN))
    info = ep_strbuf_append(info, "[FRAGMENT] ");
  else
    info = ep_strbuf_append(info, " [FIN]");
  if (second & MASK_WS_MASK) info = ep_strbuf_append(info, " [MASKED]");

  if (second & MASK_WS_MASK)
    proto_tree_add_item(ws_tree, hf_ws_masking_key, tvb, (gint)header_length - WS_KEY_LEN, WS_KEY_LEN, ENC_NA);
  if (payload_length > 0) {
    tvb_ensure_bytes_exist(tvb, (gint)header_length, (gint)payload_length);
    if (second & MASK_WS_MASK) {
      const guint8 *key = (const guint8 *)ep_tvb_memdup(tvb, (gint)header_length - WS_KEY_LEN, WS_KEY_LEN);

      payload_tvb = ws_unmask(tvb, pinfo, (gint)header_length, (guint)payload_length, key);
    } else
      payload_tvb = tvb_new_subset(tvb, (gint)header_length, (gint)payload_length, (gint)payload_length);
    ti = proto_tree_add_text(ws_tree, payload_tvb, 0, -1, "Payload");
    payload_tree = proto_item_add_subtree(ti, ett_ws_payload);
    if (first & MASK_WS_RSV1) {
      proto_item_append_text(ti, " (compressed)");
#ifdef HAVE_LIBZ
      text = ws_inflate(payload_tvb, pinfo, payload_tree);
      if (text == NULL)
        text = ep_strdup("(compressed, and it does not unpack)");
#else
      text = ep_strdup_printf("(compressed, %u bytes)", (guint)payload_length);
      proto_tree_add_item(payload_tree, hf_ws_payload, payload_tvb, 0, -1, ENC_NA);
#endif
    } else
      text = dissect_ws_payload(payload_tvb, pinfo, payload_tree, opcode, conv, from_client);
  } else
    text = "";

  message = ws_track_message(pinfo, conv, from_client, opcode, (first & MASK_WS_FIN) != 0, text);
  if (message && message->first_frame != pinfo->fd->num) {
    ti = proto_tree_add_uint(ws_tree, hf_ws_begun_in, tvb, 0, 0, message->first_frame);
    PROTO_ITEM_SET_GENERATED(ti);
    proto_item_append_text(ti, " (%s, %u %s: %s)", val_to_str(message->opcode, ws_opcodes, "%u"), message->pieces,
                           plurality(message->pieces, "piece", "pieces"), message->so_far);
  }
  if (*text)
    ep_strbuf_append_printf(info, " %s%s", ep_strndup(text, WS_MAX_SUMMARY), strlen(text) > WS_MAX_SUMMARY ? "..." : "");
  col_append_sep_str(pinfo->cinfo, COL_INFO, " | ", info->str);
}

static guint
get_websocket_frame_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
  guint64 payload;
  guint   length;

  /* a long length may be cut off itself: then ask for its bytes first */
  if ((tvb_get_guint8(tvb, offset + 1) & MASK_WS_LEN) >= 126 && !tvb_bytes_exist(tvb, offset, 10))
    return 10;
  length = ws_header_length(tvb, offset, &payload);
  return length + (guint)MIN(payload, 0x1000000);
}

static void
dissect_websocket(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  col_clear(pinfo->cinfo, COL_INFO);
  tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 2, get_websocket_frame_len, dissect_websocket_frame);
}

void
proto_register_websocket(void)
{
  static hf_register_info hf[] = {
    { &hf_ws_fin, { "Fin", "websocket.fin", FT_BOOLEAN, 8, NULL, MASK_WS_FIN, NULL, HFILL } },
    { &hf_ws_reserved, { "Reserved", "websocket.rsv", FT_UINT8, BASE_HEX, NULL, MASK_WS_RSV, NULL, HFILL } },
    { &hf_ws_opcode, { "Opcode", "websocket.opcode", FT_UINT8, BASE_DEC, VALS(ws_opcodes), MASK_WS_OPCODE, NULL, HFILL } },
    { &hf_ws_mask, { "Mask", "websocket.mask", FT_BOOLEAN, 8, NULL, MASK_WS_MASK, NULL, HFILL } },
    { &hf_ws_payload_length, { "Payload length", "websocket.payload_length", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_masking_key, { "Masking-Key", "websocket.masking_key", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_payload, { "Payload", "websocket.payload", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_payload_text, { "Text", "websocket.payload.text", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_close_status, { "Status code", "websocket.close.status_code", FT_UINT16, BASE_DEC, VALS(ws_close_codes), 0x0, NULL, HFILL } },
    { &hf_ws_close_reason, { "Reason", "websocket.close.reason", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_answer_to, { "Answer to the ping in frame", "websocket.pong_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } },
    { &hf_ws_begun_in, { "Message begun in frame", "websocket.begun_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } }
  };
  static gint *ett[] = {
    &ett_ws,
    &ett_ws_payload
  };

  proto_websocket = proto_register_protocol("WebSocket", "WebSocket", "websocket");
  proto_register_field_array(proto_websocket, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  register_dissector("websocket", dissect_websocket, proto_websocket);
}

void
proto_reg_handoff_websocket(void)
{
  dissector_add_string("http.upgrade", "websocket", find_dissector("websocket"));
}

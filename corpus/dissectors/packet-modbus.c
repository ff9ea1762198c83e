/* SPDX-License-Identifier: MIT */
/* packet-modbus.c
 * Routines for Modbus/TCP packet disassembly (Modbus Application Protocol V1.1b)
 *
 * A response does not tell what it is about: which registers were read is only known from its request.
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <glib.h>
#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include "packet-tcp.h"

#define TCP_PORT_MBTCP          502

void proto_register_mbtcp(void);

static int proto_mbtcp = -1;
static int proto_modbus = -1;
static int hf_mbtcp_transid = -1;
static int hf_mbtcp_protid = -1;
static int hf_mbtcp_len = -1;
static int hf_mbtcp_unitid = -1;
static int hf_modbus_functioncode = -1;
static int hf_modbus_reference = -1;
static int hf_modbus_wordcnt = -1;
static int hf_modbus_bitcnt = -1;
static int hf_modbus_bytecnt = -1;
static int hf_modbus_exceptioncode = -1;
static int hf_modbus_data = -1;
static int hf_modbus_register = -1;
static int hf_modbus_bit = -1;
static int hf_modbus_and_mask = -1;
static int hf_modbus_or_mask = -1;
static int hf_modbus_diag_sf = -1;
static int hf_modbus_mei = -1;
static int hf_modbus_object_id = -1;
static int hf_modbus_object_value = -1;
static int hf_modbus_request_in = -1;
static int hf_modbus_response_in = -1;
static int hf_modbus_time = -1;

static gint ett_mbtcp = -1;
static gint ett_modbus = -1;
static gint ett_modbus_data = -1;

static gboolean mbtcp_desegment = TRUE;
static guint global_mbus_tcp_port = TCP_PORT_MBTCP;

typedef enum { REGISTERS_UINT16, REGISTERS_HEX, REGISTERS_FLOAT } register_format_t;
static gint global_register_format = REGISTERS_UINT16;

static const enum_val_t register_format_vals[] = {
  { "UINT16 ", "unsigned decimal", REGISTERS_UINT16 },
  { "HEX    ", "hexadecimal",      REGISTERS_HEX },
  { "FLOAT  ", "pairs as floating point", REGISTERS_FLOAT },
  { NULL, NULL, 0 }
};

enum {
  READ_COILS = 1,
  READ_DISCRETE_INPUTS,
  READ_HOLDING_REGS,
  READ_INPUT_REGS,
  WRITE_SINGLE_COIL,
  WRITE_SINGLE_REG,
  READ_EXCEPT_STAT,
  DIAGNOSTICS,
  WRITE_MULT_COILS = 15,
  WRITE_MULT_REGS,
  REPORT_SLAVE_ID,
  MASK_WRITE_REG = 22,
  READ_WRITE_REG = 23,
  ENCAP_INTERFACE_TRANSP = 43
};

static const value_string function_code_vals[] = {
  { READ_COILS,             "Read Coils" },
  { READ_DISCRETE_INPUTS,   "Read Discrete Inputs" },
  { READ_HOLDING_REGS,      "Read Holding Registers" },
  { READ_INPUT_REGS,        "Read Input Registers" },
  { WRITE_SINGLE_COIL,      "Write Single Coil" },
  { WRITE_SINGLE_REG,       "Write Single Register" },
  { READ_EXCEPT_STAT,       "Read Exception Status" },
  { DIAGNOSTICS,            "Diagnostics" },
  { WRITE_MULT_COILS,       "Write Multiple Coils" },
  { WRITE_MULT_REGS,        "Write Multiple Registers" },
  { REPORT_SLAVE_ID,        "Report Slave ID" },
  { MASK_WRITE_REG,         "Mask Write Register" },
  { READ_WRITE_REG,         "Read Write Register" },
  { ENCAP_INTERFACE_TRANSP, "Encapsulated Interface Transport" },
  { 0, NULL }
};

static const value_string exception_code_vals[] = {
  { 1,  "Illegal function" },
  { 2,  "Illegal data address" },
  { 3,  "Illegal data value" },
  { 4,  "Slave device failure" },
  { 5,  "Acknowledge" },
  { 6,  "Slave device busy" },
  { 10, "Gateway path unavailable" },
  { 11, "Gateway target device failed to respond" },
  { 0, NULL }
};

static const value_string object_id_vals[] = {
  { 0, "VendorName" },
  { 1, "ProductCode" },
  { 2, "MajorMinorRevision" },
  { 3, "VendorURL" },
  { 4, "ProductName" },
  { 5, "ModelName" },
  { 6, "UserApplicationName" },
  { 0, NULL }
};

/* A request that waits for its response, or has got it. */
typedef struct _modbus_request_t {
  guint32  req_frame;
  guint32  rep_frame;
  nstime_t req_time;
  guint8   function_code;
  guint16  base_address;
  guint16  num_items;
} modbus_request_t;

typedef struct _modbus_conversation_t {
  emem_tree_t *requests;        /* by { transaction, unit, function } */
  emem_tree_t *frames;          /* by frame, then transaction: as many as a segment has messages */
} modbus_conversation_t;

/* The key of a tree is a row of arrays; the end is marked by a length of 0. */
#define MODBUS_KEY(var, words, n)       \
  emem_tree_key_t var[2];               \
  var[0].length = (n);                  \
  var[0].key = (words);                 \
  var[1].length = 0;                    \
  var[1].key = NULL

static modbus_conversation_t *
get_modbus_conversation(packet_info *pinfo)
{
  conversation_t *conversation = find_or_create_conversation(pinfo);
  modbus_conversation_t *conv = (modbus_conversation_t *)conversation_get_proto_data(conversation, proto_modbus);

  if (conv == NULL) {
    conv = (modbus_conversation_t *)se_alloc(sizeof(modbus_conversation_t));
    conv->requests = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "modbus_requests");
    conv->frames = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "modbus_frames");
    conversation_add_proto_data(conversation, proto_modbus, conv);
  }
  return conv;
}

static modbus_request_t *
match_modbus(tvbuff_t *tvb, packet_info *pinfo, gboolean is_request, guint16 transid, guint8 unitid)
{
  modbus_conversation_t *conv = get_modbus_conversation(pinfo);
  guint32 function_code = tvb_get_guint8(tvb, 0) & 0x7f;
  guint32 words[3], frame_words[3];
  modbus_request_t *req;

  words[0] = transid;
  words[1] = unitid;
  words[2] = function_code;
  frame_words[0] = pinfo->fd->num;
  frame_words[1] = transid;
  frame_words[2] = unitid;
  {
    MODBUS_KEY(frame_key, frame_words, 3);
    req = (modbus_request_t *)se_tree_lookup32_array(conv->frames, frame_key);
  }
  if (req || pinfo->fd->flags.visited)
    return req;

  if (is_request) {
    MODBUS_KEY(key, words, 3);
    req = se_new0(modbus_request_t);
    req->req_frame = pinfo->fd->num;
    req->req_time = pinfo->fd->abs_ts;
    req->function_code = (guint8)function_code;
    if (tvb_length(tvb) >= 5) {
      req->base_address = tvb_get_ntohs(tvb, 1);
      req->num_items = tvb_get_ntohs(tvb, 3);
    }
    se_tree_insert32_array(conv->requests, key, req);
  } else {
    MODBUS_KEY(key, words, 3);
    req = (modbus_request_t *)se_tree_lookup32_array(conv->requests, key);
    if (req && req->rep_frame == 0)
      req->rep_frame = pinfo->fd->num;
  }
  if (req) {
    MODBUS_KEY(frame_key, frame_words, 3);
    se_tree_insert32_array(conv->frames, frame_key, req);
  }
  return req;
}

static void
show_modbus_match(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, modbus_request_t *req, gboolean is_request)
{
  proto_item *ti;
  nstime_t delta;

  if (!req)
    return;
  if (is_request) {
    if (req->rep_frame) {
      ti = proto_tree_add_uint(tree, hf_modbus_response_in, tvb, 0, 0, req->rep_frame);
      PROTO_ITEM_SET_GENERATED(ti);
    }
    return;
  }
  ti = proto_tree_add_uint(tree, hf_modbus_request_in, tvb, 0, 0, req->req_frame);
  PROTO_ITEM_SET_GENERATED(ti);
  nstime_delta(&delta, &pinfo->fd->abs_ts, &req->req_time);
  ti = proto_tree_add_time(tree, hf_modbus_time, tvb, 0, 0, &delta);
  PROTO_ITEM_SET_GENERATED(ti);
}

static float
registers_to_float(tvbuff_t *tvb, int offset)
{
  union { guint32 bits; float value; } both;

  both.bits = tvb_get_ntohl(tvb, offset);
  return both.value;
}

/* Registers, with their numbers where the request is known. */
static void
dissect_registers(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int bytes, guint16 base)
{
  proto_item *ti = proto_tree_add_item(tree, hf_modbus_data, tvb, offset, bytes, ENC_NA);
  proto_tree *sub = proto_item_add_subtree(ti, ett_modbus_data);
  emem_strbuf_t *first = ep_strbuf_sized_new(16, 48);
  int i;

  for (i = 0; i + 2 <= bytes; i += 2) {
    guint16 value = tvb_get_ntohs(tvb, offset + i);
    const gchar *text;

    switch (global_register_format) {
    case REGISTERS_FLOAT:
      if (i % 4 == 2 || i + 4 > bytes)
        continue;
      text = ep_strdup_printf("%g", registers_to_float(tvb, offset + i));
      break;
    case REGISTERS_HEX:
      text = ep_strdup_printf("0x%04x", value);
      break;
    case REGISTERS_UINT16:
      text = ep_strdup_printf("%u", value);
      break;
    default:
      text = NULL;
      DISSECTOR_ASSERT_NOT_REACHED();
    }
    DISSECTOR_ASSERT(text != NULL);
    proto_tree_add_uint_format(sub, hf_modbus_register, tvb, offset + i, 2, value, "Register %u: %s", base + i / 2, text);
    /* what does not fit is silently cut off */
    ep_strbuf_append_printf(first, "%s%s", i ? " " : "", text);
  }
  if (bytes > 0)
    col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]", first->str);
}

static void
dissect_bits(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int bytes, guint16 base, guint16 count)
{
  proto_item *ti = proto_tree_add_item(tree, hf_modbus_data, tvb, offset, bytes, ENC_NA);
  proto_tree *sub = proto_item_add_subtree(ti, ett_modbus_data);
  gchar *picture;
  int i, n = MIN(count ? count : bytes * 8, bytes * 8);

  picture = ep_alloc(n + 1);
  for (i = 0; i < n; i++) {
    gboolean on = (tvb_get_guint8(tvb, offset + i / 8) >> (i % 8)) & 1;

    picture[i] = on ? '1' : '0';
    proto_tree_add_boolean_format(sub, hf_modbus_bit, tvb, offset + i / 8, 1, on, "Bit %u: %u", base + i, on);
  }
  picture[n] = '\0';
  col_append_fstr(pinfo->cinfo, COL_INFO, " [%.16s%s]", picture, n > 16 ? "..." : "");
}

static void
dissect_device_identification(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, gboolean is_request)
{
  guint8 count;

  proto_tree_add_item(tree, hf_modbus_mei, tvb, offset, 1, ENC_BIG_ENDIAN);
  if (tvb_get_guint8(tvb, offset) != 14)
    return;
  if (is_request) {
    proto_tree_add_item(tree, hf_modbus_object_id, tvb, offset + 2, 1, ENC_BIG_ENDIAN);
    return;
  }
  count = tvb_get_guint8(tvb, offset + 5);
  offset += 6;
  while (count-- > 0) {
    guint8 id = tvb_get_guint8(tvb, offset);
    guint8 len = tvb_get_guint8(tvb, offset + 1);
    const gchar *value = (const gchar *)tvb_get_ephemeral_string_enc(tvb, offset + 2, len, ENC_ASCII);

    proto_tree_add_item(tree, hf_modbus_object_id, tvb, offset, 1, ENC_BIG_ENDIAN);
    proto_tree_add_string(tree, hf_modbus_object_value, tvb, offset + 2, len, format_text((const guchar *)value, len));
    col_append_fstr(pinfo->cinfo, COL_INFO, ", %s=%s", val_to_str(id, object_id_vals, "Object 0x%02x"),
                    format_text((const guchar *)value, len));
    offset += len + 2;
  }
}

static void
dissect_modbus_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint8 function_code)
{
  guint16 ref = 0, count = 0;

  if (function_code != REPORT_SLAVE_ID && function_code != READ_EXCEPT_STAT && function_code != ENCAP_INTERFACE_TRANSP
      && function_code != DIAGNOSTICS) {
    ref = tvb_get_ntohs(tvb, 1);
    proto_tree_add_item(tree, hf_modbus_reference, tvb, 1, 2, ENC_BIG_ENDIAN);
  }
  switch (function_code) {
  case READ_COILS:
  case READ_DISCRETE_INPUTS:
    count = tvb_get_ntohs(tvb, 3);
    proto_tree_add_item(tree, hf_modbus_bitcnt, tvb, 3, 2, ENC_BIG_ENDIAN);
    break;
  case READ_HOLDING_REGS:
  case READ_INPUT_REGS:
    count = tvb_get_ntohs(tvb, 3);
    proto_tree_add_item(tree, hf_modbus_wordcnt, tvb, 3, 2, ENC_BIG_ENDIAN);
    break;
  case WRITE_SINGLE_COIL:
  case WRITE_SINGLE_REG:
    proto_tree_add_item(tree, hf_modbus_register, tvb, 3, 2, ENC_BIG_ENDIAN);
    col_append_fstr(pinfo->cinfo, COL_INFO, " %u := %u", ref, tvb_get_ntohs(tvb, 3));
    return;
  case WRITE_MULT_COILS:
    count = tvb_get_ntohs(tvb, 3);
    proto_tree_add_item(tree, hf_modbus_bitcnt, tvb, 3, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, hf_modbus_bytecnt, tvb, 5, 1, ENC_BIG_ENDIAN);
    dissect_bits(tvb, pinfo, tree, 6, tvb_get_guint8(tvb, 5), ref, count);
    return;
  case WRITE_MULT_REGS:
    proto_tree_add_item(tree, hf_modbus_wordcnt, tvb, 3, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, hf_modbus_bytecnt, tvb, 5, 1, ENC_BIG_ENDIAN);
    dissect_registers(tvb, pinfo, tree, 6, tvb_get_guint8(tvb, 5), ref);
    return;
  case MASK_WRITE_REG:
    proto_tree_add_item(tree, hf_modbus_and_mask, tvb, 3, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, hf_modbus_or_mask, tvb, 5, 2, ENC_BIG_ENDIAN);
    return;
  case READ_WRITE_REG:
    proto_tree_add_item(tree, hf_modbus_wordcnt, tvb, 3, 2, ENC_BIG_ENDIAN);
    dissect_registers(tvb, pinfo, tree, 10, tvb_get_guint8(tvb, 9), tvb_get_ntohs(tvb, 5));
    return;
  case DIAGNOSTICS:
    proto_tree_add_item(tree, hf_modbus_diag_sf, tvb, 1, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, hf_modbus_data, tvb, 3, -1, ENC_NA);
    return;
  case ENCAP_INTERFACE_TRANSP:
    dissect_device_identification(tvb, pinfo, tree, 1, TRUE);
    return;
  default:
    return;
  }
  col_append_fstr(pinfo->cinfo, COL_INFO, " %u..%u", ref, ref + (count ? count - 1 : 0));
}

static void
dissect_modbus_response(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint8 function_code, modbus_request_t *req)
{
  guint16 base = req ? req->base_address : 0;

  switch (function_code) {
  case READ_COILS:
  case READ_DISCRETE_INPUTS:
    proto_tree_add_item(tree, hf_modbus_bytecnt, tvb, 1, 1, ENC_BIG_ENDIAN);
    dissect_bits(tvb, pinfo, tree, 2, tvb_get_guint8(tvb, 1), base, req ? req->num_items : 0);
    break;
  case READ_HOLDING_REGS:
  case READ_INPUT_REGS:
  case READ_WRITE_REG:
    proto_tree_add_item(tree, hf_modbus_bytecnt, tvb, 1, 1, ENC_BIG_ENDIAN);
    dissect_registers(tvb, pinfo, tree, 2, tvb_get_guint8(tvb, 1), base);
    break;
  case WRITE_MULT_COILS:
  case WRITE_MULT_REGS:
    proto_tree_add_item(tree, hf_modbus_reference, tvb, 1, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, function_code == WRITE_MULT_REGS ? hf_modbus_wordcnt : hf_modbus_bitcnt, tvb, 3, 2,
                        ENC_BIG_ENDIAN);
    break;
  case REPORT_SLAVE_ID:
    proto_tree_add_item(tree, hf_modbus_bytecnt, tvb, 1, 1, ENC_BIG_ENDIAN);
    proto_tree_add_item(tree, hf_modbus_data, tvb, 2, tvb_get_guint8(tvb, 1), ENC_NA);
    break;
  case ENCAP_INTERFACE_TRANSP:
    dissect_device_identification(tvb, pinfo, tree, 1, FALSE);
    break;
  default:
    /* the response is the request again */
    dissect_modbus_request(tvb, pinfo, tree, function_code);
    break;
  }
}

static void
dissect_modbus(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint16 transid, guint8 unitid)
{
  gboolean is_request = pinfo->destport == global_mbus_tcp_port;
  guint8 function_code = tvb_get_guint8(tvb, 0);
  modbus_request_t *req;
  proto_tree *modbus_tree;
  proto_item *ti;
  const gchar *name = val_to_str(function_code & 0x7f, function_code_vals, "Unknown function (%u)");

  ti = proto_tree_add_item(tree, proto_modbus, tvb, 0, -1, ENC_NA);
  modbus_tree = proto_item_add_subtree(ti, ett_modbus);
  req = match_modbus(tvb, pinfo, is_request, transid, unitid);
  show_modbus_match(tvb, pinfo, modbus_tree, req, is_request);

  ti = proto_tree_add_uint(modbus_tree, hf_modbus_functioncode, tvb, 0, 1, function_code & 0x7f);
  if (function_code & 0x80) {
    guint8 code = tvb_get_guint8(tvb, 1);

    col_append_fstr(pinfo->cinfo, COL_INFO, " %s. Exception: %s", name,
                    val_to_str(code, exception_code_vals, "Unknown exception code %u"));
    proto_tree_add_item(modbus_tree, hf_modbus_exceptioncode, tvb, 1, 1, ENC_BIG_ENDIAN);
    expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_WARN, "Exception returned: %s",
                           val_to_str(code, exception_code_vals, "Unknown exception code %u"));
    return;
  }
  col_append_fstr(pinfo->cinfo, COL_INFO, " %s", name);
  if (is_request)
    dissect_modbus_request(tvb, pinfo, modbus_tree, function_code);
  else
    dissect_modbus_response(tvb, pinfo, modbus_tree, function_code, req);
}

static void
dissect_mbtcp_pdu(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  proto_tree *mbtcp_tree;
  proto_item *ti;
  guint16 transid = tvb_get_ntohs(tvb, 0);
  guint16 len = tvb_get_ntohs(tvb, 4);
  guint8 unitid = tvb_get_guint8(tvb, 6);

  col_append_fstr(pinfo->cinfo, COL_INFO, "%s: Trans: %5u; Unit: %3u;",
                  pinfo->destport == global_mbus_tcp_port ? "   Query" : "Response", transid, unitid);
  ti = proto_tree_add_item(tree, proto_mbtcp, tvb, 0, 7, ENC_NA);
  mbtcp_tree = proto_item_add_subtree(ti, ett_mbtcp);
  proto_tree_add_item(mbtcp_tree, hf_mbtcp_transid, tvb, 0, 2, ENC_BIG_ENDIAN);
  ti = proto_tree_add_item(mbtcp_tree, hf_mbtcp_protid, tvb, 2, 2, ENC_BIG_ENDIAN);
  if (tvb_get_ntohs(tvb, 2) != 0)
    expert_add_info_format(pinfo, ti, PI_PROTOCOL, PI_WARN, "Protocol identifier is not 0");
  proto_tree_add_item(mbtcp_tree, hf_mbtcp_len, tvb, 4, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(mbtcp_tree, hf_mbtcp_unitid, tvb, 6, 1, ENC_BIG_ENDIAN);
  if (len > 1)
    dissect_modbus(tvb_new_subset(tvb, 7, MIN(len - 1, tvb_length_remaining(tvb, 7)), len - 1), pinfo, tree,
                   transid, unitid);
}

static guint
get_mbtcp_pdu_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
  return (guint)tvb_get_ntohs(tvb, offset + 4) + 6;
}

static void
dissect_mbtcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  col_set_str(pinfo->cinfo, COL_PROTOCOL, "Modbus/TCP");
  col_clear(pinfo->cinfo, COL_INFO);
  tcp_dissect_pdus(tvb, pinfo, tree, mbtcp_desegment, 7, get_mbtcp_pdu_len, dissect_mbtcp_pdu);
}

void proto_reg_handoff_mbtcp(void);

void
proto_register_mbtcp(void)
{
  static hf_register_info mbtcp_hf[] = {
    { &hf_mbtcp_transid,
      { "transaction identifier", "modbus_tcp.trans_id", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_mbtcp_protid,
      { "protocol identifier", "modbus_tcp.prot_id", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_mbtcp_len,
      { "length", "modbus_tcp.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_mbtcp_unitid,
      { "unit identifier", "modbus_tcp.unit_id", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }}
  };
  static hf_register_info modbus_hf[] = {
    { &hf_modbus_functioncode,
      { "function code", "modbus_tcp.func_code", FT_UINT8, BASE_DEC, VALS(function_code_vals), 0x0, NULL, HFILL }},
    { &hf_modbus_reference,
      { "reference number", "modbus_tcp.reference_num", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_wordcnt,
      { "word count", "modbus_tcp.word_cnt", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_bitcnt,
      { "bit count", "modbus_tcp.bit_cnt", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_bytecnt,
      { "byte count", "modbus_tcp.byte_cnt", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_exceptioncode,
      { "exception code", "modbus_tcp.exception_code", FT_UINT8, BASE_DEC, VALS(exception_code_vals), 0x0, NULL,
        HFILL }},
    { &hf_modbus_data,
      { "Data", "modbus.data", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_register,
      { "Register value", "modbus.register", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_bit,
      { "Bit value", "modbus.bit", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_and_mask,
      { "AND mask", "modbus_tcp.and_mask", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_or_mask,
      { "OR mask", "modbus_tcp.or_mask", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_diag_sf,
      { "Diagnostic Code", "modbus.diagnostic_code", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_mei,
      { "MEI type", "modbus.mei", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_object_id,
      { "Object ID", "modbus.object_id", FT_UINT8, BASE_DEC, VALS(object_id_vals), 0x0, NULL, HFILL }},
    { &hf_modbus_object_value,
      { "Object String Value", "modbus.object_str_value", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_request_in,
      { "Request Frame", "modbus.request_frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_response_in,
      { "Response Frame", "modbus.response_frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_modbus_time,
      { "Time from request", "modbus.response_time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }}
  };
  static gint *ett[] = { &ett_mbtcp, &ett_modbus, &ett_modbus_data };
  module_t *mbtcp_module;

  proto_mbtcp = proto_register_protocol("Modbus/TCP", "Modbus/TCP", "mbtcp");
  proto_modbus = proto_register_protocol("Modbus", "Modbus", "modbus");
  proto_register_field_array(proto_mbtcp, mbtcp_hf, array_length(mbtcp_hf));
  proto_register_field_array(proto_modbus, modbus_hf, array_length(modbus_hf));
  proto_register_subtree_array(ett, array_length(ett));
  register_dissector("mbtcp", dissect_mbtcp, proto_mbtcp);

  mbtcp_module = prefs_register_protocol(proto_mbtcp, proto_reg_handoff_mbtcp);
  prefs_register_bool_preference(mbtcp_module, "desegment", "Desegment all Modbus packets spanning multiple TCP segments",
                                 "Whether a message may be put together from several segments", &mbtcp_desegment);
  prefs_register_uint_preference(mbtcp_module, "tcp.port", "Modbus/TCP Port", "Where queries go to", 10,
                                 &global_mbus_tcp_port);
  prefs_register_enum_preference(mbtcp_module, "mbus_register_format", "Format of Modbus registers",
                                 "How the values of registers are shown", &global_register_format,
                                 register_format_vals, TRUE);
}

void
proto_reg_handoff_mbtcp(void)
{
  static dissector_handle_t mbtcp_handle;
  static guint tcp_port;

  if (!mbtcp_handle)
    mbtcp_handle = find_dissector("mbtcp");
  else
    dissector_delete_uint("tcp.port", tcp_port, mbtcp_handle);
  tcp_port = global_mbus_tcp_port;
  dissector_add_uint("tcp.port", tcp_port, mbtcp_handle);
}

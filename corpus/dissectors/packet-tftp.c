/* SPDX-License-Identifier: MIT */
/* packet-tftp.c
 * Routines for TFTP packet disassembly (RFC 1350, 2347, 2348, 2349)
 *
 * Only the request goes to port 69; all that follows is between two ports that the ends chose, so a
 * conversation is set up that takes the rest.
 */

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include <epan/emem.h>

void proto_register_tftp(void);

static int proto_tftp = -1;
static int hf_tftp_opcode = -1;
static int hf_tftp_source_file = -1;
static int hf_tftp_destination_file = -1;
static int hf_tftp_transfer_type = -1;
static int hf_tftp_blocknum = -1;
static int hf_tftp_error_code = -1;
static int hf_tftp_error_string = -1;
static int hf_tftp_option_name = -1;
static int hf_tftp_option_value = -1;
static int hf_tftp_request_in = -1;
static int hf_tftp_block_first_in = -1;
static int hf_tftp_bytes_so_far = -1;

static gint ett_tftp = -1;
static gint ett_tftp_option = -1;

static dissector_handle_t tftp_handle;
static dissector_handle_t data_handle;

static guint tftp_port = 69;

void proto_reg_handoff_tftp(void);

#define TFTP_RRQ      1
#define TFTP_WRQ      2
#define TFTP_DATA     3
#define TFTP_ACK      4
#define TFTP_ERROR    5
#define TFTP_OACK     6

static const value_string tftp_opcode_vals[] = {
  { TFTP_RRQ,   "Read Request" },
  { TFTP_WRQ,   "Write Request" },
  { TFTP_DATA,  "Data Packet" },
  { TFTP_ACK,   "Acknowledgement" },
  { TFTP_ERROR, "Error Code" },
  { TFTP_OACK,  "Option Acknowledgement" },
  { 0, NULL }
};

static const value_string tftp_error_code_vals[] = {
  { 0, "Not defined" },
  { 1, "File not found" },
  { 2, "Access violation" },
  { 3, "Disk full or allocation exceeded" },
  { 4, "Illegal TFTP Operation" },
  { 5, "Unknown transfer ID" },
  { 6, "File already exists" },
  { 7, "No such user" },
  { 8, "Option negotiation failed" },
  { 0, NULL }
};

/* A block that was seen: where first, and how much of the file had come with it. */
typedef struct _tftp_block_t {
  guint32 frame;
  guint32 bytes;
} tftp_block_t;

/* A transfer: the data of its conversation. */
typedef struct _tftp_transfer_t {
  guint32      request_frame;
  gboolean     is_write;
  const gchar *file;
  guint16      blocksize;
  guint32      bytes;
  guint32      rounds;         /* how often the 16 bit block number came round */
  guint16      last_block;
  emem_tree_t *blocks;         /* tftp_block_t by rounds * 65536 + block number */
} tftp_transfer_t;

/* What an option's value means, by its name; made once, for ever. */
static emem_tree_t *tftp_options;

static void
know_option(const char *name, const char *unit)
{
  pe_tree_insert_string(tftp_options, name, (void *)unit, EMEM_TREE_STRING_NOCASE);
}

static tftp_transfer_t *
get_transfer(conversation_t *conversation)
{
  tftp_transfer_t *transfer = (tftp_transfer_t *)conversation_get_proto_data(conversation, proto_tftp);

  if (transfer == NULL) {
    transfer = se_alloc0(sizeof(tftp_transfer_t));
    transfer->file = se_strdup("<unknown>");
    transfer->blocksize = 512;
    transfer->blocks = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "tftp_blocks");
    conversation_add_proto_data(conversation, proto_tftp, (void *)transfer);
  }
  return transfer;
}

static void
dissect_tftp_options(tvbuff_t *tvb, packet_info *pinfo, int offset, proto_tree *tree, tftp_transfer_t *transfer)
{
  emem_strbuf_t *summary = ep_strbuf_new_label(NULL);

  while (tvb_offset_exists(tvb, offset)) {
    gint name_len, value_len;
    const gchar *name = (const gchar *)tvb_get_ephemeral_stringz(tvb, offset, &name_len);
    const gchar *value = (const gchar *)tvb_get_ephemeral_stringz(tvb, offset + name_len, &value_len);
    const gchar *unit = (const gchar *)pe_tree_lookup_string(tftp_options, name, EMEM_TREE_STRING_NOCASE);
    proto_item *ti;
    proto_tree *opt_tree;

    ti = proto_tree_add_text(tree, tvb, offset, name_len + value_len, "Option: %s = %s%s%s",
                             format_text((const guchar *)name, strlen(name)),
                             format_text((const guchar *)value, strlen(value)),
                             unit ? " " : "", unit ? unit : "");
    opt_tree = proto_item_add_subtree(ti, ett_tftp_option);
    proto_tree_add_item(opt_tree, hf_tftp_option_name, tvb, offset, name_len, ENC_ASCII|ENC_NA);
    proto_tree_add_item(opt_tree, hf_tftp_option_value, tvb, offset + name_len, value_len, ENC_ASCII|ENC_NA);
    if (!g_ascii_strcasecmp(name, "blksize") && !pinfo->fd->flags.visited) {
      gint blocksize = (gint)strtol(value, NULL, 10);

      if (blocksize >= 8 && blocksize <= 65464)
        transfer->blocksize = blocksize;
      else
        expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_WARN, "Bad block size %s", value);
    }
    if (summary->len)
      ep_strbuf_append(summary, ", ");
    ep_strbuf_append_printf(summary, "%s=%s", name, value);
    offset += name_len + value_len;
  }
  if (summary->len > 0)
    col_append_fstr(pinfo->cinfo, COL_INFO, ", %s", summary->str);
}

static tftp_block_t *
track_block(packet_info *pinfo, tftp_transfer_t *transfer, guint16 blocknum, guint32 bytes)
{
  guint32 key;
  tftp_block_t *block;

  if (!pinfo->fd->flags.visited) {
    if (blocknum < 0x4000 && transfer->last_block > 0xc000)
      transfer->rounds++;
    transfer->last_block = blocknum;
  }
  key = (transfer->rounds << 16) | blocknum;
  block = (tftp_block_t *)se_tree_lookup32(transfer->blocks, key);
  if (block == NULL && !pinfo->fd->flags.visited) {
    transfer->bytes += bytes;
    block = se_new(tftp_block_t);
    block->frame = pinfo->fd->num;
    block->bytes = transfer->bytes;
    se_tree_insert32(transfer->blocks, key, block);
  }
  return block;
}

static void
dissect_tftp_message(tftp_transfer_t *transfer, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  proto_tree *tftp_tree;
  proto_item *ti;
  tftp_block_t *block;
  const gchar *text, *mode;
  gint offset = 0, len, mode_len;
  guint16 opcode, blocknum, error;
  guint32 bytes;

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "TFTP");
  opcode = tvb_get_ntohs(tvb, offset);
  col_add_str(pinfo->cinfo, COL_INFO, val_to_str(opcode, tftp_opcode_vals, "Unknown (0x%04x)"));

  ti = proto_tree_add_item(tree, proto_tftp, tvb, offset, -1, ENC_NA);
  tftp_tree = proto_item_add_subtree(ti, ett_tftp);
  if (transfer->request_frame && transfer->request_frame != pinfo->fd->num) {
    ti = proto_tree_add_uint(tftp_tree, hf_tftp_request_in, tvb, 0, 0, transfer->request_frame);
    PROTO_ITEM_SET_GENERATED(ti);
    proto_item_append_text(ti, " (%s)", transfer->file);
  }
  proto_tree_add_item(tftp_tree, hf_tftp_opcode, tvb, offset, 2, ENC_BIG_ENDIAN);
  offset += 2;

  switch (opcode) {

  case TFTP_RRQ:
  case TFTP_WRQ:
    len = tvb_strsize(tvb, offset);
    if (!pinfo->fd->flags.visited) {
      transfer->file = (const gchar *)tvb_get_seasonal_stringz(tvb, offset, NULL);
      transfer->is_write = opcode == TFTP_WRQ;
      transfer->request_frame = pinfo->fd->num;
    }
    proto_tree_add_item(tftp_tree, opcode == TFTP_RRQ ? hf_tftp_source_file : hf_tftp_destination_file,
                        tvb, offset, len, ENC_ASCII|ENC_NA);
    text = (const gchar *)tvb_get_ephemeral_stringz(tvb, offset, &len);
    offset += len;
    mode = (const gchar *)tvb_get_ephemeral_stringz(tvb, offset, &mode_len);
    proto_tree_add_item(tftp_tree, hf_tftp_transfer_type, tvb, offset, mode_len, ENC_ASCII|ENC_NA);
    offset += mode_len;
    col_append_fstr(pinfo->cinfo, COL_INFO, ", File: %s, Transfer type: %s",
                    format_text((const guchar *)text, strlen(text)),
                    format_text((const guchar *)mode, strlen(mode)));
    dissect_tftp_options(tvb, pinfo, offset, tftp_tree, transfer);
    break;

  case TFTP_OACK:
    dissect_tftp_options(tvb, pinfo, offset, tftp_tree, transfer);
    break;

  case TFTP_DATA:
    blocknum = tvb_get_ntohs(tvb, offset);
    proto_tree_add_uint(tftp_tree, hf_tftp_blocknum, tvb, offset, 2, blocknum);
    offset += 2;
    bytes = tvb_reported_length_remaining(tvb, offset);
    col_append_fstr(pinfo->cinfo, COL_INFO, ", Block: %u%s", blocknum,
                    bytes < transfer->blocksize ? " (last)" : "");
    block = track_block(pinfo, transfer, blocknum, bytes);
    if (block && block->frame != pinfo->fd->num) {
      ti = proto_tree_add_uint(tftp_tree, hf_tftp_block_first_in, tvb, 0, 0, block->frame);
      PROTO_ITEM_SET_GENERATED(ti);
      expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "Block %u again", blocknum);
    } else if (block) {
      ti = proto_tree_add_uint(tftp_tree, hf_tftp_bytes_so_far, tvb, 0, 0, block->bytes);
      PROTO_ITEM_SET_GENERATED(ti);
    }
    if (bytes != 0)
      call_dissector(data_handle, tvb_new_subset_remaining(tvb, offset), pinfo, tree);
    break;

  case TFTP_ACK:
    blocknum = tvb_get_ntohs(tvb, offset);
    proto_tree_add_uint(tftp_tree, hf_tftp_blocknum, tvb, offset, 2, blocknum);
    col_append_fstr(pinfo->cinfo, COL_INFO, ", Block: %u", blocknum);
    break;

  case TFTP_ERROR:
    error = tvb_get_ntohs(tvb, offset);
    ti = proto_tree_add_uint(tftp_tree, hf_tftp_error_code, tvb, offset, 2, error);
    offset += 2;
    text = (const gchar *)tvb_get_ephemeral_stringz_enc(tvb, offset, &len, ENC_UTF_8);
    proto_tree_add_item(tftp_tree, hf_tftp_error_string, tvb, offset, len, ENC_ASCII|ENC_NA);
    col_append_fstr(pinfo->cinfo, COL_INFO, ", Code: %s, Message: %s",
                    val_to_str(error, tftp_error_code_vals, "Unknown (%u)"),
                    format_text((const guchar *)text, strlen(text)));
    expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "TFTP error: %s", text);
    break;

  default:
    proto_tree_add_text(tftp_tree, tvb, offset, -1, "Data (%d bytes)", tvb_reported_length_remaining(tvb, offset));
    break;
  }
}

static void
dissect_tftp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  conversation_t *conversation;

  /*
   * A request is known by its port. Its answer comes from a port not known yet, so the conversation
   * is found by the requesting end alone.
   */
  if (pinfo->destport == tftp_port) {
    conversation = find_conversation(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_UDP,
                                     pinfo->srcport, 0, NO_PORT_B);
    if (conversation == NULL || conversation->dissector_handle != tftp_handle
        || (!pinfo->fd->flags.visited && tvb_get_ntohs(tvb, 0) <= TFTP_WRQ)) {
      conversation = conversation_new(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_UDP,
                                      pinfo->srcport, 0, NO_PORT2);
      conversation_set_dissector(conversation, tftp_handle);
    }
  } else {
    conversation = find_conversation(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_UDP,
                                     pinfo->srcport, pinfo->destport, 0);
    if (conversation == NULL)
      conversation = find_or_create_conversation(pinfo);
  }
  dissect_tftp_message(get_transfer(conversation), tvb, pinfo, tree);
}

void
proto_register_tftp(void)
{
  static hf_register_info hf[] = {
    { &hf_tftp_opcode,
      { "Opcode", "tftp.opcode", FT_UINT16, BASE_DEC, VALS(tftp_opcode_vals), 0x0, "TFTP message type", HFILL }},
    { &hf_tftp_source_file,
      { "Source File", "tftp.source_file", FT_STRINGZ, BASE_NONE, NULL, 0x0, "TFTP source file name", HFILL }},
    { &hf_tftp_destination_file,
      { "DESTINATION File", "tftp.destination_file", FT_STRINGZ, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_transfer_type,
      { "Type", "tftp.type", FT_STRINGZ, BASE_NONE, NULL, 0x0, "TFTP transfer type", HFILL }},
    { &hf_tftp_blocknum,
      { "Block", "tftp.block", FT_UINT16, BASE_DEC, NULL, 0x0, "Block number", HFILL }},
    { &hf_tftp_error_code,
      { "Error code", "tftp.error.code", FT_UINT16, BASE_DEC, VALS(tftp_error_code_vals), 0x0, NULL, HFILL }},
    { &hf_tftp_error_string,
      { "Error message", "tftp.error.message", FT_STRINGZ, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_option_name,
      { "Option name", "tftp.option.name", FT_STRINGZ, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_option_value,
      { "Option value", "tftp.option.value", FT_STRINGZ, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_request_in,
      { "Request in frame", "tftp.request_frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_block_first_in,
      { "Block first seen in frame", "tftp.block.first_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_tftp_bytes_so_far,
      { "Bytes of the file so far", "tftp.bytes_so_far", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
  };
  static gint *ett[] = {
    &ett_tftp,
    &ett_tftp_option,
  };
  module_t *tftp_module;

  proto_tftp = proto_register_protocol("Trivial File Transfer Protocol", "TFTP", "tftp");
  proto_register_field_array(proto_tftp, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  register_dissector("tftp", dissect_tftp, proto_tftp);

  tftp_options = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "tftp_options");
  know_option("blksize", "bytes a block");
  know_option("tsize", "bytes in all");
  know_option("timeout", "seconds");
  know_option("windowsize", "blocks");

  tftp_module = prefs_register_protocol(proto_tftp, proto_reg_handoff_tftp);
  prefs_register_uint_preference(tftp_module, "udp_port", "TFTP port", "Where requests go to", 10, &tftp_port);
}

void
proto_reg_handoff_tftp(void)
{
  static gboolean initialised = FALSE;
  static guint current_port;

  if (!initialised) {
    tftp_handle = find_dissector("tftp");
    data_handle = find_dissector("data");
    initialised = TRUE;
  } else
    dissector_delete_uint("udp.port", current_port, tftp_handle);
  current_port = tftp_port;
  dissector_add_uint("udp.port", current_port, tftp_handle);
}

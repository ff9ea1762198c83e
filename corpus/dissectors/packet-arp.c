/* SPDX-License-Identifier: MIT */
/* packet-arp.c
 * Routines for the Address Resolution Protocol (RFC 826), with a watch on who claims which address
 */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/prefs.h>
#include <epan/expert.h>
#include <epan/to_str.h>
#include <epan/addr_resolv.h>
#include <epan/tap.h>

void proto_register_arp(void);
void proto_reg_handoff_arp(void);

static int proto_arp = -1;
static int hf_arp_hard_type = -1;
static int hf_arp_proto_type = -1;
static int hf_arp_hard_size = -1;
static int hf_arp_proto_size = -1;
static int hf_arp_opcode = -1;
static int hf_arp_isgratuitous = -1;
static int hf_arp_src_hw_mac = -1;
static int hf_arp_src_hw = -1;
static int hf_arp_src_proto_ipv4 = -1;
static int hf_arp_src_proto = -1;
static int hf_arp_dst_hw_mac = -1;
static int hf_arp_dst_hw = -1;
static int hf_arp_dst_proto_ipv4 = -1;
static int hf_arp_dst_proto = -1;
static int hf_arp_duplicate_ip_address_earlier_frame = -1;
static int hf_arp_duplicate_ip_address_seconds_since_earlier_frame = -1;
static int hf_arp_reply_to = -1;

static gint ett_arp = -1;
static gint ett_arp_duplicate_address = -1;

#define ARPHRD_ETHER	1
#define ETHERTYPE_IPv4	0x0800

#define ARPOP_REQUEST	1
#define ARPOP_REPLY	2
#define ARPOP_RREQUEST	3
#define ARPOP_RREPLY	4

static const value_string op_vals[] = {
  { ARPOP_REQUEST,  "request" },
  { ARPOP_REPLY,    "reply" },
  { ARPOP_RREQUEST, "reverse request" },
  { ARPOP_RREPLY,   "reverse reply" },
  { 0, NULL }
};

static const value_string hrd_vals[] = {
  { ARPHRD_ETHER, "Ethernet" },
  { 6,            "IEEE 802" },
  { 32,           "InfiniBand" },
  { 0, NULL }
};

static gboolean global_arp_detect_duplicates = TRUE;
static gboolean global_arp_detect_request_storm = FALSE;
static guint32 global_arp_detect_request_storm_packets = 30;
static guint32 global_arp_detect_request_storm_period = 100;	/* milliseconds */

static guint32 arp_request_count;
static nstime_t time_at_start_of_count;

/*
 * Who said to have an address: by the address, as the wire has it.
 */
struct address_claim {
  struct address_claim *next;
  guint8   mac[6];
  guint    frame_num;
  time_t   time_of_entry;
};

static emem_tree_t *address_claims;

/* There may be many of them, and all of one size: they come from a slab, and go back one by one. */
static struct ws_memory_slab address_claim_slab = WS_MEMORY_SLAB_INIT(struct address_claim, 64);
static struct address_claim *all_claims;

/*
 * Requests that wait for a reply: the last frame that asked for the address.
 */
static emem_tree_t *open_requests;

/* The verdict on a frame has to be the same when it is looked at again. */
typedef struct _arp_verdict_t {
  struct address_claim *earlier;
  address               rival;		/* the earlier owner, in file memory */
  guint32               asked_in;
} arp_verdict_t;

static arp_verdict_t *
get_verdict(packet_info *pinfo)
{
  arp_verdict_t *v = (arp_verdict_t *)p_get_proto_data(pinfo->fd, proto_arp);

#ifdef DEBUG_INTENSE_CANARY_CHECKS
  EP_CHECK_CANARY(("before the verdict on frame %u", pinfo->fd->num));
  g_assert(v == NULL || (se_verify_pointer(v) && !ep_verify_pointer(v)));
  ep_check_canary_integrity("after the verdict on frame %u", pinfo->fd->num);
#endif
  if (!v) {
    v = (arp_verdict_t *)se_alloc0(sizeof(arp_verdict_t));
    p_add_proto_data(pinfo->fd, proto_arp, v);
  }
  return v;
}

static void
check_for_duplicate(packet_info *pinfo, arp_verdict_t *v, const guint8 *mac, guint32 ip)
{
  struct address_claim *claim = se_tree_lookup32(address_claims, ip);

  if (claim != NULL && memcmp(claim->mac, mac, 6) != 0) {
    address owner;

    v->earlier = (struct address_claim *)se_memdup(claim, sizeof(*claim));
    SET_ADDRESS(&owner, AT_ETHER, 6, claim->mac);
    SE_COPY_ADDRESS(&v->rival, &owner);
  }
  if (claim == NULL || v->earlier == NULL) {
    if (claim == NULL) {
      claim = (struct address_claim *)sl_alloc(&address_claim_slab);
      claim->next = all_claims;
      all_claims = claim;
      se_tree_insert32(address_claims, ip, (void *)claim);
    }
    memcpy(claim->mac, mac, 6);
    claim->frame_num = pinfo->fd->num;
    claim->time_of_entry = pinfo->fd->abs_ts.secs;
  }
}

static void
show_duplicate(packet_info *pinfo, tvbuff_t *tvb, proto_tree *tree, arp_verdict_t *v, guint32 ip)
{
  proto_tree *duplicate_tree;
  proto_item *ti;
  guint8 bytes[4];

  memcpy(bytes, &ip, 4);
  ti = proto_tree_add_text(tree, tvb, 0, 0, "[Duplicate IP address detected for %s, earlier used by %s (frame %u)]",
                           ip_to_str(bytes), ep_address_to_str(&v->rival), v->earlier->frame_num);
  proto_item_append_text(ti, " (%s)", get_addr_name(&v->rival));
  PROTO_ITEM_SET_GENERATED(ti);
  duplicate_tree = proto_item_add_subtree(ti, ett_arp_duplicate_address);
  expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_WARN, "Duplicate IP address configured (%s)", ip_to_str(bytes));
  ti = proto_tree_add_uint(duplicate_tree, hf_arp_duplicate_ip_address_earlier_frame, tvb, 0, 0,
                           v->earlier->frame_num);
  PROTO_ITEM_SET_GENERATED(ti);
  ti = proto_tree_add_uint(duplicate_tree, hf_arp_duplicate_ip_address_seconds_since_earlier_frame, tvb, 0, 0,
                           (guint32)(pinfo->fd->abs_ts.secs - v->earlier->time_of_entry));
  PROTO_ITEM_SET_GENERATED(ti);
}

/* Many requests in a short time are worth a remark. */
static void
check_for_storm_count(packet_info *pinfo, proto_item *ti)
{
  nstime_t gone;

  if (!global_arp_detect_request_storm || pinfo->fd->flags.visited)
    return;
  if (arp_request_count++ == 0)
    time_at_start_of_count = pinfo->fd->abs_ts;
  nstime_delta(&gone, &pinfo->fd->abs_ts, &time_at_start_of_count);
  if (gone.secs > 3600 || gone.secs * 1000 + gone.nsecs / 1000000 > (gint)global_arp_detect_request_storm_period) {
    arp_request_count = 1;
    time_at_start_of_count = pinfo->fd->abs_ts;
  } else if (arp_request_count > global_arp_detect_request_storm_packets) {
    expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "ARP packet storm detected (%u packets in < %u ms)",
                           global_arp_detect_request_storm_packets, global_arp_detect_request_storm_period);
    arp_request_count = 0;
  }
}

static const gchar *
arp_hwaddr_to_str(tvbuff_t *tvb, int offset, guint8 len, guint16 type)
{
  if (len == 0)
    return "<No address>";
  if (type == ARPHRD_ETHER && len == 6)
    return ether_to_str(tvb_get_ptr(tvb, offset, 6));
  return tvb_bytes_to_str(tvb, offset, len);
}

static void
arp_info_column(packet_info *pinfo, tvbuff_t *tvb, guint16 op, const gchar *sha, int spa, int tpa, gboolean gratuitous)
{
  const gchar *from = ep_strdup(tvb_ip_to_str(tvb, spa));
  const gchar *to = ep_strdup(tvb_ip_to_str(tvb, tpa));

  switch (op) {
  case ARPOP_REQUEST:
    if (gratuitous)
      col_add_fstr(pinfo->cinfo, COL_INFO, "Gratuitous ARP for %s (Request)", to);
    else
      col_add_fstr(pinfo->cinfo, COL_INFO, "Who has %s?  Tell %s", to, from);
    break;
  case ARPOP_REPLY:
    col_add_fstr(pinfo->cinfo, COL_INFO, gratuitous ? "Gratuitous ARP for %s (Reply from %s)" : "%s is at %s", from, sha);
    break;
  default:
    col_add_fstr(pinfo->cinfo, COL_INFO, "ARP %s", val_to_str(op, op_vals, "operation %u"));
    break;
  }
}

static void
dissect_arp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint16 hrd, pro, op;
  guint8 hln, pln;
  int sha, spa, tha, tpa;
  gboolean is_eth_ip, gratuitous = FALSE;
  arp_verdict_t *v;
  proto_tree *arp_tree;
  proto_item *ti, *item;
  guint32 ip;

  hrd = tvb_get_ntohs(tvb, 0);
  pro = tvb_get_ntohs(tvb, 2);
  hln = tvb_get_guint8(tvb, 4);
  pln = tvb_get_guint8(tvb, 5);
  op = tvb_get_ntohs(tvb, 6);
  sha = 8;
  spa = sha + hln;
  tha = spa + pln;
  tpa = tha + hln;
  is_eth_ip = hrd == ARPHRD_ETHER && pro == ETHERTYPE_IPv4 && hln == 6 && pln == 4;

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "ARP");
  col_add_fstr(pinfo->cinfo, COL_INFO, "ARP %s", val_to_str(op, op_vals, "operation %u"));
  /* all of it has to be there before anything is said */
  tvb_ensure_bytes_exist(tvb, 0, 8 + 2 * hln + 2 * pln);

  ti = proto_tree_add_protocol_format(tree, proto_arp, tvb, 0, 8 + 2 * hln + 2 * pln,
                                      "Address Resolution Protocol (%s)", val_to_str(op, op_vals, "opcode %u"));
  arp_tree = proto_item_add_subtree(ti, ett_arp);
  proto_tree_add_item(arp_tree, hf_arp_hard_type, tvb, 0, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(arp_tree, hf_arp_proto_type, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(arp_tree, hf_arp_hard_size, tvb, 4, 1, ENC_BIG_ENDIAN);
  proto_tree_add_item(arp_tree, hf_arp_proto_size, tvb, 5, 1, ENC_BIG_ENDIAN);
  proto_tree_add_item(arp_tree, hf_arp_opcode, tvb, 6, 2, ENC_BIG_ENDIAN);
  if (!is_eth_ip) {
    if (hln > 0) {
      proto_tree_add_item(arp_tree, hf_arp_src_hw, tvb, sha, hln, ENC_NA);
      proto_tree_add_item(arp_tree, hf_arp_dst_hw, tvb, tha, hln, ENC_NA);
    }
    if (pln > 0) {
      proto_tree_add_item(arp_tree, hf_arp_src_proto, tvb, spa, pln, ENC_NA);
      proto_tree_add_item(arp_tree, hf_arp_dst_proto, tvb, tpa, pln, ENC_NA);
    }
    return;
  }

  gratuitous = tvb_memeql(tvb, spa, tvb_get_ptr(tvb, tpa, 4), 4) == 0;
  if (gratuitous) {
    item = proto_tree_add_boolean(arp_tree, hf_arp_isgratuitous, tvb, 0, 0, TRUE);
    PROTO_ITEM_SET_GENERATED(item);
  }
  item = proto_tree_add_item(arp_tree, hf_arp_src_hw_mac, tvb, sha, 6, ENC_NA);
  proto_item_append_text(item, " (%s)", get_manuf_name(tvb_get_ptr(tvb, sha, 6)));
  proto_tree_add_item(arp_tree, hf_arp_src_proto_ipv4, tvb, spa, 4, ENC_BIG_ENDIAN);
  proto_tree_add_item(arp_tree, hf_arp_dst_hw_mac, tvb, tha, 6, ENC_NA);
  proto_tree_add_item(arp_tree, hf_arp_dst_proto_ipv4, tvb, tpa, 4, ENC_BIG_ENDIAN);
  arp_info_column(pinfo, tvb, op, arp_hwaddr_to_str(tvb, sha, hln, hrd), spa, tpa, gratuitous);

  v = get_verdict(pinfo);
  ip = tvb_get_ipv4(tvb, spa);
  if (!pinfo->fd->flags.visited) {
    if (op == ARPOP_REQUEST)
      se_tree_insert32(open_requests, tvb_get_ipv4(tvb, tpa), GUINT_TO_POINTER(pinfo->fd->num));
    else if (op == ARPOP_REPLY)
      v->asked_in = GPOINTER_TO_UINT(se_tree_lookup32(open_requests, ip));
    if (global_arp_detect_duplicates && ip != 0)
      check_for_duplicate(pinfo, v, tvb_get_ptr(tvb, sha, 6), ip);
  }
  if (v->asked_in) {
    item = proto_tree_add_uint(arp_tree, hf_arp_reply_to, tvb, 0, 0, v->asked_in);
    PROTO_ITEM_SET_GENERATED(item);
  }
  if (v->earlier)
    show_duplicate(pinfo, tvb, arp_tree, v, ip);
  if (op == ARPOP_REQUEST)
    check_for_storm_count(pinfo, ti);
}

static void
arp_init(void)
{
  struct address_claim *claim;

  arp_request_count = 0;
  /* the tree that had them is empty already */
  while ((claim = all_claims) != NULL) {
    all_claims = claim->next;
    sl_free(&address_claim_slab, claim);
  }
}

void
proto_register_arp(void)
{
  static hf_register_info hf[] = {
    { &hf_arp_hard_type,
      { "Hardware type", "arp.hw.type", FT_UINT16, BASE_DEC, VALS(hrd_vals), 0x0, NULL, HFILL }},
    { &hf_arp_proto_type,
      { "Protocol type", "arp.proto.type", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_hard_size,
      { "Hardware size", "arp.hw.size", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_proto_size,
      { "Protocol size", "arp.proto.size", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_opcode,
      { "Opcode", "arp.opcode", FT_UINT16, BASE_DEC, VALS(op_vals), 0x0, NULL, HFILL }},
    { &hf_arp_isgratuitous,
      { "Is gratuitous", "arp.isgratuitous", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_src_hw_mac,
      { "Sender MAC address", "arp.src.hw_mac", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_src_hw,
      { "Sender hardware address", "arp.src.hw", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_src_proto_ipv4,
      { "Sender IP address", "arp.src.proto_ipv4", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_src_proto,
      { "Sender protocol address", "arp.src.proto", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_dst_hw_mac,
      { "Target MAC address", "arp.dst.hw_mac", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_dst_hw,
      { "Target hardware address", "arp.dst.hw", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_dst_proto_ipv4,
      { "Target IP address", "arp.dst.proto_ipv4", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_dst_proto,
      { "Target protocol address", "arp.dst.proto", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_arp_duplicate_ip_address_earlier_frame,
      { "Frame showing earlier use of IP address", "arp.duplicate-address-frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0,
        NULL, HFILL }},
    { &hf_arp_duplicate_ip_address_seconds_since_earlier_frame,
      { "Seconds since earlier frame seen", "arp.seconds-since-duplicate-address-frame", FT_UINT32, BASE_DEC, NULL,
        0x0, NULL, HFILL }},
    { &hf_arp_reply_to,
      { "Asked for in frame", "arp.reply_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }}
  };
  static gint *ett[] = {
    &ett_arp,
    &ett_arp_duplicate_address
  };
  module_t *arp_module;

  proto_arp = proto_register_protocol("Address Resolution Protocol", "ARP/RARP", "arp");
  proto_register_field_array(proto_arp, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  register_dissector("arp", dissect_arp, proto_arp);

  address_claims = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "arp_address_claims");
  open_requests = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "arp_open_requests");
  register_init_routine(arp_init);

  arp_module = prefs_register_protocol(proto_arp, NULL);
  prefs_register_bool_preference(arp_module, "detect_duplicate_ips", "Detect duplicate IP address configuration",
                                 "Whether two owners of one address are worth a remark",
                                 &global_arp_detect_duplicates);
  prefs_register_bool_preference(arp_module, "detect_request_storms", "Detect ARP request storms",
                                 "Whether many requests in a short time are worth a remark",
                                 &global_arp_detect_request_storm);
  prefs_register_uint_preference(arp_module, "detect_storm_number_of_packets", "Number of requests",
                                 "How many requests make a storm", 10, &global_arp_detect_request_storm_packets);
  prefs_register_uint_preference(arp_module, "detect_storm_period", "Period (in ms)",
                                 "How short the time has to be", 10, &global_arp_detect_request_storm_period);
}

void
proto_reg_handoff_arp(void)
{
  dissector_handle_t arp_handle = find_dissector("arp");

  dissector_add_uint("ethertype", 0x0806, arp_handle);
  dissector_add_uint("ethertype", 0x8035, arp_handle);
}

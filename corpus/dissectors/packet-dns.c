/* SPDX-License-Identifier: MIT */
/* packet-dns.c
 * Routines for DNS packet disassembly (RFC 1034, 1035, 2782, 3596, 6891)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdlib.h>
#include <string.h>
#include <glib.h>
#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/conversation.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include <epan/tap.h>
#include "packet-dns.h"
#include "packet-tcp.h"

void proto_register_dns(void);
void proto_reg_handoff_dns(void);

static int proto_dns = -1;
static int hf_dns_length = -1;
static int hf_dns_transaction_id = -1;
static int hf_dns_flags = -1;
static int hf_dns_flags_response = -1;
static int hf_dns_flags_opcode = -1;
static int hf_dns_flags_authoritative = -1;
static int hf_dns_flags_truncated = -1;
static int hf_dns_flags_recdesired = -1;
static int hf_dns_flags_recavail = -1;
static int hf_dns_flags_authenticated = -1;
static int hf_dns_flags_checkdisable = -1;
static int hf_dns_flags_rcode = -1;
static int hf_dns_count_queries = -1;
static int hf_dns_count_answers = -1;
static int hf_dns_count_auth_rr = -1;
static int hf_dns_count_add_rr = -1;
static int hf_dns_qry_name = -1;
static int hf_dns_qry_type = -1;
static int hf_dns_qry_class = -1;
static int hf_dns_qry_address = -1;
static int hf_dns_rr_name = -1;
static int hf_dns_rr_type = -1;
static int hf_dns_rr_class = -1;
static int hf_dns_rr_ttl = -1;
static int hf_dns_rr_len = -1;
static int hf_dns_a = -1;
static int hf_dns_aaaa = -1;
static int hf_dns_cname = -1;
static int hf_dns_ns = -1;
static int hf_dns_ptr = -1;
static int hf_dns_mx_preference = -1;
static int hf_dns_mx = -1;
static int hf_dns_soa_mname = -1;
static int hf_dns_soa_rname = -1;
static int hf_dns_soa_serial = -1;
static int hf_dns_soa_refresh = -1;
static int hf_dns_soa_retry = -1;
static int hf_dns_soa_expire = -1;
static int hf_dns_soa_minimum = -1;
static int hf_dns_txt = -1;
static int hf_dns_srv_priority = -1;
static int hf_dns_srv_weight = -1;
static int hf_dns_srv_port = -1;
static int hf_dns_srv_target = -1;
static int hf_dns_opt_size = -1;
static int hf_dns_opt_version = -1;
static int hf_dns_opt_do = -1;
static int hf_dns_response_in = -1;
static int hf_dns_response_to = -1;
static int hf_dns_time = -1;
static int hf_dns_retransmission = -1;

static gint ett_dns = -1;
static gint ett_dns_flags = -1;
static gint ett_dns_qry = -1;
static gint ett_dns_qd = -1;
static gint ett_dns_rr = -1;
static gint ett_dns_ans = -1;

static int dns_tap = -1;
static gboolean dns_desegment = TRUE;
static gboolean dns_show_known_hosts = TRUE;

/* requests by conversation, transaction id and frame */
static emem_tree_t *dns_transactions;
/* how often a name was answered with an address, by name */
static emem_tree_t *dns_known_hosts;

#define DNS_HDRLEN      12
#define MAX_DNS_LABELS  128
#define MAX_DNS_NAME    255

static const value_string dns_classes[] = {
  { 1,   "IN" },
  { 3,   "CH" },
  { 4,   "HS" },
  { 254, "NONE" },
  { 255, "ANY" },
  { 0, NULL }
};

static const value_string opcode_vals[] = {
  { 0, "Standard query" },
  { 1, "Inverse query" },
  { 2, "Server status request" },
  { 4, "Zone change notification" },
  { 5, "Dynamic update" },
  { 0, NULL }
};

static const value_string rcode_vals[] = {
  { 0,  "No error" },
  { 1,  "Format error" },
  { 2,  "Server failure" },
  { 3,  "No such name" },
  { 4,  "Not implemented" },
  { 5,  "Refused" },
  { 16, "Bad version" },
  { 0, NULL }
};

static const true_false_string tfs_response = { "Message is a response", "Message is a query" };

int
get_dns_name(tvbuff_t *tvb, int offset, int message_start, const gchar **name)
{
  emem_strbuf_t *buf = ep_strbuf_sized_new(64, MAX_DNS_NAME + 1);
  int start = offset;
  int taken = -1;       /* known once the first pointer is met */
  int labels = 0;
  guint8 len;

  while ((len = tvb_get_guint8(tvb, offset)) != 0) {
    if (++labels > MAX_DNS_LABELS) {
      ep_strbuf_append(buf, "<Name contains a pointer that loops>.");
      if (taken < 0)
        taken = offset + 1 - start;
      break;
    }
    switch (len & 0xc0) {

    case 0x00:
      ep_strbuf_append_printf(buf, "%s.", tvb_format_text(tvb, offset + 1, len));
      offset += len + 1;
      break;

    case 0xc0:
      if (taken < 0)
        taken = offset + 2 - start;
      offset = message_start + (tvb_get_ntohs(tvb, offset) & 0x3fff);
      break;

    default:
      ep_strbuf_append_printf(buf, "<Unknown label type 0x%02x>.", len);
      *name = buf->str;
      return taken < 0 ? offset + 1 - start : taken;
    }
  }
  if (taken < 0)
    taken = offset + 1 - start;

  if (buf->len > 0)
    buf = ep_strbuf_truncate(buf, buf->len - 1);
  else
    buf = ep_strbuf_append(buf, "<Root>");
  *name = buf->str;
  return taken;
}

/*
 * "4.3.2.1.in-addr.arpa" asks for 1.2.3.4: the labels come off a stack in the order one reads them.
 */
static const gchar *
reverse_name_to_address(const gchar *name)
{
  ep_stack_t labels;
  emem_strbuf_t *addr;
  gchar **parts;
  gchar *label;
  guint i;

  if (!g_str_has_suffix(name, ".in-addr.arpa"))
    return NULL;
  labels = ep_stack_new();
  parts = ep_strsplit(ep_strndup(name, strlen(name) - strlen(".in-addr.arpa")), ".", 0);
  for (i = 0; parts[i]; i++)
    ep_stack_push(labels, parts[i]);

  addr = ep_strbuf_new(NULL);
  while ((label = (gchar *)ep_stack_pop(labels)))
    ep_strbuf_append_printf(addr, "%s%s", addr->len ? "." : "", label);
  return addr->str;
}

static const gchar *
dns_class_name(guint16 class)
{
  /* mDNS takes the top bit for itself */
  return val_to_str(class & 0x7fff, dns_classes, "0x%04x");
}

static int
dissect_dns_query(tvbuff_t *tvb, int offset, proto_tree *tree, packet_info *pinfo, dns_tap_info_t *info)
{
  const gchar *name, *addr;
  guint16 type, class;
  proto_tree *q_tree;
  proto_item *ti;
  int len;

  len = get_dns_name(tvb, offset, 0, &name);
  type = tvb_get_ntohs(tvb, offset + len);
  class = tvb_get_ntohs(tvb, offset + len + 2);
  if (!info->qname) {
    info->qname = name;
    info->qtype = type;
  }
  col_append_fstr(pinfo->cinfo, COL_INFO, " %s %s", val_to_str_ext(type, &dns_types_ext, "Unknown (%u)"), name);

  ti = proto_tree_add_text(tree, tvb, offset, len + 4, "%s: type %s, class %s", name,
                           val_to_str_ext(type, &dns_types_ext, "Unknown (%u)"), dns_class_name(class));
  q_tree = proto_item_add_subtree(ti, ett_dns_qd);
  proto_tree_add_string(q_tree, hf_dns_qry_name, tvb, offset, len, name);
  if (type == DNS_T_PTR && (addr = reverse_name_to_address(name)) != NULL) {
    ti = proto_tree_add_string(q_tree, hf_dns_qry_address, tvb, offset, len, addr);
    PROTO_ITEM_SET_GENERATED(ti);
  }
  proto_tree_add_item(q_tree, hf_dns_qry_type, tvb, offset + len, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(q_tree, hf_dns_qry_class, tvb, offset + len + 2, 2, ENC_BIG_ENDIAN);
  return len + 4;
}

static void
remember_host(packet_info *pinfo, const gchar *name, proto_tree *tree, tvbuff_t *tvb)
{
  guint *count = se_tree_lookup_string(dns_known_hosts, name, EMEM_TREE_STRING_NOCASE);

  if (!pinfo->fd->flags.visited) {
    if (!count) {
      count = se_new0(guint);
      se_tree_insert_string(dns_known_hosts, name, count, EMEM_TREE_STRING_NOCASE);
    }
    (*count)++;
  }
  if (count && dns_show_known_hosts) {
    proto_item *ti = proto_tree_add_text(tree, tvb, 0, 0, "%s has been answered %u time%s", name, *count,
                                         plurality(*count, "", "s"));
    PROTO_ITEM_SET_GENERATED(ti);
  }
}

static const gchar *
dissect_dns_txt(tvbuff_t *tvb, int offset, int end, proto_tree *tree)
{
  emem_strbuf_t *all = ep_strbuf_new_label("");

  while (offset < end) {
    guint8 len = tvb_get_guint8(tvb, offset);
    guint8 *text = tvb_get_ephemeral_string(tvb, offset + 1, len);

    proto_tree_add_string(tree, hf_dns_txt, tvb, offset, len + 1, (const char *)text);
    if (all->len)
      ep_strbuf_append_c(all, ' ');
    ep_strbuf_append(all, format_text(text, len));
    offset += len + 1;
  }
  return all->str;
}

static int
dissect_dns_answer(tvbuff_t *tvb, int offset, proto_tree *tree, packet_info *pinfo, gboolean in_answers)
{
  const gchar *name, *other = NULL, *summary = NULL;
  proto_tree *rr_tree;
  proto_item *ti;
  guint16 type, class, dlen;
  int len, at, end;
  int *hf;

  len = get_dns_name(tvb, offset, 0, &name);
  at = offset + len;
  type = tvb_get_ntohs(tvb, at);
  class = tvb_get_ntohs(tvb, at + 2);
  dlen = tvb_get_ntohs(tvb, at + 8);
  end = at + 10 + dlen;

  ti = proto_tree_add_text(tree, tvb, offset, end - offset, "%s: type %s", name,
                           val_to_str_ext(type, &dns_types_ext, "Unknown (%u)"));
  rr_tree = proto_item_add_subtree(ti, ett_dns_rr);
  proto_tree_add_string(rr_tree, hf_dns_rr_name, tvb, offset, len, name);
  proto_tree_add_item(rr_tree, hf_dns_rr_type, tvb, at, 2, ENC_BIG_ENDIAN);
  if (type == DNS_T_OPT) {
    proto_tree_add_item(rr_tree, hf_dns_opt_size, tvb, at + 2, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_opt_version, tvb, at + 5, 1, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_opt_do, tvb, at + 6, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_rr_len, tvb, at + 8, 2, ENC_BIG_ENDIAN);
    return end - offset;
  }
  proto_item_append_text(ti, ", class %s", dns_class_name(class));
  proto_tree_add_item(rr_tree, hf_dns_rr_class, tvb, at + 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_uint_format_value(rr_tree, hf_dns_rr_ttl, tvb, at + 4, 4, tvb_get_ntohl(tvb, at + 4), "%s",
                                   time_secs_to_str(tvb_get_ntohl(tvb, at + 4)));
  proto_tree_add_item(rr_tree, hf_dns_rr_len, tvb, at + 8, 2, ENC_BIG_ENDIAN);
  at += 10;
  if (dlen == 0)
    return end - offset;

  switch (type) {

  case DNS_T_A:
    proto_tree_add_item(rr_tree, hf_dns_a, tvb, at, 4, ENC_BIG_ENDIAN);
    summary = tvb_ip_to_str(tvb, at);
    remember_host(pinfo, name, rr_tree, tvb);
    break;

  case DNS_T_AAAA:
    proto_tree_add_item(rr_tree, hf_dns_aaaa, tvb, at, 16, ENC_NA);
    summary = tvb_ip6_to_str(tvb, at);
    remember_host(pinfo, name, rr_tree, tvb);
    break;

  case DNS_T_NS:
  case DNS_T_CNAME:
  case DNS_T_PTR:
    hf = type == DNS_T_NS ? &hf_dns_ns : type == DNS_T_CNAME ? &hf_dns_cname : &hf_dns_ptr;
    get_dns_name(tvb, at, 0, &other);
    proto_tree_add_string(rr_tree, *hf, tvb, at, dlen, other);
    summary = other;
    break;

  case DNS_T_MX:
    proto_tree_add_item(rr_tree, hf_dns_mx_preference, tvb, at, 2, ENC_BIG_ENDIAN);
    get_dns_name(tvb, at + 2, 0, &other);
    proto_tree_add_string(rr_tree, hf_dns_mx, tvb, at + 2, dlen - 2, other);
    summary = ep_strdup_printf("%u %s", tvb_get_ntohs(tvb, at), other);
    break;

  case DNS_T_SOA:
    len = get_dns_name(tvb, at, 0, &other);
    proto_tree_add_string(rr_tree, hf_dns_soa_mname, tvb, at, len, other);
    summary = other;
    at += len;
    len = get_dns_name(tvb, at, 0, &other);
    proto_tree_add_string(rr_tree, hf_dns_soa_rname, tvb, at, len, other);
    at += len;
    proto_tree_add_item(rr_tree, hf_dns_soa_serial, tvb, at, 4, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_soa_refresh, tvb, at + 4, 4, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_soa_retry, tvb, at + 8, 4, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_soa_expire, tvb, at + 12, 4, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_soa_minimum, tvb, at + 16, 4, ENC_BIG_ENDIAN);
    break;

  case DNS_T_TXT:
    summary = ep_strconcat("\"", dissect_dns_txt(tvb, at, end, rr_tree), "\"", NULL);
    break;

  case DNS_T_SRV:
    proto_tree_add_item(rr_tree, hf_dns_srv_priority, tvb, at, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_srv_weight, tvb, at + 2, 2, ENC_BIG_ENDIAN);
    proto_tree_add_item(rr_tree, hf_dns_srv_port, tvb, at + 4, 2, ENC_BIG_ENDIAN);
    get_dns_name(tvb, at + 6, 0, &other);
    proto_tree_add_string(rr_tree, hf_dns_srv_target, tvb, at + 6, dlen - 6, other);
    summary = ep_strdup_printf("%s:%u", other, tvb_get_ntohs(tvb, at + 4));
    break;

  default:
    summary = ep_strdup_printf("%s", tvb_bytes_to_str(tvb, at, MIN(dlen, 16)));
    break;
  }

  proto_item_append_text(ti, ", %s", summary);
  if (in_answers)
    col_append_fstr(pinfo->cinfo, COL_INFO, " %s %s", val_to_str_ext(type, &dns_types_ext, "Unknown (%u)"), summary);
  return end - offset;
}

static int
dissect_dns_section(tvbuff_t *tvb, int offset, guint count, proto_tree *dns_tree, packet_info *pinfo,
                    const char *title, dns_tap_info_t *info)
{
  proto_item *ti = proto_tree_add_text(dns_tree, tvb, offset, -1, "%s", title);
  proto_tree *sub = proto_item_add_subtree(ti, info ? ett_dns_qry : ett_dns_ans);
  int start = offset;

  while (count-- > 0) {
    if (info)
      offset += dissect_dns_query(tvb, offset, sub, pinfo, info);
    else
      offset += dissect_dns_answer(tvb, offset, sub, pinfo, strcmp(title, "Answers") == 0);
  }
  proto_item_set_len(ti, offset - start);
  return offset;
}

static dns_transaction_t *
find_transaction(conversation_t *conv, guint32 id, guint32 frame)
{
  dns_transaction_t *trans;
  emem_tree_key_t key[4];

  key[0].length = 1;
  key[0].key = &conv->index;
  key[1].length = 1;
  key[1].key = &id;
  key[2].length = 1;
  key[2].key = &frame;
  key[3].length = 0;
  key[3].key = NULL;
  trans = (dns_transaction_t *)se_tree_lookup32_array_le(dns_transactions, key);
  /* the nearest one may belong to another id or conversation */
  if (trans && (trans->id != id || trans->conv_index != conv->index))
    trans = NULL;
  return trans;
}

static dns_transaction_t *
add_transaction(packet_info *pinfo, conversation_t *conv, guint32 id)
{
  dns_transaction_t *trans = se_alloc(sizeof(dns_transaction_t));
  emem_tree_key_t key[4] = { { 1, NULL }, { 1, NULL }, { 1, NULL }, { 0, NULL } };
  guint32 frame = pinfo->fd->num;

  trans->conv_index = conv->index;
  trans->id = id;
  trans->req_frame = frame;
  trans->rep_frame = 0;
  trans->req_time = pinfo->fd->abs_ts;
  key[0].key = &trans->conv_index;
  key[1].key = &id;
  key[2].key = &frame;
  se_tree_insert32_array(dns_transactions, key, trans);
  return trans;
}

static void
match_transaction(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, dns_tap_info_t *info)
{
  conversation_t *conv = find_or_create_conversation(pinfo);
  dns_transaction_t *trans = find_transaction(conv, info->id, pinfo->fd->num);
  proto_item *ti;

  if (!info->is_response) {
    if (trans && trans->req_frame != pinfo->fd->num && trans->rep_frame == 0) {
      ti = proto_tree_add_uint(tree, hf_dns_retransmission, tvb, 0, 0, trans->req_frame);
      PROTO_ITEM_SET_GENERATED(ti);
    } else if (!pinfo->fd->flags.visited)
      trans = add_transaction(pinfo, conv, info->id);
    if (trans && trans->rep_frame) {
      ti = proto_tree_add_uint(tree, hf_dns_response_in, tvb, 0, 0, trans->rep_frame);
      PROTO_ITEM_SET_GENERATED(ti);
    }
    return;
  }
  if (!trans)
    return;
  if (!pinfo->fd->flags.visited && trans->rep_frame == 0)
    trans->rep_frame = pinfo->fd->num;
  info->matched = TRUE;
  nstime_delta(&info->delta, &pinfo->fd->abs_ts, &trans->req_time);
  ti = proto_tree_add_uint(tree, hf_dns_response_to, tvb, 0, 0, trans->req_frame);
  PROTO_ITEM_SET_GENERATED(ti);
  ti = proto_tree_add_time(tree, hf_dns_time, tvb, 0, 0, &info->delta);
  PROTO_ITEM_SET_GENERATED(ti);
}

static void
dissect_dns_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gboolean is_tcp)
{
  dns_tap_info_t *info = ep_new0(dns_tap_info_t);
  proto_tree *dns_tree, *flags_tree;
  proto_item *ti, *tf;
  guint16 flags;
  guint quest, ans, auth, add;
  int offset = DNS_HDRLEN;

  info->id = tvb_get_ntohs(tvb, 0);
  flags = tvb_get_ntohs(tvb, 2);
  info->is_response = (flags & 0x8000) != 0;
  info->rcode = flags & 0x000f;
  quest = tvb_get_ntohs(tvb, 4);
  ans = tvb_get_ntohs(tvb, 6);
  auth = tvb_get_ntohs(tvb, 8);
  add = tvb_get_ntohs(tvb, 10);

  col_add_fstr(pinfo->cinfo, COL_INFO, "%s%s 0x%04x", val_to_str((flags >> 11) & 0xf, opcode_vals, "Opcode %u"),
               info->is_response ? " response" : "", info->id);
  if (info->is_response && info->rcode)
    col_append_fstr(pinfo->cinfo, COL_INFO, " %s", val_to_str(info->rcode, rcode_vals, "Error %u"));

  ti = proto_tree_add_protocol_format(tree, proto_dns, tvb, 0, -1, "Domain Name System (%s)%s",
                                      info->is_response ? "response" : "query", is_tcp ? " over TCP" : "");
  dns_tree = proto_item_add_subtree(ti, ett_dns);
  match_transaction(tvb, pinfo, dns_tree, info);

  proto_tree_add_item(dns_tree, hf_dns_transaction_id, tvb, 0, 2, ENC_BIG_ENDIAN);
  tf = proto_tree_add_item(dns_tree, hf_dns_flags, tvb, 2, 2, ENC_BIG_ENDIAN);
  flags_tree = proto_item_add_subtree(tf, ett_dns_flags);
  proto_tree_add_item(flags_tree, hf_dns_flags_response, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(flags_tree, hf_dns_flags_opcode, tvb, 2, 2, ENC_BIG_ENDIAN);
  if (info->is_response)
    proto_tree_add_item(flags_tree, hf_dns_flags_authoritative, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(flags_tree, hf_dns_flags_truncated, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(flags_tree, hf_dns_flags_recdesired, tvb, 2, 2, ENC_BIG_ENDIAN);
  if (info->is_response)
    proto_tree_add_item(flags_tree, hf_dns_flags_recavail, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(flags_tree, hf_dns_flags_authenticated, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(flags_tree, hf_dns_flags_checkdisable, tvb, 2, 2, ENC_BIG_ENDIAN);
  if (info->is_response)
    proto_tree_add_item(flags_tree, hf_dns_flags_rcode, tvb, 2, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(dns_tree, hf_dns_count_queries, tvb, 4, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(dns_tree, hf_dns_count_answers, tvb, 6, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(dns_tree, hf_dns_count_auth_rr, tvb, 8, 2, ENC_BIG_ENDIAN);
  proto_tree_add_item(dns_tree, hf_dns_count_add_rr, tvb, 10, 2, ENC_BIG_ENDIAN);

  if (quest > 0)
    offset = dissect_dns_section(tvb, offset, quest, dns_tree, pinfo, "Queries", info);
  if (ans > 0)
    offset = dissect_dns_section(tvb, offset, ans, dns_tree, pinfo, "Answers", NULL);
  if (auth > 0)
    offset = dissect_dns_section(tvb, offset, auth, dns_tree, pinfo, "Authoritative nameservers", NULL);
  if (add > 0)
    dissect_dns_section(tvb, offset, add, dns_tree, pinfo, "Additional records", NULL);

  tap_queue_packet(dns_tap, pinfo, info);
}

static void
dissect_dns_udp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  col_set_str(pinfo->cinfo, COL_PROTOCOL, pinfo->srcport == 5353 || pinfo->destport == 5353 ? "MDNS" : "DNS");
  col_clear(pinfo->cinfo, COL_INFO);
  dissect_dns_message(tvb, pinfo, tree, FALSE);
}

static guint
get_dns_pdu_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
  return (guint)tvb_get_ntohs(tvb, offset) + 2;
}

static void
dissect_dns_tcp_pdu(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  col_set_str(pinfo->cinfo, COL_PROTOCOL, "DNS");
  col_clear(pinfo->cinfo, COL_INFO);
  proto_tree_add_item(tree, hf_dns_length, tvb, 0, 2, ENC_BIG_ENDIAN);
  dissect_dns_message(tvb_new_subset_remaining(tvb, 2), pinfo, tree, TRUE);
}

static void
dissect_dns_tcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  tcp_dissect_pdus(tvb, pinfo, tree, dns_desegment, 2, get_dns_pdu_len, dissect_dns_tcp_pdu);
}

void
proto_register_dns(void)
{
#define DNS_FLAG(var, name, abbrev, mask) \
  { &var, { name, abbrev, FT_BOOLEAN, 16, NULL, mask, NULL, HFILL }}
#define DNS_UINT(var, name, abbrev, type, strings) \
  { &var, { name, abbrev, type, BASE_DEC, strings, 0x0, NULL, HFILL }}
#define DNS_NAME(var, name, abbrev) \
  { &var, { name, abbrev, FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}

  static hf_register_info hf[] = {
    DNS_UINT(hf_dns_length, "Length", "dns.length", FT_UINT16, NULL),
    { &hf_dns_transaction_id,
      { "Transaction ID", "dns.id", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
    { &hf_dns_flags,
      { "Flags", "dns.flags", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
    { &hf_dns_flags_response,
      { "Response", "dns.flags.response", FT_BOOLEAN, 16, TFS(&tfs_response), 0x8000, NULL, HFILL }},
    { &hf_dns_flags_opcode,
      { "Opcode", "dns.flags.opcode", FT_UINT16, BASE_DEC, VALS(opcode_vals), 0x7800, NULL, HFILL }},
    DNS_FLAG(hf_dns_flags_authoritative, "Authoritative", "dns.flags.authoritative", 0x0400),
    DNS_FLAG(hf_dns_flags_truncated, "Truncated", "dns.flags.truncated", 0x0200),
    DNS_FLAG(hf_dns_flags_recdesired, "Recursion desired", "dns.flags.recdesired", 0x0100),
    DNS_FLAG(hf_dns_flags_recavail, "Recursion available", "dns.flags.recavail", 0x0080),
    DNS_FLAG(hf_dns_flags_authenticated, "Answer authenticated", "dns.flags.authenticated", 0x0020),
    DNS_FLAG(hf_dns_flags_checkdisable, "Non-authenticated data", "dns.flags.checkdisable", 0x0010),
    { &hf_dns_flags_rcode,
      { "Reply code", "dns.flags.rcode", FT_UINT16, BASE_DEC, VALS(rcode_vals), 0x000f, NULL, HFILL }},
    DNS_UINT(hf_dns_count_queries, "Questions", "dns.count.queries", FT_UINT16, NULL),
    DNS_UINT(hf_dns_count_answers, "Answer RRs", "dns.count.answers", FT_UINT16, NULL),
    DNS_UINT(hf_dns_count_auth_rr, "Authority RRs", "dns.count.auth_rr", FT_UINT16, NULL),
    DNS_UINT(hf_dns_count_add_rr, "Additional RRs", "dns.count.add_rr", FT_UINT16, NULL),
    DNS_NAME(hf_dns_qry_name, "Name", "dns.qry.name"),
    DNS_UINT(hf_dns_qry_type, "Type", "dns.qry.type", FT_UINT16, VALS(dns_types)),
    { &hf_dns_qry_class,
      { "Class", "dns.qry.class", FT_UINT16, BASE_HEX, VALS(dns_classes), 0x0, NULL, HFILL }},
    DNS_NAME(hf_dns_qry_address, "Address asked for", "dns.qry.address"),
    DNS_NAME(hf_dns_rr_name, "Name", "dns.resp.name"),
    DNS_UINT(hf_dns_rr_type, "Type", "dns.resp.type", FT_UINT16, VALS(dns_types)),
    { &hf_dns_rr_class,
      { "Class", "dns.resp.class", FT_UINT16, BASE_HEX, VALS(dns_classes), 0x0, NULL, HFILL }},
    DNS_UINT(hf_dns_rr_ttl, "Time to live", "dns.resp.ttl", FT_UINT32, NULL),
    DNS_UINT(hf_dns_rr_len, "Data length", "dns.resp.len", FT_UINT16, NULL),
    { &hf_dns_a, { "Address", "dns.a", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    { &hf_dns_aaaa, { "AAAA Address", "dns.aaaa", FT_IPv6, BASE_NONE, NULL, 0x0, NULL, HFILL }},
    DNS_NAME(hf_dns_cname, "CNAME", "dns.cname"),
    DNS_NAME(hf_dns_ns, "Name Server", "dns.ns"),
    DNS_NAME(hf_dns_ptr, "Domain Name", "dns.ptr.domain_name"),
    DNS_UINT(hf_dns_mx_preference, "Preference", "dns.mx.preference", FT_UINT16, NULL),
    DNS_NAME(hf_dns_mx, "Mail Exchange", "dns.mx.mail_exchange"),
    DNS_NAME(hf_dns_soa_mname, "Primary name server", "dns.soa.mname"),
    DNS_NAME(hf_dns_soa_rname, "Responsible authority's mailbox", "dns.soa.rname"),
    DNS_UINT(hf_dns_soa_serial, "Serial Number", "dns.soa.serial_number", FT_UINT32, NULL),
    DNS_UINT(hf_dns_soa_refresh, "Refresh Interval", "dns.soa.refresh_interval", FT_UINT32, NULL),
    DNS_UINT(hf_dns_soa_retry, "Retry Interval", "dns.soa.retry_interval", FT_UINT32, NULL),
    DNS_UINT(hf_dns_soa_expire, "Expire limit", "dns.soa.expire_limit", FT_UINT32, NULL),
    DNS_UINT(hf_dns_soa_minimum, "Minimum TTL", "dns.soa.mininum_ttl", FT_UINT32, NULL),
    DNS_NAME(hf_dns_txt, "TXT", "dns.txt"),
    DNS_UINT(hf_dns_srv_priority, "Priority", "dns.srv.priority", FT_UINT16, NULL),
    DNS_UINT(hf_dns_srv_weight, "Weight", "dns.srv.weight", FT_UINT16, NULL),
    DNS_UINT(hf_dns_srv_port, "Port", "dns.srv.port", FT_UINT16, NULL),
    DNS_NAME(hf_dns_srv_target, "Target", "dns.srv.target"),
    DNS_UINT(hf_dns_opt_size, "UDP payload size", "dns.rr.udp_payload_size", FT_UINT16, NULL),
    DNS_UINT(hf_dns_opt_version, "EDNS0 version", "dns.resp.edns0_version", FT_UINT8, NULL),
    DNS_FLAG(hf_dns_opt_do, "DO bit", "dns.resp.z.do", 0x8000),
    { &hf_dns_response_in,
      { "Response In", "dns.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0,
        "The response to this query is in this frame", HFILL }},
    { &hf_dns_response_to,
      { "Request In", "dns.response_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0,
        "This is a response to the query in this frame", HFILL }},
    { &hf_dns_time,
      { "Time", "dns.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0,
        "The time between the query and the response", HFILL }},
    { &hf_dns_retransmission,
      { "Retransmitted request of", "dns.retransmit_request_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
  };
  static gint *ett[] = { &ett_dns, &ett_dns_flags, &ett_dns_qry, &ett_dns_qd, &ett_dns_rr, &ett_dns_ans };
  module_t *dns_module;

  proto_dns = proto_register_protocol("Domain Name System", "DNS", "dns");
  proto_register_field_array(proto_dns, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));

  dns_transactions = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "dns_transactions");
  dns_known_hosts = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "dns_known_hosts");

  dns_module = prefs_register_protocol(proto_dns, NULL);
  prefs_register_bool_preference(dns_module, "desegment_dns_messages",
                                 "Reassemble DNS messages spanning multiple TCP segments",
                                 "Whether a message may be put together from several segments", &dns_desegment);
  prefs_register_bool_preference(dns_module, "show_known_hosts", "Count the answers of each name",
                                 "Whether each address record tells how often its name was answered",
                                 &dns_show_known_hosts);
  dns_tap = register_tap("dns");
}

void
proto_reg_handoff_dns(void)
{
  dissector_handle_t dns_udp_handle = create_dissector_handle(dissect_dns_udp, proto_dns);
  dissector_handle_t dns_tcp_handle = create_dissector_handle(dissect_dns_tcp, proto_dns);

  dissector_add_uint("udp.port", 53, dns_udp_handle);
  dissector_add_uint("udp.port", 5353, dns_udp_handle);
  dissector_add_uint("tcp.port", 53, dns_tcp_handle);
}

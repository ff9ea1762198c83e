/* SPDX-License-Identifier: MIT */
/* packet-syslog.c
 * Routines for syslog messages (RFC 3164, RFC 5424)
 *
 * Written on another system, as the line ends tell.
 */

#include <glib.h>
#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/strutil.h>

#define UDP_PORT_SYSLOG 514

#define PRIORITY_MASK 0x0007
#define FACILITY_MASK 0x03f8

/* The maximum number of priority digits to read in. */
#define MAX_DIGITS 3

void proto_reg_handoff_syslog(void);
void proto_register_syslog(void);

static gint proto_syslog = -1;
static gint hf_syslog_facility = -1;
static gint hf_syslog_level = -1;
static gint hf_syslog_timestamp = -1;
static gint hf_syslog_host = -1;
static gint hf_syslog_tag = -1;
static gint hf_syslog_sd_id = -1;
static gint hf_syslog_sd_param = -1;
static gint hf_syslog_msg = -1;
static gint hf_syslog_nth = -1;

static gint ett_syslog = -1;
static gint ett_syslog_sd = -1;

/* How many messages each host has sent: this file's. */
static emem_tree_t *syslog_hosts;

static const value_string short_lev[] = {
  { 0, "EMERG" },
  { 1, "ALERT" },
  { 2, "CRIT" },
  { 3, "ERR" },
  { 4, "WARNING" },
  { 5, "NOTICE" },
  { 6, "INFO" },
  { 7, "DEBUG" },
  { 0, NULL }
};

static const value_string short_fac[] = {
  { 0,  "KERN" },
  { 1,  "USER" },
  { 2,  "MAIL" },
  { 3,  "DAEMON" },
  { 4,  "AUTH" },
  { 5,  "SYSLOG" },
  { 6,  "LPR" },
  { 7,  "NEWS" },
  { 8,  "UUCP" },
  { 9,  "CRON" },
  { 10, "AUTHPRIV" },
  { 11, "FTP" },
  { 16, "LOCAL0" },
  { 17, "LOCAL1" },
  { 23, "LOCAL7" },
  { 0, NULL }
};

/* Kept with the packet, so that the second look at it gives the same number. */
typedef struct _syslog_frame_t {
  guint32 nth;
} syslog_frame_t;

/* The next blank-separated word from offset on, or NULL at the end; offset moves behind it. */
static const gchar *
syslog_next_word(tvbuff_t *tvb, gint *offset, gint *start, gint *length)
{
  gint end;

  if (!tvb_offset_exists(tvb, *offset))
    return NULL;
  end = tvb_find_guint8(tvb, *offset, -1, ' ');
  if (end == -1)
    end = (gint)tvb_length(tvb);
  *start = *offset;
  *length = end - *offset;
  *offset = end + 1;
  return tvb_format_text(tvb, *start, *length);
}

/* [id name="value" name="value"], where a backslash hides a quote or a bracket; returns its end */
static gint
dissect_structured_data(tvbuff_t *tvb, proto_tree *tree, gint offset)
{
  emem_strbuf_t *word = ep_strbuf_new("");
  proto_item *ti = NULL;
  proto_tree *sd_tree = NULL;
  gboolean quoted = FALSE;
  gint start = offset + 1, i;

  for (i = offset + 1; tvb_offset_exists(tvb, i); i++) {
    guint8 c = tvb_get_guint8(tvb, i);

    if (quoted && c == '\\' && tvb_offset_exists(tvb, i + 1)) {
      ep_strbuf_append_c(word, (gchar)tvb_get_guint8(tvb, ++i));
      continue;
    }
    if (c == '"')
      quoted = !quoted;
    if (!quoted && (c == ' ' || c == ']')) {
      const gchar *text = format_text((const guchar *)word->str, word->len);

      if (ti == NULL) {
        ti = proto_tree_add_string(tree, hf_syslog_sd_id, tvb, start, i - start, text);
        sd_tree = proto_item_add_subtree(ti, ett_syslog_sd);
      } else
        proto_tree_add_string(sd_tree, hf_syslog_sd_param, tvb, start, i - start, text);
      if (c == ']')
        return i + 1;
      start = i + 1;
      ep_strbuf_truncate(word, 0);
      continue;
    }
    ep_strbuf_append_c(word, (gchar)c);
  }
  return i;
}

static void
syslog_count(packet_info *pinfo, tvbuff_t *tvb, proto_tree *tree, const gchar *host)
{
  syslog_frame_t *frame = (syslog_frame_t *)p_get_proto_data(pinfo->fd, proto_syslog);
  guint32 *count;
  proto_item *ti;

  if (frame == NULL) {
    count = (guint32 *)se_tree_lookup_string(syslog_hosts, host, 0);
    if (count == NULL) {
      count = (guint32 *)se_alloc0(sizeof *count);
      se_tree_insert_string(syslog_hosts, se_strdup(host), count, 0);
    }
    frame = se_alloc(sizeof(syslog_frame_t));
    frame->nth = ++*count;
    p_add_proto_data(pinfo->fd, proto_syslog, frame);
  }
  ti = proto_tree_add_uint(tree, hf_syslog_nth, tvb, 0, 0, frame->nth);
  PROTO_ITEM_SET_GENERATED(ti);
}

/* 1 TIMESTAMP HOST APP PROCID MSGID STRUCTURED-DATA MSG */
static void
dissect_rfc5424(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset)
{
  gint start, length;
  const gchar *time, *host, *app, *procid, *msgid;

  time = syslog_next_word(tvb, &offset, &start, &length);
  if (time == NULL)
    return;
  proto_tree_add_string(tree, hf_syslog_timestamp, tvb, start, length, time);
  host = syslog_next_word(tvb, &offset, &start, &length);
  if (host == NULL)
    return;
  proto_tree_add_string(tree, hf_syslog_host, tvb, start, length, host);
  syslog_count(pinfo, tvb, tree, host);
  app = syslog_next_word(tvb, &offset, &start, &length);
  procid = app ? syslog_next_word(tvb, &offset, &start, &length) : NULL;
  msgid = procid ? syslog_next_word(tvb, &offset, &start, &length) : NULL;
  if (msgid == NULL)
    return;
  proto_tree_add_string(tree, hf_syslog_tag, tvb, start, length,
                        ep_strdup_printf("%s[%s] %s",
                                         app,
                                         procid, /* "-" if there is none */
                                         msgid));
  while (tvb_offset_exists(tvb, offset) && tvb_get_guint8(tvb, offset) == '[')
    offset = dissect_structured_data(tvb, tree, offset);
  if (tvb_offset_exists(tvb, offset))
    proto_tree_add_string(tree, hf_syslog_msg, tvb, offset, -1, tvb_format_text(tvb, offset, -1));
}

/* Mmm dd hh:mm:ss HOST TAG: MSG */
static void
dissect_rfc3164(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset)
{
  gint start, length;
  const gchar *host, *tag;

  if (tvb_length_remaining(tvb, offset) > 16 && tvb_get_guint8(tvb, offset + 3) == ' '
      && tvb_get_guint8(tvb, offset + 9) == ':') {
    proto_tree_add_string(tree, hf_syslog_timestamp, tvb, offset, 15, tvb_format_text(tvb, offset, 15));
    offset += 16;
    host = syslog_next_word(tvb, &offset, &start, &length);
    if (host) {
      proto_tree_add_string(tree, hf_syslog_host, tvb, start, length, host);
      syslog_count(pinfo, tvb, tree, host);
    }
    tag = syslog_next_word(tvb, &offset, &start, &length);
    if (tag)
      proto_tree_add_string(tree, hf_syslog_tag, tvb, start, length, tag);
  }
  if (tvb_offset_exists(tvb, offset))
    proto_tree_add_string(tree, hf_syslog_msg, tvb, offset, -1, tvb_format_text(tvb, offset, -1));
}

/* The message type is plain text, so there is not much here to check. */
static void
dissect_syslog(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  proto_item *ti;
  proto_tree *syslog_tree;
  gint pri = -1, lev = -1, fac = -1, msg_off = 0, msg_len, digits = 0;
  const gchar *msg_str;
  /* "Message: " is what it begins with; ep_strbuf_new_label keeps it short */
  emem_strbuf_t *label = ep_strbuf_new_label("Message: ");

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "Syslog");
  col_clear(pinfo->cinfo, COL_INFO);

  if (tvb_offset_exists(tvb, 0) && tvb_get_guint8(tvb, 0) == '<') {
    pri = 0;
    msg_off++;
    while (tvb_bytes_exist(tvb, msg_off, 1) && g_ascii_isdigit(tvb_get_guint8(tvb, msg_off)) && digits++ < MAX_DIGITS) {
      pri = pri * 10 + (tvb_get_guint8(tvb, msg_off) - '0');
      msg_off++;
    }
    if (tvb_offset_exists(tvb, msg_off) && tvb_get_guint8(tvb, msg_off) == '>')
      msg_off++;
    fac = (pri & FACILITY_MASK) >> 3;
    lev = pri & PRIORITY_MASK;
  }

  msg_len = tvb_ensure_length_remaining(tvb, msg_off);
  msg_str = tvb_format_text(tvb, msg_off, msg_len);
  if (pri >= 0)
    ep_strbuf_append_printf(label, "%s.%s: %s",
      val_to_str(fac, short_fac, "UNKNOWN(%u)"),
      val_to_str(lev, short_lev, "UNKNOWN(%u)"), msg_str);
  else
    ep_strbuf_printf(label, "(unknown): %s", msg_str);
  col_add_str(pinfo->cinfo, COL_INFO, pri >= 0 ? label->str + 9 : label->str);

  ti = proto_tree_add_protocol_format(tree, proto_syslog, tvb, 0, -1, "Syslog %s", label->str);
  syslog_tree = proto_item_add_subtree(ti, ett_syslog);
  if (pri >= 0) {
    proto_tree_add_uint(syslog_tree, hf_syslog_facility, tvb, 0, msg_off, fac);
    proto_tree_add_uint(syslog_tree, hf_syslog_level, tvb, 0, msg_off, lev);
  }
  if (msg_len > 2 && tvb_memeql(tvb, msg_off, (const guint8 *)"1 ", 2) == 0)
    dissect_rfc5424(tvb, pinfo, syslog_tree, msg_off + 2);
  else
    dissect_rfc3164(tvb, pinfo, syslog_tree, msg_off);
}

void
proto_register_syslog(void)
{
  static hf_register_info hf[] = {
    { &hf_syslog_facility,
      { "Facility", "syslog.facility", FT_UINT16, BASE_DEC, VALS(short_fac), 0x0, "Message facility", HFILL }
    },
    { &hf_syslog_level,
      { "Level", "syslog.level", FT_UINT16, BASE_DEC, VALS(short_lev), 0x0, "Message level", HFILL }
    },
    { &hf_syslog_timestamp,
      { "Timestamp", "syslog.timestamp", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }
    },
    { &hf_syslog_host,
      { "Hostname", "syslog.hostname", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }
    },
    { &hf_syslog_tag,
      { "Tag", "syslog.tag", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }
    },
    { &hf_syslog_sd_id,
      { "Structured data", "syslog.sd", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }
    },
    { &hf_syslog_sd_param,
      { "Parameter", "syslog.sd.param", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }
    },
    { &hf_syslog_msg,
      { "Message", "syslog.msg", FT_STRING, BASE_NONE, NULL, 0x0, "Message text", HFILL }
    },
    { &hf_syslog_nth,
      { "Message of this host", "syslog.nth", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }
    }
  };
  static gint *ett[] = {
    &ett_syslog,
    &ett_syslog_sd
  };

  proto_syslog = proto_register_protocol("Syslog message", "Syslog", "syslog");
  proto_register_field_array(proto_syslog, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  syslog_hosts = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "syslog_hosts");
}

void
proto_reg_handoff_syslog(void)
{
  dissector_add_uint("udp.port", UDP_PORT_SYSLOG, create_dissector_handle(dissect_syslog, proto_syslog));
}

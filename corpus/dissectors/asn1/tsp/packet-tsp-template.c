/* packet-tsp.c
 * Routines for the time-stamp protocol (RFC 3161): requests and replies over HTTP
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/oids.h>

#include "packet-ber.h"

void proto_register_tsp(void);
void proto_reg_handoff_tsp(void);

#define OID_CT_TSTINFO "1.2.840.113549.1.9.16.1.4"

/* Initialize the protocol and registered fields */
static int proto_tsp = -1;
static int hf_tsp_request_in = -1;
static int hf_tsp_reply_in = -1;
static int hf_tsp_digest_kept = -1;
#include "packet-tsp-hf.c"

/* Initialize the subtree pointers */
static gint ett_tsp = -1;
#include "packet-tsp-ett.c"

/* What one message said: packet memory. */
typedef struct _tsp_facts_t {
  const gchar *nonce;
  const gchar *digest;
  guint32      status;
} tsp_facts_t;

/* A request, until its reply comes: kept with the capture file. */
typedef struct _tsp_request_t {
  guint32  frame;
  guint32  reply_frame;
  gchar   *digest;
} tsp_request_t;

static tsp_facts_t *tsp_facts;
static emem_tree_t *tsp_requests = NULL;

/* The nonce is the only thing that a reply has in common with its request and nobody else's. */
static tsp_request_t *
tsp_note_request(packet_info *pinfo, const gchar *nonce, const gchar *digest)
{
  tsp_request_t *req = (tsp_request_t *)se_tree_lookup_string(tsp_requests, nonce, 0);

  if (req == NULL && !pinfo->fd->flags.visited) {
    req = se_alloc0(sizeof(tsp_request_t));
    req->frame = pinfo->fd->num;
    req->digest = se_strdup(digest);
    se_tree_insert_string(tsp_requests, nonce, req, 0);
  }
  return req;
}

static void
tsp_match_reply(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, const gchar *nonce, const gchar *digest)
{
  tsp_request_t *req = (tsp_request_t *)se_tree_lookup_string(tsp_requests, nonce, 0);
  proto_item *ti;

  if (req == NULL)
    return;
  if (!pinfo->fd->flags.visited)
    req->reply_frame = pinfo->fd->num;
  ti = proto_tree_add_uint(tree, hf_tsp_request_in, tvb, 0, 0, req->frame);
  PROTO_ITEM_SET_GENERATED(ti);
  ti = proto_tree_add_boolean(tree, hf_tsp_digest_kept, tvb, 0, 0, digest != NULL && strcmp(digest, req->digest) == 0);
  PROTO_ITEM_SET_GENERATED(ti);
}

/* Nonces are told apart by their bytes: the element is looked for in front, as a reply needs it before it is shown. */
static const gchar *
tsp_find_nonce(tvbuff_t *tvb, int offset, guint skip)
{
  ber_tlv_t outer, tlv;
  guint integers = 0;

  ber_get_tlv(tvb, offset, &outer);
  for (offset = outer.value; offset < outer.end; offset = tlv.end) {
    ber_get_tlv(tvb, offset, &tlv);
    if (tlv.ber_class == BER_CLASS_UNI && tlv.tag == BER_UNI_TAG_INTEGER && integers++ == skip)
      return ep_strdup(tvb_bytes_to_str(tvb, tlv.value, tlv.len));
  }
  return NULL;
}

#include "packet-tsp-fn.c"

static void
dissect_timestamp_query(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  proto_item *ti = proto_tree_add_item(tree, proto_tsp, tvb, 0, -1, ENC_NA);
  proto_tree *tsp_tree = proto_item_add_subtree(ti, ett_tsp);
  tsp_request_t *req;

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "TSP");
  tsp_facts = ep_new0(tsp_facts_t);
  tsp_facts->nonce = tsp_find_nonce(tvb, 0, 1);
  dissect_tsp_TimeStampReq(tvb, 0, pinfo, tsp_tree, hf_tsp_TimeStampReq_PDU);
  if (tsp_facts->nonce && (req = (tsp_request_t *)se_tree_lookup_string(tsp_requests, tsp_facts->nonce, 0)) && req->reply_frame) {
    ti = proto_tree_add_uint(tsp_tree, hf_tsp_reply_in, tvb, 0, 0, req->reply_frame);
    PROTO_ITEM_SET_GENERATED(ti);
  }
  tsp_facts = NULL;
}

static void
dissect_timestamp_reply(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  proto_item *ti = proto_tree_add_item(tree, proto_tsp, tvb, 0, -1, ENC_NA);
  proto_tree *tsp_tree = proto_item_add_subtree(ti, ett_tsp);

  col_set_str(pinfo->cinfo, COL_PROTOCOL, "TSP");
  tsp_facts = ep_new0(tsp_facts_t);
  dissect_tsp_TimeStampResp(tvb, 0, pinfo, tsp_tree, hf_tsp_TimeStampResp_PDU);
  tsp_facts = NULL;
}

void
proto_register_tsp(void)
{
  static hf_register_info hf[] = {
    { &hf_tsp_request_in,
      { "Request In", "tsp.request_in", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_reply_in,
      { "Reply In", "tsp.reply_in", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_digest_kept,
      { "Digest is the request's", "tsp.digest_kept", FT_BOOLEAN, BASE_NONE, NULL, 0, NULL, HFILL }},
#include "packet-tsp-hfarr.c"
  };
  static gint *ett[] = {
    &ett_tsp,
#include "packet-tsp-ettarr.c"
  };

  proto_tsp = proto_register_protocol("Time-Stamp Protocol", "TSP", "tsp");
  proto_register_field_array(proto_tsp, hf, array_length(hf));
  proto_register_subtree_array(ett, array_length(ett));
  tsp_requests = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "tsp_requests");

  oid_add_from_string("sha256", "2.16.840.1.101.3.4.2.1");
  oid_add_from_string("sha1", "1.3.14.3.2.26");
  oid_add_from_string("id-ct-TSTInfo", OID_CT_TSTINFO);
}

void
proto_reg_handoff_tsp(void)
{
  dissector_add_string("media_type", "application/timestamp-query",
                       create_dissector_handle(dissect_timestamp_query, proto_tsp));
  dissector_add_string("media_type", "application/timestamp-reply",
                       create_dissector_handle(dissect_timestamp_reply, proto_tsp));
}

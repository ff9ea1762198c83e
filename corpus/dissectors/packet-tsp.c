/* SPDX-License-Identifier: MIT */
/* Do not modify this file. Changes will be overwritten. */
/* Made by asn1/generate.py out of tsp.asn, tsp.cnf and packet-tsp-template.c in asn1/tsp. */

#line 1 "asn1/tsp/packet-tsp-template.c"
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

/*--- Included file: packet-tsp-hf.c ---*/
#line 1 "asn1/tsp/packet-tsp-hf.c"
static int hf_tsp_TimeStampReq_PDU = -1;
static int hf_tsp_version = -1;
static int hf_tsp_messageImprint = -1;
static int hf_tsp_reqPolicy = -1;
static int hf_tsp_nonce = -1;
static int hf_tsp_certReq = -1;
static int hf_tsp_extensions = -1;
static int hf_tsp_MessageImprint_PDU = -1;
static int hf_tsp_hashAlgorithm = -1;
static int hf_tsp_hashedMessage = -1;
static int hf_tsp_AlgorithmIdentifier_PDU = -1;
static int hf_tsp_algorithm = -1;
static int hf_tsp_parameters = -1;
static int hf_tsp_TimeStampResp_PDU = -1;
static int hf_tsp_status = -1;
static int hf_tsp_timeStampToken = -1;
static int hf_tsp_PKIStatusInfo_PDU = -1;
static int hf_tsp_pkiStatus = -1;
static int hf_tsp_statusString = -1;
static int hf_tsp_failInfo = -1;
static int hf_tsp_PKIFreeText_item = -1;
static int hf_tsp_TimeStampToken_PDU = -1;
static int hf_tsp_contentType = -1;
static int hf_tsp_content = -1;
static int hf_tsp_TSTInfo_PDU = -1;
static int hf_tsp_policy = -1;
static int hf_tsp_serialNumber = -1;
static int hf_tsp_genTime = -1;
static int hf_tsp_accuracy = -1;
static int hf_tsp_ordering = -1;
static int hf_tsp_tsa = -1;
static int hf_tsp_Accuracy_PDU = -1;
static int hf_tsp_seconds = -1;
static int hf_tsp_millis = -1;
static int hf_tsp_micros = -1;

/*--- End of included file: packet-tsp-hf.c ---*/
#line 30 "asn1/tsp/packet-tsp-template.c"

/* Initialize the subtree pointers */
static gint ett_tsp = -1;

/*--- Included file: packet-tsp-ett.c ---*/
#line 1 "asn1/tsp/packet-tsp-ett.c"
static gint ett_tsp_TimeStampReq = -1;
static gint ett_tsp_MessageImprint = -1;
static gint ett_tsp_AlgorithmIdentifier = -1;
static gint ett_tsp_TimeStampResp = -1;
static gint ett_tsp_PKIStatusInfo = -1;
static gint ett_tsp_PKIFreeText = -1;
static gint ett_tsp_TimeStampToken = -1;
static gint ett_tsp_TSTInfo = -1;
static gint ett_tsp_Accuracy = -1;

/*--- End of included file: packet-tsp-ett.c ---*/
#line 34 "asn1/tsp/packet-tsp-template.c"

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


/*--- Included file: packet-tsp-fn.c ---*/
#line 1 "asn1/tsp/packet-tsp-fn.c"
static const ber_sequence_t AlgorithmIdentifier_sequence[] = {
  { &hf_tsp_algorithm, BER_CLASS_UNI, BER_UNI_TAG_OID, 0, dissect_ber_object_identifier },
  { &hf_tsp_parameters, BER_CLASS_UNI, 0, BER_FLAGS_OPTIONAL|BER_FLAGS_ANY, dissect_ber_any },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_AlgorithmIdentifier(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, AlgorithmIdentifier_sequence, hf_index, ett_tsp_AlgorithmIdentifier);

  return offset;
}

static const ber_sequence_t MessageImprint_sequence[] = {
  { &hf_tsp_hashAlgorithm, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, 0, dissect_tsp_AlgorithmIdentifier },
  { &hf_tsp_hashedMessage, BER_CLASS_UNI, BER_UNI_TAG_OCTETSTRING, 0, dissect_ber_octet_string },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_MessageImprint(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
#line 13 "asn1/tsp/tsp.cnf"
  ber_tlv_t outer, algorithm, digest;

  ber_get_tlv(tvb, offset, &outer);
  ber_get_tlv(tvb, outer.value, &algorithm);
  ber_get_tlv(tvb, algorithm.end, &digest);
  tsp_facts->digest = digest.len > 0 ? (const gchar *)ep_strdup(tvb_bytes_to_str(tvb, digest.value, MIN(digest.len, 16))) : NULL;
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, MessageImprint_sequence, hf_index, ett_tsp_MessageImprint);

  return offset;
}

static const ber_sequence_t TimeStampReq_sequence[] = {
  { &hf_tsp_version, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, 0, dissect_ber_integer },
  { &hf_tsp_messageImprint, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, 0, dissect_tsp_MessageImprint },
  { &hf_tsp_reqPolicy, BER_CLASS_UNI, BER_UNI_TAG_OID, BER_FLAGS_OPTIONAL, dissect_ber_object_identifier },
  { &hf_tsp_nonce, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, BER_FLAGS_OPTIONAL, dissect_ber_integer },
  { &hf_tsp_certReq, BER_CLASS_UNI, BER_UNI_TAG_BOOLEAN, BER_FLAGS_OPTIONAL, dissect_ber_boolean },
  { &hf_tsp_extensions, BER_CLASS_CON, 0, BER_FLAGS_OPTIONAL, dissect_ber_any },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_TimeStampReq(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, TimeStampReq_sequence, hf_index, ett_tsp_TimeStampReq);
#line 5 "asn1/tsp/tsp.cnf"
  if (tsp_facts->nonce != NULL)
    tsp_note_request(pinfo, tsp_facts->nonce, tsp_facts->digest);
  col_append_fstr(pinfo->cinfo, COL_INFO, " request%s",
                  tsp_facts->digest ? ep_strdup_printf(", digest %.16s...", tsp_facts->digest)
                                    : "");

  return offset;
}

static const value_string tsp_PKIStatus_vals[] = {
  { 0, "granted" },
  { 1, "grantedWithMods" },
  { 2, "rejection" },
  { 3, "waiting" },
  { 4, "revocationWarning" },
  { 5, "revocationNotification" },
  { 0, NULL }
};

static int
dissect_tsp_PKIStatus(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
#line 23 "asn1/tsp/tsp.cnf"
  ber_tlv_t tlv;
  emem_strbuf_t *text = ep_strbuf_new_label("status ");
  proto_item *ti;

  ber_get_tlv(tvb, offset, &tlv);
  tsp_facts->status = (guint32)ber_get_int64(tvb, &tlv);
  ep_strbuf_append(text, val_to_str(tsp_facts->status, tsp_PKIStatus_vals, "%u"));
  ti = proto_tree_add_int(tree, hf_index, tvb, tlv.value, tlv.len, (gint32)tsp_facts->status);
  if (tsp_facts->status > 1)
    expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "%s", text->str);
  col_append_fstr(pinfo->cinfo, COL_INFO, " reply, %s", text->str);
  offset = tlv.end;

  return offset;
}

static const ber_sequence_t PKIFreeText_element = {
  &hf_tsp_PKIFreeText_item, BER_CLASS_UNI, BER_UNI_TAG_UTF8STRING, 0, dissect_ber_text
};

static int
dissect_tsp_PKIFreeText(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence_of(tvb, offset, pinfo, tree, &PKIFreeText_element, hf_index, ett_tsp_PKIFreeText);

  return offset;
}

static int
dissect_tsp_PKIFailureInfo(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
#line 38 "asn1/tsp/tsp.cnf"
  static const struct { guint bit; const char *name; } reasons[] = {
    { 0, "badAlg" }, { 2, "badRequest" }, { 5, "badDataFormat" }, { 14, "timeNotAvailable" },
    { 15, "unacceptedPolicy" }, { 16, "unacceptedExtension" }, { 17, "addInfoNotAvailable" }, { 25, "systemFailure" }
  };
  emem_strbuf_t *names = ep_strbuf_new("");
  const gchar *text;
  ber_tlv_t tlv;
  guint i;

  ber_get_tlv(tvb, offset, &tlv);
  for (i = 0; i < array_length(reasons); i++)
    if ((gint)(reasons[i].bit / 8 + 1) < tlv.len &&
        (tvb_get_guint8(tvb, tlv.value + 1 + reasons[i].bit / 8) & (0x80 >> (reasons[i].bit % 8))))
      ep_strbuf_append_printf(names, "%s%s", names->len ? ", " : "", reasons[i].name);
  text = names->len ? names->str : ep_strdup_printf("%u bytes", tlv.len);
  proto_tree_add_string(tree, hf_index, tvb, tlv.value, tlv.len, text);
  offset = tlv.end;

  return offset;
}

static const ber_sequence_t PKIStatusInfo_sequence[] = {
  { &hf_tsp_pkiStatus, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, 0, dissect_tsp_PKIStatus },
  { &hf_tsp_statusString, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, BER_FLAGS_OPTIONAL, dissect_tsp_PKIFreeText },
  { &hf_tsp_failInfo, BER_CLASS_UNI, BER_UNI_TAG_BITSTRING, BER_FLAGS_OPTIONAL, dissect_tsp_PKIFailureInfo },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_PKIStatusInfo(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, PKIStatusInfo_sequence, hf_index, ett_tsp_PKIStatusInfo);

  return offset;
}

static const ber_sequence_t Accuracy_sequence[] = {
  { &hf_tsp_seconds, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, BER_FLAGS_OPTIONAL, dissect_ber_integer },
  { &hf_tsp_millis, BER_CLASS_CON, 0, BER_FLAGS_OPTIONAL, dissect_ber_integer },
  { &hf_tsp_micros, BER_CLASS_CON, 1, BER_FLAGS_OPTIONAL, dissect_ber_integer },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_Accuracy(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, Accuracy_sequence, hf_index, ett_tsp_Accuracy);

  return offset;
}

static const ber_sequence_t TSTInfo_sequence[] = {
  { &hf_tsp_version, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, 0, dissect_ber_integer },
  { &hf_tsp_policy, BER_CLASS_UNI, BER_UNI_TAG_OID, 0, dissect_ber_object_identifier },
  { &hf_tsp_messageImprint, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, 0, dissect_tsp_MessageImprint },
  { &hf_tsp_serialNumber, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, 0, dissect_ber_integer },
  { &hf_tsp_genTime, BER_CLASS_UNI, BER_UNI_TAG_GENERALIZEDTIME, 0, dissect_ber_text },
  { &hf_tsp_accuracy, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, BER_FLAGS_OPTIONAL, dissect_tsp_Accuracy },
  { &hf_tsp_ordering, BER_CLASS_UNI, BER_UNI_TAG_BOOLEAN, BER_FLAGS_OPTIONAL, dissect_ber_boolean },
  { &hf_tsp_nonce, BER_CLASS_UNI, BER_UNI_TAG_INTEGER, BER_FLAGS_OPTIONAL, dissect_ber_integer },
  { &hf_tsp_tsa, BER_CLASS_CON, 0, BER_FLAGS_OPTIONAL, dissect_ber_any },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_TSTInfo(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, TSTInfo_sequence, hf_index, ett_tsp_TSTInfo);
#line 80 "asn1/tsp/tsp.cnf"
  if (tsp_facts->nonce != NULL)
    tsp_match_reply(tvb, pinfo, tree, tsp_facts->nonce, tsp_facts->digest);

  return offset;
}

static int
dissect_tsp_TimeStampToken(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
#line 58 "asn1/tsp/tsp.cnf"
  /* CMS around it: the signed data's own header, then the content that was signed */
  ber_tlv_t outer, type, wrap, signed_data, element, encap, econtent, octets;

  ber_get_tlv(tvb, offset, &outer);
  ber_get_tlv(tvb, outer.value, &type);
  ber_get_tlv(tvb, type.end, &wrap);
  ber_get_tlv(tvb, wrap.value, &signed_data);
  ber_get_tlv(tvb, signed_data.value, &element);
  ber_get_tlv(tvb, element.end, &element);
  ber_get_tlv(tvb, element.end, &encap);
  ber_get_tlv(tvb, encap.value, &type);
  if (strcmp(ber_get_oid(tvb, &type, FALSE), OID_CT_TSTINFO) == 0 && type.end < encap.end) {
    ber_get_tlv(tvb, type.end, &econtent);
    ber_get_tlv(tvb, econtent.value, &octets);
    tsp_facts->nonce = tsp_find_nonce(tvb, octets.value, 2);
    dissect_tsp_TSTInfo(tvb, octets.value, pinfo, tree, hf_tsp_TSTInfo_PDU);
  } else
    proto_tree_add_string(tree, hf_index, tvb, outer.start, outer.end - outer.start, ber_outline(tvb, offset, outer.end));
  offset = outer.end;

  return offset;
}

static const ber_sequence_t TimeStampResp_sequence[] = {
  { &hf_tsp_status, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, 0, dissect_tsp_PKIStatusInfo },
  { &hf_tsp_timeStampToken, BER_CLASS_UNI, BER_UNI_TAG_SEQUENCE, BER_FLAGS_OPTIONAL, dissect_tsp_TimeStampToken },
  { NULL, 0, 0, 0, NULL }
};

static int
dissect_tsp_TimeStampResp(tvbuff_t *tvb, int offset, packet_info *pinfo _U_, proto_tree *tree, int hf_index)
{
  offset = dissect_ber_sequence(tvb, offset, pinfo, tree, TimeStampResp_sequence, hf_index, ett_tsp_TimeStampResp);

  return offset;
}


/*--- End of included file: packet-tsp-fn.c ---*/
#line 100 "asn1/tsp/packet-tsp-template.c"

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

/*--- Included file: packet-tsp-hfarr.c ---*/
#line 1 "asn1/tsp/packet-tsp-hfarr.c"
    { &hf_tsp_TimeStampReq_PDU,
      { "TimeStampReq", "tsp.TimeStampReq_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_version,
      { "version", "tsp.version", FT_INT32, BASE_DEC, NULL, 0, NULL, HFILL }},
    { &hf_tsp_messageImprint,
      { "messageImprint", "tsp.messageImprint", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_reqPolicy,
      { "reqPolicy", "tsp.reqPolicy", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_nonce,
      { "nonce", "tsp.nonce", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_certReq,
      { "certReq", "tsp.certReq", FT_BOOLEAN, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_extensions,
      { "extensions", "tsp.extensions", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_MessageImprint_PDU,
      { "MessageImprint", "tsp.MessageImprint_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_hashAlgorithm,
      { "hashAlgorithm", "tsp.hashAlgorithm", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_hashedMessage,
      { "hashedMessage", "tsp.hashedMessage", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_AlgorithmIdentifier_PDU,
      { "AlgorithmIdentifier", "tsp.AlgorithmIdentifier_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_algorithm,
      { "algorithm", "tsp.algorithm", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_parameters,
      { "parameters", "tsp.parameters", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_TimeStampResp_PDU,
      { "TimeStampResp", "tsp.TimeStampResp_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_status,
      { "status", "tsp.status", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_timeStampToken,
      { "timeStampToken", "tsp.timeStampToken", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_PKIStatusInfo_PDU,
      { "PKIStatusInfo", "tsp.PKIStatusInfo_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_pkiStatus,
      { "pkiStatus", "tsp.pkiStatus", FT_INT32, BASE_DEC, VALS(tsp_PKIStatus_vals), 0, NULL, HFILL }},
    { &hf_tsp_statusString,
      { "statusString", "tsp.statusString", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_failInfo,
      { "failInfo", "tsp.failInfo", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_PKIFreeText_item,
      { "PKIFreeText", "tsp.PKIFreeText", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_TimeStampToken_PDU,
      { "TimeStampToken", "tsp.TimeStampToken_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_contentType,
      { "contentType", "tsp.contentType", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_content,
      { "content", "tsp.content", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_TSTInfo_PDU,
      { "TSTInfo", "tsp.TSTInfo_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_policy,
      { "policy", "tsp.policy", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_serialNumber,
      { "serialNumber", "tsp.serialNumber", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_genTime,
      { "genTime", "tsp.genTime", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_accuracy,
      { "accuracy", "tsp.accuracy", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_ordering,
      { "ordering", "tsp.ordering", FT_BOOLEAN, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_tsa,
      { "tsa", "tsp.tsa", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_Accuracy_PDU,
      { "Accuracy", "tsp.Accuracy_element", FT_NONE, BASE_NONE, NULL, 0, NULL, HFILL }},
    { &hf_tsp_seconds,
      { "seconds", "tsp.seconds", FT_INT32, BASE_DEC, NULL, 0, NULL, HFILL }},
    { &hf_tsp_millis,
      { "millis", "tsp.millis", FT_INT32, BASE_DEC, NULL, 0, NULL, HFILL }},
    { &hf_tsp_micros,
      { "micros", "tsp.micros", FT_INT32, BASE_DEC, NULL, 0, NULL, HFILL }},

/*--- End of included file: packet-tsp-hfarr.c ---*/
#line 142 "asn1/tsp/packet-tsp-template.c"
  };
  static gint *ett[] = {
    &ett_tsp,

/*--- Included file: packet-tsp-ettarr.c ---*/
#line 1 "asn1/tsp/packet-tsp-ettarr.c"
    &ett_tsp_TimeStampReq,
    &ett_tsp_MessageImprint,
    &ett_tsp_AlgorithmIdentifier,
    &ett_tsp_TimeStampResp,
    &ett_tsp_PKIStatusInfo,
    &ett_tsp_PKIFreeText,
    &ett_tsp_TimeStampToken,
    &ett_tsp_TSTInfo,
    &ett_tsp_Accuracy,

/*--- End of included file: packet-tsp-ettarr.c ---*/
#line 146 "asn1/tsp/packet-tsp-template.c"
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

/* SPDX-License-Identifier: MIT */
/* packet-radius.h
 * RADIUS attributes: how others teach the dissector theirs, and what its tap hands out
 */

#ifndef __PACKET_RADIUS_H__
#define __PACKET_RADIUS_H__

#include <epan/packet.h>

/* Shows one attribute's value; returns its text in packet memory, or NULL. */
typedef const gchar *(radius_avp_dissector_t)(proto_tree *tree, packet_info *pinfo, tvbuff_t *tvb);

typedef struct _radius_attr_info_t {
	const gchar		*name;
	guint			code;
	gint			type;
	const value_string	*vs;
	radius_avp_dissector_t	*dissector;	/* goes before the type, where there is one */
} radius_attr_info_t;

typedef struct _radius_vendor_info_t {
	const gchar		*name;
	guint			code;
	emem_tree_t		*attrs_by_id;	/* radius_attr_info_t; permanent, as the vendor */
} radius_vendor_info_t;

/* A request and its response; kept with the capture file. */
typedef struct _radius_call_t {
	guint32		conv_index;
	guint32		req_num;
	guint32		rsp_num;
	guint32		repeats;
	nstime_t	req_time;
	guint8		code;
	guint8		ident;
	guint8		authenticator[16];
	gchar		*user;			/* NULL if the request had no User-Name */
} radius_call_t;

/* What the tap listeners of "radius" get: packet memory. */
typedef struct _radius_info_t {
	guint		code;
	guint		ident;
	gboolean	is_duplicate;
	gboolean	request_available;
	nstime_t	delta;
	const gchar	*user;
} radius_info_t;

extern void radius_register_avp_dissector(guint32 vendor_id, guint32 attribute_id, const gchar *name,
    radius_avp_dissector_t *dissector);

#endif /* packet-radius.h */

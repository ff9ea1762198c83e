/* SPDX-License-Identifier: MIT */
/* packet-ntlmssp.h
 * What is remembered of an NTLMSSP dialogue
 */

#ifndef __PACKET_NTLMSSP_H__
#define __PACKET_NTLMSSP_H__

typedef struct _ntlmssp_challenge_t {
	guint32	frame;
	guint8	*bytes;		/* eight */
	gchar	*target;	/* NULL if it did not tell its name */
} ntlmssp_challenge_t;

/* The data of a conversation; kept with the capture file. */
typedef struct _ntlmssp_dialogue_t {
	emem_tree_t	*challenges;	/* by frame */
	guint		refused;
} ntlmssp_dialogue_t;

#endif /* packet-ntlmssp.h */

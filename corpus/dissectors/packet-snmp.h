/* SPDX-License-Identifier: MIT */
/* packet-snmp.h
 * The users whose messages SNMPv3 can check, and what is remembered of an engine
 */

#ifndef __PACKET_SNMP_H__
#define __PACKET_SNMP_H__

#include <epan/packet.h>

typedef enum { SNMP_AUTH_MD5, SNMP_AUTH_SHA1 } snmp_auth_model_t;

/* A row of the users table. It lives on the heap: the table is read when no file is open. */
typedef struct _snmp_user_t {
	char	*name;
	guint	auth_model;
	char	*password;
} snmp_user_t;

/* A user at an engine: the key made from the password, kept with the capture file. */
typedef struct _snmp_localized_t {
	const gchar	*name;
	guint		auth_model;
	guint8		key[20];
	gsize		key_len;
} snmp_localized_t;

/* Checks the message authentication code at mac_at, of 12 bytes. */
extern gboolean snmp_check_mac(const snmp_localized_t *user, tvbuff_t *msg, int mac_at);
/* RFC 3414, A.2: from a password and an engine to a key. */
extern void snmp_localize_key(const snmp_user_t *user, const guint8 *engine, guint engine_len,
    snmp_localized_t *localized);

/* The localized keys, by engine and name as one string. */
extern emem_tree_t *snmp_localized_users;

#endif /* packet-snmp.h */

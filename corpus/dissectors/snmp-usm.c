/* SPDX-License-Identifier: MIT */
/* snmp-usm.c
 * The user-based security model of SNMPv3: keys from passwords, message authentication (RFC 3414)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include "packet-snmp.h"

#define SNMP_EXPANDED_LEN	1048576
#define SNMP_MAC_LEN		12

static GChecksumType
checksum_type(guint auth_model)
{
	return auth_model == SNMP_AUTH_SHA1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_MD5;
}

void
snmp_localize_key(const snmp_user_t *user, const guint8 *engine, guint engine_len, snmp_localized_t *localized)
{
	GChecksum *sum = g_checksum_new(checksum_type(user->auth_model));
	gsize password_len = strlen(user->password);
	guint8 block[64], key[20];
	gsize key_len = sizeof key;
	gsize done, i, at = 0;

	/* the password over and over again, up to a megabyte */
	for (done = 0; done < SNMP_EXPANDED_LEN && password_len > 0; done += sizeof block) {
		for (i = 0; i < sizeof block; i++)
			block[i] = (guint8)user->password[at++ % password_len];
		g_checksum_update(sum, block, sizeof block);
	}
	g_checksum_get_digest(sum, key, &key_len);
	g_checksum_reset(sum);
	g_checksum_update(sum, key, (gssize)key_len);
	g_checksum_update(sum, engine, (gssize)engine_len);
	g_checksum_update(sum, key, (gssize)key_len);
	localized->key_len = sizeof localized->key;
	g_checksum_get_digest(sum, localized->key, &localized->key_len);
	g_checksum_free(sum);
	localized->auth_model = user->auth_model;
}

gboolean
snmp_check_mac(const snmp_localized_t *user, tvbuff_t *msg, int mac_at)
{
	guint len = tvb_length(msg);
	guint8 *copy = (guint8 *)ep_tvb_memdup(msg, 0, len);
	guint8 digest[20];
	gsize digest_len = sizeof digest;
	GHmac *hmac;

	if (mac_at + SNMP_MAC_LEN > (int)len)
		return FALSE;
	/* the code was computed with zeroes in its place */
	memset(copy + mac_at, 0, SNMP_MAC_LEN);
	hmac = g_hmac_new(checksum_type(user->auth_model), user->key, user->key_len);
	g_hmac_update(hmac, copy, (gssize)len);
	g_hmac_get_digest(hmac, digest, &digest_len);
	g_hmac_unref(hmac);
	return tvb_memeql(msg, mac_at, digest, SNMP_MAC_LEN) == 0;
}

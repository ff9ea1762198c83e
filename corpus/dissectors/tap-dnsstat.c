/* SPDX-License-Identifier: MIT */
/* tap-dnsstat.c
 * A tap: which names were asked for, with which types and results, and how long the answers took
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdio.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/tap.h>

#include "packet-dns.h"

void proto_register_dnsstat(void);
void proto_reg_handoff_dnsstat(void);

#define MAX_OUTCOMES	64

/* A kind of outcome: as many as there are pairs of type and result. These stay from file to file. */
typedef struct _dns_outcome_t {
	guint32	qtype;
	guint32	rcode;
	guint	count;
} dns_outcome_t;

/* What is known of a name; kept with the capture file. */
typedef struct _dns_name_stat_t {
	gchar	*name;
	guint	queries;
	guint	answers;
	double	slowest;	/* milliseconds */
} dns_name_stat_t;

typedef struct _dnsstat_t {
	guint		messages;
	guint		outcomes_used;
	dns_outcome_t	outcomes[MAX_OUTCOMES];
	emem_tree_t	*by_outcome;	/* for ever: { type, result } */
	emem_tree_t	*by_type;	/* for ever: the first outcome of a type */
	emem_tree_t	*by_name;	/* emptied with each file */
} dnsstat_t;

static dnsstat_t dnsstat;

static void
dnsstat_reset(void *tapdata)
{
	dnsstat_t *stat = (dnsstat_t *)tapdata;
	guint i;

	stat->messages = 0;
	for (i = 0; i < stat->outcomes_used; i++)
		stat->outcomes[i].count = 0;
}

static dns_outcome_t *
get_outcome(dnsstat_t *stat, guint32 qtype, guint32 rcode)
{
	guint32 words[2];
	emem_tree_key_t key[2];
	dns_outcome_t *outcome;

	words[0] = qtype;
	words[1] = rcode;
	key[0].length = 2;
	key[0].key = words;
	key[1].length = 0;
	key[1].key = NULL;
	outcome = (dns_outcome_t *)pe_tree_lookup32_array(stat->by_outcome, key);
	if (outcome == NULL && stat->outcomes_used < MAX_OUTCOMES) {
		outcome = &stat->outcomes[stat->outcomes_used++];
		outcome->qtype = qtype;
		outcome->rcode = rcode;
		key[0].length = 2;
		key[0].key = words;
		pe_tree_insert32_array(stat->by_outcome, key, outcome);
		if (!pe_tree_lookup32(stat->by_type, qtype))
			pe_tree_insert32(stat->by_type, qtype, outcome);
	}
	return outcome;
}

static gboolean
dnsstat_packet(void *tapdata, packet_info *pinfo _U_, struct _epan_dissect *edt _U_, const void *data)
{
	dnsstat_t *stat = (dnsstat_t *)tapdata;
	const dns_tap_info_t *info = (const dns_tap_info_t *)data;
	dns_outcome_t *outcome;
	dns_name_stat_t *name;

	stat->messages++;
	if (info->is_response && (outcome = get_outcome(stat, info->qtype, info->rcode)) != NULL)
		outcome->count++;
	if (info->qname == NULL)
		return TRUE;

	/* the name in the tap's data is gone with the packet */
	name = (dns_name_stat_t *)emem_tree_lookup_string(stat->by_name, info->qname, EMEM_TREE_STRING_NOCASE);
	if (name == NULL) {
		name = se_new0(dns_name_stat_t);
		name->name = se_strdup(info->qname);
		emem_tree_insert_string(stat->by_name, info->qname, name, EMEM_TREE_STRING_NOCASE);
	}
	if (info->is_response) {
		double ms = info->matched ? info->delta.secs * 1000.0 + info->delta.nsecs / 1000000.0 : 0.0;

		name->answers++;
		name->slowest = MAX(name->slowest, ms);
	} else
		name->queries++;
	return TRUE;
}

/* Drawing happens when no packet is at hand: whatever is made here is printed at once or comes from the heap. */
static gboolean
draw_name(void *value, void *userdata)
{
	const dns_name_stat_t *name = (const dns_name_stat_t *)value;
	guint *width = (guint *)userdata;

	printf("  %-*.*s %4u %4u %8.3f ms\n", (int)*width, (int)*width, name->name, name->queries, name->answers, name->slowest);
	return FALSE;
}

static gboolean
draw_outcome(void *value, void *userdata)
{
	const dns_outcome_t *outcome = (const dns_outcome_t *)value;
	const char *type = match_strval(outcome->qtype, dns_types);
	gchar *unknown = NULL;

	if (outcome->count == 0)
		return FALSE;
	if (type == NULL)
		type = unknown = g_strdup_printf("TYPE%u", outcome->qtype);
	printf("  %-8s result %2u: %u\n", type, outcome->rcode, outcome->count);
	*(guint *)userdata += outcome->count;
	g_free(unknown);
	return FALSE;
}

static void
dnsstat_draw(void *tapdata)
{
	dnsstat_t *stat = (dnsstat_t *)tapdata;
	dns_outcome_t *first;
	guint width = 32, total = 0;

	if (stat->messages == 0)
		return;
	printf("DNS statistics: %u messages\n", stat->messages);
	emem_tree_foreach(stat->by_name, draw_name, &width);
	pe_tree_foreach(stat->by_outcome, draw_outcome, &total);
	first = (dns_outcome_t *)pe_tree_lookup32_le(stat->by_type, 0xffff);
	if (first)
		printf("  highest type asked for: %u, of %u answers\n", first->qtype, total);
#ifdef DEBUG_DNSSTAT_TREES
	emem_print_tree(stat->by_name);
#endif
}

void
proto_register_dnsstat(void)
{
	dnsstat.by_outcome = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "dnsstat_by_outcome");
	dnsstat.by_type = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "dnsstat_by_type");
	dnsstat.by_name = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "dnsstat_by_name");
}

void
proto_reg_handoff_dnsstat(void)
{
	GString *error = register_tap_listener("dns", &dnsstat, NULL, TL_REQUIRES_NOTHING, dnsstat_reset, dnsstat_packet,
	    dnsstat_draw);

	if (error) {
		fprintf(stderr, "dnsstat: %s\n", error->str);
		g_string_free(error, TRUE);
	}
}

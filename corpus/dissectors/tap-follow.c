/* SPDX-License-Identifier: MIT */
/* tap-follow.c
 * A tap: follows every TCP stream, and shows at the end who said how much and how it began
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdio.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/emem.h>
#include <epan/prefs.h>
#include <epan/tap.h>

#include "packet-tcp.h"

void proto_register_follow(void);
void proto_reg_handoff_follow(void);

#define FOLLOW_SHOWN	60

static int proto_follow = -1;
static guint follow_streams = 8;

/* A run of bytes in one direction. */
typedef struct _follow_chunk_t {
	struct _follow_chunk_t	*next;
	gboolean		from_first;
	guint32			len;
	guint32			shown;		/* as many as data has */
	guint8			*data;
} follow_chunk_t;

/* All of it has to last until the tap is drawn: the file's lifetime. */
typedef struct _follow_stream_t {
	guint32		stream;
	gchar		*first;			/* who spoke first */
	const gchar	*second;
	guint16		second_port;
	guint16		first_port;
	address		first_address;
	guint32		bytes[2];
	guint		segments;
	guint		retransmitted;
	follow_chunk_t	*chunks;		/* the last one first */
} follow_stream_t;

typedef struct _follow_tap_t {
	guint		streams;
	emem_tree_t	*by_stream;
} follow_tap_t;

static follow_tap_t follow_tap;

static void
follow_reset(void *tapdata)
{
	((follow_tap_t *)tapdata)->streams = 0;
}

static follow_stream_t *
get_stream(follow_tap_t *tap, const tcp_header_t *tcph)
{
	follow_stream_t *stream = (follow_stream_t *)se_tree_lookup32(tap->by_stream, tcph->stream);

	if (stream == NULL) {
		stream = se_new0(follow_stream_t);
		stream->stream = tcph->stream;
		stream->first = se_strdup_printf("%s:%u", ep_address_to_str(&tcph->src), tcph->sport);
		stream->second = se_get_addr_name(&tcph->dst);
		stream->second_port = tcph->dport;
		stream->first_port = tcph->sport;
		SE_COPY_ADDRESS(&stream->first_address, &tcph->src);
		se_tree_insert32(tap->by_stream, tcph->stream, stream);
		tap->streams++;
	}
	return stream;
}

static gboolean
follow_packet(void *tapdata, packet_info *pinfo _U_, struct _epan_dissect *edt _U_, const void *data)
{
	const tcp_header_t *tcph = (const tcp_header_t *)data;
	follow_stream_t *stream = get_stream((follow_tap_t *)tapdata, tcph);
	gboolean from_first = tcph->sport == stream->first_port && ADDRESSES_EQUAL(&tcph->src, &stream->first_address);
	follow_chunk_t *chunk = stream->chunks;
	guint32 len;

	stream->segments++;
	if (tcph->retransmitted)
		stream->retransmitted++;
	if (tcph->payload == NULL || tcph->retransmitted)
		return TRUE;
	len = tvb_length(tcph->payload);
	stream->bytes[from_first ? 0 : 1] += len;
	if (chunk && chunk->from_first == from_first) {
		chunk->len += len;
		return TRUE;
	}
	chunk = se_new(follow_chunk_t);
	chunk->next = stream->chunks;
	chunk->from_first = from_first;
	chunk->len = len;
	chunk->shown = MIN(len, FOLLOW_SHOWN);
	chunk->data = (guint8 *)se_memdup(tvb_get_ptr(tcph->payload, 0, chunk->shown), chunk->shown);
	stream->chunks = chunk;
	return TRUE;
}

/* No packet is at hand when a tap is drawn, so what is printable is told here and not by format_text(). */
static void
print_beginning(const follow_chunk_t *chunk)
{
	guint32 i;

	for (i = 0; i < chunk->shown; i++)
		putchar(g_ascii_isprint(chunk->data[i]) ? chunk->data[i] : '.');
	putchar('\n');
}

static void
print_chunks(const follow_chunk_t *chunk, guint left)
{
	if (chunk == NULL || left == 0)
		return;
	print_chunks(chunk->next, left - 1);
	printf("  %s %6u  ", chunk->from_first ? "->" : "<-", chunk->len);
	print_beginning(chunk);
}

static gboolean
draw_stream(void *value, void *userdata)
{
	const follow_stream_t *stream = (const follow_stream_t *)value;
	guint *left = (guint *)userdata;

	printf(" stream %u: %s -> %s:%u: %u and %u bytes in %u segments", stream->stream, stream->first, stream->second,
	    stream->second_port, stream->bytes[0], stream->bytes[1], stream->segments);
	if (stream->retransmitted)
		printf(" (%u again)", stream->retransmitted);
	putchar('\n');
	print_chunks(stream->chunks, 12);
	/* TRUE ends the walk */
	return --*left == 0;
}

static void
follow_draw(void *tapdata)
{
	follow_tap_t *tap = (follow_tap_t *)tapdata;
	guint left = follow_streams;

	if (tap->streams == 0 || left == 0)
		return;
	printf("TCP streams: %u\n", tap->streams);
	if (se_tree_foreach(tap->by_stream, draw_stream, &left))
		printf(" and %u more\n", tap->streams - follow_streams);
}

void
proto_register_follow(void)
{
	module_t *follow_module;

	proto_follow = proto_register_protocol("Streams that are followed", "Follow", "follow");
	follow_tap.by_stream = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "follow_streams");
	follow_module = prefs_register_protocol(proto_follow, NULL);
	prefs_register_uint_preference(follow_module, "streams", "Streams shown",
	    "How many streams are shown at the end; 0: none", 10, &follow_streams);
}

void
proto_reg_handoff_follow(void)
{
	GString *error = register_tap_listener("tcp", &follow_tap, NULL, TL_REQUIRES_NOTHING, follow_reset, follow_packet,
	    follow_draw);

	if (error) {
		fprintf(stderr, "follow: %s\n", error->str);
		g_string_free(error, TRUE);
	}
}

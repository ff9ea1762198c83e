/* SPDX-License-Identifier: MIT */
/* http-framing.c
 * Where the parts of an HTTP message end: its header lines, its chunks (RFC 2616, 3.6.1)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdlib.h>
#include <glib.h>

#include <epan/packet.h>

#include "packet-http.h"

int
http_find_headers_end(tvbuff_t *tvb, int offset)
{
    int next;

    while (tvb_length_remaining(tvb, offset) > 0) {
        int len = tvb_find_line_end(tvb, offset, -1, &next, TRUE);

        if (len < 0)
            return -1;
        offset = next;
        if (len == 0)
            return offset;
    }
    return -1;
}

int
http_walk_chunks(tvbuff_t *tvb, int offset, proto_tree *tree, int hf_chunk_size, guint8 **body, guint *body_len)
{
    GByteArray *bytes = body ? g_byte_array_new() : NULL;
    int result = 0;

    while (tvb_length_remaining(tvb, offset) > 0) {
        int next, len = tvb_find_line_end(tvb, offset, -1, &next, TRUE);
        gulong size;

        if (len < 0)
            break;
        size = strtoul((const char *)tvb_get_ephemeral_string(tvb, offset, len), NULL, 16);
        if (size > 0x1000000 || tvb_length_remaining(tvb, next) < (gint)size + 2)
            break;
        if (tree)
            proto_tree_add_uint(tree, hf_chunk_size, tvb, offset, next - offset, (guint32)size);
        if (bytes && size)
            g_byte_array_append(bytes, tvb_get_ptr(tvb, next, (gint)size), (guint)size);
        offset = next + (int)size + 2;
        if (size == 0) {
            result = offset;
            break;
        }
    }
    if (bytes) {
        *body_len = bytes->len;
        *body = g_byte_array_free(bytes, FALSE);
    }
    return result;
}

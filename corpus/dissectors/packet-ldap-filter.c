/* SPDX-License-Identifier: MIT */
/* packet-ldap-filter.c
 * LDAP search filters as text (RFC 4515)
 */

#include <glib.h>

#include <epan/packet.h>

#include "packet-ldap.h"

/* (attr=*a*b): the pieces between the stars. */
static void
filter_substrings(tvbuff_t *tvb, gint offset, gint end, emem_strbuf_t *out)
{
    gboolean first = TRUE;

    while (offset < end) {
        ber_t piece = ldap_ber_read(tvb, offset);

        if (first && (piece.tag & 0x1f) != 0)
            ep_strbuf_append_c(out, '*');
        ep_strbuf_append(out, ldap_ber_text(tvb, &piece));
        if ((piece.tag & 0x1f) != 2)
            ep_strbuf_append_c(out, '*');
        offset = piece.end;
        first = FALSE;
    }
}

/* A filter that is not closed yet. */
typedef struct _filter_level_t {
    gint     end;
    gboolean is_not;
} filter_level_t;

/*
 * The filter as RFC 4515 writes it. Filters nest as deep as a sender likes, hence the ep_stack_t:
 * the levels that are open wait on it until the offset passes their end.
 */
void
ldap_append_filter(emem_strbuf_t *out, tvbuff_t *tvb, gint offset, gint end)
{
    ep_stack_t      levels = ep_stack_new();
    filter_level_t *level;
    guint           guard = 0;

    while (offset < end && guard++ < 500) {
        ber_t element = ldap_ber_read(tvb, offset);
        ber_t left, right;
        const char *relation = NULL;

        switch (element.tag & 0x1f) {
        case 0:
        case 1:
        case 2:
            level = ep_alloc(sizeof(filter_level_t));
            level->end = element.end;
            level->is_not = (element.tag & 0x1f) == 2;
            ep_stack_push(levels, level);
            ep_strbuf_append_printf(out, "(%c", "&|!"[element.tag & 0x1f]);
            offset = element.content;
            break;
        case 3: relation = "=";  break;
        case 5: relation = ">="; break;
        case 6: relation = "<="; break;
        case 8: relation = "~="; break;
        case 4:
            left = ldap_ber_read(tvb, element.content);
            right = ldap_ber_read(tvb, left.end);
            ep_strbuf_append_printf(out, "(%s=", ldap_ber_text(tvb, &left));
            filter_substrings(tvb, right.content, right.end, out);
            ep_strbuf_append_c(out, ')');
            offset = element.end;
            break;
        case 7:
            ep_strbuf_append_printf(out, "(%s=*)", ldap_ber_text(tvb, &element));
            offset = element.end;
            break;
        default:
            ep_strbuf_append_printf(out, "(unknown filter 0x%02x)", element.tag);
            offset = element.end;
            break;
        }
        if (relation) {
            left = ldap_ber_read(tvb, element.content);
            right = ldap_ber_read(tvb, left.end);
            ep_strbuf_append_printf(out, "(%s%s%s)",
                ldap_ber_text(tvb, &left),
                relation,
                ldap_ber_text(tvb, &right));
            offset = element.end;
        }
        /* close what ends here */
        while ((level = (filter_level_t *)ep_stack_peek(levels)) != NULL && offset >= level->end) {
            ep_strbuf_append_c(out, ')');
            ep_stack_pop(levels);
        }
    }
    while ((level = (filter_level_t *)ep_stack_pop(levels)) != NULL)
        ep_strbuf_append(out, level->is_not ? " ...!)" : " ...)");
}

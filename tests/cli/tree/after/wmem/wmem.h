/* SPDX-License-Identifier: MIT */
/* The new side of the command-line tests: what the rewritten code needs, and nothing else. */
#pragma once

#include <stddef.h>

typedef struct _wmem_allocator_t wmem_allocator_t;
wmem_allocator_t *wmem_packet_scope (void);
wmem_allocator_t *wmem_file_scope (void);
wmem_allocator_t *wmem_epan_scope (void);
void *wmem_alloc (wmem_allocator_t *allocator, size_t size);
char *wmem_strdup (wmem_allocator_t *allocator, const char *text);
char *wmem_strdup_printf (wmem_allocator_t *allocator, const char *format, ...);
#define wmem_new(allocator, type) ((type *) wmem_alloc ((allocator), sizeof (type)))

typedef struct _wmem_strbuf_t wmem_strbuf_t;
void wmem_strbuf_append (wmem_strbuf_t *buffer, const char *text);
const char *wmem_strbuf_get_str (wmem_strbuf_t *buffer);

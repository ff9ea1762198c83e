/* SPDX-License-Identifier: MIT */
/* The example's old memory manager: the calls that the example makes. */
#pragma once

#include <stddef.h>

void *ep_alloc (size_t size);
void *se_alloc (size_t size);
char *ep_strdup (const char *text);
char *se_strdup (const char *text);
char *ep_strdup_printf (const char *format, ...);

typedef struct _emem_strbuf {
  char *str;
  size_t len;
} emem_strbuf_t;
emem_strbuf_t *ep_strbuf_new (const char *text);
void ep_strbuf_append (emem_strbuf_t *buffer, const char *text);
void ep_strbuf_printf (emem_strbuf_t *buffer, const char *format, ...);

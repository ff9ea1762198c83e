/* SPDX-License-Identifier: MIT */
/* The old side of the command-line tests: a few declarations of the old memory manager, and nothing else. */
#pragma once

#include <stddef.h>

void *ep_alloc (size_t size);
void *se_alloc (size_t size);
char *ep_strdup (const char *text);
char *se_strdup (const char *text);
char *ep_strdup_printf (const char *format, ...);
#define ep_new(type) ((type *) ep_alloc (sizeof (type)))

typedef struct {
  char *str;
} emem_strbuf_t;
emem_strbuf_t *ep_strbuf_append (emem_strbuf_t *buffer, const char *text);

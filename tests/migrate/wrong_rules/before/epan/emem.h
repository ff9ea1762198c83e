/* SPDX-License-Identifier: MIT */
/* The old side: what the unit uses of the old memory manager. */
#pragma once
#include <stddef.h>

char *ep_strndup (const char *text, size_t length);
char *se_strdup (const char *text);
char *ep_strdup_printf (const char *format, ...);
void *se_alloc0 (size_t size);
#define se_new0(type) ((type *) se_alloc0 (sizeof (type)))

typedef struct { char *str; } emem_strbuf_t;
void ep_strbuf_printf (emem_strbuf_t *buffer, const char *format, ...);

struct frame { void *payload; };
typedef struct frame **ep_stack_t;
void *ep_stack_pop (ep_stack_t stack);

typedef struct emem_tree emem_tree_t;
#define EMEM_TREE_TYPE_RED_BLACK 1
emem_tree_t *se_tree_create (int type, const char *name);
void *se_tree_lookup32 (emem_tree_t *tree, unsigned key);
void *se_tree_lookup32_le (emem_tree_t *tree, unsigned key);

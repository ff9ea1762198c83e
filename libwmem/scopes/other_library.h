/* SPDX-License-Identifier: MIT */
/*
 * Another library's scopes. Preloaded in front of a program whose own library has scopes with hidden ways to enter and
 * leave them (Wireshark's does), ours would never be entered: then the scopes' calls are handed on to that library,
 * which makes its pools with our wmem_allocator_new().
 */
#pragma once

#include "wmem/wmem_core.h"

typedef struct
{
  void (*init) (void); /* NULL: there is no other library */
  void (*cleanup) (void);
  wmem_allocator_t *(*packet) (void);
  wmem_allocator_t *(*file) (void);
  wmem_allocator_t *(*epan) (void);
} other_scopes_t;

extern other_scopes_t wmem_other_scopes G_GNUC_INTERNAL;

/* Looks for such a library behind this one in the order of symbol search. */
void wmem_other_scopes_find (void);

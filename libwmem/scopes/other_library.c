/* SPDX-License-Identifier: MIT */
/*
 * Another library's scopes, found by name behind this library.
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "scopes/other_library.h"

#include <dlfcn.h>

other_scopes_t wmem_other_scopes;

void
wmem_other_scopes_find (void)
{
  other_scopes_t found;
  *(void **) &found.init = dlsym (RTLD_NEXT, "wmem_init_scopes");
  *(void **) &found.cleanup = dlsym (RTLD_NEXT, "wmem_cleanup_scopes");
  *(void **) &found.packet = dlsym (RTLD_NEXT, "wmem_packet_scope");
  *(void **) &found.file = dlsym (RTLD_NEXT, "wmem_file_scope");
  *(void **) &found.epan = dlsym (RTLD_NEXT, "wmem_epan_scope");
  if (found.init && found.cleanup && found.packet && found.file && found.epan)
    wmem_other_scopes = found;
}

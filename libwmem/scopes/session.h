/* SPDX-License-Identifier: MIT */
/*
 * The inside of a session.
 */
#pragma once

#include "wmem/wmem_session.h"

struct _wmem_session_t {
  wmem_allocator_t *epan, *file, *packet;
  GThread *thread; /* the one that is in it, or NULL; the default session never says */
};

void wmem_session_start_default (void);
void wmem_session_end_default (void);

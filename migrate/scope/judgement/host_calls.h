/* SPDX-License-Identifier: MIT */
/*
 * What the host of the migrated code has to call: emem needed no scope, so its hosts never said where one begins.
 */
#pragma once

#include "scope/judgement/program.h"

/** What the host has to add, told once a run. */
typedef struct {
  const char *rule, *message, *advice;
  ScopePlace place;
} HostCall;

/**
 * Finds what the host of @a program lacks.
 *
 * @param pool of the texts.
 * @param calls (of HostCall): one is appended for a program that shows nowhere where its scopes begin, and one for init
 *   routines that ask for the file scope.
 */
void host_calls_find (wmem_allocator_t *pool, const Program *program, GArray *calls);

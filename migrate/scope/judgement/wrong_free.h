/* SPDX-License-Identifier: MIT */
/*
 * Memory that is freed by what did not allocate it: a pool's by g_free(), the heap's by wmem_free(), one pool's out of another
 * one. What is freed is followed as what is kept is: a helper that frees its parameter has an effect, whose target says (by its
 * lifetime) of what the memory has to be.
 */
#pragma once

#include "scope/judgement/values.h"

/** Judges what call number @a call of the function frees: itself, or what it calls for each entry of a container. */
void wrong_free_of_call (Judge *j, State *s, guint call);

/** Takes an effect that frees: reports it, or leaves it to the callers. */
void wrong_free_keep (Judge *j, State *s, Effect effect);

/** What @a effect inserts into a container is freed by what that was told when it was made. */
void wrong_free_by_owner (Judge *j, State *s, const Effect *effect);

/** Notes that @a field of some object gets @a value; NULL: something that nobody knows. */
void wrong_free_note_field (Judge *j, const State *s, const char *field, const Value *value);

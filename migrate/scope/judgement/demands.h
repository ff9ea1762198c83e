/* SPDX-License-Identifier: MIT */
/*
 * Calls through a field of what a parameter points to: `step->handle (…)`. Which function that is the caller says, by the
 * table that it hands over; so the edge leads from there, by way of the function that makes the call.
 */
#pragma once

#include "scope/judgement/holders.h"

/** Adds the edges of all such calls in @a program. Where some caller hands over what is
 *  no known table, the call leads to all that the field may hold, whoever calls. */
void demands_link (Program *program, const Holders *holders);

/* SPDX-License-Identifier: MIT */
/*
 * Statics that functions give: `state_of ()->name` is a place of the variable whose address state_of() returns, wherever that is
 * defined.
 */
#pragma once

#include "scope/judgement/program.h"

/** Puts the variable in the place of each call's result that is its address, and notes what is read there. */
void getters_resolve (Program *program);

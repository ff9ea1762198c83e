/* SPDX-License-Identifier: MIT */
/*
 * Flows through macros' bodies, which the tree does not show.
 */
#pragma once

#include "find/flow_holder.h"

/** Notes which file of the unit defines which macro: before anything is linked. Ones that several define are linked. */
void flow_read_macros (Flow *flow);

/** Links occurrences in a macro's body with the macro. */
void flow_link_macros (Flow *flow);

/** Links the macros in a macro's body with it. */
void flow_link_nested_macros (Flow *flow);

/* SPDX-License-Identifier: MIT */
/*
 * What the guide says of a reason: --explain REASON.
 */
#pragma once

#include "model/occurrence.h"

/** Appends what @a reason means, what to do, and an example of before and after: its section of doc/reasons.md. */
void reason_explain (Reason reason, GString *out);

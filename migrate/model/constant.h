/* SPDX-License-Identifier: MIT */
/*
 * A constant: what a unit can tell of a value that is no pointer without running the program.
 */
#pragma once

/** What is known of an argument that is no pointer: enough to tell which way a helper takes. From CONSTANT_PARAMETER
 *  on: it is the caller's own parameter number constant - CONSTANT_PARAMETER. */
enum { CONSTANT_UNKNOWN,
       CONSTANT_ZERO,
       CONSTANT_NOT_ZERO,
       CONSTANT_PARAMETER };

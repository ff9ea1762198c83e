/* SPDX-License-Identifier: MIT */
/*
 * What tests that compile something and compare the objects begin and end with.
 */
#pragma once

#include <check.h>

/** Runs the one test @a test of the suite @a name in a folder of its own, *@a folder, which goes afterwards.
 *  @return what main() returns: 77 where there is no gcc. */
int machine_code_test (const char *name, const TTest *test, char **folder);

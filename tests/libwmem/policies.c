/* SPDX-License-Identifier: MIT */
/*
 * The policies that a suite runs over, and the runner.
 */
#include "policies.h"

#include <stdlib.h>
#include <string.h>

/* AddressSanitizer would end the program itself where malloc cannot serve: the suites test that the library does. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "allocator_may_return_null=1";
}

const policy_case_t policy_cases[N_POLICY_CASES] = {
  { "simple", WMEM_ALLOCATOR_SIMPLE },
  { "block", WMEM_ALLOCATOR_BLOCK },
  { "block_fast", WMEM_ALLOCATOR_BLOCK_FAST },
  { "strict", WMEM_ALLOCATOR_STRICT },
};

wmem_allocator_t *
policy_pool (int index)
{
  return wmem_allocator_new (policy_cases[index].type);
}

int
aborts_can_be_tested (void)
{
  const char *fork_mode = getenv ("CK_FORK");
  return fork_mode == NULL || strcmp (fork_mode, "no") != 0;
}

int
running_with_tool (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return 1;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return 1;
#endif
#endif
  return !aborts_can_be_tested (); /* valgrind runs without forks: see tests/meson.build */
}

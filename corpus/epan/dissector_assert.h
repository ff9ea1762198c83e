/* SPDX-License-Identifier: MIT */
/* Assertions of dissectors: they end the dissection of one packet, not the program. */
#ifndef EPAN_DISSECTOR_ASSERT_H
#define EPAN_DISSECTOR_ASSERT_H

#include <epan/exceptions.h>

#define REPORT_DISSECTOR_BUG(message) THROW_MESSAGE (DissectorError, (message))
#define DISSECTOR_ASSERT(expression)                                                                                  \
  ((void) ((expression) ? (void) 0 : except_throw (DissectorError, "failed assertion \"" #expression "\"")))
#define DISSECTOR_ASSERT_HINT(expression, hint)                                                                       \
  ((void) ((expression) ? (void) 0 : except_throw (DissectorError, "failed assertion \"" #expression "\": " hint)))
#define DISSECTOR_ASSERT_NOT_REACHED() REPORT_DISSECTOR_BUG ("reached what cannot be reached")

#endif

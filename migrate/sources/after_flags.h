/* SPDX-License-Identifier: MIT */
/*
 * The flags of the after side that this installation knows: where its own libwmem has its headers.
 */
#pragma once

#include <glib.h>

/**
 * @return (transfer full) flags that find wmem's and GLib's headers. Without any usable ones the list is empty. The
 *   libwmem is that of the sources where the running program lies in its build tree, else the one that is installed
 *   beside it, else the one in the prefix that it was built for.
 */
char **after_flags_default (void);

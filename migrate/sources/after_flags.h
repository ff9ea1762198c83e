/* SPDX-License-Identifier: MIT */
/*
 * The flags of the after side that this installation knows: where its own libwmem has its headers.
 */
#pragma once

#include <glib.h>

/**
 * @return (transfer full) flags that find wmem's and GLib's headers: those of the installed libwmem, or of the build tree
 *   that the running program lies in. Without any usable ones the list is empty.
 */
char **after_flags_default (void);

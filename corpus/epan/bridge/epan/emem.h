/* SPDX-License-Identifier: MIT */
/* The name under which unmigrated dissectors include the old memory manager: here, the bridge to libwmem. */
#include <wmem/emem_bridge.h>

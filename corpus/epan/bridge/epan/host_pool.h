/* SPDX-License-Identifier: MIT */
/* Where the host itself gets memory in the bridge form: from wmem, while dissectors still say emem. */
#include <epan/emem.h>
#include "../../after/epan/host_pool.h"

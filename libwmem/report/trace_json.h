/* SPDX-License-Identifier: MIT */
/*
 * What a trace says, as JSON: for programs, and for the page. Words that wmem_pool_statistics_json() has, too, mean the same.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/trace_model.h"

/** More than these are summed up under "left_out": pools by their peak, sites by their bytes, free_alls spread over all. */
enum { MOST_POOLS = 200,
       MOST_SITES = 200,
       MOST_FREE_ALLS = 500,
       MOST_LIVED = 10 };

/** @return (transfer full) @a model. */
JsonNode *trace_json_new (const TraceModel *model);

/* SPDX-License-Identifier: MIT */
/*
 * What a trace says, as JSON: for programs, and for the page. Words that wmem_pool_statistics_json() has, too, mean the same.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/trace_model.h"

/**
 * Beyond these there are sums: of pools by their peak under "poolsLeftOut", of sites by their bytes under "sitesLeftOut", of places of which
 * something lived at a free_all under "livedLeftOut". Times of free_alls are spread over all of them; "freeAll" itself is the sum.
 */
enum { MOST_POOLS = 200,
       MOST_SITES = 200,
       MOST_FREE_ALLS = 500,
       MOST_LIVED = 10 };

/** @return (transfer full) @a model. */
JsonNode *trace_json_new (const TraceModel *model);

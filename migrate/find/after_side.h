/* SPDX-License-Identifier: MIT */
/*
 * The after side: what the headers that the rewritten code will be compiled with declare.
 *
 * Rules may ask for it (`needs`): tvb_get_string() with a pool exists in some trees only. Found by parsing one small
 * unit that includes the headers which the rules name.
 */
#pragma once

#include "cli/run_options.h"
#include "rules/rule_set.h"
#include "sources/compile_command.h"

typedef struct _AfterSide AfterSide;

/**
 * Parses the probe with the arguments of @a command (one of the group that the answer is for) and the after
 * arguments of @a options.
 *
 * @return what was found, allocated from @a pool; never NULL.
 */
AfterSide *after_side_probe (wmem_allocator_t *pool, const RuleSet *rules, const RunOptions *options,
                             const CompileCommand *command);

/** @return whether wmem's own header was found and declares wmem_alloc(); without it nothing can be verified. */
gboolean after_side_has_wmem (const AfterSide *after);

/** @return whether its packet_info, where the probe has found one, has a member `pool`. */
gboolean after_side_has_packet_info_pool (const AfterSide *after);

/** @return how wmem's header is included there: "<epan/wmem/wmem.h>" where the include path has it, else
 *  "<wmem/wmem.h>". */
const char *after_side_include (const AfterSide *after);

/** @return how many parameters the callback of wmem_tree_foreach() has there: 3 with the key first, 2 in the trees of
 *  2013; -1 where there is no such function. */
int after_side_foreach_parameters (const AfterSide *after);

/** @return whether the after side declares @a name: anything of wmem's own (a function, macro, type or constant), or a
 *  function whose first parameter is a pool. */
gboolean after_side_declares (const AfterSide *after, const char *name);

/* SPDX-License-Identifier: MIT */
/*
 * The after side: what the headers that the rewritten code will be compiled with declare.
 *
 * The headers decide, not a table of versions: a form of a rule holds where they declare what it needs with the
 * parameters that the form gives it. Found by parsing one small unit that includes the headers which the rules name.
 */
#pragma once

#include "model/run_options.h"
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

/** @return (transfer floating) @a after packed for the pipe: one worker asks for all. */
GVariant *after_side_pack (const AfterSide *after);

/** @return what after_side_pack() packed, allocated from @a pool, for a run with the same @a options. */
AfterSide *after_side_unpack (wmem_allocator_t *pool, const RunOptions *options, GVariant *packed);

/** @return whether wmem's own header was found and declares wmem_alloc(); without it nothing can be verified. */
gboolean after_side_has_wmem (const AfterSide *after);

/** @return whether its packet_info, where the probe has found one, has a member `pool`. */
gboolean after_side_has_packet_info_pool (const AfterSide *after);

/** @return whether the after side is a tree that has helpers of the rules: one of their headers is there. */
gboolean after_side_has_helpers (const AfterSide *after);

/** @return how wmem's header is included there: the first target of the rules' headers that the include path has, such
 *  as "<epan/wmem_scopes.h>". */
const char *after_side_include (const AfterSide *after);

/** @return (nullable) how the header is included that declares @a name there, such as "wsutil/str_util.h"; NULL where wmem's own
 *  header brings it, or nothing declares it, or no folder of the include path has it. */
const char *after_side_header (const AfterSide *after, const char *name);

/** @return how many parameters the callback of wmem_tree_foreach() has there: 3 with the key first, 2 in the trees of
 *  2013; -1 where there is no such function. */
int after_side_foreach_parameters (const AfterSide *after);

/** @return whether the after side declares @a name as anything: a function, macro, type, constant or header. Only names
 *  that the rules mention, and wmem's own, are known. */
gboolean after_side_declares (const AfterSide *after, const char *name);

/** @return whether @a form holds there: what it needs is declared in that form, and the old form is not to stay. */
gboolean after_side_form_holds (const AfterSide *after, const Rule *form);

/** @return whether the after side still declares the old form of @a form itself. */
gboolean after_side_keeps_form (const AfterSide *after, const Rule *form);

/** @return whether the name of @a rule is gone: the after side declares it in none of its old forms. Of a quiet one that is
 *  known only where one of its headers is there. */
gboolean after_side_is_gone (const AfterSide *after, const Rule *rule);

/**
 * Chooses among the forms of @a rule.
 *
 * @param given  how many arguments stand at the place, or -1: it is no call.
 * @return the first form that takes them and holds; else the first that takes them; else @a rule itself.
 */
const Rule *after_side_choose (const AfterSide *after, const Rule *rule, int given);

/** Tells @a rules which of them matter there and which forms hold. Rules that are told are added to @a heard, and forms to
 *  @a holding (pairs of numbers: the rule's and the form's), where those are not NULL. */
void after_side_tell (const AfterSide *after, RuleSet *rules, GArray *heard, GArray *holding);

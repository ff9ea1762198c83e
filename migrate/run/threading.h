/* SPDX-License-Identifier: MIT */
/*
 * Explicit pools in a run: what all units say of them, the decision, and the units that it concerns.
 *
 * The rewrite of those units may show that a signature cannot change after all (a call in a generated file that its origin does
 * not have): then the decision is made once more without it. Each time fewer functions gain a parameter, so it ends.
 */
#pragma once

#include "pools/pool_plan.h"
#include "run/analysis.h"

typedef struct Threading Threading;

/**
 * Takes the units' pool facts out of @a analysis, all of whose units have been analysed once.
 *
 * @return (transfer full) NULL where nothing is to be decided: no explicit pools.
 */
Threading *threading_new (RunAnalysis *analysis);

/** Frees @a threading; NULL is allowed. */
void threading_free (Threading *threading);

/** Lets go what is read anew for the next decision, if there is one. */
void threading_rest (Threading *threading);

/** Lets the next decision keep the signature of the function or pointer @a id (interned). @return FALSE: it does so already. */
gboolean threading_give_up (Threading *threading, const char *id, const char *why);

/** Decides for the whole program: gives @a analysis its rules and plan. @return (transfer full) of gboolean, one for each unit:
 *  it has to be analysed again. */
GArray *threading_decide (Threading *threading);

/** Looks at what the concerned units have made of the decision. @return whether it has to be made again. */
gboolean threading_refuse (Threading *threading);

/* SPDX-License-Identifier: MIT */
/*
 * From the units' judgements to functions and places, and what follows for the plan.
 */
#pragma once

#include "proof/prove.h"
#include "proof/unit_proof.h"

/**
 * Sets proving->proofs, the proof of each rewritten place, and takes back what has to be.
 *
 * @param judgements  of UnitJudgement, by unit of the plan; NULL where it reads nothing that changes.
 */
void judge_functions (Proving *proving, GPtrArray *judgements);

/** Raises to safe what the proof has answered: called once nothing more is taken back. */
void promote_places (const Proving *proving);

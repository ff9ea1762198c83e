/* SPDX-License-Identifier: MIT */
/*
 * The names of occurrence kinds, confidences and reasons.
 */
#include "model/occurrence.h"

/* What becomes of a place that is left for a reason. */
typedef enum { OPEN,
               SETTLED } ReasonEnd;

static const struct
{
  const char *code;
  const char *text;
  const char *cause, *advice;
  ReasonEnd end;
} reasons[N_REASONS] = {
#define REASON(name, code, cause, advice, end) { code, sizeof (advice) > 1 ? cause ": " advice : cause, cause, advice, end },
#include "model/reasons.def"
#undef REASON
};

static const struct
{
  const char *name;
  gboolean neutral;
} kinds[N_OCCURRENCE_KINDS] = {
  [OCCURRENCE_CALL] = { "call", FALSE },
  [OCCURRENCE_MACRO_EXPANSION] = { "macro-expansion", FALSE },
  [OCCURRENCE_TYPE] = { "type", FALSE },
  [OCCURRENCE_MEMBER] = { "member", FALSE },
  [OCCURRENCE_CONSTANT] = { "constant", FALSE },
  [OCCURRENCE_SIGNATURE] = { "signature", FALSE },
  [OCCURRENCE_REFERENCE] = { "reference", FALSE },
  [OCCURRENCE_MACRO_ARGUMENT] = { "macro-argument", FALSE },
  [OCCURRENCE_MACRO_BODY] = { "macro-body", FALSE },
  [OCCURRENCE_DIRECTIVE] = { "directive", FALSE },
  [OCCURRENCE_INCLUDE] = { "include", FALSE },
  [OCCURRENCE_DECLARATION] = { "declaration", TRUE },
  [OCCURRENCE_INACTIVE] = { "inactive", FALSE },
  [OCCURRENCE_SHADOWED] = { "shadowed", TRUE },
  [OCCURRENCE_COMMENT] = { "comment", TRUE },
  [OCCURRENCE_UNCONFIRMED] = { "unconfirmed", FALSE },
};

static const char *const confidences[N_CONFIDENCES] = {
  [CONFIDENCE_SAFE] = "safe",
  [CONFIDENCE_REVIEW] = "review",
  [CONFIDENCE_UNSAFE] = "unsafe",
};

const char *
reason_code (Reason reason)
{
  return reasons[reason].code;
}

const char *
reason_text (Reason reason)
{
  return reasons[reason].text;
}

const char *
reason_cause (Reason reason)
{
  return reasons[reason].cause;
}

const char *
reason_advice (Reason reason)
{
  return reasons[reason].advice;
}

Reason
reason_from_code (const char *code)
{
  for (guint i = 0; i < N_REASONS; i++)
    if (g_str_equal (reasons[i].code, code))
      return (Reason) i;
  return N_REASONS;
}

const char *
occurrence_kind_name (OccurrenceKind kind)
{
  return kinds[kind].name;
}

const char *
confidence_name (Confidence confidence)
{
  return confidences[confidence];
}

const char *
proof_name (Proof proof)
{
  static const char *const names[N_PROOFS] = {
    [PROOF_NONE] = "none",
    [PROOF_IDENTICAL] = "identical",
    [PROOF_DIFFERS] = "differs",
    [PROOF_NOT_COMPARABLE] = "not-comparable",
  };

  return names[proof];
}

gboolean
occurrence_kind_is_neutral (OccurrenceKind kind)
{
  return kinds[kind].neutral;
}

gboolean
occurrence_is_residue (const Occurrence *occurrence)
{
  return !occurrence_kind_is_neutral (occurrence->kind) && reasons[occurrence->reason].end == OPEN;
}

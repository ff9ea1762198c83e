/* SPDX-License-Identifier: MIT */
/*
 * What the program can say of a rule or a reason.
 */
#include "report/explanation.h"

#include "report/reason_guide.h"

gboolean
explanation_append (const RuleSet *rules, const char *id, GString *out)
{
  const Rule *rule = rule_set_find (rules, id);
  Reason reason = reason_from_code (id);
  if (rule)
    rule_explain (rule, out);
  else if (reason != N_REASONS)
    reason_explain (reason, out);
  return rule || reason != N_REASONS;
}

/* SPDX-License-Identifier: MIT */
#include "scope/judgement/moments.h"

static const ScopeBranch *
branch_at (const ScopeFunction *f, guint32 branch)
{
  return &g_array_index (f->branches, ScopeBranch, branch);
}

/* Whether @outer is @inner or holds it. */
static gboolean
holds (const ScopeFunction *f, guint32 outer, guint32 inner)
{
  while (inner != outer && inner != 0)
    inner = branch_at (f, inner)->parent;
  return inner == outer;
}

/* The arm just below the innermost branch that holds both @a and @b, on @a's side; 0: it is @a itself. */
static guint32
arm_towards (const ScopeFunction *f, guint32 a, guint32 b)
{
  guint32 arm = 0;
  for (guint32 at = a; !holds (f, at, b); at = branch_at (f, at)->parent)
    arm = at;
  return arm;
}

gboolean
moments_meet (const ScopeFunction *f, ScopeMoment a, ScopeMoment b)
{
  const guint32 x = arm_towards (f, a.branch, b.branch), y = arm_towards (f, b.branch, a.branch);
  return x == 0 || y == 0 || branch_at (f, x)->construct != branch_at (f, y)->construct;
}

/* Whether @tested says that the arm @branch is taken. */
static gboolean
is_taken (const ScopeFunction *f, guint32 branch, ScopeSet tested)
{
  const guint32 condition = branch_at (f, branch)->condition;
  for (guint i = 0; condition != 0 && i < tested.n; i++)
    {
      const ScopeOrigin *o = &g_array_index (f->origins, ScopeOrigin, tested.ids[i]);
      if (o->kind == ORIGIN_CONDITION && o->b == condition - 1)
        return TRUE;
    }
  return FALSE;
}

gboolean
moment_surely_precedes (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later)
{
  return moment_precedes_where (f, earlier, later, (ScopeSet){ 0, NULL });
}

gboolean
moment_precedes_where (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later, ScopeSet tested)
{
  if (earlier.step >= later.step)
    return FALSE;
  for (guint32 arm = earlier.branch; !holds (f, arm, later.branch); arm = branch_at (f, arm)->parent)
    if (!is_taken (f, arm, tested))
      return FALSE;
  for (guint i = 0; i < f->jumps->len; i++)
    {
      const ScopeJump *jump = &g_array_index (f->jumps, ScopeJump, i);
      if (jump->moment.step < earlier.step && jump->target > earlier.step && jump->target <= later.step)
        return FALSE;
    }
  return TRUE;
}

/* Whether one of @places comes after @earlier, and surely before @jump. */
static gboolean
is_passed (const ScopeFunction *f, ScopeMoment earlier, const ScopeMoment *places, guint n, const ScopeJump *jump)
{
  for (guint i = 0; i < n; i++)
    if (places[i].step > earlier.step && places[i].step < jump->moment.step && holds (f, places[i].branch, jump->moment.branch))
      return TRUE;
  return FALSE;
}

gboolean
moments_surely_follow (const ScopeFunction *f, ScopeMoment earlier, const ScopeMoment *later, guint n)
{
  for (guint k = 0; k < n; k++)
    {
      gboolean sure = later[k].step > earlier.step && holds (f, later[k].branch, earlier.branch);
      for (guint i = 0; i < f->jumps->len && sure; i++)
        {
          const ScopeJump *jump = &g_array_index (f->jumps, ScopeJump, i);
          if (jump->moment.step > earlier.step && jump->moment.step < later[k].step && jump->target > later[k].step
              && moments_meet (f, earlier, jump->moment) && !is_passed (f, earlier, later, n, jump))
            sure = FALSE;
        }
      if (sure)
        return TRUE;
    }
  return FALSE;
}

gboolean
moment_surely_follows (const ScopeFunction *f, ScopeMoment earlier, ScopeMoment later)
{
  return moments_surely_follow (f, earlier, &later, 1);
}

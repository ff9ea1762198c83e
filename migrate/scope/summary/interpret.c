/* SPDX-License-Identifier: MIT */
/*
 * Statements of a walk, and the walk over a whole function.
 */
#include "scope/summary/interpret.h"

#include "model/text_intern.h"
#include "scope/summary/walk.h"
#include "syntax/cursor.h"

/* Statements */

static guint
record_jump (Walk *w, guint32 target)
{
  w->step++; /* after what was evaluated before it: `return;` evaluates nothing itself */
  const ScopeJump jump = { walk_moment (w), target };
  if (!w->again)
    scope_table_append (w->pool, w->f->jumps, &jump, sizeof jump);
  return w->f->jumps->len - 1;
}

/* A construct's end is here: jumps to it go on from this step. */
static void
resolve_jumps (Walk *w, guint32 id)
{
  w->step++; /* what was last in the construct is left out by them */
  for (guint i = 0; i < w->f->jumps->len; i++)
    {
      ScopeJump *jump = &g_array_index (w->f->jumps, ScopeJump, i);
      if (jump->target == id)
        jump->target = w->step;
    }
}

/* No step is that high. */
static guint32
new_construct_id (Walk *w)
{
  return G_MAXUINT32 - ++w->n_constructs;
}

static void
jump (Walk *w, Construct *to)
{
  if (to && !environment_is_dead (w->environment))
    {
      const Branch branch = environment_since (w->environment, to->mark);
      g_array_append_val (to->branches, branch);
    }
  if (to)
    record_jump (w, to->id);
  environment_set_dead (w->environment, TRUE);
}

/* Keeps in @all what is in @written as well; that alone where @has_any is not set yet. */
static void
keep_common (Walk *w, ScopeSet *all, gboolean *has_any, ScopeSet written)
{
  guint32 *both = wmem_alloc_array (w->pool, guint32, written.n + 1);
  guint n = 0;
  for (guint i = 0; i < written.n; i++)
    if (!*has_any || scope_set_contains (*all, written.ids[i]))
      both[n++] = written.ids[i];
  *all = (ScopeSet){ n, both };
  *has_any = TRUE;
}

/* The function ends here, too, and gives @answer, as far as that is known. */
static void
note_end (Walk *w, guint32 answer)
{
  if (environment_is_dead (w->environment))
    return;
  const ScopeSet written = walk_written (w);
  keep_common (w, &w->f->written, &w->has_end[0], written);
  if (answer != CONSTANT_NOT_ZERO)
    keep_common (w, &w->f->written_where[0], &w->has_end[1], written);
  if (answer != CONSTANT_ZERO)
    keep_common (w, &w->f->written_where[1], &w->has_end[2], written);
}

/* @return 1 where a macro made the condition a number other than 0, 0 where it made it 0; else -1. */
static int
constant_condition (CXCursor condition)
{
  if (clang_getCursorKind (condition) != CXCursor_IntegerLiteral)
    return -1;
  CXEvalResult result = clang_Cursor_Evaluate (condition);
  const int value = result && clang_EvalResult_getKind (result) == CXEval_Int
                        ? clang_EvalResult_getAsInt (result) != 0
                        : -1;
  clang_EvalResult_dispose (result);
  return value;
}

static void
if_statement (Walk *w, GArray *children)
{
  guint parts = 0;
  CXCursor branches[2];
  for (guint i = 0; i < children->len; i++)
    {
      if (i == 0)
        walk_eval_tested (w, CHILD (children, i));
      else if (parts < 2)
        branches[parts++] = CHILD (children, i);
    }
  Branch ends[2];
  const guint mark = environment_mark (w->environment);
  const int outer = w->guard, guard = children->len > 1 ? walk_tested_parameter (w, CHILD (children, 0)) : -1;
  const Tested tested = children->len > 1 ? walk_tested (w, CHILD (children, 0)) : (Tested){ EMPTY, EMPTY, 0 };
  const ScopeSet outer_tested = w->tested, arm_tested[2] = { tested.holds, tested.fails };
  const guint32 outer_branch = w->branch;
  guint32 arms = 0;
  const int constant = children->len > 1 ? constant_condition (CHILD (children, 0)) : -1;
  gboolean null_holds = FALSE;
  Variable *null = children->len > 1 ? walk_null_where (w, CHILD (children, 0), &null_holds) : NULL;
  const gboolean asks = children->len > 1 && !null && walk_asks_more (w, CHILD (children, 0));
  for (guint i = 0; i < parts; i++)
    {
      if (null && (i == 0) == null_holds)
        environment_assign (w->environment, environment_cell (w->environment, null, w->none), EMPTY);
      if (guard >= 0)
        w->guard = i == 0 ? guard : guard ^ 1;
      w->tested = walk_unite (w, outer_tested, arm_tested[i]);
      const gboolean never = constant == (int) i; /* the other arm is the one that runs */
      if (constant < 0 || never)
        {
          walk_enter_arm (w, &arms);
          ScopeBranch *arm = &g_array_index (w->f->branches, ScopeBranch, w->branch);
          arm->condition = i == 0 || tested.condition == 0 ? tested.condition : ((tested.condition - 1) ^ 1) + 1;
          arm->asks = asks;
        }
      walk_statement (w, branches[i]);
      w->branch = outer_branch;
      w->guard = outer;
      environment_set_dead (w->environment, never || environment_is_dead (w->environment));
      ends[i] = environment_take (w->environment, mark);
    }
  /* Where one arm does not come to its end, what follows is reached by the other one alone. */
  w->tested = outer_tested;
  for (guint i = 0; i < parts; i++)
    if (ends[i].dead)
      w->tested = walk_unite (w, w->tested, arm_tested[1 - i]);
  const gboolean null_otherwise = parts == 1 && null && !null_holds;
  if (null_otherwise)
    {
      environment_assign (w->environment, environment_cell (w->environment, null, w->none), EMPTY);
      ends[1] = environment_take (w->environment, mark);
    }
  environment_meet (w->environment, ends, null_otherwise ? 2 : parts, parts < 2 && !null_otherwise);
}

/* @before runs once, @each in every round. Twice round, at the outermost loop, so that what one round leaves is seen
 * by the next; the loops inside are walked twice by that. */
static void
loop (Walk *w, const CXCursor *each, guint n, gboolean may_not_run)
{
  Construct construct = { 0, new_construct_id (w), g_array_new (FALSE, FALSE, sizeof (Branch)) }, *breaks = w->breaks, *continues = w->continues;
  w->breaks = w->continues = &construct;
  const guint rounds = w->loops++ == 0 ? 2 : 1;
  gboolean changed = TRUE;
  const ScopeSet outer_tested = w->tested;
  const guint32 step = w->step, branch = w->branch, next_branch = w->next_branch, tests = w->tests, writes = w->writes,
                round_writes = w->round_writes;
  for (guint i = 0; i < n; i++)
    if (clang_isExpression (clang_getCursorKind (each[i])))
      {
        const ScopeSet holds = walk_tested (w, each[i]).holds;
        w->tested = walk_unite (w, w->tested, may_not_run ? holds : walk_without_guards (w, holds));
      }
  const ScopeSet inner_tested = w->tested;
  for (guint round = 0; round < rounds && changed; round++)
    {
      guint32 arms = 0;
      w->again |= round > 0;
      w->round_writes = w->writes;
      w->step = step;
      w->next_branch = next_branch;
      if (may_not_run)
        walk_enter_arm (w, &arms);
      construct.mark = environment_mark (w->environment);
      g_array_set_size (construct.branches, 0);
      for (guint i = 0; i < n; i++)
        {
          w->tested = inner_tested; /* what a `continue` left out comes by here, too */
          walk_statement (w, each[i]);
        }
      const Branch end = environment_take (w->environment, construct.mark);
      g_array_append_val (construct.branches, end);
      changed = environment_meet (w->environment, (Branch *) (gpointer) construct.branches->data, construct.branches->len,
                                  may_not_run || round > 0 || rounds > 1);
      environment_set_dead (w->environment, FALSE);
      w->branch = branch;
    }
  w->again &= w->loops > 1;
  w->tested = outer_tested;
  resolve_jumps (w, construct.id);
  walk_leave_round (w, tests, writes);
  w->round_writes = round_writes;
  w->loops--;
  w->breaks = breaks;
  w->continues = continues;
  g_array_unref (construct.branches);
}

/* `for (;;);` after a call that does not return, as GLib's macros have it. */
static void
endless (Walk *w)
{
  ScopeCall *call = w->f->calls->len == 0 ? NULL : &g_array_index (w->f->calls, ScopeCall, w->f->calls->len - 1);
  if (call && !w->again)
    call->last |= call->moment.branch == w->branch;
  record_jump (w, G_MAXUINT32);
  environment_set_dead (w->environment, TRUE);
}

static void
for_statement (Walk *w, GArray *children)
{
  const guint n = children->len;
  if (n == 1 && clang_getCursorKind (CHILD (children, 0)) == CXCursor_NullStmt)
    {
      endless (w);
      return;
    }
  g_autofree CXCursor *each = g_new (CXCursor, n);
  guint k = 0;
  if (n >= 2)
    walk_statement (w, CHILD (children, 0));
  each[k++] = CHILD (children, n - 1); /* before the step, which would hide the first value */
  for (guint i = 1; i + 1 < n; i++)
    each[k++] = CHILD (children, i);
  loop (w, each, k, TRUE);
}

static void
switch_statement (Walk *w, GArray *children)
{
  Construct construct = { 0, new_construct_id (w), g_array_new (FALSE, FALSE, sizeof (Branch)) }, *breaks = w->breaks;
  const gboolean outer_default = w->has_default;
  const guint32 outer_branch = w->branch, switch_branch = w->switch_branch, switch_construct = w->switch_construct;
  const ScopeSet outer_tested = w->tested, switch_tested = w->switch_tested;
  w->has_default = FALSE;
  w->switch_branch = outer_branch;
  w->switch_construct = 0;
  if (children->len > 0)
    w->tested = walk_unite (w, outer_tested, walk_without_guards (w, walk_tested (w, CHILD (children, 0)).holds));
  w->switch_tested = w->tested;
  for (guint i = 0; i + 1 < children->len; i++)
    walk_eval (w, CHILD (children, i));
  construct.mark = environment_mark (w->environment);
  w->breaks = &construct;
  environment_set_dead (w->environment, TRUE);
  if (children->len > 0)
    walk_statement (w, CHILD (children, children->len - 1));
  const Branch end = environment_take (w->environment, construct.mark);
  g_array_append_val (construct.branches, end);
  environment_meet (w->environment, (Branch *) (gpointer) construct.branches->data, construct.branches->len, !w->has_default);
  w->has_default = outer_default;
  w->branch = outer_branch;
  w->switch_tested = switch_tested;
  w->switch_branch = switch_branch;
  w->switch_construct = switch_construct;
  w->tested = outer_tested;
  resolve_jumps (w, construct.id);
  w->breaks = breaks;
  g_array_unref (construct.branches);
}

static void
case_label (Walk *w, GArray *children, gboolean is_default)
{
  if (w->breaks)
    {
      Branch before = environment_take (w->environment, w->breaks->mark);
      environment_meet (w->environment, &before, 1, TRUE);
    }
  w->branch = w->switch_branch;
  w->tested = w->switch_tested;
  walk_enter_arm (w, &w->switch_construct);
  w->has_default |= is_default;
  if (children->len > 0)
    walk_statement (w, CHILD (children, children->len - 1));
}

/* What `return @value` gives: a struct goes where the hidden parameter points to. */
static ScopeSet
returned (Walk *w, CXCursor value)
{
  if (canonical_type (value).kind != CXType_Record || w->f->n_parameters == 0)
    return walk_eval (w, value);
  const guint32 hidden = walk_origin (w, ORIGIN_PARAMETER, w->f->n_parameters - 1, 0, NULL);
  place_copy_record (w, value, (Place){ .kind = PLACE_MEMORY, .base = walk_set_of (w, hidden), .field = w->none }, value);
  return EMPTY;
}

/* What of @tested decides: not a parameter among @assigned, since a loop comes there again with another value, nor a
 * condition that is tested once only. */
static ScopeSet
deciding (Walk *w, ScopeSet tested, guint64 assigned)
{
  ScopeSet left = EMPTY;
  for (guint i = 0; i < tested.n; i++)
    {
      const ScopeOrigin *o = walk_origin_at (w, tested.ids[i]);
      if ((o->kind != ORIGIN_GUARDED || (o->b < 128 && (assigned >> (o->b / 2) & 1) == 0))
          && (o->kind != ORIGIN_CONDITION || walk_condition_counts (w, o->b / 2)))
        left = walk_unite (w, left, walk_set_of (w, tested.ids[i]));
    }
  return left.n == tested.n ? tested : left;
}

static void
note_return (Walk *w, CXCursor value)
{
  const Return here = { returned (w, value), w->tested, w->guard };
  g_array_append_val (w->returns, here);
}

/* The parameter, as a guard, that decides between what @here gives and what another `return` does; or -1. */
static int
deciding_guard (Walk *w, const Return *here)
{
  for (guint i = 0; i < here->tested.n; i++)
    {
      const ScopeOrigin own = *walk_origin_at (w, here->tested.ids[i]);
      for (guint k = 0; own.kind == ORIGIN_GUARDED && k < w->returns->len; k++)
        {
          const Return *other = &g_array_index (w->returns, Return, k);
          if (other->value.n > 0 && scope_set_contains (other->tested, walk_origin (w, ORIGIN_GUARDED, own.a, own.b ^ 1, NULL)))
            return (int) own.b;
        }
    }
  return -1;
}

/* All that the function returns, each counting only where a parameter says so that decides between them. */
static void
settle_returns (Walk *w, guint64 assigned)
{
  for (guint i = 0; i < w->returns->len; i++)
    {
      Return *here = &g_array_index (w->returns, Return, i);
      here->tested = deciding (w, here->tested, assigned);
    }
  for (guint i = 0; i < w->returns->len; i++)
    {
      const Return *here = &g_array_index (w->returns, Return, i);
      w->f->returns = walk_unite (w, w->f->returns, walk_guarded (w, here->value, here->guard >= 0 ? here->guard : deciding_guard (w, here)));
    }
}

static void
walk_expressions (Walk *w, CXCursor cursor)
{
  GArray *children = walk_enter (w, cursor);
  for (guint i = 0; i < children->len; i++)
    if (clang_isExpression (clang_getCursorKind (CHILD (children, i))))
      walk_eval (w, CHILD (children, i));
  walk_leave (w);
}

/* In C++ declarations may come before the condition. */
static void
take_declared (Walk *w, GArray *children)
{
  while (children->len > 1 && (clang_getCursorKind (CHILD (children, 0)) == CXCursor_DeclStmt || clang_getCursorKind (CHILD (children, 0)) == CXCursor_VarDecl))
    {
      walk_statement (w, CHILD (children, 0));
      g_array_remove_index (children, 0);
    }
}

/* Where a label of the function itself is, the jumps to it that came before go on, too: what they left out may not have been. Inside of
 * a construct what it began with is still needed; there it is as if all of them came by the way of the text. */
static void
meet_gotos (Walk *w, const char *label)
{
  if (w->branch != 0 || w->breaks || w->continues)
    return;
  g_autoptr (GArray) branches = g_array_new (FALSE, FALSE, sizeof (Branch));
  for (guint i = 0; i < w->gotos->len; i++)
    {
      Goto *here = &g_array_index (w->gotos, Goto, i);
      if (here->label != label || !here->state.changes)
        continue;
      g_array_append_val (branches, here->state);
      here->state.changes = NULL;
    }
  if (branches->len == 0)
    return;
  Branch text = environment_take (w->environment, 0);
  text.dead = FALSE;
  g_array_append_val (branches, text);
  environment_meet (w->environment, (Branch *) (gpointer) branches->data, branches->len, FALSE);
}

void
walk_statement (Walk *w, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  if (kind == CXCursor_VarDecl)
    {
      walk_declare (w, cursor);
      return;
    }
  if (clang_isExpression (kind))
    {
      walk_eval (w, cursor);
      return;
    }
  if (clang_isDeclaration (kind))
    {
      if (cursor_is_typedef (kind))
        walk_lengths (w, cursor);
      else if (kind == CXCursor_UnexposedDecl) /* `auto [a, b] = …` */
        walk_expressions (w, cursor);
      else if (cursor_is_class (kind) && !w->again)
        g_array_append_val (w->unit->inner, cursor);
      return;
    }
  GArray *children = walk_enter (w, cursor);
  if (kind == CXCursor_IfStmt || kind == CXCursor_SwitchStmt)
    take_declared (w, children);
  switch ((int) kind)
    {
    case CXCursor_IfStmt:
      if_statement (w, children);
      break;
    case CXCursor_ForStmt:
      for_statement (w, children);
      break;
    case CXCursor_WhileStmt:
      loop (w, (CXCursor *) (gpointer) children->data, children->len, TRUE);
      break;
    case CXCursor_DoStmt:
      loop (w, (CXCursor *) (gpointer) children->data, children->len, FALSE);
      break;
    case CXCursor_SwitchStmt:
      switch_statement (w, children);
      break;
    case CXCursor_CaseStmt:
    case CXCursor_DefaultStmt:
      case_label (w, children, kind == CXCursor_DefaultStmt);
      break;
    case CXCursor_BreakStmt:
      jump (w, w->breaks);
      break;
    case CXCursor_ContinueStmt:
      jump (w, w->continues);
      break;
    case CXCursor_ReturnStmt:
      if (w->in_lambda)
        {
          if (children->len > 0)
            walk_eval (w, CHILD (children, 0));
          break;
        }
      if (children->len > 0)
        note_return (w, CHILD (children, 0));
      note_end (w, children->len > 0 ? walk_constant (w, CHILD (children, 0)) : CONSTANT_UNKNOWN);
      record_jump (w, G_MAXUINT32);
      environment_set_dead (w->environment, TRUE);
      break;
    case CXCursor_GotoStmt:
      if (children->len == 1 && !w->again)
        {
          const Branch state = environment_is_dead (w->environment) ? (Branch){ FALSE, NULL } : environment_since (w->environment, 0);
          const Goto here = { record_jump (w, 0), walk_spelling (CHILD (children, 0)), state };
          g_array_append_val (w->gotos, here);
        }
      break;
    case CXCursor_LabelStmt:
      w->step++;
      g_hash_table_insert (w->labels, (gpointer) walk_spelling (cursor), GUINT_TO_POINTER (w->step));
      meet_gotos (w, walk_spelling (cursor));
      environment_set_dead (w->environment, FALSE);
      w->tested = walk_without_guards (w, w->tested);
      G_GNUC_FALLTHROUGH;
    default:
      for (guint i = 0; i < children->len; i++)
        walk_statement (w, CHILD (children, i));
    }
  walk_leave (w);
}

/* `[]` */
static gboolean
captures_nothing (CXCursor lambda)
{
  CXTranslationUnit unit = clang_Cursor_getTranslationUnit (lambda);
  CXToken *tokens;
  unsigned n;
  clang_tokenize (unit, clang_getCursorExtent (lambda), &tokens, &n);
  CXString second = n > 1 ? clang_getTokenSpelling (unit, tokens[1]) : (CXString){ 0 };
  const gboolean empty = n > 1 && g_strcmp0 (clang_getCString (second), "]") == 0;
  if (n > 1)
    clang_disposeString (second);
  clang_disposeTokens (unit, tokens, n);
  return empty;
}

static const char *
lambda_id (Walk *w, CXCursor lambda)
{
  const ScopePlace place = names_place (w->names, lambda);
  g_autofree char *id = g_strdup_printf ("%s:%u:lambda", place.path, place.offset);
  return text_intern (id);
}

ScopeSet
walk_lambda (Walk *w, CXCursor cursor)
{
  const gboolean outer = w->in_lambda;
  if (captures_nothing (cursor))
    {
      if (!w->again)
        g_array_append_val (w->unit->inner, cursor);
      return walk_set_of (w, walk_origin (w, ORIGIN_FUNCTION, 0, 0, lambda_id (w, cursor)));
    }
  GArray *children = walk_enter (w, cursor);
  w->in_lambda = TRUE;
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) != CXCursor_ParmDecl)
      walk_statement (w, CHILD (children, i));
  w->in_lambda = outer;
  walk_leave (w);
  return EMPTY;
}

/* Of a lambda libclang has no list. */
static void
take_parameters (Walk *w, CXCursor function, GArray *parameters)
{
  const int n = clang_Cursor_getNumArguments (function);
  for (int i = 0; i < n; i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) i);
      g_array_append_val (parameters, parameter);
    }
  if (n >= 0)
    return;
  GArray *children = walk_enter (w, function);
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_ParmDecl)
      g_array_append_val (parameters, CHILD (children, i));
  walk_leave (w);
}

static void
note_parameters (Walk *w, CXCursor cursor)
{
  g_autoptr (GArray) parameters = g_array_new (FALSE, FALSE, sizeof (CXCursor));
  take_parameters (w, cursor, parameters);
  const guint n = parameters->len;
  w->f->n_parameters = n + (walk_gives_record (cursor) ? 1 : 0);
  w->f->records = wmem_alloc0_array (w->pool, const char *, w->f->n_parameters);
  for (guint i = 0; i < n; i++)
    {
      CXCursor parameter = CHILD (parameters, i);
      CXType type = clang_getCursorType (parameter);
      Variable *variable = walk_variable (w, parameter);
      variable->kind = VARIABLE_PARAMETER;
      variable->parameter = i;
      w->f->records[i] = names_record (w->names, type);
      if (names_is_packet_info (w->names, type))
        w->pinfo = variable->name;
    }
  for (guint i = 0; i < n && !w->pinfo; i++)
    {
      CXCursor parameter = CHILD (parameters, i);
      const char *member = names_packet_info_member (w->names, clang_getCursorType (parameter));
      if (member)
        {
          g_autofree char *through = g_strdup_printf ("%s->%s", walk_spelling (parameter), member);
          w->pinfo = text_intern (through);
        }
    }
}

/* The whole function is seen: only now is it known what of the tests on the way to a place counts. */
static void
settle_tested (Walk *w)
{
  guint64 assigned = 0;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, w->variables);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Variable *variable = value;
      if (variable->kind == VARIABLE_PARAMETER && variable->assigned)
        assigned |= variable->parameter < 64 ? G_GUINT64_CONSTANT (1) << variable->parameter : 0;
    }
  for (guint i = 0; i < w->f->calls->len; i++)
    {
      ScopeCall *call = &g_array_index (w->f->calls, ScopeCall, i);
      call->tested = deciding (w, call->tested, assigned);
    }
  for (guint i = 0; i < w->f->stores->len; i++)
    {
      ScopeStore *store = &g_array_index (w->f->stores, ScopeStore, i);
      store->tested = deciding (w, store->tested, assigned);
    }
  for (guint i = 0; i < w->f->reads->len; i++)
    {
      ScopeRead *read = &g_array_index (w->f->reads, ScopeRead, i);
      read->tested = deciding (w, read->tested, assigned);
    }
  settle_returns (w, assigned);
}

/* Whether @child of the function @cursor is run when that is: its body, a `try` instead, what a constructor sets its members to. */
static gboolean
is_run (CXCursor cursor, CXCursor child)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor), own = kind == CXCursor_FunctionTemplate ? clang_getTemplateCursorKind (cursor) : kind;
  return clang_isStatement (clang_getCursorKind (child)) || (own == CXCursor_Constructor && clang_isExpression (clang_getCursorKind (child)));
}

ScopeFunction *
scope_interpret (wmem_allocator_t *pool, ScopeUnit *unit, Names *names, CXCursor cursor)
{
  Walk w;
  walk_begin (&w, pool, unit, names);
  const gboolean lambda = clang_getCursorKind (cursor) == CXCursor_LambdaExpr;
  w.f->id = lambda ? lambda_id (&w, cursor) : names_id (names, cursor);
  w.f->name = lambda ? text_intern ("lambda") : walk_function_name (cursor);
  w.f->place = names_place (names, cursor);
  w.f->internal = !lambda && clang_getCursorLinkage (cursor) != CXLinkage_External;
  note_parameters (&w, cursor);
  GArray *children = walk_enter (&w, cursor);
  for (guint i = 0; i < children->len; i++)
    if (is_run (cursor, CHILD (children, i)))
      walk_statement (&w, CHILD (children, i));
  walk_leave (&w);
  note_end (&w, CONSTANT_UNKNOWN);
  for (guint i = 0; i < w.gotos->len; i++)
    {
      Goto *go = &g_array_index (w.gotos, Goto, i);
      g_array_index (w.f->jumps, ScopeJump, go->jump).target
          = GPOINTER_TO_UINT (g_hash_table_lookup (w.labels, go->label));
      branch_clear (&go->state);
    }
  settle_tested (&w);
  g_hash_table_insert (unit->by_id, (gpointer) w.f->id, w.f);
  walk_end (&w);
  return w.f;
}

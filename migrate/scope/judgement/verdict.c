/* SPDX-License-Identifier: MIT */
/*
 * Verdicts: the judgement in words.
 */
#include "scope/judgement/verdict.h"

#include "scope/judgement/freed.h"
#include "scope/judgement/host_calls.h"
#include "scope/judgement/mirror.h"
#include "scope/judgement/nested.h"
#include "scope/judgement/renewed.h"
#include "scope/judgement/statics.h"
#include "scope/judgement/thrown.h"

#include <string.h>

/* A static variable that keeps packet memory: many stores, one bug. */
typedef struct {
  const StaleRead *read; /* NULL: nobody sees what is left in it */
  Finding *finding;
} StaticCase;

typedef struct {
  Program *program;
  wmem_allocator_t *pool;
  Reach *reach;
  Freed *freed;
  Statics *stale;
  GPtrArray *findings;
  GArray *verdicts;
  GHashTable *site_index; /* ScopeCall -> index of its verdict + 1 */
  GHashTable *statics;    /* "id field" of a variable -> its StaticCase */
  GHashTable *renewed;    /* what routines between files forget */
} Jury;

static gboolean
free_pointers (G_GNUC_UNUSED wmem_allocator_t *pool, G_GNUC_UNUSED wmem_cb_event_t event, void *array)
{
  g_ptr_array_unref (array);
  return FALSE;
}

/* The name of a static variable or a function as its author wrote it: ids of static ones begin with their file. */
static const char *
plain_name (const char *id)
{
  const char *colon = strrchr (id, ':');
  return !colon ? id : colon + 1;
}

static Finding *
add_finding (Jury *jury, const char *rule, FindingSeverity severity, Confidence certainty, ScopePlace place,
             const char *message)
{
  Finding *finding = wmem_new0 (jury->pool, Finding);
  finding->rule = rule;
  finding->severity = severity;
  finding->certainty = certainty;
  finding->path = finding->shown = !place.path ? "" : place.path;
  finding->line = place.line;
  finding->column = place.column;
  finding->message = message;
  finding->steps = g_ptr_array_new ();
  wmem_register_callback (jury->pool, free_pointers, finding->steps);
  g_ptr_array_add (jury->findings, finding);
  return finding;
}

static void
add_step (Jury *jury, Finding *finding, ScopePlace place, const char *text)
{
  FindingStep *step = wmem_new (jury->pool, FindingStep);
  *step = (FindingStep){ !place.path ? "" : place.path, place.line, text };
  g_ptr_array_add (finding->steps, step);
}

/* Reachability */

static const char *
context_sentence (ScopeContext context, ScopeLifetime needs)
{
  if (needs == LIFETIME_FILE)
    return "no file is open";
  return context == CONTEXT_FILE ? "no packet is being dissected (only a file is open)" : "no packet is being dissected";
}

static void
report_no_scope (Jury *jury, const ProgramFunction *function, const ScopeCall *call, ScopeLifetime needs,
                 const FunctionFacts *facts, ScopeContext context, gboolean thrown, SiteVerdict *verdict)
{
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (ChainStep));
  reach_chain (jury->reach, jury->pool, function, call, context, chain);
  const ChainStep *first = &g_array_index (chain, ChainStep, 0);
  verdict->verdict = thrown ? VERDICT_UNKNOWN : VERDICT_NO_SCOPE;
  verdict->note = wmem_strdup_printf (jury->pool, "%s, and %s then", first->text, context_sentence (context, needs));
  /* A helper that is known by its name is reported where it is called: that is where something can be done. */
  if (function->facts->allocates != LIFETIME_UNKNOWN)
    return;
  const gboolean helper = call->callee && program_lookup (jury->program, call->callee);
  const char *message = wmem_strdup_printf (jury->pool, "%s() %s %s memory%s, but %s: %s", call->name,
                                            facts->maybe ? "may allocate" : "allocates", needs == LIFETIME_FILE ? "file" : "packet",
                                            thrown ? " for the message of an error" : "", first->text, context_sentence (context, needs));
  Finding *finding = add_finding (jury, "no-scope",
                                  thrown ? FINDING_NOTE : facts->maybe ? FINDING_WARNING
                                                                       : FINDING_ERROR,
                                  thrown || facts->maybe || helper ? CONFIDENCE_REVIEW : CONFIDENCE_SAFE, call->place,
                                  message);
  finding->advice = needs == LIFETIME_FILE
                        ? "allocate it when a file is open, or from the epan scope or the heap"
                    : context == CONTEXT_FILE ? "allocate it from the file scope, or from the heap and free it"
                                              : "use a local buffer, or the heap and free it";
  for (guint i = 0; i < chain->len; i++)
    {
      const ChainStep *step = &g_array_index (chain, ChainStep, i);
      add_step (jury, finding, step->place, step->text);
    }
  add_step (jury, finding, call->place, wmem_strdup_printf (jury->pool, "calls %s()", call->name));
}

static void
judge_site (Jury *jury, const ProgramFunction *function, guint index)
{
  const ScopeCall *call = function_call (function->f, index);
  const FunctionFacts *facts = function->call_facts[index];
  const ScopeLifetime needs = escape_site_lifetime (jury->program, function, index);
  if (needs != LIFETIME_PACKET && needs != LIFETIME_FILE)
    return;
  SiteVerdict verdict = { VERDICT_SAFE, call->place, call->name, NULL, FIX_NONE, NULL, NULL };
  if (jury->program->has_roots)
    {
      const gboolean none = reach_makes (jury->reach, function, call, CONTEXT_NONE);
      const gboolean file = needs == LIFETIME_PACKET && reach_makes (jury->reach, function, call, CONTEXT_FILE);
      if (none || file)
        report_no_scope (jury, function, call, needs, facts, none ? CONTEXT_NONE : CONTEXT_FILE,
                         thrown_only (jury->stale, function, index), &verdict);
      else if (reach_makes (jury->reach, function, call, CONTEXT_UNKNOWN)
               || !(reach_makes (jury->reach, function, call, CONTEXT_PACKET) || reach_makes (jury->reach, function, call, CONTEXT_FILE)))
        {
          verdict.verdict = VERDICT_UNKNOWN;
          verdict.note = wmem_strdup_printf (jury->pool, "who calls %s() is not known in this run", function->f->name);
        }
    }
  g_array_append_val (jury->verdicts, verdict);
  g_hash_table_insert (jury->site_index, (gpointer) call, GUINT_TO_POINTER (jury->verdicts->len));
}

/* Escape */

static const char *
keeper_sentence (Jury *jury, const Escape *escape)
{
  if (escape->text)
    return escape->text;
  if (escape->variable)
    return wmem_strdup_printf (jury->pool, "is kept in the static variable '%s'", plain_name (escape->variable));
  const char *what = escape->keeper == LIFETIME_PINFO  ? "which is used after the dissection"
                     : escape->keeper == LIFETIME_FILE ? "which lives as long as the file"
                                                       : "which outlives the file";
  if (!escape->field || *escape->field == '\0' || *escape->field == '*')
    return wmem_strdup_printf (jury->pool, "is kept in something %s", what);
  return wmem_strdup_printf (jury->pool, "is kept in '%s' of an object %s", escape->field, what);
}

static const char *
propose (Jury *jury, const Escape *escape, ScopeFix *fix)
{
  const ScopeCall *call = escape->site->call;
  const gboolean near = escape->site->function == escape->function;
  *fix = FIX_NONE;
  if (escape->maybe) /* what may be constant text comes from no pool that its caller could choose */
    return escape->keeper != LIFETIME_PINFO ? "keep a copy from the file scope"
           : !call->pinfo                   ? "keep a copy from the packet_info's pool, which lives until the packet is done with"
                                            : wmem_strdup_printf (jury->pool, "keep a copy from %s->pool, which lives until the packet is done with", call->pinfo);
  if (escape->keeper == LIFETIME_PINFO)
    {
      if (!call->pinfo)
        return "allocate it from the packet_info's pool, which lives until the packet is done with";
      *fix = FIX_PINFO_POOL; /* it only lives longer, whoever else gets it */
      return wmem_strdup_printf (jury->pool, "allocate it from %s->pool, which lives until the packet is done with",
                                 call->pinfo);
    }
  if (escape->keeper == LIFETIME_EPAN && !(escape->variable && g_hash_table_contains (jury->renewed, escape->variable)))
    return escape->text       ? "allocate it from the epan scope or from the heap: what keeps it outlives the file"
           : escape->variable ? "allocate it from the file scope, and forget it in an init routine"
                              : "allocate it from the file scope, and empty what keeps it in an init routine";
  *fix = near && escape->trail.n == 0 ? FIX_FILE_POOL : FIX_NONE;
  return near ? "allocate it from the file scope" : "keep a copy from the file scope";
}

static StaticCase *
static_case (Jury *jury, const char *variable, const char *field, gboolean contents)
{
  g_autofree char *key = g_strdup_printf ("%s %s %d", variable, field, contents);
  StaticCase *known = g_hash_table_lookup (jury->statics, key);
  if (!known)
    {
      known = wmem_new0 (jury->pool, StaticCase);
      known->read = statics_stale_read (jury->stale, variable, field, FALSE, contents);
      g_hash_table_insert (jury->statics, g_steal_pointer (&key), known);
    }
  return known;
}

static void
note_escape (Jury *jury, const Escape *escape, const char *message, ScopeFix fix, gboolean certain)
{
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (jury->site_index, escape->site->call));
  if (index == 0)
    return;
  SiteVerdict *verdict = &g_array_index (jury->verdicts, SiteVerdict, index - 1);
  if (verdict->verdict == VERDICT_NO_SCOPE)
    return;
  verdict->fix = certain && (verdict->verdict != VERDICT_ESCAPES || verdict->fix == fix) ? fix : FIX_NONE;
  verdict->verdict = VERDICT_ESCAPES;
  verdict->note = message;
  verdict->pinfo = escape->site->call->pinfo;
}

/* @finding is about the site of @escape, too. */
static void
tie (Jury *jury, const Escape *escape, Finding *finding)
{
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (jury->site_index, escape->site->call));
  finding->sites++;
  if (index == 0)
    return;
  SiteVerdict *verdict = &g_array_index (jury->verdicts, SiteVerdict, index - 1);
  if (!verdict->findings)
    {
      verdict->findings = g_ptr_array_new ();
      wmem_register_callback (jury->pool, free_pointers, verdict->findings);
    }
  g_ptr_array_add (verdict->findings, finding);
}

static const char *
doubt (const Escape *escape, const StaticCase *kept)
{
  return escape->chosen                    ? " (the helper chooses its pool by an argument)"
         : escape->maybe                   ? " (where the helper finds no constant text)"
         : escape->lent                    ? " (unless what is kept lives longer, or is always written first)"
         : escape->mixed                   ? " (on one of the ways that the value comes about)"
         : escape->keeper_mixed            ? " (where the keeper is not of the packet itself)"
         : kept && kept->read->conditional ? " (unless it is always written where it is read on a condition)"
         : kept && kept->read->by_table    ? " (unless the order of callbacks always writes it first)"
                                           : NULL;
}

/* Whether @call registers a callback that gets what is only lent to it. */
static gboolean
is_lender (Jury *jury, const ScopeCall *call)
{
  return call->name && facts_function (jury->program->facts, call->name)->lends->len > 0;
}

static void
report_escape (Jury *jury, const Escape *escape)
{
  StaticCase *kept = !escape->variable ? NULL : static_case (jury, escape->variable, escape->field, escape->owned);
  if (kept && !kept->read)
    return;
  const ScopeCall *call = escape->site->call;
  const char *unsure = doubt (escape, kept);
  const gboolean handed = is_lender (jury, call);
  const char *message = handed
                            ? wmem_strdup_printf (jury->pool, "%s %s%s", escape->lent, keeper_sentence (jury, escape), unsure)
                            : wmem_strdup_printf (jury->pool, "%s memory from %s() %s%s", scope_lifetime_name (escape->lifetime), call->name,
                                                  keeper_sentence (jury, escape), !unsure ? "" : unsure);
  ScopeFix fix;
  const char *advice = propose (jury, escape, &fix);
  if (!escape->chosen)
    note_escape (jury, escape, message, fix, !unsure);
  if (kept && kept->finding)
    {
      tie (jury, escape, kept->finding);
      add_step (jury, kept->finding, escape->place, wmem_strdup_printf (jury->pool, "memory from %s() is kept here, too", call->name));
      return;
    }
  Finding *finding = add_finding (jury, "escapes",
                                  !unsure ? FINDING_ERROR : escape->chosen ? FINDING_NOTE
                                                                           : FINDING_WARNING,
                                  !unsure ? CONFIDENCE_SAFE : CONFIDENCE_REVIEW, escape->place, message);
  finding->advice = advice;
  tie (jury, escape, finding);
  add_step (jury, finding, call->place, wmem_strdup_printf (jury->pool, handed ? "%s() has it handed over" : "%s() allocates it", call->name));
  for (guint i = 0; i < escape->trail.n; i++)
    add_step (jury, finding, escape->trail.steps[i].place, wmem_strdup (jury->pool, escape->trail.steps[i].text));
  add_step (jury, finding, escape->place, "is kept here");
  if (!kept)
    return;
  kept->finding = finding;
  const ProgramFunction *caller = kept->read->entry;
  for (guint i = 0; i < kept->read->calls->len; i++)
    {
      const ProgramEdge *edge = &g_array_index (kept->read->calls, ProgramEdge, i);
      const char *step = i == 0 ? wmem_strdup_printf (jury->pool, "%s() runs again, and calls %s()", caller->f->name, edge->to->f->name)
                                : wmem_strdup_printf (jury->pool, "calls %s()", edge->to->f->name);
      add_step (jury, finding, function_call (caller->f, edge->call)->place, step);
      caller = edge->to;
    }
  add_step (jury, finding, kept->read->place, wmem_strdup_printf (jury->pool, "is read here when %s() runs again, before it is written", kept->read->entry->f->name));
}

/* The mirror image */

static void
report_never_kept (Jury *jury, const ProgramFunction *function)
{
  const char *replaced = NULL;
  const Mirror mirror = { jury->program, jury->freed, jury->stale, &replaced };
  const gboolean for_file = reach_has (jury->reach, function, CONTEXT_FILE);
  if (!(reach_has (jury->reach, function, CONTEXT_PACKET) || for_file) || reach_has (jury->reach, function, CONTEXT_NONE))
    return;
  for (guint c = 0; c < function->f->calls->len; c++)
    {
      const ScopeCall *call = function_call (function->f, c);
      const ScopeLifetime lifetime = escape_site_lifetime (jury->program, function, c);
      replaced = NULL;
      if (!call->name || !(lifetime == LIFETIME_EPAN || (lifetime == LIFETIME_FILE && !for_file))
          || mirror_is_kept (&mirror, function, c))
        continue;
      const char *fate = !replaced ? "nothing keeps it"
                                   : wmem_strdup_printf (jury->pool, "only '%s' keeps it, which is given another one the next time",
                                                         plain_name (replaced));
      Finding *finding = add_finding (jury, "never-kept", FINDING_WARNING, CONFIDENCE_REVIEW, call->place,
                                      lifetime == LIFETIME_FILE
                                          ? wmem_strdup_printf (jury->pool, "%s() allocates file memory for a packet, and %s: it piles up until the file is "
                                                                            "closed",
                                                                call->name, fate)
                                          : wmem_strdup_printf (jury->pool, "%s() allocates the whole program's memory for a %s, and %s: it piles up until "
                                                                            "the program ends",
                                                                call->name, for_file ? "file" : "packet", fate));
      finding->advice = for_file ? "allocate it from the file scope" : "allocate it from the packet scope";
    }
}

/* What frees only to make room, and runs for packets alone, leaves the last one behind. */
static gboolean
frees_the_last (const ProgramFunction *function, const char *field, gpointer data)
{
  const Jury *jury = data;
  const gboolean for_packets = reach_has (jury->reach, function, CONTEXT_PACKET)
                               && !reach_has (jury->reach, function, CONTEXT_FILE) && !reach_has (jury->reach, function, CONTEXT_NONE)
                               && !reach_has (jury->reach, function, CONTEXT_UNKNOWN);
  return !for_packets || !freed_before_replaced (jury->freed, function, field);
}

static void
report_heap_members (Jury *jury, const EscapeResult *escapes)
{
  g_autoptr (GHashTable) freed = freed_fields (jury->freed, frees_the_last, jury);
  g_autoptr (GHashTable) freed_sometimes = freed_fields (jury->freed, NULL, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < escapes->heap_members->len; i++)
    {
      const HeapMember *member = g_ptr_array_index (escapes->heap_members, i);
      gboolean has_callback = FALSE;
      for (guint c = 0; c < member->function->f->calls->len; c++)
        {
          const char *name = function_call (member->function->f, c)->name;
          has_callback |= name && g_str_equal (name, "wmem_register_callback");
        }
      if (has_callback || member->function->f->torn || g_hash_table_contains (freed, member->field)
          || !g_hash_table_add (told, (gpointer) member->field))
        continue;
      Finding *finding = add_finding (jury, "heap-member", FINDING_WARNING, CONFIDENCE_REVIEW, member->place,
                                      wmem_strdup_printf (jury->pool, "'%s' of an object in %s memory holds what %s() gives, and %s", member->field,
                                                          scope_lifetime_name (member->keeper), !member->site ? "GLib" : member->site->call->name,
                                                          g_hash_table_contains (freed_sometimes, member->field)
                                                              ? "it is freed only where another one takes its place: the last one stays"
                                                          : member->site && freed_linked (jury->freed, member->function, member->site->call)
                                                              ? "only some of its list are freed: the others stay"
                                                              : "nothing frees it"));
      finding->advice = "free it in a callback on the pool (wmem_register_callback()), or allocate it from the pool as well";
    }
}

static void
report_wrong_frees (Jury *jury, const EscapeResult *escapes)
{
  for (guint i = 0; i < escapes->wrong_frees->len; i++)
    {
      const WrongFree *wrong = g_ptr_array_index (escapes->wrong_frees, i);
      const gboolean unsure = wrong->mixed || wrong->chosen;
      const char *right = wrong->right == LIFETIME_HEAP ? "the heap's" : wmem_strdup_printf (jury->pool, "the %s pool's", scope_lifetime_name (wrong->right));
      Finding *finding = add_finding (jury, "wrong-free", wrong->chosen ? FINDING_NOTE : wrong->mixed ? FINDING_WARNING
                                                                                                      : FINDING_ERROR,
                                      unsure ? CONFIDENCE_REVIEW : CONFIDENCE_SAFE, wrong->place,
                                      wmem_strdup_printf (jury->pool, "%s() frees %s memory from %s() as if it were %s%s", wrong->freer,
                                                          scope_lifetime_name (wrong->made), wrong->site->call->name, right,
                                                          wrong->mixed ? " (on one of the ways that the value comes about)" : ""));
      finding->advice = wrong->made == LIFETIME_HEAP    ? "free it with g_free()"
                        : wrong->right == LIFETIME_HEAP ? "leave it to its pool, or allocate it from the heap"
                                                        : "free it from the pool that it comes from, or leave it to that";
      add_step (jury, finding, wrong->site->call->place, wmem_strdup_printf (jury->pool, "%s() allocates it", wrong->site->call->name));
      for (guint k = 0; k < wrong->trail.n; k++)
        add_step (jury, finding, wrong->trail.steps[k].place, wmem_strdup (jury->pool, wrong->trail.steps[k].text));
      add_step (jury, finding, wrong->place, "is freed here");
    }
}

static void
report_nested_frees (Jury *jury)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NestedFree));
  nested_find (jury->program, jury->freed, found);
  for (guint i = 0; i < found->len; i++)
    {
      const NestedFree *nested = &g_array_index (found, NestedFree, i);
      const char *name = nested->function->f->name;
      Finding *finding = add_finding (jury, "nested-free", FINDING_WARNING, CONFIDENCE_REVIEW, nested->nested->place,
                                      wmem_strdup_printf (jury->pool, "%s() runs again here and may free what '%s' holds, which is used afterwards", name,
                                                          plain_name (nested->field)));
      finding->advice = "put the outer run's value aside, and back afterwards; or allocate it from the packet scope";
      add_step (jury, finding, nested->freed, wmem_strdup_printf (jury->pool, "the inner %s() frees it", name));
      add_step (jury, finding, nested->used, wmem_strdup_printf (jury->pool, "the outer %s() uses it", name));
    }
}

static void
report_gone_memory (Jury *jury)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GoneMemory));
  renewed_find (jury->program, found);
  for (guint i = 0; i < found->len; i++)
    {
      const GoneMemory *gone = &g_array_index (found, GoneMemory, i);
      const char *name = plain_name (gone->variable);
      Finding *finding = add_finding (jury, "gone-memory", FINDING_WARNING, CONFIDENCE_REVIEW, gone->place,
                                      wmem_strdup_printf (jury->pool, "%s() looks into what '%s' keeps from the last file: memory from %s(), which is gone "
                                                                      "when %s() runs",
                                                          gone->reader->f->name, name, gone->site->name, gone->routine->f->name));
      finding->advice = "empty it in a cleanup routine, which runs before that memory goes; or forget it without a look";
      add_step (jury, finding, gone->site->place, wmem_strdup_printf (jury->pool, "%s() allocates it", gone->site->name));
      add_step (jury, finding, gone->kept, wmem_strdup_printf (jury->pool, "'%s' keeps it", name));
      if (gone->visit)
        add_step (jury, finding, gone->visit->place, wmem_strdup_printf (jury->pool, "%s() calls %s() for each entry", gone->visit->name, gone->reader->f->name));
    }
}

static void
report_host_calls (Jury *jury)
{
  g_autoptr (GArray) calls = g_array_new (FALSE, FALSE, sizeof (HostCall));
  host_calls_find (jury->pool, jury->program, calls);
  for (guint i = 0; i < calls->len; i++)
    {
      const HostCall *call = &g_array_index (calls, HostCall, i);
      add_finding (jury, call->rule, FINDING_NOTE, CONFIDENCE_REVIEW, call->place, call->message)->advice = call->advice;
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const Finding *x = *(const Finding *const *) a, *y = *(const Finding *const *) b;
  const int by_path = strcmp (x->path, y->path);
  if (by_path != 0)
    return by_path;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  const int by_rule = strcmp (x->rule, y->rule);
  return by_rule != 0 ? by_rule : strcmp (x->message, y->message);
}

void
verdict_judge (wmem_allocator_t *pool, Program *program, GPtrArray *findings, GArray *verdicts)
{
  Jury jury = { program, pool, reach_new (program), freed_new (program), statics_new (program), findings, verdicts, g_hash_table_new (NULL, NULL),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), renewed_by_routines (program) };
  for (guint i = 0; i < program->functions->len; i++)
    {
      const ProgramFunction *function = g_ptr_array_index (program->functions, i);
      for (guint c = 0; c < function->f->calls->len; c++)
        if (function_call (function->f, c)->name)
          judge_site (&jury, function, c);
    }
  EscapeResult escapes;
  escape_analyse (program, jury.freed, &escapes);
  for (guint i = 0; i < escapes.escapes->len; i++)
    report_escape (&jury, g_ptr_array_index (escapes.escapes, i));
  for (guint i = 0; i < program->functions->len; i++)
    report_never_kept (&jury, g_ptr_array_index (program->functions, i));
  report_heap_members (&jury, &escapes);
  report_wrong_frees (&jury, &escapes);
  report_nested_frees (&jury);
  report_gone_memory (&jury);
  report_host_calls (&jury);
  g_ptr_array_sort (findings, compare_findings);
  escape_result_clear (&escapes);
  g_hash_table_unref (jury.site_index);
  g_hash_table_unref (jury.statics);
  g_hash_table_unref (jury.renewed);
  reach_free (jury.reach);
  freed_free (jury.freed);
  statics_free (jury.stale);
}

/* SPDX-License-Identifier: MIT */
/*
 * The graph of who calls whom without a pool at hand, and the fixed points over it.
 */
#include "pools/pool_plan.h"

#include <string.h>

#include "model/text_intern.h"
#include "pools/pool_options.h"
#include "model/pool_array.h"

typedef struct _Node Node;

/* All that share one type: most functions are alone. */
typedef struct
{
  GPtrArray *members;       /* of Node */
  gboolean needs, supplied; /* of the pool in hand */
  const Node *barred;       /* the first member that is */
} Family;

/* A call, from one of its ends. */
typedef struct
{
  Node *other;      /* NULL: outside of functions */
  gboolean covered; /* the packet's pool is at hand there */
  const char *path;
  guint32 line;
} PoolCall;

struct _Node {
  PoolThread thread;
  const PoolFunction *function;            /* the definition, where there is one */
  gboolean internal, called, covered_call; /* covered: some caller has a pool at hand */
  const char *barred;
  GArray *callers, *callees; /* of PoolCall */
  GPtrArray *handed;         /* of Node: what it hands its own packet_info to; NULL: nothing */
  gboolean relies;           /* on its packet_info: memory comes from there, or a function does that it hands it to */
  guint sites;               /* bits: of which pools it takes memory with none at hand */
  Family *family;
  const PoolUse *given; /* where its address goes to a pointer, or NULL */
};

struct _PoolPlan {
  wmem_allocator_t *pool;
  const PoolQuestion *question;
  GHashTable *nodes; /* id -> Node */
  GPtrArray *all;    /* of Node, in the order in which they were met */
  guint size;
};

static Node *
node_of (PoolPlan *plan, const char *id)
{
  Node *node = id ? g_hash_table_lookup (plan->nodes, id) : NULL;
  if (node || !id)
    return node;
  node = wmem_new0 (plan->pool, Node);
  node->thread.id = id;
  node->callers = pool_array (plan->pool, sizeof (PoolCall));
  node->callees = pool_array (plan->pool, sizeof (PoolCall));
  node->family = wmem_new0 (plan->pool, Family);
  node->family->members = pool_pointers (plan->pool);
  g_ptr_array_add (node->family->members, node);
  g_hash_table_insert (plan->nodes, (gpointer) id, node);
  g_ptr_array_add (plan->all, node);
  return node;
}

static void
join (const Node *one, const Node *other)
{
  Family *into = one->family, *from = other->family;
  if (into == from)
    return;
  if (into->members->len < from->members->len)
    {
      into = other->family;
      from = one->family;
    }
  for (guint i = 0; i < from->members->len; i++)
    {
      ((Node *) from->members->pdata[i])->family = into;
      g_ptr_array_add (into->members, from->members->pdata[i]);
    }
}

static const char *
shown (const char *path)
{
  const char *slash = path ? strrchr (path, '/') : NULL;
  return slash ? slash + 1 : path ? path
                                  : "?";
}

static void
add_function (PoolPlan *plan, const PoolFunction *f)
{
  Node *node = node_of (plan, f->id);
  node->thread.name = f->name;
  node->thread.macro = f->macro;
  node->thread.plain = f->plain;
  /* A macro of a unit's own file may be another unit's header's. */
  node->internal = f->internal || (f->macro && node->internal);
  if (f->barred && !node->barred)
    node->barred = f->barred;
  if (!f->defined)
    return;
  if (f->pointer && node->function)
    return; /* of a variable each declaration spells the type */
  if (node->function && node->function->path != f->path)
    node->barred = wmem_strdup_printf (plan->pool, "two functions have its name: %s and %s", shown (node->function->path), shown (f->path));
  if (!f->parameter && !node->barred)
    node->barred = "no name for a parameter is free in it";
  if (node->function && node->function->parameter && f->parameter && node->function->parameter != f->parameter)
    node->barred = "its definitions leave no common name for a parameter";
  node->function = f;
}

static void
add_use (PoolPlan *plan, const PoolUse *use)
{
  Node *from = node_of (plan, use->from), *to = node_of (plan, use->to);
  if (from && use->unsure)
    from->relies = TRUE;
  const PoolCall call = { from, use->covered, use->path, use->line }, back = { to, use->covered, use->path, use->line };
  switch (use->kind)
    {
    case POOL_USE_SITE:
      if (from && !use->covered)
        from->sites |= 1u << use->pool;
      break;
    case POOL_USE_CALL:
      to->called = TRUE;
      to->covered_call |= use->covered;
      if (!from && !use->covered && !to->barred)
        to->barred = wmem_strdup_printf (plan->pool, "%s:%u %s", shown (use->path), use->line,
                                         use->text ? use->text : "uses it outside of functions");
      g_array_append_val (to->callers, call);
      if (from)
        g_array_append_val (from->callees, back);
      break;
    case POOL_USE_NULL:
    case POOL_USE_MADE:
      if (!to->thread.without_packet)
        to->thread.without_packet = wmem_strdup_printf (plan->pool, "%s:%u calls it with %s", shown (use->path), use->line,
                                                        use->kind == POOL_USE_NULL ? "a NULL packet_info" : "a packet_info that is made there, and has no pool");
      break;
    case POOL_USE_STRANGE:
      if (!to->thread.stranger)
        to->thread.stranger = wmem_strdup_printf (plan->pool, "%s:%u calls it with a packet_info of which it is not known whether it has a pool", shown (use->path), use->line);
      break;
    case POOL_USE_MAYBE:
      if (!to->thread.doubt)
        to->thread.doubt = wmem_strdup_printf (plan->pool, "%s:%u calls it with a packet_info that may be NULL as far as can be seen", shown (use->path), use->line);
      break;
    case POOL_USE_HANDS:
      if (from && !from->handed)
        from->handed = pool_pointers (plan->pool);
      if (from)
        g_ptr_array_add (from->handed, to);
      break;
    case POOL_USE_MEETS:
      join (from, to);
      if (!from->given && use->path)
        from->given = use;
      break;
    case POOL_USE_BAR:
      if (!to->barred)
        to->barred = wmem_strdup_printf (plan->pool, "%s at %s:%u", use->text, shown (use->path), use->line);
      break;
    }
}

/* Whether the host calls a function of that name. */
static const char *
host_calls (const PoolQuestion *question, const char *name)
{
  const FunctionFacts *facts = question->known ? facts_function (question->known, name) : NULL;
  if (g_str_equal (name, "main"))
    return "the program starts there";
  if (facts && (facts->starts != FACT_NO_CONTEXT || facts->program))
    return facts->starts_text ? facts->starts_text : "the host calls it by its name";
  return NULL;
}

/* What the whole program says of a signature. Asked only where it matters: other files are read for it. */
static void
bar_foreign (PoolPlan *plan, Node *node, gboolean called, RulePool pool)
{
  const PoolQuestion *question = plan->question;
  const gboolean pointer = node->function && node->function->pointer;
  if (!node->barred && question->refused)
    node->barred = question->refused (question->data, node->thread.id);
  if (node->barred)
    return;
  if (question->rules && node->thread.name && rule_set_counts (question->rules, node->thread.name))
    {
      node->barred = "its name is one of the API's, whose own rule says what becomes of it";
      return;
    }
  if (question->out_of_scope && question->out_of_scope (question->data, node->thread.id, pool))
    {
      node->barred = pool == POOL_PACKET ? "it is called where no packet is, too" : "it is called where no file is, too";
      return;
    }
  if (!node->function)
    node->barred = "it is not defined in the files of this run";
  else if ((!pointer && !node->thread.macro && (node->barred = host_calls (question, node->thread.name))) || node->internal)
    return;
  else if (!called)
    node->barred = node->thread.macro ? "no file of this run that names the API uses it: who does is not known" : "nothing in this run calls it: who does is somebody else";
  else
    {
      const char *header = node->thread.macro || node->function->owner ? node->function->path : NULL;
      const char *file = question->elsewhere
                             ? question->elsewhere (question->data, node->thread.name, node->function->owner, header)
                             : NULL;
      if (file)
        node->barred = wmem_strdup_printf (plan->pool, "%s names it, which this run has not parsed", shown (file));
      else if (!question->whole)
        node->thread.assumed = "it can be called from other units, and whether this run has all of them is not known";
    }
}

/* Whether a new last parameter would come last in all of them alike. */
static gboolean
has_one_length (const Family *family)
{
  const Node *first = family->members->pdata[0];
  for (guint i = 1; first->function && i < family->members->len; i++)
    {
      const Node *node = family->members->pdata[i];
      if (node->function && node->function->n_parameters != first->function->n_parameters)
        return FALSE;
    }
  return TRUE;
}

/* The same of all members of a family: one of them bars all. */
static void
judge_family (PoolPlan *plan, Family *family, RulePool pool)
{
  gboolean called = FALSE;
  for (guint i = 0; i < family->members->len; i++)
    called |= ((const Node *) family->members->pdata[i])->called;
  for (guint i = 0; i < family->members->len; i++)
    {
      Node *node = family->members->pdata[i];
      bar_foreign (plan, node, called, pool);
      if (node->barred && !family->barred)
        family->barred = node;
    }
  if (!family->barred && plan->question->options->pool_last && !has_one_length (family))
    {
      Node *node = family->members->pdata[0];
      node->barred = "what shares its type has other numbers of parameters";
      family->barred = node;
    }
}

/* Whether nothing is at hand at @call: where the packet's pool is, none of the file's is. */
static gboolean
is_open (const PoolCall *call, RulePool pool)
{
  return pool == POOL_FILE || !call->covered;
}

static gboolean
can_gain (const Node *node)
{
  return !node->family->barred;
}

static gboolean
gains (const Node *node)
{
  return node->family->needs && node->family->supplied && can_gain (node);
}

/* @return (transfer container) the families of all nodes: those that @holds first, each once. */
static GPtrArray *
families_that (const PoolPlan *plan, gboolean (*holds) (const PoolPlan *plan, const Node *node, RulePool pool), RulePool pool)
{
  GPtrArray *families = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plan->all->len; i++)
    {
      const Node *node = plan->all->pdata[i];
      if (holds (plan, node, pool) && g_hash_table_add (seen, node->family))
        g_ptr_array_add (families, node->family);
    }
  return families;
}

static gboolean
takes_memory (const PoolPlan *plan, const Node *node, RulePool pool)
{
  (void) plan;
  return (node->sites >> pool & 1) != 0;
}

/* Lets the property in which what calls a needing function needs a pool itself spread. */
static void
spread_need (PoolPlan *plan, RulePool pool)
{
  for (guint i = 0; i < plan->all->len; i++)
    {
      Family *family = ((const Node *) plan->all->pdata[i])->family;
      family->needs = family->supplied = FALSE;
    }
  g_autoptr (GPtrArray) open = families_that (plan, takes_memory, pool);
  for (guint i = 0; i < open->len; i++)
    ((Family *) open->pdata[i])->needs = TRUE;
  while (open->len > 0)
    {
      Family *family = g_ptr_array_remove_index_fast (open, open->len - 1);
      judge_family (plan, family, pool);
      for (guint m = 0; !family->barred && m < family->members->len; m++)
        {
          const Node *node = family->members->pdata[m];
          for (guint i = 0; i < node->callers->len; i++)
            {
              const PoolCall *call = &g_array_index (node->callers, PoolCall, i);
              Family *caller = call->other ? call->other->family : NULL;
              if (!caller || caller->needs || !is_open (call, pool))
                continue;
              caller->needs = TRUE;
              g_ptr_array_add (open, caller);
            }
        }
    }
}

/* Whether some caller of @node has a pool to give. */
static gboolean
is_supplied_from_outside (const PoolPlan *plan, const Node *node, RulePool pool)
{
  (void) plan;
  /* The file's pool is at hand nowhere: whoever cannot gain one gives the accessor. */
  gboolean from_below = FALSE;
  for (guint j = 0; pool == POOL_FILE && j < node->callers->len; j++)
    {
      const Node *caller = g_array_index (node->callers, PoolCall, j).other;
      from_below |= caller && !can_gain (caller);
    }
  return node->family->needs && can_gain (node) && ((node->covered_call && pool == POOL_PACKET) || from_below);
}

static void
spread_supply (PoolPlan *plan, RulePool pool)
{
  g_autoptr (GPtrArray) open = families_that (plan, is_supplied_from_outside, pool);
  for (guint i = 0; i < open->len; i++)
    ((Family *) open->pdata[i])->supplied = TRUE;
  while (open->len > 0)
    {
      const Family *family = g_ptr_array_remove_index_fast (open, open->len - 1);
      for (guint m = 0; m < family->members->len; m++)
        {
          const Node *node = family->members->pdata[m];
          for (guint i = 0; i < node->callees->len; i++)
            {
              const PoolCall *call = &g_array_index (node->callees, PoolCall, i);
              Family *callee = call->other->family;
              if (!is_open (call, pool) || callee->supplied || !callee->needs || callee->barred)
                continue;
              callee->supplied = TRUE;
              g_ptr_array_add (open, callee);
            }
        }
    }
}

/* Without an accessor every caller has to have something to pass. */
static void
withdraw_unsupplied (PoolPlan *plan, RulePool pool)
{
  gboolean again = TRUE;
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < plan->all->len; i++)
        {
          const Node *node = plan->all->pdata[i];
          for (guint j = 0; gains (node) && j < node->callers->len; j++)
            {
              const PoolCall *call = &g_array_index (node->callers, PoolCall, j);
              if (!is_open (call, pool) || (call->other && gains (call->other)))
                continue;
              node->family->supplied = FALSE;
              again = TRUE;
            }
        }
    }
}

/* Whether @node uses a pool that it gains. */
static gboolean
uses_pool (const Node *node, RulePool pool)
{
  gboolean uses = (node->sites >> pool & 1) != 0;
  for (guint i = 0; !uses && i < node->callees->len; i++)
    {
      const PoolCall *call = &g_array_index (node->callees, PoolCall, i);
      uses = is_open (call, pool) && gains (call->other);
    }
  return uses;
}

/* Who of the family of @node is called where nothing can be passed: @node itself, if possible. */
static const PoolCall *
unsupplied_call (const Node *node, RulePool pool)
{
  for (guint m = 0; m <= node->family->members->len; m++)
    {
      const Node *member = m == 0 ? node : node->family->members->pdata[m - 1];
      for (guint i = 0; i < member->callers->len; i++)
        {
          const PoolCall *call = &g_array_index (member->callers, PoolCall, i);
          if (is_open (call, pool) && (!call->other || !gains (call->other)))
            return call;
        }
    }
  return NULL;
}

static gboolean
is_called (const Node *node)
{
  for (guint m = 0; m < node->family->members->len; m++)
    if (((const Node *) node->family->members->pdata[m])->callers->len > 0)
      return TRUE;
  return FALSE;
}

/* The chain from @a node up to what says why no pool comes down. */
static const char *
explain (const PoolPlan *plan, const Node *node, RulePool pool)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_string_append_printf (text, "%s()", node->thread.name);
  while (g_hash_table_add (seen, (gpointer) node))
    {
      const Node *barred = node->barred ? node : node->family->barred;
      if (barred)
        {
          if (node->given && !(barred == node && g_str_has_prefix (barred->barred, "its address is taken")))
            g_string_append_printf (text, ": its address is taken at %s:%u", shown (node->given->path), node->given->line);
          if (barred != node)
            g_string_append_printf (text, "%s it has the type of '%s'", node->given ? "," : ":", barred->thread.name ? barred->thread.name : "?");
          g_string_append_printf (text, ": %s", barred->barred);
          if (node->function && node->function->carrier)
            g_string_append_printf (text, "; %s", node->function->carrier);
          break;
        }
      if (!is_called (node))
        {
          g_string_append (text, node->called ? ": no caller gives it one" : ": nothing calls it");
          break;
        }
      const PoolCall *call = unsupplied_call (node, pool);
      if (!call || !call->other)
        break;
      g_string_append_printf (text, ", called by %s() at %s:%u", call->other->thread.name, shown (call->path), call->line);
      node = call->other;
    }
  const char *kept = wmem_strdup (plan->pool, text->str);
  return kept;
}

static void
conclude (PoolPlan *plan, RulePool pool)
{
  const RunOptions *options = plan->question->options;
  for (guint i = 0; i < plan->all->len; i++)
    {
      Node *node = plan->all->pdata[i];
      node->thread.family = ((const Node *) node->family->members->pdata[0])->thread.id;
      if (!node->family->needs || !node->thread.name)
        continue;
      if (!gains (node))
        {
          node->thread.why[pool] = explain (plan, node, pool);
          continue;
        }
      if (node->function->part)
        continue;
      node->thread.idle = !node->function->macro && !node->function->pointer && !uses_pool (node, pool);
      const char *name = node->function->parameter;
      node->thread.parameters[pool] = pool == POOL_PACKET ? name : text_intern (wmem_strdup_printf (plan->pool, "file_%s", name));
      node->thread.position = options->pool_last && !node->thread.macro ? node->function->n_parameters : 0;
    }
}

/* Who hands its packet_info to what relies on it relies on it, too. */
static void
spread_reliance (const PoolPlan *plan)
{
  for (gboolean again = TRUE; again;)
    {
      again = FALSE;
      for (guint i = 0; i < plan->all->len; i++)
        {
          Node *node = plan->all->pdata[i];
          for (guint j = 0; !node->relies && node->handed && j < node->handed->len; j++)
            again |= node->relies = ((const Node *) node->handed->pdata[j])->relies;
        }
    }
}

/* What was not parsed may give NULL to @node. */
static void
doubt_others (const PoolPlan *plan, Node *node)
{
  const PoolQuestion *question = plan->question;
  if (!node->relies || node->internal || !node->function || node->thread.macro || node->thread.doubt || !question->elsewhere)
    return;
  const char *file = question->elsewhere (question->data, node->thread.name, NULL, NULL);
  if (file)
    node->thread.doubt = wmem_strdup_printf (plan->pool, "%s names it, which was not parsed in this run: whether it gives a packet_info is not known", shown (file));
}

/* Takes over what @from knows and @to does not. @return whether there was any. */
static gboolean
take (const char *from, const char **to)
{
  const gboolean news = from && !*to;
  if (news)
    *to = from;
  return news;
}

static void
take_nulls (const Node *from, Node *to, GPtrArray *open)
{
  gboolean news = take (from->thread.without_packet, &to->thread.without_packet);
  news |= take (from->thread.doubt, &to->thread.doubt);
  news |= take (from->thread.stranger, &to->thread.stranger);
  if (news)
    g_ptr_array_add (open, to);
}

/* What a function is called with goes on to what it hands its packet_info to; what a pointer is called with to all that it is given. */
static void
spread_nulls (const PoolPlan *plan)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  spread_reliance (plan);
  for (guint i = 0; i < plan->all->len; i++)
    {
      Node *node = plan->all->pdata[i];
      doubt_others (plan, node);
      if (node->thread.without_packet || node->thread.doubt || node->thread.stranger)
        g_ptr_array_add (open, node);
    }
  while (open->len > 0)
    {
      const Node *node = g_ptr_array_remove_index_fast (open, open->len - 1);
      const gboolean pointer = node->function && node->function->pointer;
      for (guint i = 0; node->handed && i < node->handed->len; i++)
        take_nulls (node, node->handed->pdata[i], open);
      for (guint i = 0; pointer && i < node->family->members->len; i++)
        take_nulls (node, node->family->members->pdata[i], open);
    }
}

PoolPlan *
pool_plan_new (wmem_allocator_t *pool, const PoolQuestion *question)
{
  PoolPlan *plan = wmem_new0 (pool, PoolPlan);
  plan->pool = pool;
  plan->question = question;
  plan->nodes = pool_table (pool, g_hash_table_new (NULL, NULL));
  plan->all = pool_pointers (pool);
  for (guint i = 0; i < question->facts->len; i++)
    {
      const PoolFacts *facts = question->facts->pdata[i];
      for (guint j = 0; facts && j < facts->functions->len; j++)
        add_function (plan, &g_array_index (facts->functions, PoolFunction, j));
      for (guint j = 0; facts && j < facts->uses->len; j++)
        add_use (plan, &g_array_index (facts->uses, PoolUse, j));
    }
  spread_nulls (plan);
  for (guint k = POOL_PACKET; k <= POOL_FILE; k++)
    {
      if (!pool_is_explicit (question->options, k))
        continue;
      spread_need (plan, k);
      spread_supply (plan, k);
      if (!question->has_accessor[k])
        withdraw_unsupplied (plan, k);
      conclude (plan, k);
    }
  for (guint i = 0; i < plan->all->len; i++)
    {
      const PoolThread *thread = &((Node *) plan->all->pdata[i])->thread;
      plan->size += thread->parameters[POOL_PACKET] != NULL || thread->parameters[POOL_FILE];
    }
  plan->question = NULL;
  return plan;
}

const PoolThread *
pool_plan_thread (const PoolPlan *plan, const char *id)
{
  const Node *node = g_hash_table_lookup (plan->nodes, id);
  return node ? &node->thread : NULL;
}

guint
pool_plan_size (const PoolPlan *plan)
{
  return plan->size;
}

static gboolean
gains_any (const PoolThread *thread)
{
  return thread && (thread->parameters[POOL_PACKET] || thread->parameters[POOL_FILE]);
}

/* Whether @before has decided the same. */
static gboolean
is_as_before (const PoolPlan *before, const PoolThread *thread)
{
  const PoolThread *other = before ? pool_plan_thread (before, thread->id) : NULL;
  if (!before)
    return !gains_any (thread);
  for (guint k = POOL_PACKET; k <= POOL_FILE; k++)
    if ((other ? other->parameters[k] : NULL) != thread->parameters[k])
      return FALSE;
  return TRUE;
}

RuleSet *
pool_plan_rules (wmem_allocator_t *pool, const PoolPlan *plan, const PoolPlan *before, const RuleSet *rules)
{
  g_autoptr (GPtrArray) more = g_ptr_array_new ();
  g_autoptr (GHashTable) by_name = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < plan->all->len; i++)
    {
      const PoolThread *thread = &((Node *) plan->all->pdata[i])->thread;
      if (is_as_before (before, thread) || !thread->name)
        continue;
      Rule *rule = g_hash_table_lookup (by_name, thread->name);
      if (!rule)
        {
          rule = wmem_new0 (pool, Rule);
          *rule = (Rule){
            .name = thread->name,
            .kind = RULE_FUNCTION,
            .target = thread->name,
            .recipe = "thread",
            .about = "",
            .file = "",
            .ids = pool_table (pool, g_hash_table_new (NULL, NULL)),
          };
          g_hash_table_insert (by_name, (gpointer) thread->name, rule);
          g_ptr_array_add (more, rule);
        }
      g_hash_table_add (rule->ids, (gpointer) thread->id);
    }
  return rule_set_extend (pool, rules, more);
}

/* SPDX-License-Identifier: MIT */
/*
 * The walk over one function's statements.
 *
 * libclang before 17 does not tell one binary or unary operator from another, so types must: an operator whose value
 * and both sides are pointers assigns, one that yields a pointer to its operand takes an address, and so on.
 */
#include "scope/interpret.h"

#include "scope/environment.h"
#include "scope/tables.h"

/* A pointer loaded from a pointer loaded from a pointer: deeper, all are taken as one. */
#define MAX_LOADS 3

typedef struct {
  guint mark;
  GArray *branches; /* of Branch: those that jump to the construct's end (or, in a loop, to its head) */
} Construct;

typedef struct {
  wmem_allocator_t *pool;
  Names *names;
  ScopeUnit *unit;
  ScopeFunction *f;
  Environment *environment;
  GHashTable *variables;    /* CXCursor -> Variable */
  GHashTable *origin_index; /* ScopeOrigin -> its index + 1 */
  GHashTable *call_index;   /* place and callee -> index + 1: a call in a loop is walked twice */
  GPtrArray *locals;        /* origin -> the Variable whose address it is, or NULL */
  GHashTable *seen;         /* places of stores and reads that are recorded */
  GPtrArray *frames;        /* of GArray of CXCursor: children, one array a depth */
  guint depth, loops;
  Construct *breaks, *continues;
  gboolean has_default;
  int guard;                /* the parameter that the branch hangs on, as tested_parameter() gives it, or -1 */
  const char *pinfo;        /* how this function says packet_info, or NULL */
  const char *none, *content; /* the fields "" and "*", interned */
} Walk;

typedef struct {
  enum { PLACE_NONE, PLACE_VARIABLE, PLACE_MEMORY } kind;
  Variable *variable;
  ScopeSet base;
  const char *field;
  gboolean weak;            /* one of several elements: a store does not replace */
} Place;

static const ScopeSet EMPTY = { 0, NULL };

static ScopeSet eval (Walk *w, CXCursor cursor);
static Place place_of (Walk *w, CXCursor cursor);
static void statement (Walk *w, CXCursor cursor);

/* Origins */

static guint
origin_hash (gconstpointer key)
{
  const ScopeOrigin *o = key;
  return o->kind * 31 + o->a * 1009 + o->b * 7919 + g_direct_hash (o->name);
}

static gboolean
origin_equal (gconstpointer x, gconstpointer y)
{
  const ScopeOrigin *a = x, *b = y;
  return a->kind == b->kind && a->a == b->a && a->b == b->b && a->name == b->name;
}

static guint32
origin_id (Walk *w, ScopeOriginKind kind, guint32 a, guint32 b, const char *name)
{
  const ScopeOrigin origin = { kind, a, b, name };
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (w->origin_index, &origin));
  if (id == 0)
    {
      g_array_append_val (w->f->origins, origin);
      id = w->f->origins->len;
      g_hash_table_insert (w->origin_index, wmem_memdup (w->pool, &origin, sizeof origin), GUINT_TO_POINTER (id));
    }
  return id - 1;
}

static ScopeSet
singleton (Walk *w, guint32 id)
{
  return (ScopeSet){ 1, wmem_memdup (w->pool, &id, sizeof id) };
}

static const ScopeOrigin *
origin_at (const Walk *w, guint32 id)
{
  return &g_array_index (w->f->origins, ScopeOrigin, id);
}

static ScopeSet
unite (Walk *w, ScopeSet a, ScopeSet b)
{
  return scope_set_union (w->pool, a, b);
}

/* Variables */

static guint
hash_cursor (gconstpointer cursor)
{
  return clang_hashCursor (*(const CXCursor *) cursor);
}

static gboolean
equal_cursors (gconstpointer a, gconstpointer b)
{
  return clang_equalCursors (*(const CXCursor *) a, *(const CXCursor *) b) != 0;
}

static gboolean
is_static_storage (CXCursor declaration)
{
  const enum CX_StorageClass storage = clang_Cursor_getStorageClass (declaration);
  return storage == CX_SC_Static || storage == CX_SC_Extern
    || clang_getCursorKind (clang_getCursorSemanticParent (declaration)) == CXCursor_TranslationUnit;
}

static const char *
spelling (CXCursor cursor)
{
  CXString string = clang_getCursorSpelling (cursor);
  const char *text = g_intern_string (clang_getCString (string));
  clang_disposeString (string);
  return text;
}

static Variable *
variable_of (Walk *w, CXCursor declaration)
{
  CXCursor canonical = clang_getCanonicalCursor (declaration);
  Variable *variable = g_hash_table_lookup (w->variables, &canonical);
  if (variable != NULL)
    return variable;
  variable = wmem_new0 (w->pool, Variable);
  if (clang_getCursorKind (declaration) == CXCursor_VarDecl && is_static_storage (declaration))
    {
      variable->kind = VARIABLE_GLOBAL;
      variable->name = names_id (w->names, declaration);
    }
  else
    {
      variable->kind = VARIABLE_LOCAL;
      variable->name = spelling (declaration);
      variable->declared = names_place (w->names, declaration).offset;
    }
  g_hash_table_insert (w->variables, g_memdup2 (&canonical, sizeof canonical), variable);
  return variable;
}

static guint32
address_of_variable (Walk *w, Variable *variable)
{
  if (variable->kind == VARIABLE_GLOBAL)
    return origin_id (w, ORIGIN_GLOBAL, 0, 0, variable->name);
  const guint32 id = origin_id (w, ORIGIN_LOCAL, variable->declared, 0, variable->name);
  if (id >= w->locals->len)
    g_ptr_array_set_size (w->locals, id + 1);
  g_ptr_array_index (w->locals, id) = variable;
  return id;
}

static guint
load_depth (const Walk *w, guint32 id)
{
  guint depth = 0;
  for (const ScopeOrigin *o = origin_at (w, id); o->kind == ORIGIN_LOAD; o = origin_at (w, o->a))
    depth++;
  return depth;
}

static guint32
load_id (Walk *w, guint32 object, const char *field)
{
  return load_depth (w, object) >= MAX_LOADS ? object : origin_id (w, ORIGIN_LOAD, object, 0, field);
}

/* What a variable or its field holds when the function starts. */
static ScopeSet
initial_value (gpointer data, Cell *cell)
{
  Walk *w = data;
  Variable *variable = cell->variable;
  switch (variable->kind)
    {
    case VARIABLE_PARAMETER:
      {
        const guint32 parameter = origin_id (w, ORIGIN_PARAMETER, variable->parameter, 0, NULL);
        return singleton (w, cell->field == w->none ? parameter : load_id (w, parameter, cell->field));
      }
    case VARIABLE_GLOBAL:
      return singleton (w, load_id (w, address_of_variable (w, variable), cell->field));
    default:
      return EMPTY;
    }
}

/* Children */

static enum CXChildVisitResult
add_child (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  g_array_append_val ((GArray *) data, cursor);
  return CXChildVisit_Continue;
}

/* The children of @cursor, valid until leave(): one array a depth is used again and again. */
static GArray *
enter (Walk *w, CXCursor cursor)
{
  if (w->depth == w->frames->len)
    g_ptr_array_add (w->frames, g_array_new (FALSE, FALSE, sizeof (CXCursor)));
  GArray *children = g_ptr_array_index (w->frames, w->depth++);
  g_array_set_size (children, 0);
  clang_visitChildren (cursor, add_child, children);
  return children;
}

static void
leave (Walk *w)
{
  w->depth--;
}

#define CHILD(children, i) g_array_index ((children), CXCursor, (i))

static gboolean
is_pointer (CXType type)
{
  return type.kind == CXType_Pointer;
}

static gboolean
is_array (CXType type)
{
  return type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray || type.kind == CXType_VariableArray;
}

static CXType
canonical_type (CXCursor cursor)
{
  return clang_getCanonicalType (clang_getCursorType (cursor));
}

static gboolean
same_type (CXType a, CXType b)
{
  return clang_equalTypes (clang_getCanonicalType (a), clang_getCanonicalType (b)) != 0;
}

/* Recording */

static gboolean
first_time (Walk *w, ScopePlace place, const char *what, gconstpointer which)
{
  char *key = wmem_strdup_printf (w->pool, "%p:%u:%s:%p", (gconstpointer) place.path, place.offset, what, which);
  return g_hash_table_add (w->seen, key);
}

static void
record_store (Walk *w, CXCursor at, ScopeSet base, const char *field, ScopeSet value)
{
  if (base.n == 0)
    return;
  const ScopePlace place = names_place (w->names, at);
  for (guint i = 0; i < w->f->stores->len; i++)
    {
      ScopeStore *store = &g_array_index (w->f->stores, ScopeStore, i);
      if (store->place.offset == place.offset && store->place.path == place.path && store->field == field)
        {
          store->base = unite (w, store->base, base);
          store->value = unite (w, store->value, value);
          return;
        }
    }
  const ScopeStore store = { place, base, field, value };
  g_array_append_val (w->f->stores, store);
}

/* The variable of this function whose address is origin @id, or NULL. */
static Variable *
local_with_address (const Walk *w, guint32 id)
{
  return id < w->locals->len ? g_ptr_array_index (w->locals, id) : NULL;
}

static ScopeSet
load_memory (Walk *w, ScopeSet base, const char *field)
{
  ScopeSet value = EMPTY;
  for (guint i = 0; i < base.n; i++)
    {
      Variable *local = local_with_address (w, base.ids[i]);
      if (local == NULL)
        value = unite (w, value, singleton (w, load_id (w, base.ids[i], field)));
      else
        {
          const char *cell = field == w->content ? w->none : field;
          value = unite (w, value, environment_value (w->environment, environment_cell (w->environment, local, cell)));
          if (cell != w->none)
            value = unite (w, value, environment_value (w->environment,
                                                        environment_cell (w->environment, local, w->content)));
        }
    }
  return value;
}

static void
store_memory (Walk *w, CXCursor at, ScopeSet base, const char *field, ScopeSet value)
{
  guint32 outside[64];
  guint n = 0;
  for (guint i = 0; i < base.n && n < G_N_ELEMENTS (outside); i++)
    {
      Variable *local = local_with_address (w, base.ids[i]);
      if (local == NULL)
        outside[n++] = base.ids[i];
      else
        environment_add (w->environment,
                         environment_cell (w->environment, local, field == w->content ? w->none : field), value);
    }
  if (n > 0)
    record_store (w, at, (ScopeSet){ n, wmem_memdup (w->pool, outside, n * sizeof *outside) }, field, value);
}

/* Places */

static ScopeSet
load (Walk *w, CXCursor at, Place place)
{
  if (place.kind == PLACE_MEMORY)
    return load_memory (w, place.base, place.field);
  if (place.kind == PLACE_NONE)
    return EMPTY;
  Cell *cell = environment_cell (w->environment, place.variable, place.field);
  ScopeSet value = environment_value (w->environment, cell);
  if (place.variable->kind == VARIABLE_GLOBAL)
    {
      if (!cell->known && environment_cell (w->environment, place.variable, w->none)->known)
        return EMPTY; /* overwritten as a whole */
      const guint32 before = load_id (w, address_of_variable (w, place.variable), place.field);
      if (scope_set_contains (value, before))
        {
          const ScopePlace where = names_place (w->names, at);
          if (first_time (w, where, "read", place.variable->name))
            {
              const ScopeRead read = { where, place.variable->name };
              g_array_append_val (w->f->reads, read);
            }
        }
    }
  else if (place.field != w->none)
    value = unite (w, value, environment_value (w->environment,
                                                environment_cell (w->environment, place.variable, w->content)));
  return value;
}

static void
store (Walk *w, CXCursor at, Place place, ScopeSet value)
{
  if (place.kind == PLACE_MEMORY)
    store_memory (w, at, place.base, place.field, value);
  else if (place.kind == PLACE_VARIABLE)
    {
      Cell *cell = environment_cell (w->environment, place.variable, place.field);
      if (place.weak)
        environment_add (w->environment, cell, value);
      else
        environment_assign (w->environment, cell, value);
      if (place.variable->kind == VARIABLE_GLOBAL)
        record_store (w, at, singleton (w, address_of_variable (w, place.variable)), place.field, value);
    }
}

static ScopeSet
address (Walk *w, Place place)
{
  switch (place.kind)
    {
    case PLACE_VARIABLE:
      return singleton (w, address_of_variable (w, place.variable));
    case PLACE_MEMORY:
      return place.base;
    default:
      return EMPTY;
    }
}

/* The variable as a whole is overwritten: nothing that it held before can be read any more. */
static void
overwrite (Walk *w, Variable *variable)
{
  for (Cell *cell = variable->cells; cell != NULL; cell = cell->next)
    environment_assign (w->environment, cell, EMPTY);
  environment_assign (w->environment, environment_cell (w->environment, variable, w->none), EMPTY);
}

/* A struct assigned as a whole: field by field where the fields are known, else all at once. */
static void
copy_record (Walk *w, CXCursor at, Place to, CXCursor from)
{
  const Place source = place_of (w, from);
  if (to.kind == PLACE_VARIABLE && to.field == w->none && !to.weak
      && !(source.kind == PLACE_VARIABLE && source.variable == to.variable))
    overwrite (w, to.variable);
  if (source.kind == PLACE_VARIABLE && source.field == w->none && source.variable->kind != VARIABLE_GLOBAL)
    {
      for (Cell *cell = source.variable->cells; cell != NULL; cell = cell->next)
        {
          Place member = to;
          member.field = cell->field == w->none ? w->content : cell->field;
          if (to.kind != PLACE_VARIABLE || to.variable != source.variable)
            store (w, at, member, environment_value (w->environment, cell));
        }
      if (source.variable->kind != VARIABLE_PARAMETER)
        return;
    }
  Place all = to;
  all.field = w->content;
  if (source.kind == PLACE_NONE)
    store (w, at, all, eval (w, from));
  else
    store (w, at, all, load_memory (w, address (w, source), w->content));
}

static Place
place_of (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_DeclRefExpr:
      {
        CXCursor declaration = clang_getCursorReferenced (cursor);
        const enum CXCursorKind kind = clang_getCursorKind (declaration);
        if (kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl)
          place = (Place){ .kind = PLACE_VARIABLE, .variable = variable_of (w, declaration), .field = w->none };
        return place;
      }
    case CXCursor_MemberRefExpr:
      {
        CXCursor member = clang_getCursorReferenced (cursor);
        GArray *children = enter (w, cursor);
        if (children->len > 0)
          {
            CXCursor object = CHILD (children, 0);
            if (is_pointer (canonical_type (object)) || is_array (canonical_type (object)))
              {
                place.kind = PLACE_MEMORY;
                place.base = eval (w, object);
                place.field = names_field (w->names, member, NULL);
              }
            else
              {
                place = place_of (w, object);
                place.field = names_field (w->names, member, place.field);
              }
          }
        leave (w);
        return place;
      }
    case CXCursor_ArraySubscriptExpr:
      {
        GArray *children = enter (w, cursor);
        if (children->len == 2)
          {
            CXCursor array = CHILD (children, 0), index = CHILD (children, 1);
            while (clang_getCursorKind (array) == CXCursor_UnexposedExpr)
              {
                GArray *inner = enter (w, array);
                const gboolean one = inner->len == 1;
                CXCursor child = one ? CHILD (inner, 0) : array;
                leave (w);
                if (!one)
                  break;
                array = child;
              }
            eval (w, index);
            if (is_array (canonical_type (array)))
              {
                place = place_of (w, array);
                place.weak = TRUE;
              }
            else
              place = (Place){ .kind = PLACE_MEMORY, .base = eval (w, array), .field = w->content, .weak = TRUE };
          }
        leave (w);
        return place;
      }
    case CXCursor_UnaryOperator:
      {
        GArray *children = enter (w, cursor);
        if (children->len == 1)
          {
            CXCursor operand = CHILD (children, 0);
            CXType type = canonical_type (operand);
            if (is_pointer (type) && same_type (clang_getPointeeType (type), clang_getCursorType (cursor)))
              place = (Place){ .kind = PLACE_MEMORY, .base = eval (w, operand), .field = w->content };
            else
              place = place_of (w, operand);
          }
        leave (w);
        return place;
      }
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_CStyleCastExpr:
      {
        GArray *children = enter (w, cursor);
        if (children->len > 0)
          place = place_of (w, CHILD (children, children->len - 1));
        leave (w);
        return place;
      }
    default:
      return place;
    }
}

/* Guards: a helper that is told by a parameter which pool to take */

/* The parameter that @condition tests, 2 * its number + 1, or with `!` + 0; or -1. */
static int
tested_parameter (Walk *w, CXCursor condition)
{
  int tested = -1;
  GArray *children = enter (w, condition);
  switch ((int) clang_getCursorKind (condition))
    {
    case CXCursor_DeclRefExpr:
      {
        CXCursor declaration = clang_getCursorReferenced (condition);
        if (clang_getCursorKind (declaration) == CXCursor_ParmDecl)
          tested = 2 * (int) variable_of (w, declaration)->parameter + 1;
        break;
      }
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
      if (children->len == 1)
        tested = tested_parameter (w, CHILD (children, 0));
      break;
    case CXCursor_UnaryOperator: /* of an int that gives an int: `!`, or one that nobody tests */
      if (children->len == 1 && !is_pointer (canonical_type (condition)))
        {
          const ScopePlace place = names_place (w->names, condition);
          const ScopePlace operand = names_place (w->names, CHILD (children, 0));
          tested = place.offset + 1 == operand.offset ? tested_parameter (w, CHILD (children, 0)) : -1;
          if (tested >= 0)
            tested ^= 1;
        }
      break;
    default:
      break;
    }
  leave (w);
  return tested;
}

static ScopeSet
guarded (Walk *w, ScopeSet set, int guard)
{
  ScopeSet all = EMPTY;
  for (guint i = 0; guard >= 0 && i < set.n; i++)
    all = unite (w, all, singleton (w, origin_at (w, set.ids[i])->kind == ORIGIN_GUARDED
      ? set.ids[i] : origin_id (w, ORIGIN_GUARDED, set.ids[i], (guint32) guard, NULL)));
  return guard >= 0 ? all : set;
}

/* What is known of an argument that is no pointer. */
static guint32
constant_of (Walk *w, CXCursor argument)
{
  const int tested = tested_parameter (w, argument);
  if (tested >= 0 && (tested & 1) != 0)
    return CONSTANT_PARAMETER + (guint32) tested / 2;
  const enum CXCursorKind kind = clang_getCursorKind (argument);
  return kind == CXCursor_IntegerLiteral || kind == CXCursor_ParenExpr || kind == CXCursor_UnaryOperator
    || kind == CXCursor_UnexposedExpr ? names_constant (w->names, argument) : CONSTANT_UNKNOWN;
}

/* Expressions */

static ScopeSet
eval_all (Walk *w, CXCursor cursor)
{
  GArray *children = enter (w, cursor);
  ScopeSet last = EMPTY;
  for (guint i = 0; i < children->len; i++)
    last = eval (w, CHILD (children, i));
  leave (w);
  return last;
}

static ScopeSet
eval_place (Walk *w, CXCursor cursor)
{
  const Place place = place_of (w, cursor);
  CXType type = canonical_type (cursor);
  if (is_array (type)) /* decays to the address of what it lies in */
    return address (w, place);
  if (!is_pointer (type))
    return EMPTY;
  return load (w, cursor, place);
}

static void
note_written (gpointer data, Cell *cell)
{
  gpointer *pair = data;
  Walk *w = pair[0];
  ScopeSet *written = pair[1];
  const guint32 global = address_of_variable (w, cell->variable);
  if (!scope_set_contains (cell->value, load_id (w, global, w->none)))
    *written = unite (w, *written, singleton (w, global));
}

static ScopeSet
eval_call (Walk *w, CXCursor cursor)
{
  CXCursor callee = clang_getCursorReferenced (cursor);
  const gboolean direct = clang_getCursorKind (callee) == CXCursor_FunctionDecl;
  ScopeCall call = { .place = names_place (w->names, cursor), .pool = SCOPE_NO_POOL, .pinfo = w->pinfo };
  if (direct)
    {
      call.callee = names_id (w->names, callee);
      call.name = spelling (callee);
    }
  else
    {
      GArray *children = enter (w, cursor);
      if (children->len > 0)
        call.target = eval (w, CHILD (children, 0));
      leave (w);
    }
  const int n = clang_Cursor_getNumArguments (cursor);
  call.n_arguments = n > 0 ? n : 0;
  call.arguments = wmem_alloc0_array (w->pool, ScopeSet, call.n_arguments);
  guint32 *constants = wmem_alloc0_array (w->pool, guint32, call.n_arguments);
  for (guint i = 0; i < call.n_arguments; i++)
    {
      CXCursor argument = clang_Cursor_getArgument (cursor, i);
      call.arguments[i] = eval (w, argument);
      CXType type = canonical_type (argument);
      if (!is_pointer (type))
        constants[i] = constant_of (w, argument);
      if (!is_pointer (type) && constants[i] != CONSTANT_UNKNOWN)
        call.constants = constants;
      if (call.pool == SCOPE_NO_POOL && is_pointer (type))
        {
          const char *record = names_record (w->names, clang_getPointeeType (type));
          if (record != NULL && g_str_equal (record, "_wmem_allocator_t"))
            call.pool = i;
        }
    }
  if (call.name != NULL && call.n_arguments == 3 && g_str_equal (call.name, "memset") && call.arguments[0].n == 1)
    {
      const ScopeOrigin *target = origin_at (w, call.arguments[0].ids[0]);
      GHashTableIter iter;
      gpointer value;
      g_hash_table_iter_init (&iter, w->variables);
      while (target->kind == ORIGIN_GLOBAL && g_hash_table_iter_next (&iter, NULL, &value))
        if (((Variable *) value)->kind == VARIABLE_GLOBAL && ((Variable *) value)->name == target->name)
          overwrite (w, value);
      Variable *local = local_with_address (w, call.arguments[0].ids[0]);
      if (local != NULL)
        overwrite (w, local);
    }
  gpointer pair[] = { w, &call.written };
  environment_each_global (w->environment, note_written, pair);

  char *key = wmem_strdup_printf (w->pool, "%p:%u:%s", (gconstpointer) call.place.path, call.place.offset,
                                  call.callee == NULL ? "" : call.callee);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (w->call_index, key));
  if (index == 0)
    {
      g_array_append_val (w->f->calls, call);
      index = w->f->calls->len;
      g_hash_table_insert (w->call_index, key, GUINT_TO_POINTER (index));
    }
  else
    {
      ScopeCall *before = &g_array_index (w->f->calls, ScopeCall, index - 1);
      before->target = unite (w, before->target, call.target);
      for (guint i = 0; i < MIN (before->n_arguments, call.n_arguments); i++)
        before->arguments[i] = unite (w, before->arguments[i], call.arguments[i]);
    }
  /* A local whose address is passed may be filled by the callee. */
  for (guint i = 0; i < call.n_arguments; i++)
    for (guint j = 0; j < call.arguments[i].n; j++)
      {
        Variable *local = local_with_address (w, call.arguments[i].ids[j]);
        if (local == NULL)
          continue;
        const ScopeSet out = singleton (w, origin_id (w, ORIGIN_OUT, index - 1, i, NULL));
        for (Cell *cell = local->cells; cell != NULL; cell = cell->next)
          environment_add (w->environment, cell, out);
        environment_add (w->environment, environment_cell (w->environment, local, w->none), out);
        environment_add (w->environment, environment_cell (w->environment, local, w->content), out);
      }
  CXType type = canonical_type (cursor);
  return is_pointer (type) || type.kind == CXType_Record ? singleton (w, origin_id (w, ORIGIN_CALL, index - 1, 0, NULL))
                                                         : EMPTY;
}

static ScopeSet
eval_binary (Walk *w, CXCursor cursor)
{
  GArray *children = enter (w, cursor);
  ScopeSet value = EMPTY;
  if (children->len == 2)
    {
      CXCursor left = CHILD (children, 0), right = CHILD (children, 1);
      CXType type = canonical_type (cursor), left_type = canonical_type (left), right_type = canonical_type (right);
      if (type.kind == CXType_Record && left_type.kind == CXType_Record)
        copy_record (w, cursor, place_of (w, left), right);
      else if (!is_pointer (type))
        {
          eval (w, left);
          eval (w, right);
        }
      else if (is_pointer (left_type) && is_pointer (right_type))
        {
          value = eval (w, right);
          store (w, cursor, place_of (w, left), value);
        }
      else if (is_pointer (left_type) || is_array (left_type)) /* p + n, or p = 0 */
        {
          if (is_pointer (left_type) && clang_getCursorKind (right) == CXCursor_IntegerLiteral)
            store (w, cursor, place_of (w, left), EMPTY);
          value = eval (w, left);
          eval (w, right);
        }
      else
        {
          eval (w, left);
          value = eval (w, right);
        }
    }
  leave (w);
  return value;
}

static ScopeSet
eval_unary (Walk *w, CXCursor cursor)
{
  GArray *children = enter (w, cursor);
  ScopeSet value = EMPTY;
  if (children->len == 1)
    {
      CXCursor operand = CHILD (children, 0);
      CXType type = canonical_type (cursor), inner = canonical_type (operand);
      if (is_pointer (type) && same_type (clang_getPointeeType (type), inner))
        {
          const enum CXCursorKind kind = clang_getCursorKind (operand);
          value = kind == CXCursor_DeclRefExpr && clang_getCursorKind (clang_getCursorReferenced (operand)) == CXCursor_FunctionDecl
            ? eval (w, operand) : address (w, place_of (w, operand));
        }
      else if ((is_pointer (inner) || is_array (inner)) && !same_type (type, inner))
        value = eval_place (w, cursor);
      else
        value = eval (w, operand);
    }
  leave (w);
  return value;
}

/* Initialisers */

static enum CXVisitorResult
add_field (CXCursor field, CXClientData data)
{
  g_array_append_val ((GArray *) data, field);
  return CXVisit_Continue;
}

static void
initialise (Walk *w, CXCursor at, Place to, CXType type, CXCursor value)
{
  type = clang_getCanonicalType (type);
  while (clang_getCursorKind (value) == CXCursor_UnexposedExpr || clang_getCursorKind (value) == CXCursor_ParenExpr)
    {
      GArray *children = enter (w, value);
      const gboolean one = children->len == 1;
      CXCursor inner = one ? CHILD (children, 0) : value;
      leave (w);
      if (!one)
        break;
      value = inner;
    }
  if (clang_getCursorKind (value) != CXCursor_InitListExpr)
    {
      if (type.kind == CXType_Record)
        copy_record (w, at, to, value);
      else
        {
          const ScopeSet set = eval (w, value);
          if (is_pointer (type))
            store (w, value, to, set);
        }
      return;
    }
  GArray *children = enter (w, value);
  if (is_array (type))
    {
      to.weak = TRUE;
      for (guint i = 0; i < children->len; i++)
        initialise (w, at, to, clang_getArrayElementType (type), CHILD (children, i));
    }
  else if (type.kind == CXType_Record)
    {
      g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (CXCursor));
      clang_Type_visitFields (type, add_field, fields);
      for (guint i = 0, next = 0; i < children->len; i++)
        {
          CXCursor child = CHILD (children, i), named = clang_getNullCursor (), given = child;
          if (clang_getCursorKind (child) == CXCursor_UnexposedExpr) /* .field = value */
            {
              GArray *parts = enter (w, child);
              if (parts->len == 2 && clang_getCursorKind (CHILD (parts, 0)) == CXCursor_MemberRef)
                {
                  named = clang_getCursorReferenced (CHILD (parts, 0));
                  given = CHILD (parts, 1);
                }
              leave (w);
            }
          if (clang_Cursor_isNull (named) && next < fields->len)
            named = CHILD (fields, next);
          for (guint k = 0; k < fields->len; k++)
            if (clang_equalCursors (CHILD (fields, k), named))
              next = k + 1;
          if (clang_Cursor_isNull (named))
            continue;
          Place member = to;
          member.field = names_field (w->names, named, to.field);
          initialise (w, at, member, clang_getCursorType (named), given);
        }
    }
  else
    for (guint i = 0; i < children->len; i++)
      initialise (w, at, to, type, CHILD (children, i));
  leave (w);
}

static ScopeSet
eval (Walk *w, CXCursor cursor)
{
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
    case CXCursor_CharacterLiteral:
    case CXCursor_TypeRef:
    case CXCursor_UnaryExpr: /* sizeof: not evaluated */
      return EMPTY;
    case CXCursor_StringLiteral:
      return singleton (w, origin_id (w, ORIGIN_TEXT, 0, 0, NULL));
    case CXCursor_DeclRefExpr:
      {
        CXCursor declaration = clang_getCursorReferenced (cursor);
        if (clang_getCursorKind (declaration) == CXCursor_FunctionDecl)
          return singleton (w, origin_id (w, ORIGIN_FUNCTION, 0, 0, names_id (w->names, declaration)));
        return eval_place (w, cursor);
      }
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
      return eval_place (w, cursor);
    case CXCursor_CallExpr:
      return eval_call (w, cursor);
    case CXCursor_BinaryOperator:
      return eval_binary (w, cursor);
    case CXCursor_UnaryOperator:
      return eval_unary (w, cursor);
    case CXCursor_CompoundAssignOperator:
      {
        GArray *children = enter (w, cursor);
        ScopeSet value = EMPTY;
        for (guint i = children->len; i > 0; i--)
          value = eval (w, CHILD (children, i - 1));
        leave (w);
        return value;
      }
    case CXCursor_ConditionalOperator:
      {
        GArray *children = enter (w, cursor);
        ScopeSet value = EMPTY;
        const int guard = children->len == 3 ? tested_parameter (w, CHILD (children, 0)) : -1;
        for (guint i = 0; i < children->len; i++)
          {
            const ScopeSet part = eval (w, CHILD (children, i));
            if (i > 0)
              value = unite (w, value, guarded (w, part, guard < 0 ? -1 : i == 1 ? guard : guard ^ 1));
          }
        leave (w);
        return value;
      }
    case CXCursor_StmtExpr:
      {
        GArray *children = enter (w, cursor);
        ScopeSet value = EMPTY;
        if (children->len == 1)
          {
            GArray *body = enter (w, CHILD (children, 0));
            for (guint i = 0; i < body->len; i++)
              {
                CXCursor part = CHILD (body, i);
                if (clang_isExpression (clang_getCursorKind (part)))
                  value = eval (w, part);
                else
                  statement (w, part);
              }
            leave (w);
          }
        leave (w);
        return value;
      }
    default:
      return eval_all (w, cursor);
    }
}

/* Statements */

static void
jump (Walk *w, Construct *to)
{
  if (to != NULL && !environment_is_dead (w->environment))
    {
      const Branch branch = environment_since (w->environment, to->mark);
      g_array_append_val (to->branches, branch);
    }
  environment_set_dead (w->environment, TRUE);
}

static void
if_statement (Walk *w, GArray *children)
{
  guint parts = 0;
  CXCursor branches[2];
  for (guint i = 0; i < children->len; i++)
    {
      if (i == 0)
        eval (w, CHILD (children, i));
      else if (parts < 2)
        branches[parts++] = CHILD (children, i);
    }
  Branch ends[2];
  const guint mark = environment_mark (w->environment);
  const int outer = w->guard, guard = children->len > 1 ? tested_parameter (w, CHILD (children, 0)) : -1;
  for (guint i = 0; i < parts; i++)
    {
      if (guard >= 0)
        w->guard = i == 0 ? guard : guard ^ 1;
      statement (w, branches[i]);
      w->guard = outer;
      ends[i] = environment_take (w->environment, mark);
    }
  environment_meet (w->environment, ends, parts, parts < 2);
}

/* @before runs once, @each in every round. Twice round, at the outermost loop, so that what one round leaves is seen
 * by the next; the loops inside are walked twice by that. */
static void
loop (Walk *w, const CXCursor *each, guint n, gboolean may_not_run)
{
  Construct construct = { 0, g_array_new (FALSE, FALSE, sizeof (Branch)) }, *breaks = w->breaks, *continues = w->continues;
  w->breaks = w->continues = &construct;
  const guint rounds = w->loops++ == 0 ? 2 : 1;
  gboolean changed = TRUE;
  for (guint round = 0; round < rounds && changed; round++)
    {
      construct.mark = environment_mark (w->environment);
      g_array_set_size (construct.branches, 0);
      for (guint i = 0; i < n; i++)
        statement (w, each[i]);
      const Branch end = environment_take (w->environment, construct.mark);
      g_array_append_val (construct.branches, end);
      changed = environment_meet (w->environment, (Branch *) (gpointer) construct.branches->data, construct.branches->len,
                                  may_not_run || round > 0 || rounds > 1);
      environment_set_dead (w->environment, FALSE);
    }
  w->loops--;
  w->breaks = breaks;
  w->continues = continues;
  g_array_unref (construct.branches);
}

static void
for_statement (Walk *w, GArray *children)
{
  const guint n = children->len;
  g_autofree CXCursor *each = g_new (CXCursor, n);
  guint k = 0;
  if (n >= 2)
    statement (w, CHILD (children, 0));
  each[k++] = CHILD (children, n - 1); /* before the step, which would hide the first value */
  for (guint i = 1; i + 1 < n; i++)
    each[k++] = CHILD (children, i);
  loop (w, each, k, TRUE);
}

static void
switch_statement (Walk *w, GArray *children)
{
  Construct construct = { 0, g_array_new (FALSE, FALSE, sizeof (Branch)) }, *breaks = w->breaks;
  const gboolean outer_default = w->has_default;
  w->has_default = FALSE;
  for (guint i = 0; i + 1 < children->len; i++)
    eval (w, CHILD (children, i));
  construct.mark = environment_mark (w->environment);
  w->breaks = &construct;
  environment_set_dead (w->environment, TRUE);
  if (children->len > 0)
    statement (w, CHILD (children, children->len - 1));
  const Branch end = environment_take (w->environment, construct.mark);
  g_array_append_val (construct.branches, end);
  environment_meet (w->environment, (Branch *) (gpointer) construct.branches->data, construct.branches->len, !w->has_default);
  w->has_default = outer_default;
  w->breaks = breaks;
  g_array_unref (construct.branches);
}

static void
case_label (Walk *w, GArray *children, gboolean is_default)
{
  if (w->breaks != NULL)
    {
      Branch before = environment_take (w->environment, w->breaks->mark);
      environment_meet (w->environment, &before, 1, TRUE);
    }
  w->has_default |= is_default;
  if (children->len > 0)
    statement (w, CHILD (children, children->len - 1));
}

static void
declare (Walk *w, CXCursor cursor)
{
  Variable *variable = variable_of (w, cursor);
  if (w->pinfo == NULL && names_is_packet_info (w->names, clang_getCursorType (cursor)))
    w->pinfo = variable->name;
  if (variable->kind == VARIABLE_GLOBAL) /* initialised before the program starts */
    {
      scope_read_table (w->unit, w->names, cursor);
      return;
    }
  GArray *children = enter (w, cursor);
  const Place to = { .kind = PLACE_VARIABLE, .variable = variable, .field = w->none };
  for (guint i = children->len; i > 0; i--)
    if (clang_isExpression (clang_getCursorKind (CHILD (children, i - 1))))
      {
        CXCursor value = CHILD (children, i - 1);
        if (!is_array (canonical_type (cursor)) || clang_getCursorKind (value) == CXCursor_InitListExpr)
          initialise (w, cursor, to, clang_getCursorType (cursor), value);
        break;
      }
  leave (w);
}

static void
statement (Walk *w, CXCursor cursor)
{
  const enum CXCursorKind kind = clang_getCursorKind (cursor);
  if (kind == CXCursor_VarDecl)
    {
      declare (w, cursor);
      return;
    }
  if (clang_isExpression (kind))
    {
      eval (w, cursor);
      return;
    }
  if (clang_isDeclaration (kind))
    return;
  GArray *children = enter (w, cursor);
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
      if (children->len > 0)
        w->f->returns = unite (w, w->f->returns, guarded (w, eval (w, CHILD (children, 0)), w->guard));
      environment_set_dead (w->environment, TRUE);
      break;
    case CXCursor_LabelStmt:
      environment_set_dead (w->environment, FALSE);
      G_GNUC_FALLTHROUGH;
    default:
      for (guint i = 0; i < children->len; i++)
        statement (w, CHILD (children, i));
    }
  leave (w);
}

static void
parameters (Walk *w, CXCursor cursor)
{
  const int n = clang_Cursor_getNumArguments (cursor);
  w->f->n_parameters = n > 0 ? n : 0;
  w->f->records = wmem_alloc0_array (w->pool, const char *, w->f->n_parameters);
  for (guint i = 0; i < w->f->n_parameters; i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (cursor, i);
      CXType type = clang_getCursorType (parameter);
      Variable *variable = variable_of (w, parameter);
      variable->kind = VARIABLE_PARAMETER;
      variable->parameter = i;
      w->f->records[i] = names_record (w->names, type);
      if (names_is_packet_info (w->names, type))
        w->pinfo = variable->name;
    }
  for (guint i = 0; i < w->f->n_parameters && w->pinfo == NULL; i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (cursor, i);
      const char *member = names_packet_info_member (w->names, clang_getCursorType (parameter));
      if (member != NULL)
        {
          g_autofree char *through = g_strdup_printf ("%s->%s", spelling (parameter), member);
          w->pinfo = g_intern_string (through);
        }
    }
}

ScopeFunction *
scope_interpret (wmem_allocator_t *pool, ScopeUnit *unit, Names *names, CXCursor cursor)
{
  Walk w = { .pool = pool, .unit = unit, .names = names, .f = scope_function_new (pool), .environment = environment_new (pool),
             .variables = g_hash_table_new_full (hash_cursor, equal_cursors, g_free, NULL),
             .origin_index = g_hash_table_new (origin_hash, origin_equal),
             .call_index = g_hash_table_new (g_str_hash, g_str_equal),
             .locals = g_ptr_array_new (), .guard = -1, .seen = g_hash_table_new (g_str_hash, g_str_equal),
             .frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
             .none = g_intern_static_string (""), .content = g_intern_static_string ("*") };
  environment_set_initial (w.environment, initial_value, &w);
  w.f->id = names_id (names, cursor);
  w.f->name = spelling (cursor);
  w.f->place = names_place (names, cursor);
  w.f->internal = clang_getCursorLinkage (cursor) != CXLinkage_External;
  parameters (&w, cursor);
  GArray *children = enter (&w, cursor);
  for (guint i = 0; i < children->len; i++)
    if (clang_getCursorKind (CHILD (children, i)) == CXCursor_CompoundStmt)
      statement (&w, CHILD (children, i));
  leave (&w);

  g_hash_table_unref (w.variables);
  g_hash_table_unref (w.origin_index);
  g_hash_table_unref (w.call_index);
  g_hash_table_unref (w.seen);
  g_ptr_array_unref (w.locals);
  g_ptr_array_unref (w.frames);
  environment_free (w.environment);
  return w.f;
}

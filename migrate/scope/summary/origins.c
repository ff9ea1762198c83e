/* SPDX-License-Identifier: MIT */
/*
 * Origins and variables of a walk, and the children of a cursor.
 */
#include "scope/summary/walk.h"
#include "syntax/cursor.h"

#include "model/text_intern.h"

/* A pointer loaded from a pointer loaded from a pointer: deeper, all are taken as one. */
#define MAX_LOADS 3

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

guint32
walk_origin (Walk *w, ScopeOriginKind kind, guint32 a, guint32 b, const char *name)
{
  const ScopeOrigin origin = { .kind = (guint32) kind & 63, .a = a, .b = b & SCOPE_MAX_B, .name = name };
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (w->origin_index, &origin));
  if (id == 0)
    {
      scope_table_append (w->pool, w->f->origins, &origin, sizeof origin);
      id = w->f->origins->len;
      g_hash_table_insert (w->origin_index, wmem_memdup (w->pool, &origin, sizeof origin), GUINT_TO_POINTER (id));
    }
  return id - 1;
}

ScopeSet
walk_set_of (Walk *w, guint32 id)
{
  return (ScopeSet){ 1, wmem_memdup (w->pool, &id, sizeof id) };
}

const ScopeOrigin *
walk_origin_at (const Walk *w, guint32 id)
{
  return &g_array_index (w->f->origins, ScopeOrigin, id);
}

ScopeSet
walk_unite (Walk *w, ScopeSet a, ScopeSet b)
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

const char *
walk_spelling (CXCursor cursor)
{
  CXString string = clang_getCursorSpelling (cursor);
  const char *text = text_intern (clang_getCString (string));
  clang_disposeString (string);
  return text;
}

const char *
walk_function_name (CXCursor function)
{
  const char *name = walk_spelling (function);
  if (!cursor_is_method (clang_getCursorKind (function)))
    return name;
  g_autofree char *whole = g_strdup_printf ("%s::%s", walk_spelling (clang_getCursorSemanticParent (function)), name);
  return text_intern (whole);
}

const char *
walk_callee (Walk *w, CXCursor call)
{
  CXCursor callee = clang_getCursorReferenced (call);
  const enum CXCursorKind kind = clang_getCursorKind (callee);
  /* Of an operator the object is one of the operands. */
  const gboolean method = cursor_is_method (kind) && clang_Cursor_getNumArguments (call) <= clang_Cursor_getNumArguments (callee);
  return kind == CXCursor_FunctionDecl || method ? names_id (w->names, callee) : NULL;
}

Variable *
walk_global (Walk *w, const char *id)
{
  Variable *variable = g_hash_table_lookup (w->globals, id);
  if (!variable)
    {
      variable = wmem_new0 (w->pool, Variable);
      variable->kind = VARIABLE_GLOBAL;
      variable->name = id;
      g_hash_table_insert (w->globals, (gpointer) id, variable);
    }
  return variable;
}

Variable *
walk_variable (Walk *w, CXCursor declaration)
{
  CXCursor canonical = clang_getCanonicalCursor (declaration);
  Variable *variable = g_hash_table_lookup (w->variables, &canonical);
  if (variable)
    return variable;
  if (clang_getCursorKind (declaration) == CXCursor_VarDecl && is_static_storage (declaration))
    {
      variable = walk_global (w, names_id (w->names, declaration));
      variable->pointer = is_pointer (canonical_type (declaration));
      variable->many = is_array (canonical_type (declaration));
    }
  else
    {
      variable = wmem_new0 (w->pool, Variable);
      variable->kind = VARIABLE_LOCAL;
      variable->name = walk_spelling (declaration);
      variable->declared = names_place (w->names, declaration).offset;
      variable->pointer = is_pointer (canonical_type (declaration));
    }
  g_hash_table_insert (w->variables, g_memdup2 (&canonical, sizeof canonical), variable);
  return variable;
}

guint32
walk_address_of (Walk *w, Variable *variable)
{
  if (variable->kind == VARIABLE_GLOBAL)
    return walk_origin (w, ORIGIN_GLOBAL, 0, 0, variable->name);
  const guint32 id = walk_origin (w, ORIGIN_LOCAL, variable->declared, 0, variable->name);
  if (id >= w->locals->len)
    g_ptr_array_set_size (w->locals, id + 1);
  g_ptr_array_index (w->locals, id) = variable;
  return id;
}

static guint
load_depth (const Walk *w, guint32 id)
{
  guint depth = 0;
  for (const ScopeOrigin *o = walk_origin_at (w, id); o->kind == ORIGIN_LOAD || o->kind == ORIGIN_MEMBER;
       o = walk_origin_at (w, o->a))
    depth += o->kind == ORIGIN_LOAD; /* structs inside structs come to an end by themselves */
  return depth;
}

guint32
walk_load_of (Walk *w, guint32 object, const char *field)
{
  return load_depth (w, object) >= MAX_LOADS ? object : walk_origin (w, ORIGIN_LOAD, object, 0, field);
}

ScopeSet
walk_members (Walk *w, ScopeSet base, const char *field)
{
  ScopeSet all = EMPTY;
  for (guint i = 0; i < base.n; i++)
    {
      const gboolean plain = walk_local_at (w, base.ids[i]) || load_depth (w, base.ids[i]) > MAX_LOADS;
      all = walk_unite (w, all, walk_set_of (w, plain ? base.ids[i] : walk_origin (w, ORIGIN_MEMBER, base.ids[i], 0, field)));
    }
  return all;
}

/* Moments */

ScopeMoment
walk_moment (const Walk *w)
{
  return (ScopeMoment){ w->step, w->branch };
}

void
walk_enter_arm (Walk *w, guint32 *construct)
{
  const guint32 index = w->next_branch++;
  if (*construct == 0)
    *construct = index;
  if (index == w->f->branches->len)
    {
      const ScopeBranch branch = { w->branch, *construct, 0, FALSE };
      scope_table_append (w->pool, w->f->branches, &branch, sizeof branch);
    }
  w->branch = index;
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
        const guint32 parameter = walk_origin (w, ORIGIN_PARAMETER, variable->parameter, 0, NULL);
        return walk_set_of (w, cell->field == w->none ? parameter : walk_load_of (w, parameter, cell->field));
      }
    case VARIABLE_GLOBAL:
      return walk_set_of (w, walk_load_of (w, walk_address_of (w, variable), cell->field));
    default: /* of an element what it held when the pointer came to it */
      return variable->pointer && cell->field != w->none && cell->field != w->content
                 ? walk_set_of (w, walk_load_of (w, walk_address_of (w, variable), cell->field))
                 : EMPTY;
    }
}

/* Children */

static enum CXChildVisitResult
add_child (CXCursor cursor, G_GNUC_UNUSED CXCursor parent, CXClientData data)
{
  g_array_append_val ((GArray *) data, cursor);
  return CXChildVisit_Continue;
}

GArray *
walk_enter (Walk *w, CXCursor cursor)
{
  if (w->depth == w->frames->len)
    g_ptr_array_add (w->frames, g_array_new (FALSE, FALSE, sizeof (CXCursor)));
  GArray *children = g_ptr_array_index (w->frames, w->depth++);
  g_array_set_size (children, 0);
  clang_visitChildren (cursor, add_child, children);
  return children;
}

void
walk_leave (Walk *w)
{
  w->depth--;
}

#define CHILD(children, i) g_array_index ((children), CXCursor, (i))

/* The walk itself */

void
walk_begin (Walk *w, wmem_allocator_t *pool, ScopeUnit *unit, Names *names)
{
  *w = (Walk){
    .pool = pool,
    .unit = unit,
    .names = names,
    .f = scope_function_new (pool),
    .environment = environment_new (pool),
    .variables = g_hash_table_new_full (hash_cursor, equal_cursors, g_free, NULL),
    .origin_index = g_hash_table_new (origin_hash, origin_equal),
    .call_index = g_hash_table_new (g_str_hash, g_str_equal),
    .locals = g_ptr_array_new (),
    .seen = g_hash_table_new (g_str_hash, g_str_equal),
    .frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .guard = -1,
    .globals = g_hash_table_new (NULL, NULL),
    .gotos = g_array_new (FALSE, FALSE, sizeof (Goto)),
    .returns = g_array_new (FALSE, FALSE, sizeof (Return)),
    .conditions = walk_conditions_new (),
    .condition_index = g_hash_table_new (g_str_hash, g_str_equal),
    .field_writes = g_hash_table_new (NULL, NULL),
    .labels = g_hash_table_new (NULL, NULL), /* names are interned */
    .next_branch = 1,
    .none = text_intern (""),
    .content = text_intern ("*"),
  };
  const ScopeBranch whole = { 0 };
  scope_table_append (w->pool, w->f->branches, &whole, sizeof whole);
  environment_set_initial (w->environment, initial_value, w);
}

void
walk_end (Walk *w)
{
  g_hash_table_unref (w->variables);
  g_hash_table_unref (w->globals);
  g_hash_table_unref (w->labels);
  g_hash_table_unref (w->condition_index);
  g_hash_table_unref (w->field_writes);
  g_array_unref (w->conditions);
  g_array_unref (w->gotos);
  g_array_unref (w->returns);
  g_hash_table_unref (w->origin_index);
  g_hash_table_unref (w->call_index);
  g_hash_table_unref (w->seen);
  g_ptr_array_unref (w->locals);
  g_ptr_array_unref (w->frames);
  environment_free (w->environment);
}

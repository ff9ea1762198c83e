/* SPDX-License-Identifier: MIT */
/*
 * What a walk reads and writes: variables, their fields, and memory behind pointers.
 */
#include "scope/summary/walk.h"

/* Recording */

static gboolean
first_time (Walk *w, ScopePlace place, const char *what, gconstpointer which)
{
  char *key = wmem_strdup_printf (w->pool, "%p:%u:%s:%p", (gconstpointer) place.path, place.offset, what, which);
  return g_hash_table_add (w->seen, key);
}

static void
record_store (Walk *w, CXCursor at, ScopeSet base, const char *field, gboolean weak, ScopeSet value)
{
  if (base.n == 0)
    return;
  const ScopePlace place = names_place (w->names, at);
  const gboolean is_local = base.n == 1 && walk_local_at (w, base.ids[0]);
  for (guint i = 0; i < w->f->stores->len; i++)
    {
      ScopeStore *store = &g_array_index (w->f->stores, ScopeStore, i);
      if (store->place.offset == place.offset && store->place.path == place.path && store->field == field
          && !(is_local && (store->base.n != 1 || store->base.ids[0] != base.ids[0])))
        {
          store->base = walk_unite (w, store->base, base);
          store->value = walk_unite (w, store->value, value);
          store->weak |= weak;
          return;
        }
    }
  const ScopeStore store = { place, base, field, value, weak, walk_moment (w), w->tested };
  scope_table_append (w->pool, w->f->stores, &store, sizeof store);
}

/* The variable of this function whose address is origin @id, or NULL. */
Variable *
walk_local_at (const Walk *w, guint32 id)
{
  return id < w->locals->len ? g_ptr_array_index (w->locals, id) : NULL;
}

/* What was put into @variable without saying where, as far as it can be in @field: a callee that was given its address
 * says which fields it fills. */
static ScopeSet
content_of_field (Walk *w, Variable *variable, const char *field)
{
  const Cell *cell = environment_cell (w->environment, variable, w->content);
  const ScopeSet content = cell->known ? cell->value : EMPTY;
  ScopeSet value = EMPTY;
  for (guint i = 0; i < content.n; i++)
    {
      const ScopeOrigin o = *walk_origin_at (w, content.ids[i]);
      value = walk_unite (w, value, walk_set_of (w, o.kind == ORIGIN_OUT && o.name == w->content ? walk_origin (w, ORIGIN_OUT, o.a, o.b, field) : content.ids[i]));
    }
  return value;
}

ScopeSet
place_load_memory (Walk *w, ScopeSet base, const char *field)
{
  ScopeSet value = EMPTY;
  for (guint i = 0; i < base.n; i++)
    {
      Variable *local = walk_local_at (w, base.ids[i]);
      if (!local)
        value = walk_unite (w, value, walk_set_of (w, walk_load_of (w, base.ids[i], field)));
      else
        {
          const char *cell = field == w->content ? w->none : field;
          value = walk_unite (w, value, environment_value (w->environment, environment_cell (w->environment, local, cell)));
          if (cell != w->none)
            value = walk_unite (w, value, content_of_field (w, local, field));
        }
    }
  return value;
}

static void
store_memory (Walk *w, CXCursor at, ScopeSet base, const char *field, gboolean weak, ScopeSet value)
{
  walk_note_field_written (w, field);
  guint32 outside[64];
  guint n = 0;
  for (guint i = 0; i < base.n && n < G_N_ELEMENTS (outside); i++)
    {
      Variable *local = walk_local_at (w, base.ids[i]);
      if (!local)
        outside[n++] = base.ids[i];
      else
        environment_add (w->environment,
                         environment_cell (w->environment, local, field == w->content ? w->none : field), value);
    }
  if (n > 0)
    record_store (w, at, (ScopeSet){ n, wmem_memdup (w->pool, outside, n * sizeof *outside) }, field, weak, value);
}

/* Places */

static void
record_read (Walk *w, CXCursor at, Place place, gboolean compared)
{
  const ScopePlace where = names_place (w->names, at);
  if (!first_time (w, where, place.field, place.variable->name))
    return;
  const ScopeRead read = { where, place.variable->name, place.field, walk_moment (w), compared, w->tested };
  scope_table_append (w->pool, w->f->reads, &read, sizeof read);
}

void
place_note_read (Walk *w, CXCursor at, Place place)
{
  if (!environment_cell (w->environment, place.variable, place.field)->known
      && !environment_cell (w->environment, place.variable, w->none)->known)
    record_read (w, at, place, TRUE);
}

void
place_note_contents (Walk *w, CXCursor at, guint32 local)
{
  for (Cell *cell = walk_local_at (w, local)->cells; cell; cell = cell->next)
    {
      const ScopeSet value = environment_value (w->environment, cell);
      if (cell->known && value.n > 0)
        record_store (w, at, walk_set_of (w, local), cell->field == w->none ? w->content : cell->field, FALSE, value);
    }
}

/* Elements of a static array by way of a pointer */

/* Whether the element has surely got something in that field since the pointer came to it. */
static gboolean
is_element_written (Walk *w, Place place)
{
  Cell *cell = environment_cell (w->environment, place.by, place.field);
  return cell->known && !scope_set_contains (cell->value, walk_load_of (w, walk_address_of (w, place.by), place.field));
}

void
place_leave_element (Walk *w, Variable *variable)
{
  for (Cell *cell = variable->cells; cell; cell = cell->next)
    if (cell->known && cell->field != w->none && cell->field != w->content)
      environment_assign (w->environment, cell, walk_set_of (w, walk_load_of (w, walk_address_of (w, variable), cell->field)));
}

static Variable *
element_pointer (Walk *w, CXCursor cursor)
{
  CXCursor at = walk_strip (w, cursor);
  CXCursor declaration = clang_getCursorReferenced (at);
  if (clang_getCursorKind (at) != CXCursor_DeclRefExpr || clang_getCursorKind (declaration) != CXCursor_VarDecl)
    return NULL;
  Variable *variable = walk_variable (w, declaration);
  return variable->pointer ? variable : NULL;
}

void
place_move_on (Walk *w, CXCursor cursor)
{
  Variable *pointer = element_pointer (w, cursor);
  if (pointer)
    place_leave_element (w, pointer);
}

ScopeSet
place_load (Walk *w, CXCursor at, Place place)
{
  if (place.kind == PLACE_MEMORY)
    return place_load_memory (w, place.base, place.field);
  if (place.kind == PLACE_VALUE)
    return place.base;
  if (place.kind == PLACE_NONE)
    return EMPTY;
  Cell *cell = environment_cell (w->environment, place.variable, place.field);
  ScopeSet value = environment_value (w->environment, cell);
  if (place.by && is_element_written (w, place))
    return environment_value (w->environment, environment_cell (w->environment, place.by, place.field));
  if (place.variable->kind == VARIABLE_GLOBAL)
    {
      if (!cell->known && environment_cell (w->environment, place.variable, w->none)->known)
        return EMPTY; /* overwritten as a whole */
      const guint32 before = walk_load_of (w, walk_address_of (w, place.variable), place.field);
      if (scope_set_contains (value, before))
        record_read (w, at, place, w->tests_pointer);
    }
  else if (place.field != w->none)
    value = walk_unite (w, value, content_of_field (w, place.variable, place.field));
  return value;
}

void
place_store (Walk *w, CXCursor at, Place place, ScopeSet value)
{
  if (place.kind == PLACE_MEMORY)
    store_memory (w, at, place.base, place.field, place.weak, value);
  else if (place.kind == PLACE_VARIABLE)
    {
      Cell *cell = environment_cell (w->environment, place.variable, place.field);
      place.variable->assigned |= place.field == w->none;
      walk_note_written (w, place.variable);
      if (place.weak)
        environment_add (w->environment, cell, value);
      else
        environment_assign (w->environment, cell, value);
      if (place.weak && place.by)
        environment_assign (w->environment, environment_cell (w->environment, place.by, place.field), value);
      if (place.variable->pointer && place.field == w->none)
        place_leave_element (w, place.variable);
      if (place.variable->kind == VARIABLE_GLOBAL)
        record_store (w, at, walk_set_of (w, walk_address_of (w, place.variable)), place.field, place.weak, value);
    }
}

ScopeSet
place_address (Walk *w, Place place)
{
  switch (place.kind)
    {
    case PLACE_VARIABLE:
      return walk_set_of (w, place.weak && place.variable->kind == VARIABLE_GLOBAL ? walk_origin (w, ORIGIN_GLOBAL, 0, 1, place.variable->name)
                                                                                   : walk_address_of (w, place.variable));
    case PLACE_MEMORY:
      return place.base;
    default:
      return EMPTY;
    }
}

ScopeSet
place_record_address (Walk *w, Place place)
{
  return place.kind == PLACE_MEMORY && *place.field != '*' && *place.field != '\0'
             ? walk_members (w, place.base, place.field)
             : place_address (w, place);
}

/* The variable as a whole is overwritten: nothing that it held before can be read any more. */
void
place_overwrite (Walk *w, Variable *variable)
{
  for (Cell *cell = variable->cells; cell; cell = cell->next)
    environment_assign (w->environment, cell, EMPTY);
  environment_assign (w->environment, environment_cell (w->environment, variable, w->none), EMPTY);
}

/* A struct assigned as a whole: field by field where the fields are known, else all at once. */
void
place_copy_record (Walk *w, CXCursor at, Place to, CXCursor from)
{
  CXCursor value = walk_strip (w, from);
  if (clang_getCursorKind (value) == CXCursor_ConditionalOperator)
    {
      GArray *children = walk_enter (w, value);
      to.weak = TRUE; /* only one of the two is copied */
      for (guint i = 0; i < children->len; i++)
        if (i == 0)
          walk_eval_tested (w, CHILD (children, i));
        else
          place_copy_record (w, at, to, CHILD (children, i));
      walk_leave (w);
      return;
    }
  const Place source = walk_place (w, from);
  if (to.kind == PLACE_MEMORY)
    to.base = place_record_address (w, to);
  if (to.kind == PLACE_VARIABLE && to.field == w->none && !to.weak
      && !(source.kind == PLACE_VARIABLE && source.variable == to.variable))
    place_overwrite (w, to.variable);
  if (source.kind == PLACE_VARIABLE && source.field == w->none && source.variable->kind != VARIABLE_GLOBAL)
    {
      for (Cell *cell = source.variable->cells; cell; cell = cell->next)
        {
          Place member = to;
          member.field = cell->field == w->none ? w->content : cell->field;
          if (to.kind != PLACE_VARIABLE || to.variable != source.variable)
            place_store (w, at, member, environment_value (w->environment, cell));
        }
      if (source.variable->kind != VARIABLE_PARAMETER)
        return;
    }
  Place all = to;
  all.field = w->content;
  if (source.kind == PLACE_VALUE)
    place_store (w, at, all, source.base);
  else
    place_store (w, at, all, place_load_memory (w, place_record_address (w, source), w->content));
}

/* What lies in a variable of static lifetime, though it is named by way of a pointer, is a place of that variable. */
static Place
place_of_static (Walk *w, Place place)
{
  const ScopeOrigin *o = place.base.n == 1 ? walk_origin_at (w, place.base.ids[0]) : NULL;
  if (!o || o->kind != ORIGIN_GLOBAL || o->a != 0)
    return place;
  place.kind = PLACE_VARIABLE;
  place.variable = walk_global (w, o->name);
  place.weak = place.variable->many || o->b != 0;
  return place;
}

static Place
place_of_reference (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  CXCursor declaration = clang_getCursorReferenced (cursor);
  const enum CXCursorKind kind = clang_getCursorKind (declaration);
  if (kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl)
    place = (Place){ .kind = PLACE_VARIABLE, .variable = walk_variable (w, declaration), .field = w->none };
  return place;
}

static Place
place_of_member (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  CXCursor member = clang_getCursorReferenced (cursor);
  GArray *children = walk_enter (w, cursor);
  if (children->len > 0)
    {
      CXCursor object = CHILD (children, 0);
      if (is_pointer (canonical_type (object)) || is_array (canonical_type (object)))
        {
          place.kind = PLACE_MEMORY;
          place.base = walk_eval (w, object);
          place.field = names_field (w->names, member, NULL);
          place = place_of_static (w, place);
          if (place.kind == PLACE_VARIABLE && place.weak)
            place.by = element_pointer (w, object);
        }
      else
        {
          place = walk_place (w, object);
          if (place.kind == PLACE_VALUE) /* a struct that a call gave */
            place.kind = PLACE_MEMORY;
          else if (place.kind == PLACE_MEMORY)
            place.base = place_record_address (w, place);
          place.field = names_field (w->names, member, place.field);
        }
    }
  walk_leave (w);
  return place;
}

static Place
place_of_element (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  GArray *children = walk_enter (w, cursor);
  if (children->len == 2)
    {
      CXCursor array = CHILD (children, 0), index = CHILD (children, 1);
      while (clang_getCursorKind (array) == CXCursor_UnexposedExpr)
        {
          GArray *inner = walk_enter (w, array);
          const gboolean one = inner->len == 1;
          CXCursor child = one ? CHILD (inner, 0) : array;
          walk_leave (w);
          if (!one)
            break;
          array = child;
        }
      walk_eval (w, index);
      if (is_array (canonical_type (array)))
        {
          place = walk_place (w, array);
          place.weak = TRUE;
        }
      else
        place = (Place){ .kind = PLACE_MEMORY, .base = walk_eval (w, array), .field = w->content, .weak = TRUE };
    }
  walk_leave (w);
  return place;
}

static Place
place_of_operator (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  GArray *children = walk_enter (w, cursor);
  if (children->len == 1)
    {
      CXCursor operand = CHILD (children, 0);
      CXType type = canonical_type (operand);
      if (is_function (clang_getCanonicalType (clang_getCursorType (cursor))))
        place = (Place){ .kind = PLACE_VALUE, .base = walk_eval (w, operand), .field = w->none };
      else if (is_pointer (type) && same_type (clang_getPointeeType (type), clang_getCursorType (cursor)))
        place = (Place){ .kind = PLACE_MEMORY, .base = walk_eval (w, operand), .field = w->content };
      else
        place = walk_place (w, operand);
    }
  walk_leave (w);
  return place;
}

static Place
place_inside (Walk *w, CXCursor cursor)
{
  Place place = { .kind = PLACE_NONE };
  GArray *children = walk_enter (w, cursor);
  if (children->len > 0)
    place = walk_place (w, CHILD (children, children->len - 1));
  walk_leave (w);
  return place;
}

static Place
place_of_literal (Walk *w, CXCursor cursor)
{
  Variable *unnamed = walk_variable (w, cursor);
  GArray *children = walk_enter (w, cursor);
  const Place place = { .kind = PLACE_VARIABLE, .variable = unnamed, .field = w->none };
  if (children->len > 0)
    walk_initialise (w, cursor, place, clang_getCursorType (cursor), CHILD (children, children->len - 1));
  walk_leave (w);
  return place;
}

/* A struct that a call gives lies where the callee was told to put it. */
static Place
place_of_call (Walk *w, CXCursor cursor)
{
  const ScopeSet value = walk_eval (w, cursor);
  if (canonical_type (cursor).kind != CXType_Record)
    return (Place){ .kind = PLACE_VALUE, .base = value, .field = w->none };
  return (Place){ .kind = PLACE_VARIABLE, .variable = walk_variable (w, cursor), .field = w->none };
}

Place
walk_place (Walk *w, CXCursor cursor)
{
  switch ((int) clang_getCursorKind (cursor))
    {
    case CXCursor_CallExpr:
      return place_of_call (w, cursor);
    case CXCursor_DeclRefExpr:
      return place_of_reference (w, cursor);
    case CXCursor_MemberRefExpr:
      return place_of_member (w, cursor);
    case CXCursor_ArraySubscriptExpr:
      return place_of_element (w, cursor);
    case CXCursor_UnaryOperator:
      return place_of_operator (w, cursor);
    case CXCursor_ParenExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_CStyleCastExpr:
      return place_inside (w, cursor);
    case CXCursor_CompoundLiteralExpr:
      return place_of_literal (w, cursor);
    default:
      return (Place){ .kind = PLACE_VALUE, .base = walk_eval (w, cursor), .field = w->none };
    }
}

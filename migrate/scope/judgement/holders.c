/* SPDX-License-Identifier: MIT */
#include "scope/judgement/holders.h"

#include "model/text_intern.h"

struct _Holders {
  GHashTable *all;     /* name -> GPtrArray of ProgramFunction */
  GHashTable *loose;   /* field -> those that may be in any object */
  GHashTable *tables;  /* interned "variable field" -> those in that variable */
  GHashTable *seen;    /* tables with an initialiser, be it without any function */
  GHashTable *blurred; /* variables of which not all is known */
};

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

Holders *
holders_new (void)
{
  Holders *holders = g_new (Holders, 1);
  *holders = (Holders){ new_lists (), new_lists (), new_lists (), g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
  return holders;
}

void
holders_free (Holders *holders)
{
  g_hash_table_unref (holders->all);
  g_hash_table_unref (holders->loose);
  g_hash_table_unref (holders->tables);
  g_hash_table_unref (holders->seen);
  g_hash_table_unref (holders->blurred);
  g_free (holders);
}

static gboolean
is_field (const char *name)
{
  return name && *name != '\0' && *name != '*';
}

const char *
holders_name (const ScopeFunction *f, const ScopeOrigin *load)
{
  if (is_field (load->name))
    return load->name;
  const ScopeOrigin *object = function_origin (f, load->a);
  while (object->kind == ORIGIN_LOAD || object->kind == ORIGIN_MEMBER)
    {
      if (object->kind == ORIGIN_LOAD && is_field (object->name))
        return object->name;
      object = function_origin (f, object->a);
    }
  return object->kind == ORIGIN_GLOBAL ? object->name : NULL;
}

const char *
holders_variable (const ScopeFunction *f, guint32 id)
{
  const ScopeOrigin *o = function_origin (f, id);
  while (o->kind == ORIGIN_MEMBER || o->kind == ORIGIN_GUARDED)
    o = function_origin (f, o->a);
  return o->kind == ORIGIN_GLOBAL ? o->name : NULL;
}

const char *
holders_demanded (const ScopeFunction *f, guint32 id, guint *parameter)
{
  const ScopeOrigin *load = function_origin (f, id);
  if (load->kind == ORIGIN_GUARDED)
    load = function_origin (f, load->a);
  if (load->kind != ORIGIN_LOAD || !is_field (load->name))
    return NULL;
  const ScopeOrigin *o = function_origin (f, load->a);
  while (o->kind == ORIGIN_MEMBER || o->kind == ORIGIN_GUARDED)
    o = function_origin (f, o->a);
  if (o->kind != ORIGIN_PARAMETER || o->a >= f->n_parameters)
    return NULL;
  *parameter = o->a;
  return load->name;
}

gboolean
holders_add_pointer (GPtrArray *functions, ProgramFunction *function)
{
  for (guint i = 0; i < functions->len; i++)
    if (functions->pdata[i] == function)
      return FALSE;
  g_ptr_array_add (functions, function);
  return TRUE;
}

static gboolean
add_to (GHashTable *lists, const char *name, ProgramFunction *function)
{
  GPtrArray *functions = g_hash_table_lookup (lists, name);
  if (!functions)
    {
      functions = g_ptr_array_new ();
      g_hash_table_insert (lists, (gpointer) name, functions);
    }
  return holders_add_pointer (functions, function);
}

static const char *
table_key (const char *variable, const char *field)
{
  g_autofree char *key = g_strconcat (variable, " ", field, NULL);
  return text_intern (key);
}

gboolean
holders_add (Holders *holders, const char *name, const char *variable, ProgramFunction *function)
{
  gboolean changed = add_to (holders->all, name, function);
  if (name != variable)
    changed |= !variable ? add_to (holders->loose, name, function)
                         : add_to (holders->tables, table_key (variable, name), function);
  return changed;
}

void
holders_see (Holders *holders, const char *variable)
{
  g_hash_table_add (holders->seen, (gpointer) variable);
}

void
holders_blur (Holders *holders, const char *variable)
{
  g_hash_table_add (holders->blurred, (gpointer) variable);
}

static void
add_all (GHashTable *lists, const char *name, GPtrArray *out)
{
  const GPtrArray *functions = g_hash_table_lookup (lists, name);
  for (guint i = 0; functions && i < functions->len; i++)
    holders_add_pointer (out, g_ptr_array_index (functions, i));
}

gboolean
holders_knows (const Holders *holders, const char *name, const char *variable)
{
  return variable != name && !g_hash_table_contains (holders->blurred, variable)
         && (g_hash_table_contains (holders->seen, variable) || g_hash_table_contains (holders->tables, table_key (variable, name)));
}

void
holders_get (const Holders *holders, const char *name, const char *variable, GPtrArray *out)
{
  if (!variable || !holders_knows (holders, name, variable))
    {
      add_all (holders->all, name, out);
      return;
    }
  add_all (holders->tables, table_key (variable, name), out);
  add_all (holders->loose, name, out);
}

void
holders_each (const Holders *holders, GHFunc visit, gpointer data)
{
  g_hash_table_foreach (holders->all, visit, data);
}

/* SPDX-License-Identifier: MIT */
/*
 * Holders: their names, and the links between them.
 */
#include "find/flow_holder.h"

#include "model/text_intern.h"

const char *
flow_name (const char *holds, const char *key)
{
  g_autofree char *text = g_strconcat (holds, "|", key, NULL);
  const char *interned = text_intern (text);

  return interned;
}

const char *
flow_part (const char *function, const char *part)
{
  g_autofree char *text = g_strconcat (HOLDS_VOID, "|", function, "#", part, NULL);
  const char *interned = text_intern (text);

  return interned;
}

const char *
flow_numbered_part (const char *function, int number)
{
  char part[16];

  g_snprintf (part, sizeof part, "%d", number);
  return flow_part (function, part);
}

const char *
flow_content (const char *family)
{
  g_autofree char *key = g_strconcat ("content of ", family, NULL);

  return flow_name (HOLDS_VOID, key);
}

const char *
flow_container_family (const Flow *flow, const char *name)
{
  const Rule *rule = flow_family_rule (flow, name);

  return rule ? text_intern (rule->family) : g_hash_table_lookup (flow->targets, name);
}

const char *
flow_macro (const Flow *flow, const char *family, const char *macro)
{
  const char *key = g_hash_table_lookup (flow->macros, macro);

  return flow_name (family, key ? key : macro);
}

void
flow_link (Flow *flow, LinkKind kind, const char *from, const char *to)
{
  Link link = { kind, from, to };

  if (!from || !to || from == to)
    return;
  g_array_append_val (flow->links, link);
}

void
flow_note_struct (Flow *flow, Holder holder, CXType type)
{
  if (holder.node && !flow_is_void (holder.holds) && flow_types_is_struct (&flow->types, type))
    flow_link (flow, LINK_STRUCT, holder.node, holder.holds);
}

gboolean
flow_is_void (const char *holds)
{
  return holds && g_str_equal (holds, HOLDS_VOID);
}

/* The holder's name with its family in it, which an occurrence lacks. */
static const char *
of_family (Flow *flow, Holder holder)
{
  const char *name;

  if (*holder.node != '@')
    return holder.node;
  name = flow_name (holder.holds, holder.node);
  flow_link (flow, LINK_SAME, name, holder.node);
  return name;
}

void
flow_goes (Flow *flow, Holder from, Holder to)
{
  if (from.function && to.function)
    flow_link (flow, LINK_VOID, flow_part (from.function, "*"), flow_part (to.function, "*"));
  if (!from.holds || !from.node)
    return;
  if (!to.node)
    {
      if (!flow_is_void (from.holds) && !to.holds)
        flow_link (flow, LINK_INTO, of_family (flow, from), text_intern (FLOW_UNTRACKED));
      return;
    }
  if (flow_is_void (from.holds) && flow_is_void (to.holds))
    flow_link (flow, LINK_VOID, from.node, to.node);
  else if (flow_is_void (from.holds))
    flow_link (flow, LINK_OUT, of_family (flow, to), from.node);
  else if (flow_is_void (to.holds))
    flow_link (flow, LINK_INTO, of_family (flow, from), to.node);
  else if (from.holds == to.holds)
    flow_link (flow, LINK_SAME, from.node, to.node);
}

UnitFile *
flow_locate (Flow *flow, CXCursor cursor, guint32 *offset)
{
  CXFile file;
  unsigned at;

  clang_getFileLocation (clang_getCursorLocation (cursor), &file, NULL, NULL, &at);
  for (guint i = 0; file && i < flow->analysis->files->len; i++)
    {
      UnitFile *candidate = g_ptr_array_index (flow->analysis->files, i);

      if (!candidate->file || !(candidate->file == file || clang_File_isEqual (candidate->file, file)))
        continue;
      while (at < candidate->source->length && source_splice (candidate->source->text + at) > 0)
        at += source_splice (candidate->source->text + at);
      *offset = at;
      return candidate;
    }
  return NULL;
}

const char *
flow_spelling (CXCursor cursor)
{
  CXString string = clang_getCursorSpelling (cursor);
  const char *text = text_intern (clang_getCString (string) ? clang_getCString (string) : "");

  clang_disposeString (string);
  return text;
}

const Rule *
flow_family_rule (const Flow *flow, const char *name)
{
  const Rule *rule = rule_set_lookup (flow->types.rules, name, strlen (name));

  return rule && rule->family ? rule : NULL;
}

const char *
flow_occurrence (Flow *flow, CXCursor cursor, const char *family, const char *name)
{
  guint32 offset;
  UnitFile *file = flow_locate (flow, cursor, &offset);
  char *spelled, *text;
  const char *node;

  if (!file)
    return NULL;
  spelled = (char *) source_spelling (NULL, file->source, source_token_at (file->source, offset));
  text = g_strdup_printf ("@%s:%u", file->source->path, offset);
  node = text_intern (text);
  g_free (text);
  if (!g_str_equal (spelled, name) && !rule_set_lookup (flow->types.rules, spelled, strlen (spelled)))
    flow_link (flow, LINK_SAME, node, flow_macro (flow, family, spelled));
  wmem_free (NULL, spelled);
  return node;
}

const char *
flow_named (Flow *flow, CXCursor cursor, const char *family)
{
  guint32 offset;
  UnitFile *file = flow_locate (flow, cursor, &offset);
  const char *name = file ? source_spelling (flow->analysis->pool, file->source,
                                             source_token_at (file->source, offset))
                          : "";
  const Rule *rule = flow_family_rule (flow, name);

  return rule && g_str_equal (rule->family, family) ? flow_occurrence (flow, cursor, family, name) : NULL;
}

enum CXChildVisitResult
flow_take_child (CXCursor cursor, CXCursor parent, CXClientData data)
{
  (void) parent;
  g_array_append_val ((GArray *) data, cursor);
  return CXChildVisit_Continue;
}

GArray *
flow_enter (Flow *flow, CXCursor cursor)
{
  GArray *children;

  if (flow->depth == flow->frames->len)
    g_ptr_array_add (flow->frames, g_array_new (FALSE, FALSE, sizeof (CXCursor)));
  children = g_ptr_array_index (flow->frames, flow->depth++);
  g_array_set_size (children, 0);
  clang_visitChildren (cursor, flow_take_child, children);
  return children;
}

void
flow_leave (Flow *flow)
{
  flow->depth--;
}

Holder
flow_declared (Flow *flow, CXCursor declaration)
{
  CXType type = clang_getCursorType (declaration);
  const char *holds = flow_types_holds (&flow->types, type);
  const gboolean is_function = flow_types_is_function (type);
  Holder holder = { holds, NULL, NULL };
  const char *key;

  if (!holds && !is_function)
    return holder;
  key = flow_key (declaration);
  holder.node = holds ? flow_name (holds, key) : NULL;
  holder.function = is_function ? key : NULL;
  return holder;
}

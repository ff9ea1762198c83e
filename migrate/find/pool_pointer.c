/* SPDX-License-Identifier: MIT */
/*
 * What a declaration says of the functions that it points to: by its own words, or by a typedef's.
 */
#include "find/pool_pointer.h"

#include <string.h>

#include "find/pool_parameter.h"
#include "model/pool_array.h"
#include "model/text_intern.h"
#include "syntax/cursor.h"

static gboolean
is_function (CXType canonical)
{
  return canonical.kind == CXType_FunctionProto || canonical.kind == CXType_FunctionNoProto;
}

/* What @type is without pointers and arrays around it: the typedef that is met first, else what it is of. */
CXType
pool_pointer_innermost (CXType type)
{
  for (;;)
    switch ((int) type.kind)
      {
      case CXType_Elaborated:
        type = clang_Type_getNamedType (type);
        break;
      case CXType_Pointer:
        type = clang_getPointeeType (type);
        break;
      case CXType_ConstantArray:
      case CXType_IncompleteArray:
      case CXType_VariableArray:
        type = clang_getArrayElementType (type);
        break;
      case CXType_Typedef:
        return type;
      default:
        {
          /* Parentheses, and what a parameter decays from. */
          CXType canonical = clang_getCanonicalType (type);
          if (canonical.kind == type.kind || is_function (canonical))
            return canonical;
          type = canonical;
        }
      }
}

/* The type of the functions that @type points to, through any number of typedefs. Another kind: none. */
CXType
pool_pointer_function_type (CXType type)
{
  type = clang_getCanonicalType (type);
  while (type.kind == CXType_Pointer || type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray
         || type.kind == CXType_VariableArray)
    type = clang_getCanonicalType (type.kind == CXType_Pointer ? clang_getPointeeType (type) : clang_getArrayElementType (type));
  return type;
}

gboolean
pool_pointer_is_type (CXType type)
{
  return is_function (pool_pointer_function_type (type));
}

/* Where the list that belongs to the name at @offset begins, behind `[…]` and `)`; 0: nowhere. */
gsize
pool_pointer_list (const PoolFile *file, guint32 offset, const char *name)
{
  gsize at = offset + strlen (name);
  if (at >= file->length || strncmp (file->text + offset, name, strlen (name)) != 0)
    return 0;
  while (at < file->length)
    {
      const char byte = file->text[at];
      if (byte == '(')
        return at;
      if (byte == '[')
        {
          guint depth = 0;
          do
            depth += file->text[at] == '[' ? 1u : file->text[at] == ']' ? G_MAXUINT
                                                                        : 0;
          while (depth > 0 && ++at < file->length);
        }
      else if (byte != ')' && !g_ascii_isspace (byte))
        return 0;
      at++;
    }
  return 0;
}

/* The end of the list that begins at @open. */
static guint32
end_of_list (const PoolFile *file, gsize open)
{
  guint depth = 0;
  gsize at = open;
  for (; at < file->length; at++)
    {
      depth += file->text[at] == '(' ? 1u : file->text[at] == ')' ? G_MAXUINT
                                                                  : 0;
      if (depth == 0)
        break;
    }
  return (guint32) MIN (at, file->length);
}

static const char *
why_fixed (PoolWalker *walk, CXCursor declaration, const PoolFile *file, guint32 offset, const char *name, gboolean spelled)
{
  const RuleSet *rules = walk->analysis->context->rules;
  const Rule *rule = rule_set_lookup (rules, name, strlen (name));
  if (spelled && pool_pointer_list (file, offset, name) == 0)
    return "its declaration is not spelled out: a macro or another type makes it";
  if (rule && !rule->ids)
    return "it has the name of the old API's";
  if (clang_getCursorKind (clang_getCursorSemanticParent (declaration)) == CXCursor_UnionDecl)
    return "it is a member of a union";
  return NULL;
}

static gboolean
is_main_file (const PoolWalker *walk, const char *path)
{
  const CompileCommand *command = walk->analysis->command;
  return command && analysis_canonical_path (command->file) == path;
}

static gboolean
has_external_linkage (CXCursor declaration)
{
  return clang_getCursorKind (declaration) == CXCursor_VarDecl && clang_getCursorLinkage (declaration) == CXLinkage_External;
}

/* What the struct of the field @declaration is called, or NULL. */
static const char *
owner_of (PoolWalker *walk, CXCursor declaration)
{
  if (clang_getCursorKind (declaration) != CXCursor_FieldDecl)
    return NULL;
  const char *name = names_record (walk->names, clang_getCursorType (clang_getCursorSemanticParent (declaration)));
  return name && *name != '\0' && !strpbrk (name, " (") ? name : NULL;
}

/* Adds the pointer @id to the facts, as far as this unit knows it. @spelled: the declaration spells the type, no typedef does. */
static void
note_pointer (PoolWalker *walk, CXCursor declaration, const char *id, const PoolFile *file, guint32 offset, guint32 line, gboolean spelled)
{
  const char *name = pool_walker_spell (clang_getCursorSpelling (declaration));
  if (spelled)
    pool_sources_add_pointer (walk->sources, file->path, offset, id, POINTER_DECLARED);
  pool_sources_name_pointer (walk->sources, name, clang_getCursorKind (declaration) == CXCursor_FieldDecl, id);
  CXType type = pool_pointer_function_type (cursor_is_typedef (clang_getCursorKind (declaration)) ? clang_getTypedefDeclUnderlyingType (declaration)
                                                                                                  : clang_getCursorType (declaration));
  const int n = clang_isFunctionTypeVariadic (type) ? 0 : clang_getNumArgTypes (type);
  PoolFunction f = {
    .id = id,
    .name = name,
    .path = file->path,
    .line = line,
    .internal = is_main_file (walk, file->path) && !has_external_linkage (declaration),
    .defined = TRUE,
    .pointer = TRUE,
    .n_parameters = n > 0 ? (guint32) n : 0,
    .barred = why_fixed (walk, declaration, file, offset, name, spelled),
    .parameter = walk->analysis->context->options->pool_name,
    .owner = owner_of (walk, declaration),
  };
  /* A table that is not compiled here says no more than whose it is. */
  if (f.owner)
    pool_sources_name_pointer (walk->sources, f.owner, FALSE, id);
  if (!f.barred && spelled)
    f.parameter = pool_parameter_name (walk->analysis, file->text, offset, end_of_list (file, pool_pointer_list (file, offset, name)));
  g_array_append_val (walk->facts->functions, f);
}

void
pool_pointer_meet (PoolWalker *walk, const char *one, const char *other, const char *path, guint32 line)
{
  if (one != other)
    pool_walker_add_use (walk, (PoolUse){ .kind = POOL_USE_MEETS, .from = one, .to = other, .path = path, .line = line });
}

static const char *
declared_id (PoolWalker *walk, CXCursor declaration, const PoolFile *file, guint32 offset, const char *name)
{
  if (clang_getCursorKind (declaration) == CXCursor_VarDecl && clang_getCursorLinkage (declaration) != CXLinkage_NoLinkage)
    return names_id (walk->names, declaration);
  g_autofree char *own = g_strdup_printf ("%s:%u:%s", file->path, offset, name);
  return text_intern (own);
}

/* The id of the pointer to functions that @declaration is; NULL: none, or its type is not spelled in a file that may be edited. */
const char *
pool_pointer_of (PoolWalker *walk, CXCursor declaration)
{
  const gboolean is_typedef = cursor_is_typedef (clang_getCursorKind (declaration));
  CXType type = is_typedef ? clang_getTypedefDeclUnderlyingType (declaration) : clang_getCursorType (declaration);
  if (!pool_pointer_is_type (type))
    return NULL;
  declaration = clang_getCanonicalCursor (declaration);
  const char *const *known = g_hash_table_lookup (walk->pointers, &declaration);
  if (known)
    return *known;
  const gboolean spelled = pool_pointer_innermost (type).kind != CXType_Typedef;
  const char *id = spelled ? NULL : pool_pointer_of (walk, clang_getTypeDeclaration (pool_pointer_innermost (type)));
  guint32 offset, line;
  const char *name = pool_walker_spell (clang_getCursorSpelling (declaration));
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (declaration), &offset, &line);
  /* Another name of a typedef, or none, calls nothing. */
  if (file && (spelled || (id && !is_typedef && *name != '\0')))
    {
      const char *own = declared_id (walk, declaration, file, offset, name);
      note_pointer (walk, declaration, own, file, offset, line, spelled);
      if (id)
        pool_pointer_meet (walk, own, id, file->path, line);
      id = own;
    }
  CXCursor *key = wmem_memdup (walk->analysis->pool, &declaration, sizeof declaration);
  g_hash_table_insert (walk->pointers, key, wmem_memdup (walk->analysis->pool, &id, sizeof id));
  return id;
}

/* The parameter number @index of the function @id, whatever each of its declarations calls it. */
const char *
pool_pointer_parameter (const char *id, int index)
{
  g_autofree char *text = g_strdup_printf ("%s@%d", id, index);
  return text_intern (text);
}

/* The parameter @whole of @function, as a whole: its declarations have no common place. */
static void
note_part (PoolWalker *walk, CXCursor function, const char *whole, CXType type)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (walk->functions, whole));
  if (index == 0)
    {
      const int n = clang_isFunctionTypeVariadic (type) ? 0 : clang_getNumArgTypes (type);
      const PoolFunction fresh = {
        .id = whole,
        .name = pool_walker_spell (clang_getCursorSpelling (function)),
        .internal = clang_getCursorLinkage (function) == CXLinkage_Internal,
        .pointer = TRUE,
        .part = TRUE,
        .n_parameters = n > 0 ? (guint32) n : 0,
        .parameter = walk->analysis->context->options->pool_name,
      };
      g_array_append_val (walk->facts->functions, fresh);
      index = walk->facts->functions->len;
      g_hash_table_insert (walk->functions, (gpointer) whole, GUINT_TO_POINTER (index));
    }
  g_array_index (walk->facts->functions, PoolFunction, index - 1).defined |= clang_isCursorDefinition (function) != 0;
}

/* Parameters whose own declaration spells the type: each declaration of the function does so. */
void
pool_pointer_declare (PoolWalker *walk, CXCursor function, const char *id)
{
  for (int i = 0; i < clang_Cursor_getNumArguments (function); i++)
    {
      CXCursor parameter = clang_Cursor_getArgument (function, (unsigned) i);
      CXType type = clang_getCursorType (parameter);
      guint32 offset, line;
      if (!pool_pointer_is_type (type))
        continue;
      const char *called = pool_walker_spell (clang_getCursorSpelling (function)), *whole = NULL;
      if (pool_pointer_innermost (type).kind == CXType_Typedef)
        whole = pool_pointer_of (walk, parameter);
      else
        {
          const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (parameter), &offset, &line);
          const char *own = file && *pool_walker_spell (clang_getCursorSpelling (parameter)) != '\0' ? pool_pointer_of (walk, parameter) : NULL;
          whole = pool_pointer_parameter (id, i);
          note_part (walk, function, whole, pool_pointer_function_type (type));
          if (own)
            pool_pointer_meet (walk, own, whole, file->path, line);
          else
            pool_walker_bar (walk, whole, file ? file->path : NULL, line, "a declaration of it gives the parameter no name");
        }
      /* Code that is not compiled hands it something by the function's name. */
      if (whole)
        pool_sources_name_pointer (walk->sources, called, FALSE, whole);
    }
}

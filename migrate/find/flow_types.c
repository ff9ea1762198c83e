/* SPDX-License-Identifier: MIT */
/*
 * Types and names for the flows.
 */
#include "find/flow_types.h"

#include <string.h>

#include "model/text_intern.h"
#include "syntax/analysis.h"
#include "wmem/wmem.h"

/* No type is nested deeper than that. */
#define MAX_LAYERS 32

static const char *
intern (CXString string)
{
  const char *text = text_intern (clang_getCString (string));

  clang_disposeString (string);
  return text;
}

static CXType
strip (CXType type)
{
  for (guint i = 0; i < MAX_LAYERS; i++)
    if (type.kind == CXType_Pointer)
      type = clang_getCanonicalType (clang_getPointeeType (type));
    else if (clang_getArrayElementType (type).kind != CXType_Invalid)
      type = clang_getCanonicalType (clang_getArrayElementType (type));
    else
      break;
  return type;
}

static const Rule *
type_rule (const RuleSet *rules, const char *name)
{
  const Rule *rule = rule_set_lookup (rules, name, strlen (name));

  return rule && rule->kind == RULE_TYPE && rule->family ? rule : NULL;
}

/* The struct behind a type of the rules, as its declaration @a cursor says. */
static void
learn_record (FlowTypes *types, CXCursor cursor, const Rule *rule)
{
  CXType type = strip (clang_getCanonicalType (clang_getCursorType (cursor)));

  if (type.kind != CXType_Record || g_hash_table_contains (types->records, type.data[0]))
    return;
  g_hash_table_insert (types->records, type.data[0], (gpointer) rule);
  g_hash_table_remove_all (types->known); /* some of them may have been asked for too early */
}

static enum CXChildVisitResult
find_type (CXCursor cursor, CXCursor parent, CXClientData data)
{
  FlowTypes *types = data;
  enum CXCursorKind kind = clang_getCursorKind (cursor);
  const Rule *rule;

  (void) parent;
  if (kind != CXCursor_TypedefDecl && kind != CXCursor_StructDecl)
    return CXChildVisit_Continue;
  rule = type_rule (types->rules, intern (clang_getCursorSpelling (cursor)));
  if (rule)
    learn_record (types, cursor, rule);
  return CXChildVisit_Continue;
}

/* What a precompiled header declares is not visited: it is learned when it is met. */
void
flow_types_init (FlowTypes *types, const RuleSet *rules, CXTranslationUnit unit)
{
  types->rules = rules;
  types->records = g_hash_table_new (NULL, NULL);
  types->known = g_hash_table_new (NULL, NULL);
  clang_visitChildren (clang_getTranslationUnitCursor (unit), find_type, types);
}

void
flow_types_clear (FlowTypes *types)
{
  g_hash_table_unref (types->records);
  g_hash_table_unref (types->known);
}

/* @return (nullable) the rule of the struct that @type is. */
static const Rule *
rule_of_record (const FlowTypes *types, CXType type)
{
  const Rule *rule = g_hash_table_lookup (types->records, clang_getCanonicalType (type).data[0]);

  /* Qualifiers are part of what tells types apart. */
  return rule ? rule
              : g_hash_table_lookup (types->records, clang_getCanonicalType (clang_getCursorType (clang_getTypeDeclaration (type))).data[0]);
}

/* Whether the new API's struct has other fields: then old ones have rules. */
static gboolean
has_field_rules (const RuleSet *rules, const Rule *type)
{
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      if (rule->kind == RULE_FIELD && g_str_equal (rule->owner, type->name + strspn (type->name, "_")))
        return TRUE;
    }
  return FALSE;
}

gboolean
flow_types_is_struct (const FlowTypes *types, CXType type)
{
  type = clang_getCanonicalType (type);
  for (guint i = 0; i < MAX_LAYERS && clang_getArrayElementType (type).kind != CXType_Invalid; i++)
    type = clang_getCanonicalType (clang_getArrayElementType (type));
  const Rule *rule = type.kind == CXType_Record ? rule_of_record (types, type) : NULL;
  return rule && has_field_rules (types->rules, rule);
}

gboolean
flow_types_is_function (CXType type)
{
  type = strip (clang_getCanonicalType (type));
  return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
}

static const char *
holds_of_function (FlowTypes *types, CXType type)
{
  const char *holds = flow_types_holds (types, clang_getResultType (type));

  for (int i = 0; (!holds || g_str_equal (holds, HOLDS_VOID)) && i < clang_getNumArgTypes (type); i++)
    holds = flow_types_holds (types, clang_getArgType (type, (unsigned) i));
  return holds && !g_str_equal (holds, HOLDS_VOID) ? holds : NULL;
}

/* A struct that is named by its tag before anything said which type it is: `struct _T` is T. */
static const char *
family_of_tag (const FlowTypes *types, CXCursor declaration)
{
  const char *tag = intern (clang_getCursorSpelling (declaration));
  const Rule *rule = type_rule (types->rules, tag + strspn (tag, "_"));

  return rule ? text_intern (rule->family) : NULL;
}

static const char *
find_holds (FlowTypes *types, CXType type)
{
  gboolean pointer = FALSE;

  for (guint i = 0; i < MAX_LAYERS; i++)
    switch (type.kind)
      {
      case CXType_Typedef:
        {
          CXCursor declaration = clang_getTypeDeclaration (type);
          const char *name = intern (clang_getCursorSpelling (declaration));
          const Rule *rule = type_rule (types->rules, name);

          if (rule)
            {
              learn_record (types, declaration, rule);
              return text_intern (rule->family);
            }
          if (g_str_equal (name, "va_list"))
            return HOLDS_VOID;
          type = clang_getTypedefDeclUnderlyingType (declaration);
          break;
        }
      case CXType_Elaborated:
        type = clang_Type_getNamedType (type);
        break;
      case CXType_Pointer:
        pointer = TRUE;
        type = clang_getPointeeType (type);
        break;
      case CXType_ConstantArray:
      case CXType_IncompleteArray:
      case CXType_VariableArray:
        type = clang_getArrayElementType (type);
        break;
      case CXType_FunctionProto:
      case CXType_FunctionNoProto:
        return holds_of_function (types, type);
      case CXType_Void:
        return pointer ? HOLDS_VOID : NULL;
      case CXType_Record:
        {
          const Rule *rule = rule_of_record (types, type);

          return rule ? text_intern (rule->family) : family_of_tag (types, clang_getTypeDeclaration (type));
        }
      default:
        {
          CXType canonical = clang_getCanonicalType (type);

          if (clang_equalTypes (canonical, type))
            return NULL;
          type = canonical;
        }
      }
  return NULL;
}

const char *
flow_types_holds (FlowTypes *types, CXType type)
{
  const char *holds = type.data[0] ? g_hash_table_lookup (types->known, type.data[0]) : NULL;

  if (!holds)
    {
      holds = find_holds (types, type);
      if (type.data[0])
        g_hash_table_insert (types->known, type.data[0], (gpointer) (holds ? holds : ""));
    }
  return holds && *holds != '\0' ? holds : NULL;
}

static const char *
by_place (CXCursor declaration, const char *name)
{
  CXString file_name;
  CXFile file;
  unsigned offset;
  char *key;
  const char *path, *interned;

  clang_getFileLocation (clang_getCursorLocation (declaration), &file, NULL, NULL, &offset);
  file_name = clang_getFileName (file);
  path = clang_getCString (file_name) ? analysis_canonical_path (clang_getCString (file_name)) : NULL;
  key = g_strdup_printf ("%s:%u:%s", path ? path : "?", offset, name);
  interned = text_intern (key);
  g_free (key);
  clang_disposeString (file_name);
  return interned;
}

const char *
flow_key (CXCursor declaration)
{
  CXCursor canonical = clang_getCanonicalCursor (declaration), parent = clang_getCursorSemanticParent (canonical);
  const char *name = intern (clang_getCursorSpelling (canonical));
  const enum CXCursorKind kind = clang_getCursorKind (canonical);

  if ((kind == CXCursor_FunctionDecl || kind == CXCursor_VarDecl)
      && clang_getCursorLinkage (canonical) == CXLinkage_External)
    return name;
  /* A struct is declared again by who has no header for it; one of that name with the field elsewhere is another. */
  if (kind == CXCursor_FieldDecl)
    {
      const char *record = intern (clang_getTypeSpelling (clang_getCursorType (parent)));

      if (*record != '\0' && !strchr (record, '('))
        {
          g_autofree char *key = g_strdup_printf ("%s.%s@%lld", g_str_has_prefix (record, "struct ") ? record + 7 : record, name,
                                                  clang_Cursor_getOffsetOfField (canonical));
          const char *interned = text_intern (key);

          return interned;
        }
    }
  return by_place (canonical, name);
}

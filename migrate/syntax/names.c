/* SPDX-License-Identifier: MIT */
/*
 * Names of places, functions, variables and fields.
 */
#include "syntax/names.h"

#include <string.h>

#include "model/text_intern.h"
#include "syntax/analysis.h"
#include "syntax/cursor.h"

#define MAX_UNION_MEMBERS 3 /* that are named */

struct _Names {
  CXTranslationUnit unit;
  GHashTable *paths;   /* CXFile -> interned path */
  GHashTable *texts;   /* CXFile -> FileText */
  GHashTable *ids;     /* CXCursor -> interned id */
  GHashTable *fields;  /* CXCursor of a field -> interned name */
  GHashTable *records; /* type declaration -> Record */
  GHashTable *named;   /* interned name of a function whose id is another one, static or of C++ -> interned id */
};

typedef struct {
  const char *bytes; /* NULL: there are none */
  size_t size;
} FileText;

typedef struct {
  const char *name;
  gboolean holds_functions;
  const char *packet_info_member;
  GArray *fields; /* of RecordField */
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;
  g_array_unref (record->fields);
  g_free (record);
}

static CXCursor *
cursor_copy (CXCursor cursor)
{
  return g_memdup2 (&cursor, sizeof cursor);
}

Names *
names_new (CXTranslationUnit unit)
{
  Names *names = g_new0 (Names, 1);
  names->unit = unit;
  names->paths = g_hash_table_new (NULL, NULL);
  names->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  names->ids = g_hash_table_new_full (cursor_hash, cursor_equal, g_free, NULL);
  names->fields = g_hash_table_new_full (cursor_hash, cursor_equal, g_free, NULL);
  names->records = g_hash_table_new_full (cursor_hash, cursor_equal, g_free, record_free);
  names->named = g_hash_table_new (NULL, NULL);
  return names;
}

void
names_free (Names *names)
{
  g_hash_table_unref (names->paths);
  g_hash_table_unref (names->texts);
  g_hash_table_unref (names->ids);
  g_hash_table_unref (names->fields);
  g_hash_table_unref (names->records);
  g_hash_table_unref (names->named);
  g_free (names);
}

static const char *
intern_string (CXString string)
{
  const char *text = clang_getCString (string);
  const char *interned = text_intern (!text ? "" : text);
  clang_disposeString (string);
  return interned;
}

const char *
names_path (Names *names, CXFile file)
{
  if (!file)
    return NULL;
  const char *path = g_hash_table_lookup (names->paths, file);
  if (!path)
    {
      const char *name = intern_string (clang_getFileName (file));
      path = analysis_canonical_path (name);
      path = path ? path : name;
      g_hash_table_insert (names->paths, file, (gpointer) path);
    }
  return path;
}

/* The bytes of @file; NULL: there are none. Asked for once: each time libclang looks through all that the unit has included. */
static const char *
file_text (Names *names, CXFile file, size_t *size)
{
  FileText *text = !file ? NULL : g_hash_table_lookup (names->texts, file);
  if (!text && file)
    {
      text = g_new0 (FileText, 1);
      text->bytes = clang_getFileContents (names->unit, file, &text->size);
      g_hash_table_insert (names->texts, file, text);
    }
  *size = !text ? 0 : text->size;
  return !text ? NULL : text->bytes;
}

ScopePlace
names_place (Names *names, CXCursor cursor)
{
  ScopePlace place = { 0 };
  CXFile file;
  clang_getFileLocation (clang_getCursorLocation (cursor), &file, &place.line, &place.column, &place.offset);
  place.path = names_path (names, file);
  return place;
}

guint32
names_constant (Names *names, CXCursor cursor)
{
  static const struct {
    const char *word;
    guint32 constant;
  } WORDS[] = { { "TRUE", CONSTANT_NOT_ZERO }, { "FALSE", CONSTANT_ZERO }, { "NULL", CONSTANT_ZERO }, { "nullptr", CONSTANT_ZERO } };
  CXFile file;
  unsigned offset;
  size_t size;
  clang_getFileLocation (clang_getCursorLocation (cursor), &file, NULL, NULL, &offset);
  const char *text = file_text (names, file, &size);
  if (!text || offset >= size)
    return CONSTANT_UNKNOWN;
  guint length = 0;
  while (offset + length < size && (g_ascii_isalnum (text[offset + length]) || text[offset + length] == '_'))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strlen (WORDS[i].word) == length && strncmp (WORDS[i].word, text + offset, length) == 0)
      return WORDS[i].constant;
  if (clang_getCursorKind (cursor) != CXCursor_IntegerLiteral || length == 0 || !g_ascii_isdigit (text[offset]))
    return CONSTANT_UNKNOWN;
  return g_ascii_strtoull (text + offset, NULL, 0) == 0 ? CONSTANT_ZERO : CONSTANT_NOT_ZERO;
}

gboolean
names_is_negation (Names *names, CXCursor cursor)
{
  CXFile file;
  unsigned offset;
  size_t size;
  clang_getFileLocation (clang_getCursorLocation (cursor), &file, NULL, NULL, &offset);
  const char *text = file_text (names, file, &size);
  return text && offset < size && text[offset] == '!';
}

OperatorText
names_operator_text (Names *names, CXCursor left, CXCursor right)
{
  static const OperatorText NONE = { "" };
  CXFile file, other;
  unsigned at, end;
  size_t size;
  clang_getFileLocation (clang_getRangeEnd (clang_getCursorExtent (left)), &file, NULL, NULL, &at);
  clang_getFileLocation (clang_getCursorLocation (right), &other, NULL, NULL, &end);
  const char *text = file != other ? NULL : file_text (names, file, &size);
  if (!text || at >= end || end > size)
    return NONE;
  while (at < end && (g_ascii_isspace (text[at]) || text[at] == ')'))
    at++;
  OperatorText is = NONE;
  for (guint i = 0; i < 2 && at + i < end && strchr ("=!&|<>+-*/%^", text[at + i]); i++)
    is.text[i] = text[at + i];
  return is;
}

Operator
names_operator (Names *names, CXCursor left, CXCursor right)
{
  static const struct {
    const char *text;
    Operator is;
  } OPERATORS[] = {
    { "==", OPERATOR_EQUAL },
    { "!=", OPERATOR_UNEQUAL },
    { "&&", OPERATOR_AND },
    { "||", OPERATOR_OR },
    { "<<", OPERATOR_OTHER },
    { ">>", OPERATOR_OTHER },
    { "<", OPERATOR_LESS },
    { ">", OPERATOR_GREATER },
    { "=", OPERATOR_ASSIGN },
  };
  const OperatorText is = names_operator_text (names, left, right);
  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (g_str_has_prefix (is.text, OPERATORS[i].text))
      return OPERATORS[i].is;
  return OPERATOR_OTHER;
}

static gboolean
is_local_static (CXCursor declaration)
{
  const enum CXCursorKind parent = clang_getCursorKind (clang_getCursorSemanticParent (declaration));
  return parent == CXCursor_FunctionDecl;
}

/* What C++ tells @declaration, called @name, from others of its name by: its class, namespace and parameters; NULL: its name alone tells.
 * Of a function that a C unit could call as well the USR ends with the name. */
static char *
qualified_name (CXCursor declaration, const char *name)
{
  CXString string = clang_getCursorUSR (declaration);
  const char *usr = clang_getCString (string);
  const enum CXCursorKind kind = clang_getCursorKind (declaration), parent = clang_getCursorKind (clang_getCursorSemanticParent (declaration));
  const gboolean member = kind != CXCursor_FunctionDecl && kind != CXCursor_VarDecl && cursor_is_class (parent);
  const gboolean overloaded = (kind == CXCursor_FunctionDecl || kind == CXCursor_FunctionTemplate) && !g_str_has_suffix (usr, name) && !g_str_equal (name, "main");
  const gboolean inside = kind == CXCursor_VarDecl && parent == CXCursor_Namespace;
  char *qualified = member || overloaded || inside ? g_strdup_printf ("%s:%s", usr, name) : NULL;
  clang_disposeString (string);
  return qualified;
}

/* The declaration that stands for all of @declaration's: of what a template is made into the template's. */
static CXCursor
canonical_of (CXCursor declaration)
{
  CXCursor template = clang_getCursorKind (declaration) == CXCursor_FunctionDecl ? clang_getSpecializedCursorTemplate (declaration) : clang_getNullCursor ();
  const gboolean made = !clang_Cursor_isNull (template) && clang_equalLocations (clang_getCursorLocation (template), clang_getCursorLocation (declaration));
  return clang_getCanonicalCursor (made ? template : declaration);
}

const char *
names_id (Names *names, CXCursor declaration)
{
  CXCursor canonical = canonical_of (declaration);
  const char *id = g_hash_table_lookup (names->ids, &canonical);
  if (id)
    return id;
  const char *name = intern_string (clang_getCursorSpelling (declaration));
  g_autofree char *qualified = qualified_name (canonical, name);
  const char *full = qualified ? qualified : name;
  if (clang_getCursorLinkage (declaration) == CXLinkage_External)
    id = text_intern (full);
  else
    {
      const ScopePlace place = names_place (names, canonical);
      g_autofree char *own = is_local_static (declaration)
                                 ? g_strdup_printf ("%s:%u:%s", place.path, place.line, name)
                                 : g_strdup_printf ("%s:%s", place.path, full);
      id = text_intern (own);
    }
  g_hash_table_insert (names->ids, cursor_copy (canonical), (gpointer) id);
  return id;
}

void
names_note_function (Names *names, CXCursor declaration)
{
  const char *name = intern_string (clang_getCursorSpelling (declaration)), *id = names_id (names, declaration);
  if (id != name)
    g_hash_table_insert (names->named, (gpointer) name, (gpointer) id);
}

/* The bytes from @location to the end of its file, or NULL. */
static const char *
text_from (Names *names, CXFile file, unsigned offset, gsize *length)
{
  size_t size;
  const char *text = file_text (names, file, &size);
  if (!text || offset >= size)
    return NULL;
  *length = size - offset;
  return text + offset;
}

/* Adds the ids of all names between the parentheses that follow the first word of @text. @return whether there are any. */
static gboolean
add_named_functions (Names *names, const char *text, gsize length, GPtrArray *ids)
{
  gsize at = 0;
  while (at < length && (g_ascii_isalnum (text[at]) || text[at] == '_'))
    at++;
  while (at < length && g_ascii_isspace (text[at]))
    at++;
  if (at >= length || text[at] != '(')
    return FALSE;
  const char *close = memchr (text + at, ')', length - at);
  g_autofree char *inside = g_strndup (text + at + 1, !close ? 0 : (gsize) (close - text) - at - 1);
  g_auto (GStrv) words = g_strsplit_set (inside, " \t,&(", -1);
  for (guint i = 0; words[i]; i++)
    {
      if (!g_ascii_isalpha (words[i][0]) && words[i][0] != '_')
        continue;
      const char *name = text_intern (words[i]), *id = g_hash_table_lookup (names->named, name);
      g_ptr_array_add (ids, (gpointer) (!id ? name : id));
    }
  return ids->len > 0;
}

/* The ids of the functions that the attributes of @declaration name, as the parser prints it: an older libclang does not say where in a
 * macro an attribute stands. */
static void
add_printed_functions (Names *names, CXCursor declaration, GPtrArray *ids)
{
  CXString printed = clang_getCursorPrettyPrinted (declaration, NULL);
  const char *text = clang_getCString (printed), *at = text ? strstr (text, "__attribute__((cleanup(") : NULL;
  if (at && (at = strstr (at, "cleanup(")))
    add_named_functions (names, at, strlen (at), ids);
  clang_disposeString (printed);
}

GPtrArray *
names_cleanup (Names *names, CXCursor declaration, CXCursor attribute)
{
  GPtrArray *ids = g_ptr_array_new ();
  CXSourceLocation location = clang_getCursorLocation (attribute);
  CXFile file, spelled_file;
  unsigned offset, spelled_offset;
  gsize length;
  clang_getFileLocation (location, &file, NULL, NULL, &offset);
  clang_getSpellingLocation (location, &spelled_file, NULL, NULL, &spelled_offset);
  const char *text = text_from (names, spelled_file, spelled_offset, &length);
  const guint skip = text && length > 2 && strncmp (text, "__", 2) == 0 ? 2 : 0;
  const gboolean expanded = file != spelled_file || offset != spelled_offset;
  if (!text || length < 9 || strncmp (text + skip, "cleanup", 7) != 0)
    {
      if (!expanded)
        add_printed_functions (names, declaration, ids);
      return ids;
    }
  /* What a macro is given stands where it is expanded. */
  gsize outer_length;
  const char *outer = expanded ? text_from (names, file, offset, &outer_length) : NULL;
  if (!outer || !add_named_functions (names, outer, outer_length, ids))
    add_named_functions (names, text, length, ids);
  return ids;
}

static CXType
record_type (CXType type)
{
  type = clang_getCanonicalType (type);
  for (;;)
    switch (type.kind)
      {
      case CXType_Pointer:
        type = clang_getCanonicalType (clang_getPointeeType (type));
        break;
      case CXType_ConstantArray:
      case CXType_IncompleteArray:
      case CXType_VariableArray:
        type = clang_getCanonicalType (clang_getArrayElementType (type));
        break;
      default:
        return type;
      }
}

static enum CXVisitorResult
add_field (CXCursor cursor, CXClientData data)
{
  const RecordField field = { .cursor = cursor };
  g_array_append_val ((GArray *) data, field);
  return CXVisit_Continue;
}

static const Record *record_of (Names *names, CXType type);

RecordField
names_describe_field (Names *names, CXCursor declaration)
{
  CXType type = clang_getCursorType (declaration);
  return (RecordField){ declaration, type, names_can_hold_functions (names, type) };
}

static void
look_at_field (Names *names, Record *record, RecordField *field)
{
  *field = names_describe_field (names, field->cursor);
  CXType type = clang_getCanonicalType (field->type);
  record->holds_functions |= field->holds_functions;
  if (type.kind != CXType_Pointer || record->packet_info_member)
    return;
  CXType pointee = clang_getCanonicalType (clang_getPointeeType (type));
  if (pointee.kind == CXType_Record
      && g_str_equal (intern_string (clang_getCursorSpelling (clang_getTypeDeclaration (pointee))), "_packet_info"))
    record->packet_info_member = intern_string (clang_getCursorSpelling (field->cursor));
}

static const Record *
record_of (Names *names, CXType type)
{
  type = record_type (type);
  if (type.kind != CXType_Record)
    return NULL;
  CXCursor declaration = clang_getTypeDeclaration (type);
  Record *record = g_hash_table_lookup (names->records, &declaration);
  if (record)
    return record;
  record = g_new0 (Record, 1);
  const char *name = intern_string (clang_getTypeSpelling (type));
  for (const char *space; (space = strchr (name, ' ')) && !strchr (name, '(');)
    name = space + 1;
  record->name = strchr (name, '(') ? NULL : text_intern (name);
  record->fields = g_array_new (FALSE, FALSE, sizeof (RecordField));
  clang_Type_visitFields (type, add_field, record->fields);
  for (guint i = 0; i < record->fields->len; i++)
    look_at_field (names, record, RECORD_FIELD (record->fields, i));
  /* A union's may hold something else. */
  if (clang_getCursorKind (declaration) == CXCursor_UnionDecl)
    record->packet_info_member = NULL;
  g_hash_table_insert (names->records, cursor_copy (declaration), record);
  return record;
}

const char *
names_record (Names *names, CXType type)
{
  const Record *record = record_of (names, type);
  return !record ? NULL : record->name;
}

gboolean
names_can_hold_functions (Names *names, CXType type)
{
  type = clang_getCanonicalType (type);
  while (type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray)
    type = clang_getCanonicalType (clang_getArrayElementType (type));
  if (type.kind == CXType_Pointer)
    {
      const enum CXTypeKind to = clang_getCanonicalType (clang_getPointeeType (type)).kind;
      return to == CXType_FunctionProto || to == CXType_FunctionNoProto || to == CXType_Void;
    }
  return type.kind == CXType_Record && record_of (names, type)->holds_functions;
}

const GArray *
names_record_fields (Names *names, CXType type)
{
  const Record *record = record_of (names, type);
  return !record ? NULL : record->fields;
}

const char *
names_packet_info_member (Names *names, CXType type)
{
  const Record *record = record_of (names, type);
  return !record ? NULL : record->packet_info_member;
}

gboolean
names_is_packet_info (Names *names, CXType type)
{
  type = clang_getCanonicalType (type);
  if (type.kind != CXType_Pointer || clang_getCanonicalType (clang_getPointeeType (type)).kind != CXType_Record)
    return FALSE;
  const char *record = names_record (names, type);
  return record && g_str_equal (record, "_packet_info");
}

gboolean
names_is_packet_object (Names *names, CXType type)
{
  type = clang_getCanonicalType (type);
  if (type.kind == CXType_LValueReference)
    type = clang_getCanonicalType (clang_getPointeeType (type));
  const char *record = type.kind == CXType_Record ? names_record (names, type) : NULL;
  return record && g_str_equal (record, "_packet_info");
}

/* What the members of a union are called together: they are one cell. */
static const char *
union_name (Names *names, CXType type)
{
  const GArray *fields = names_record_fields (names, type);
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; i < fields->len && i < MAX_UNION_MEMBERS; i++)
    g_string_append_printf (joined, "%s%s", i == 0 ? "" : "|", intern_string (clang_getCursorSpelling (RECORD_FIELD (fields, i)->cursor)));
  if (fields->len > MAX_UNION_MEMBERS)
    g_string_append (joined, "|...");
  return text_intern (joined->str);
}

const char *
names_field (Names *names, CXCursor field, const char *outer)
{
  const char *name = g_hash_table_lookup (names->fields, &field);
  if (name)
    return name;
  CXCursor parent = clang_getCursorSemanticParent (field);
  const char *record = names_record (names, clang_getCursorType (parent));
  const char *member = clang_getCursorKind (parent) == CXCursor_UnionDecl
                           ? union_name (names, clang_getCursorType (parent))
                           : intern_string (clang_getCursorSpelling (field));
  const gboolean in_union = !record && outer && strchr (outer, '|') && clang_getCursorKind (parent) == CXCursor_StructDecl;
  if (!record)
    record = outer && *outer != '\0' ? outer : "?";
  /* Structs in a union have no names of their own for what lies at one place. */
  g_autofree char *full = in_union ? g_strdup_printf ("%s+%lld", record, clang_Cursor_getOffsetOfField (field) / 8)
                                   : g_strconcat (record, ".", member, NULL);
  name = text_intern (full);
  g_hash_table_insert (names->fields, cursor_copy (field), (gpointer) name);
  return name;
}

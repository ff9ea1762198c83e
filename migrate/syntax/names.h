/* SPDX-License-Identifier: MIT */
/*
 * The names by which summaries call things: places, functions, variables, fields. The same in every unit of a run.
 */
#pragma once

#include <clang-c/Index.h>

#include "model/constant.h"
#include "model/place.h"

typedef struct _Names Names;

/** @return a cache for @a unit; free with names_free(). */
Names *names_new (CXTranslationUnit unit);
void names_free (Names *names);

/** @return (nullable) the canonical path of @a file, interned. */
const char *names_path (Names *names, CXFile file);

/** @return where @a cursor stands in the file: of a macro's expansion the macro's name. */
ScopePlace names_place (Names *names, CXCursor cursor);

/** @return the CONSTANT_… that the expression @a cursor is, as it is written: a number, TRUE or FALSE. */
guint32 names_constant (Names *names, CXCursor cursor);

typedef enum {
  OPERATOR_OTHER,
  OPERATOR_ASSIGN,
  OPERATOR_AND,
  OPERATOR_OR,
  OPERATOR_EQUAL,
  OPERATOR_UNEQUAL,
  OPERATOR_LESS,   /**< or equal */
  OPERATOR_GREATER /**< or equal */
} Operator;

/** @return whether the unary operator @a cursor is a `!` that stands in a file as such. */
gboolean names_is_negation (Names *names, CXCursor cursor);

/** An operator as it is written: at most two characters; empty: not known. */
typedef struct {
  char text[3];
} OperatorText;

OperatorText names_operator_text (Names *names, CXCursor left, CXCursor right);

/** @return which operator is written between @a left and @a right, since libclang before 17 does not say:
 *  OPERATOR_OTHER for any other one, and inside macros. */
Operator names_operator (Names *names, CXCursor left, CXCursor right);

/** @return the id of a function or a variable of static lifetime (interned): the name of what C could call; in C++ its class, namespace and
 *  parameters, then ":" and its name. What only this unit can name begins with its path. */
const char *names_id (Names *names, CXCursor declaration);

/** Notes the function @a declaration, so that it can be found by its name. */
void names_note_function (Names *names, CXCursor declaration);

/** @return (transfer container) the ids of the functions that @a attribute, of the variable @a declaration, has called where the variable
 *  ends: `cleanup (f)`, behind a macro perhaps. */
GPtrArray *names_cleanup (Names *names, CXCursor declaration, CXCursor attribute);

/** @return "record.member" for a field's declaration (interned). @a outer names the field that an unnamed record is
 *  a member of, or is NULL. */
const char *names_field (Names *names, CXCursor field, const char *outer);

/** @return the name of the record that @a type is or points to (without `struct`), or NULL. */
const char *names_record (Names *names, CXType type);

/** @return whether @a type can hold a function: a pointer to one or to void, a record with such a member, or an array
 *  of these. */
gboolean names_can_hold_functions (Names *names, CXType type);

/** A field of a record. */
typedef struct {
  CXCursor cursor; /**< its declaration */
  CXType type;
  gboolean holds_functions; /**< as names_can_hold_functions() says of its type */
} RecordField;

/** @return what there is to say of the field @a declaration. */
RecordField names_describe_field (Names *names, CXCursor declaration);

#define RECORD_FIELD(fields, i) (&g_array_index ((fields), RecordField, (i)))

/** @return (nullable) the fields (of RecordField) of the record @a type, in order; NULL where it is none. */
const GArray *names_record_fields (Names *names, CXType type);

/** @return the member of type packet_info * in the record that @a type points to, or NULL. */
const char *names_packet_info_member (Names *names, CXType type);

/** @return whether @a type is a pointer to a packet_info. */
gboolean names_is_packet_info (Names *names, CXType type);

/** @return whether @a type is a packet_info itself, or a reference to one. */
gboolean names_is_packet_object (Names *names, CXType type);

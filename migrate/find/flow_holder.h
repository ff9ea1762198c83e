/* SPDX-License-Identifier: MIT */
/*
 * Holders of values, as the walk over one unit meets them (find/flow.h says what a holder is).
 */
#pragma once

#include "find/flow.h"
#include "find/flow_types.h"

/** What holds the value of an expression. */
typedef struct
{
  const char *holds;    /**< a family, HOLDS_VOID, or NULL: nothing to follow */
  const char *node;     /**< the holder (interned) */
  const char *function; /**< the key of the function or of the pointer to one that the value is, or NULL */
} Holder;

#define FLOW_NOTHING ((Holder){ NULL, NULL, NULL })

/** The walk. */
typedef struct
{
  Analysis *analysis;
  FlowTypes types;
  GArray *links;
  const char *function; /**< the key of the function that is walked */
  GPtrArray *frames;    /**< of GArray of CXCursor: one array a depth, used again and again */
  guint depth;
  GHashTable *macros;  /**< macro that names an API -> its key, the file that defines it included */
  GPtrArray *families; /**< all there are, by name */
  GHashTable *targets; /**< name of a new function -> family (interned) of the old one */
} Flow;

/** @return (interned) the name of a holder: of what @a holds says, called @a key. */
const char *flow_name (const char *holds, const char *key);

/** @return (interned) the name of a `void *` that @a function takes or gives: "r", "..." or "*", all of them; or by
 *  number. */
const char *flow_part (const char *function, const char *part);
const char *flow_numbered_part (const char *function, int number);

/** @return (interned) the name of all that containers of @a family hold as `void *`: what is put into one may come out of any. */
const char *flow_content (const char *family);

/** @return (interned, nullable) the family whose containers the function @a name of the API, old or new, takes or gives
 *  content of; NULL: none. */
const char *flow_container_family (const Flow *flow, const char *name);

/** @return (interned) the name of what belongs to the @a macro, as far as it is of @a family. Macros of one name in
 *  several files are several. */
const char *flow_macro (const Flow *flow, const char *family, const char *macro);

/** Links two holders; NULL and itself are nothing to link with. */
void flow_link (Flow *flow, LinkKind kind, const char *from, const char *to);

/** A value of @a from comes to be held by @a to. */
void flow_goes (Flow *flow, Holder from, Holder to);

/** Notes that @a holder is no pointer, where @a type says so (LINK_STRUCT). */
void flow_note_struct (Flow *flow, Holder holder, CXType type);

gboolean flow_is_void (const char *holds);

/** @return (nullable) the rule of @a name that has a family. */
const Rule *flow_family_rule (const Flow *flow, const char *name);

/** @return (interned) how @a cursor is spelled, or "". */
const char *flow_spelling (CXCursor cursor);

/** Finds the file of the unit's own files that @a cursor lies in. @param[out] offset of its token. */
UnitFile *flow_locate (Flow *flow, CXCursor cursor, guint32 *offset);

/** @return (nullable) the holder that the name of the API at @a cursor is: the occurrence. The macro that made it is
 *  linked. */
const char *flow_occurrence (Flow *flow, CXCursor cursor, const char *family, const char *name);

/** @return (nullable) the occurrence whose name stands at @a cursor, where it is one of the @a family. */
const char *flow_named (Flow *flow, CXCursor cursor, const char *family);

/** @return what holds the values of the variable, field, parameter or function @a declaration. */
Holder flow_declared (Flow *flow, CXCursor declaration);

/** Appends @a cursor to @a data, a GArray of CXCursor. */
enum CXChildVisitResult flow_take_child (CXCursor cursor, CXCursor parent, CXClientData data);

/** @return (transfer none) of CXCursor: the children of @a cursor, until flow_leave(). */
GArray *flow_enter (Flow *flow, CXCursor cursor);
void flow_leave (Flow *flow);

#define CHILD(children, i) g_array_index (children, CXCursor, i)

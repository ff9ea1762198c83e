/* SPDX-License-Identifier: MIT */
/*
 * Variables: a packet_info, a struct that holds one, a pool; and what hides them.
 */
#include "find/pool_variable.h"

#include <string.h>

#include "find/packet_made.h"
#include "model/text_intern.h"

typedef struct {
  PoolWalker *walk;
  guint32 body;
  gboolean below; /* of a class that the method's is made from */
} MemberSearch;

static const char *
packet_info_pool (PoolWalker *walk, const char *packet_info)
{
  g_auto (GStrv) parts = g_strsplit (walk->analysis->context->options->packet_info_pool, "%", -1);
  g_autofree char *text = g_strjoinv (packet_info, parts);
  return text_intern (text);
}

/* The pool of what is a packet_info itself, or a reference to one. */
static const char *
packet_object_pool (PoolWalker *walk, const char *object)
{
  const char *behind = walk->analysis->context->options->packet_info_pool;
  g_autofree char *text = g_str_has_prefix (behind, "%->") ? g_strconcat (object, ".", behind + strlen ("%->"), NULL) : g_strconcat ("(&", object, ")", NULL);
  return g_str_has_prefix (behind, "%->") ? text_intern (text) : packet_info_pool (walk, text);
}

/* A tree is NULL where nobody wants one: not even what it points to may be asked. */
static gboolean
may_be_null (const char *record)
{
  static const char *const records[] = { "_proto_node", "proto_node", "proto_tree", "proto_item", NULL };
  return !record || g_strv_contains (records, record);
}

/* The expression of a packet_info that the struct @name, of @type, or what it points or refers to, points to. */
static const char *
through_struct (PoolWalker *walk, CXType type, const char *name)
{
  CXType canonical = clang_getCanonicalType (type);
  const gboolean pointer = canonical.kind == CXType_Pointer;
  if (pointer || canonical.kind == CXType_LValueReference)
    canonical = clang_getCanonicalType (clang_getPointeeType (canonical));
  if (canonical.kind != CXType_Record || (pointer && may_be_null (names_record (walk->names, canonical))))
    return NULL;
  const char *member = names_packet_info_member (walk->names, canonical);
  g_autofree char *text = member ? g_strdup_printf ("%s%s%s", name, pointer ? "->" : ".", member) : NULL;
  return text ? text_intern (text) : NULL;
}

static gboolean
is_pool (PoolWalker *walk, CXType type)
{
  CXType canonical = clang_getCanonicalType (type);
  if (canonical.kind != CXType_Pointer)
    return FALSE;
  const char *record = names_record (walk->names, canonical);
  return record && clang_getCanonicalType (clang_getPointeeType (canonical)).kind == CXType_Record
         && g_str_equal (record, "_wmem_allocator_t");
}

/* How a pointer to the packet_info, called @name and seen from @from on, gives its pool. */
static PoolSourceRank
rank_of_packet (const PoolWalker *walk, gboolean parameter, guint32 from, const char *name)
{
  const UnitFile *file = analysis_file (walk->analysis, walk->file->path);
  const PacketUse use = file ? packet_use_of (file->source, from, walk->scope_end, name) : 0;
  if (parameter)
    {
      const PoolPacket packet = { name, use };
      g_array_append_val (walk->packets, packet);
    }
  if (use & PACKET_DROPPED)
    return POOL_HIDES;
  if (!parameter)
    return POOL_BY_LOCAL;
  return use & PACKET_CHANGED ? POOL_BY_CHANGED : use & PACKET_TESTED ? POOL_BY_TESTED
                                              : use & PACKET_READ     ? POOL_BY_PARAMETER
                                                                      : POOL_BY_UNREAD;
}

/* @lambda: the parameter is one's. */
static void
note (PoolWalker *walk, CXCursor cursor, guint32 body, gboolean lambda)
{
  guint32 offset;
  const PoolFile *file = pool_walker_locate (walk, clang_getCursorLocation (cursor), &offset, NULL);
  const char *name = pool_walker_spell (clang_getCursorSpelling (cursor));
  if (file != walk->file || *name == '\0')
    return;
  const gboolean parameter = clang_getCursorKind (cursor) == CXCursor_ParmDecl;
  CXType type = clang_getCursorType (cursor);
  const char *text = NULL;
  PoolSourceRank rank = POOL_HIDES;
  CXCursor value = parameter ? clang_getNullCursor () : clang_Cursor_getVarDeclInitializer (cursor);
  const gboolean given = parameter
                         || (!clang_Cursor_isNull (value) && clang_Cursor_getStorageClass (cursor) != CX_SC_Static
                             && names_constant (walk->names, value) != CONSTANT_ZERO);
  if (given && names_is_packet_info (walk->names, type))
    {
      rank = !parameter && packet_making_of (walk, cursor) == PACKET_MADE ? POOL_HIDES : rank_of_packet (walk, parameter && !lambda, parameter ? body : offset, name);
      text = rank == POOL_HIDES ? NULL : packet_info_pool (walk, name);
    }
  else if (given && names_is_packet_object (walk->names, type))
    {
      /* A local one that is a copy is somebody's own. */
      const PoolPacket packet = { name, PACKET_READ };
      rank = parameter && !lambda ? POOL_BY_PARAMETER : clang_getCanonicalType (type).kind == CXType_LValueReference ? POOL_BY_LOCAL
                                                                                                                     : POOL_HIDES;
      text = rank == POOL_HIDES ? NULL : packet_object_pool (walk, name);
      if (rank == POOL_BY_PARAMETER)
        g_array_append_val (walk->packets, packet);
    }
  else if (parameter && is_pool (walk, type))
    {
      rank = POOL_AS_PARAMETER;
      text = name;
    }
  else if (given && (text = through_struct (walk, type, name)))
    {
      rank = POOL_BY_STRUCT;
      text = packet_info_pool (walk, text);
    }
  if (!text && !pool_sources_know (walk->sources, walk->file->path, name))
    return;
  /* A local's own initialiser comes before it. */
  if (!parameter && !clang_Cursor_isNull (value))
    clang_getFileLocation (clang_getRangeEnd (clang_getCursorExtent (cursor)), NULL, NULL, NULL, &offset);
  pool_sources_add (walk->sources, file->path, parameter ? body : offset, walk->scope_end, rank, name, text);
}

void
pool_variable_note (PoolWalker *walk, CXCursor cursor, guint32 body)
{
  note (walk, cursor, body, FALSE);
}

void
pool_variable_note_lambda (PoolWalker *walk, CXCursor cursor, guint32 from, guint32 to)
{
  const guint32 outer = walk->scope_end;
  walk->scope_end = to;
  note (walk, cursor, from, TRUE);
  walk->scope_end = outer;
}

/* A member of an object, or of what its class is made from, that points or refers to the packet_info. */
static enum CXChildVisitResult
see_member (CXCursor member, CXCursor parent, CXClientData data)
{
  const MemberSearch *search = data;
  PoolWalker *walk = search->walk;
  const enum CXCursorKind kind = clang_getCursorKind (member);
  CXType type = clang_getCursorType (member);
  (void) parent;
  if (kind == CXCursor_CXXBaseSpecifier)
    {
      MemberSearch inner = { walk, search->body, TRUE };
      clang_visitChildren (clang_getTypeDeclaration (type), see_member, &inner);
    }
  else if (kind == CXCursor_FieldDecl && !(search->below && clang_getCXXAccessSpecifier (member) == CX_CXXPrivate))
    {
      const char *name = pool_walker_spell (clang_getCursorSpelling (member));
      const char *text = names_is_packet_info (walk->names, type)     ? packet_info_pool (walk, name)
                         : names_is_packet_object (walk->names, type) ? packet_object_pool (walk, name)
                                                                      : NULL;
      if (text)
        pool_sources_add (walk->sources, walk->file->path, search->body, walk->scope_end, POOL_BY_MEMBER, name, text);
    }
  return CXChildVisit_Continue;
}

void
pool_variable_note_members (PoolWalker *walk, CXCursor method, guint32 body)
{
  MemberSearch search = { walk, body, FALSE };
  /* While an object is made its members are not set yet, and it may go when the packet has gone. */
  if (clang_getCursorKind (method) == CXCursor_CXXMethod && !clang_CXXMethod_isStatic (method))
    clang_visitChildren (clang_getCursorSemanticParent (method), see_member, &search);
}

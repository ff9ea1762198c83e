/* SPDX-License-Identifier: MIT */
/*
 * Changes: groups of edits that go whole or not at all.
 *
 * An edit replaces bytes by bytes, or inserts (length 0) before whatever stands or is replaced at its offset. Two
 * translation units that see the same place make the same change, and the plan holds it once: so insertions are not
 * doubled. Edits of one change may lie in several files (a generated file and its origin).
 */
#pragma once

#include <glib.h>

#include "model/occurrence.h"

/** Replaces @a length bytes at @a offset of @a path by @a text. */
typedef struct {
  const char *path; /**< canonical absolute path, interned (text_intern.h): compare by pointer */
  guint32 offset;
  guint32 length;
  const char *text;
} Edit;

/** What a change is there for. Includes follow from the others: the plan turns them on and off as others come and
 *  go. */
typedef enum {
  CHANGE_USE,           /**< rewrites uses */
  CHANGE_ADD_INCLUDE,   /**< adds the new header, the old one stays */
  CHANGE_SWAP_INCLUDE,  /**< the new header in place of the old one */
  CHANGE_MORE_INCLUDE,  /**< adds another header that declares the new name `rule`: active where a check has missed it */
  CHANGE_BRING_INCLUDE, /**< what the old header has included in place of it, where it would be dropped: active where a check has missed it */
  CHANGE_DROP_INCLUDE,  /**< drops the old header: the new one is there already, or nothing needs either */
} ChangeRole;

/** One change: what one decision does. */
typedef struct {
  gint32 id;        /**< its number in the result that holds it */
  const char *rule; /**< the rule that asked for it */
  ChangeRole role;
  Confidence confidence;
  gboolean active;      /**< applied at present; rolled back or not asked for where FALSE */
  gboolean missed;      /**< of CHANGE_MORE_INCLUDE and CHANGE_BRING_INCLUDE: a check has missed what it declares */
  Reason barred;        /**< why it was taken back (plan/roll_back.h): it never becomes active by itself again; or
                             REASON_NONE */
  GArray *edits;        /**< of Edit, in file order */
  const char *serves;   /**< of an include: the file that wants it (an included file may want it of its includer) */
  const char *together; /**< changes with the same key are applied all or none (a type and its uses), or NULL */
} Change;

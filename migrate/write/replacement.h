/* SPDX-License-Identifier: MIT */
/*
 * One file that gets another content, and the way back.
 *
 * The new content lies ready beside the file, as `fresh`. Putting it in exchanges the two names at once, so that at any moment the
 * file's name has one whole content, and what came back lies at `fresh`: where that is not what was expected, somebody else has written
 * meanwhile, and it is put back. So no one's file is lost.
 *
 * A file system that cannot exchange names gets what all can: a second name for the old content (`kept`), and a rename. There, what somebody
 * else puts in place of the file between these two is lost.
 */
#pragma once

#include "write/folder.h"

typedef struct {
  const Folder *folder;
  char *name;         /**< the file's */
  char *fresh, *kept; /**< names beside it */
  char *aside;        /**< the name that the old content gets where it can neither be put back nor be thrown away */
  char *before;       /**< SHA-256 of the old content, NULL: there was no file */
  char *after;        /**< SHA-256 of the new content */
} Replacement;

typedef enum {
  REPLACED,        /**< as asked */
  REPLACE_FAILED,  /**< not, and errno says why; all is as it was */
  REPLACE_CHANGED, /**< not, since somebody else has changed the file; theirs stays */
  REPLACE_STUCK,   /**< half done: the file is new, and the way back failed */
} ReplaceResult;

typedef enum {
  CONTENT_BEFORE, /**< the old one, or there is no file as before */
  CONTENT_AFTER,
  CONTENT_OTHER,      /**< somebody else's */
  CONTENT_UNREADABLE, /**< errno says why */
} Content;

/** Puts the new content in. The caller has seen that the file is as expected. */
ReplaceResult replacement_put (const Replacement *replacement);

/** Puts the old content back where the new one stands. */
ReplaceResult replacement_take_back (const Replacement *replacement);

/** @return what stands at the name. */
Content replacement_content (const Replacement *replacement);

/** @return whether what was replaced is still as it was: CONTENT_OTHER where a program that had the file open has written to it. */
Content replacement_old_content (const Replacement *replacement);

/** Gives the old content a name that nothing removes: `aside`. @return whether there was one. */
gboolean replacement_set_aside (const Replacement *replacement);

/** Removes what lies beside the file. @return FALSE with errno set where something stays. */
gboolean replacement_clean (const Replacement *replacement);

/** Frees what @a replacement points to, not itself. */
void replacement_clear (Replacement *replacement);

/* SPDX-License-Identifier: MIT */
/*
 * Who may read a string buffer's text: what is printed into a buffer that is emptied first must not come out of it.
 *
 * The text may have been taken before (`t = b->str`, `t = text_of (b)`), by another name of the buffer, or be read by
 * a function that is called among the arguments. All assignments of a function are looked at, whatever their order and
 * whatever condition they stand under; what is not seen through counts as a reader.
 */
#pragma once

#include "edit/site.h"

typedef enum {
  TEXT_NOT_READ,
  TEXT_MAYBE_READ, /**< by a name or a function that cannot be seen through */
  TEXT_READ,       /**< an argument names the buffer, or some buffer's text */
} TextRead;

/** @return whether evaluating the arguments behind the first one of @a call may read the text of the buffer that the
 *  first one is. */
TextRead buffer_text_read (Site *site, const Call *call);

/** @return whether the buffer of @a call was created empty in a block around it, and is not so much as named between,
 *  on any way that leads to the call. */
gboolean buffer_is_new (Site *site, const Call *call);

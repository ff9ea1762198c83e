/* SPDX-License-Identifier: MIT */
/*
 * A buffer's text that a variable keeps, or an argument is, while the buffer grows: emem left the old text where it was, until the packet's end; wmem moves it,
 * and what is pointed to is gone.
 */
#pragma once

#include "edit/site.h"

/**
 * @return whether the place, the text of the buffer [@a first, @a last], is assigned to a variable that is read again in this function behind a
 * call which may make the same buffer grow. By tokens, in the order in which they stand; a loop goes back to its head. The buffer by
 * another name is not seen.
 */
gboolean text_is_kept (const Site *site, guint32 first, guint32 last);

/** @return whether an argument of @a call, which appends to the buffer that is its first one, is the buffer's own text and is read while the
 *  buffer grows. By tokens: the buffer by another name is not seen, nor is a text that another call has read or copied before. */
gboolean text_is_appended (const Site *site, const Call *call);

/* SPDX-License-Identifier: MIT */
/* The stack of TRY frames. */
#include <epan/exceptions.h>

static except_frame_t *innermost;

void
except_enter (except_frame_t *frame)
{
  frame->outer = innermost;
  frame->code = 0;
  frame->message = NULL;
  frame->caught = FALSE;
  frame->rethrown = FALSE;
  innermost = frame;
}

void
except_leave (except_frame_t *frame)
{
  if (innermost == frame)
    innermost = frame->outer;
}

void
except_throw (unsigned long code, const char *message)
{
  except_frame_t *frame = innermost;
  if (frame == NULL)
    g_error ("exception %lu that nobody catches: %s", code, message == NULL ? "no message" : message);
  innermost = frame->outer;
  frame->code = code;
  frame->message = message;
  longjmp (frame->target, 1);
}

void
except_again (except_frame_t *frame)
{
  frame->rethrown = TRUE;
  longjmp (frame->target, 1);
}

void
except_end (except_frame_t *frame)
{
  if (frame->code != 0 && (!frame->caught || frame->rethrown))
    except_throw (frame->code, frame->message);
}

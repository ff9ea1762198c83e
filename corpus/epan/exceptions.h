/* SPDX-License-Identifier: MIT */
/*
 * Exceptions for dissectors, on setjmp and longjmp.
 *
 *   TRY { ... } CATCH (BoundsError) { ... } CATCH_ALL { ... } FINALLY { ... } ENDTRY;
 *
 * A local that is changed inside TRY and read after it must be volatile. Never leave a TRY with return, goto or
 * break. FINALLY runs on every way out that passes ENDTRY, RETHROW included; a THROW inside a handler skips it.
 */
#ifndef EPAN_EXCEPTIONS_H
#define EPAN_EXCEPTIONS_H

#include <setjmp.h>
#include <glib.h>

/** A read past the captured bytes of a packet that was cut off by the capture. */
#define BoundsError 1
/** A read past the end of the packet as it was sent: the packet is malformed. */
#define ReportedBoundsError 2
/** A value that cannot be right. */
#define TypeError 3
/** DISSECTOR_ASSERT() failed: the dissector is wrong, not the packet. */
#define DissectorError 4
#define ScsiBoundsError 5
#define OutOfMemoryError 6

/** One TRY that is being executed. The innermost is the top of the thread's stack. */
typedef struct except_frame
{
  struct except_frame *outer;
  jmp_buf target;
  volatile unsigned long code; /* 0 as long as nothing was thrown */
  const char *volatile message;
  volatile gboolean caught;
  volatile gboolean rethrown;
} except_frame_t;

void except_enter (except_frame_t *frame);
/** Takes @a frame off the stack if it is still there. */
void except_leave (except_frame_t *frame);
/** Jumps to the innermost TRY; aborts with the message where there is none. */
G_NORETURN void except_throw (unsigned long code, const char *message);
/** Marks the exception as not handled after all and returns to the frame's TRY, so that FINALLY still runs. */
G_NORETURN void except_again (except_frame_t *frame);
/** Ends a TRY: passes on what nobody caught. */
void except_end (except_frame_t *frame);

#define TRY                                                                                                           \
  {                                                                                                                   \
    except_frame_t except_frame_;                                                                                     \
    except_enter (&except_frame_);                                                                                    \
    if (setjmp (except_frame_.target) == 0)                                                                           \
      {

#define EXCEPT_HANDLER_(condition)                                                                                    \
  }                                                                                                                   \
  except_leave (&except_frame_);                                                                                      \
  if (except_frame_.code != 0 && !except_frame_.caught && (condition))                                                \
    {                                                                                                                 \
      except_frame_.caught = TRUE;

#define CATCH(x) EXCEPT_HANDLER_ (except_frame_.code == (x))
#define CATCH2(x, y) EXCEPT_HANDLER_ (except_frame_.code == (x) || except_frame_.code == (y))
#define CATCH3(x, y, z)                                                                                               \
  EXCEPT_HANDLER_ (except_frame_.code == (x) || except_frame_.code == (y) || except_frame_.code == (z))
#define CATCH_ALL EXCEPT_HANDLER_ (TRUE)

#define FINALLY                                                                                                       \
  }                                                                                                                   \
  except_leave (&except_frame_);                                                                                      \
  {

#define ENDTRY                                                                                                        \
  }                                                                                                                   \
  except_leave (&except_frame_);                                                                                      \
  except_end (&except_frame_);                                                                                        \
  }

#define THROW(x) except_throw ((x), NULL)
#define THROW_MESSAGE(x, text) except_throw ((x), (text))
#define RETHROW except_again (&except_frame_)
#define GET_MESSAGE ((const char *) except_frame_.message)
#define EXCEPT_CODE (except_frame_.code)

#endif

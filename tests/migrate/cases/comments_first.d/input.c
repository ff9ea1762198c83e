/* The first change of all may be one of a comment that another one takes along. */
#include "title.h"

gsize f (void);
gsize
f (void)
{
  return title /* as of ep_alloc */ -> len + title -> /* as of se_alloc */ len;
}

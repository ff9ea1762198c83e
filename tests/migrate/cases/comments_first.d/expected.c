/* The first change of all may be one of a comment that another one takes along. */
#include "title.h"
#include <wmem/wmem.h>

gsize f (void);
gsize
f (void)
{
  return wmem_strbuf_get_len(title /* as of wmem_alloc */ ) + wmem_strbuf_get_len(title /* as of wmem_alloc */ );
}

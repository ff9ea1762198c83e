/* A name split over lines, with blanks behind the backslash, too, a string over two, and calls spread out; a lone #, and a comment before a header's name. */
#include /* emem, too: */ <epan/emem.h>
#include <epan/packet.h>
#

void f (emem_strbuf_t *b);
void
f (emem_strbuf_t *b)
{
  use (ep_\
alloc (4));
  use (ep_alloc /* why */ (4));
  use (ep_strdup
         /* far away */
         (
           "x"
         ));
  use (b->st\
r);
  use (ep_\ 	
alloc (8)); /* blanks behind the backslash */
  use ("a string \ 
ep_alloc (4) of two lines"); use (ep_alloc (5));
}

/* The file itself names nothing: all uses are in the fragments, which stand in the middle of a function and of a table. */
#include <wmem/wmem.h>
#include <epan/packet.h>

void dissect (int n);
void
dissect (int n)
{
  if (n > 0)
    {
#include "body.inc"
    }
}

struct holder;
void tables (struct holder *b);
void
tables (struct holder *b)
{
  const char *list[] = {
#include "list.inc"
  };
  use (list), use (b);
}

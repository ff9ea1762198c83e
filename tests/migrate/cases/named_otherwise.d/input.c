/* Members and macros' parameters that are called as the API is: in bodies of macros, expanded or not, and in what is not compiled. */
#include <epan/packet.h>

struct operations
{
  char *(*ep_strdup) (const char *text);
};

#define BY_OPERATIONS(o, text) ((o)->ep_strdup (text))
#define NEVER_EXPANDED(o, text) ((o).ep_strdup (text))
#define APPLY(ep_strconcat, text) (ep_strconcat (text))
#define APPLY_NEVER(se_alloc, size) (se_alloc (size))
#define BOTH(o, text) ((o)->ep_strdup (ep_strdup (text)))

static const char *
shown (const char *text)
{
  return text;
}

void apply (struct operations *o);
void
apply (struct operations *o)
{
  use (BY_OPERATIONS (o, "one"));
  use (APPLY (shown, ep_strdup ("two")));
  use (BOTH (o, "three"));
#if 0
  use (o->ep_strdup ("four"));
  use (ep_strdup ("five"));
  {
    struct operations other = { .ep_strdup = NULL };
  }
#endif
}

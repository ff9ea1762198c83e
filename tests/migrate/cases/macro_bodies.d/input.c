/* A macro's body is edited once; one that nothing expands is for review. */
#include <epan/packet.h>

#define COPY(to, from) do { (to) = ep_strdup (from); } while (0)
#define UNUSED_HERE(x) se_strdup (x)
#define MAKE(type) ep_new (type)
#define ALIAS ep_alloc0
#define LONG_ONE(x) \
  ep_strdup_printf ("%s %d", \
                    (x), __LINE__)
#define ERROR(fmtd) do { error = ep_strdup_printf ("%s: %s", "x", ep_strdup_printf fmtd); } while (0)
#define ID(x) x
#define DROP(x)

void dissect (const char *text);
void
dissect (const char *text)
{
  char *copy, *error;

  COPY (copy, text);
  use (MAKE (int));
  use (LONG_ONE (text));
  ERROR (("%d", 4));
  use (copy), use (error);
  use (ID (ep_strdup (text)));
  use (ID (ep_new) (int));
  use (ID (ep_alloc) (4));
  DROP (ep_strdup (text));
  use (ALIAS (4));
}

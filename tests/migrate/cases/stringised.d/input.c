/* What a macro turns into text is behaviour. */
#include <epan/packet.h>

#define SHOW(expression) use (#expression)
#define CHECK(expression) do { if (!(expression)) use ("failed: " #expression); } while (0)
#define OUTER(expression) CHECK (expression)

void dissect (const char *text);
void
dissect (const char *text)
{
  SHOW (ep_strdup (text));
  CHECK (ep_strdup (text) != NULL);
  OUTER (ep_alloc (4));
  CHECK (text);
  use (ep_strdup (text));
}

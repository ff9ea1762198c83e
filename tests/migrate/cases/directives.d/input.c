/* Preprocessor lines that test or define a name. */
#include <epan/packet.h>

#ifdef ep_new
#define HAVE_EP_NEW
#endif
#undef ep_new0
#define ep_new0(t) (t *) ep_alloc0 (sizeof (t)) /* as the API has it: only names and brackets differ */
#if defined (se_new) && !defined (FORGET)
int x;
#endif

void dissect (void);
void
dissect (void)
{
  use (ep_new0 (int));
  use (ep_new (int));
}

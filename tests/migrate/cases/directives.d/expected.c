/* Preprocessor lines that test or define a name. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#ifdef ep_new
#define HAVE_EP_NEW
#endif
#undef ep_new0
#define ep_new0(t) (t *) wmem_alloc0 (wmem_packet_scope(), sizeof (t)) /* as the API has it: only names and brackets differ */
#if defined (se_new) && !defined (FORGET)
int x;
#endif

void dissect (void);
void
dissect (void)
{
  use (wmem_new0 (wmem_packet_scope(), int));
  use (wmem_new (wmem_packet_scope(), int));
}

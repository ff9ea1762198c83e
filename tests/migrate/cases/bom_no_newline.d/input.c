#include <epan/packet.h>
void *f (void);
void *f (void) { return ep_alloc (4); }
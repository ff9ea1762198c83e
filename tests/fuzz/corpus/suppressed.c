#include <epan/emem.h>
#define TWICE(x) \
  x ## _one x "two\"" 'c' /* wmem-migrate: ignore ep_alloc */
/* wmem-migrate: ignore-file ep_strdup */
#if 1
void *f (int n) { return ep_alloc (n); } // wmem-migrate: ignore all
#else
void *g (void) { return "\
spliced"; /* wmem-migrate: ignore ep_new se_new */ }
#endif

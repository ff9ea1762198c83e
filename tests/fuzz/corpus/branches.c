#include <epan/emem.h>
void *f (int size) {
  return ep_alloc (size /* wmem-migrate: ignore ep_alloc */
#if A
    + (1));
#elif B
    + 2);
#else
    );
#endif
}
#ifdef C
char *g (const char *s[]) {
#else
char *g (char *s[2]) {
#endif
  return ep_strdup (s[0]); }
#if 0
)
#endif

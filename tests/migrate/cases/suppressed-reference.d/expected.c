/* Suppression comments hold for whatever a name is, not for calls alone; the old header stays with what stays, and nobody has to deal with either. */
#include <epan/emem.h>

typedef void *(*allocator) (size_t);
#define NAME_OF(name) #name
#define CHOSEN ep_strdup /* wmem-migrate: ignore ep_strdup */

struct calls
{
  allocator allocate;
};

allocator chosen = ep_alloc; /* wmem-migrate: ignore ep_alloc */
static const struct calls table[] = {
  /* wmem-migrate: ignore se_alloc, ep_alloc */
  { se_alloc }, { ep_alloc },
};
const char *shown = NAME_OF (ep_alloc); /* wmem-migrate: ignore ep_alloc */

void set (allocator *where);
void
set (allocator *where)
{
  *where = ep_alloc; // wmem-migrate: ignore all
  *where = table[0].allocate;
}
#ifdef ep_alloc /* wmem-migrate: ignore ep_alloc */
#endif

/* A header of the old API that lies among the sources: its macros are the API's. */
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
char *real_strdup (const char *text, const char *file, int line);
#define ep_strdup(text) real_strdup (text, __FILE__, __LINE__)
void *ep_alloc (size_t size);
#ifdef __cplusplus
}
#endif

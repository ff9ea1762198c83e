/* Functions that are reached by a name that the linker is given: they keep their parameters. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void *dlsym (void *handle, const char *name);

const char *number_text (int number);
const char *number_text (int number) { return wmem_strdup_printf (wmem_packet_scope(), "%d", number); }
extern const char *by_label (int number) __asm__ ("number_text");

const char *looked_up (int number);
const char *looked_up (int number) { return wmem_strdup_printf (wmem_packet_scope(), "<%d>", number); }

const char *followed (wmem_allocator_t *pool, int number);
const char *followed (wmem_allocator_t *pool, int number) { return wmem_strdup_printf (pool, "followed %d", number); }

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (number_text (1));
  use (by_label (2));
  use (looked_up (3));
  use (dlsym (NULL, "looked_up"));
  use (followed (pinfo->pool, 4));
  use ("followed");
  use (pinfo);
}

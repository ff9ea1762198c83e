/* A macro's body is edited once; one that nothing expands is for review. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define COPY(to, from) do { (to) = wmem_strdup (wmem_packet_scope(), from); } while (0)
#define UNUSED_HERE(x) wmem_strdup (wmem_file_scope(), x)
#define MAKE(type) wmem_new (wmem_packet_scope(), type)
#define ALIAS ep_alloc0
#define LONG_ONE(x) \
  wmem_strdup_printf (wmem_packet_scope(), "%s %d", \
                    (x), __LINE__)
#define WMEM_MIGRATE_ARGUMENTS(...) __VA_ARGS__
#define ERROR(fmtd) do { error = wmem_strdup_printf (wmem_packet_scope(), "%s: %s", "x", wmem_strdup_printf(wmem_packet_scope(), WMEM_MIGRATE_ARGUMENTS fmtd)); } while (0)
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
  use (ID (wmem_strdup (wmem_packet_scope(), text)));
  use (ID (wmem_new) (wmem_packet_scope(), int));
  use (ID (wmem_alloc) (wmem_packet_scope(), 4));
  DROP (wmem_strdup (wmem_packet_scope(), text));
  use (ALIAS (4));
}

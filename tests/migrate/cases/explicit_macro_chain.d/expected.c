/* A long chain of macros without parameters, the last one first: each stands for a call. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define LEVEL_11(pool) LEVEL_10(pool)
#define LEVEL_10(pool) LEVEL_9(pool)
#define LEVEL_9(pool) LEVEL_8(pool)
#define LEVEL_8(pool) LEVEL_7(pool)
#define LEVEL_7(pool) LEVEL_6(pool)
#define LEVEL_6(pool) LEVEL_5(pool)
#define LEVEL_5(pool) LEVEL_4(pool)
#define LEVEL_4(pool) LEVEL_3(pool)
#define LEVEL_3(pool) LEVEL_2(pool)
#define LEVEL_2(pool) LEVEL_1(pool)
#define LEVEL_1(pool) LEVEL_0(pool)
#define LEVEL_0(pool) pool

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (wmem_strdup (LEVEL_11(pinfo->pool), "far"));
  use (wmem_strdup (LEVEL_2(pinfo->pool), "near"));
}

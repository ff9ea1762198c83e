/* A long chain of macros without parameters, the last one first: each stands for a call. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define LEVEL_11 LEVEL_10
#define LEVEL_10 LEVEL_9
#define LEVEL_9 LEVEL_8
#define LEVEL_8 LEVEL_7
#define LEVEL_7 LEVEL_6
#define LEVEL_6 LEVEL_5
#define LEVEL_5 LEVEL_4
#define LEVEL_4 LEVEL_3
#define LEVEL_3 LEVEL_2
#define LEVEL_2 LEVEL_1
#define LEVEL_1 LEVEL_0
#define LEVEL_0 wmem_packet_scope ()

void dissect (packet_info *pinfo);
void
dissect (packet_info *pinfo)
{
  use (wmem_strdup (LEVEL_11, "far"));
  use (wmem_strdup (LEVEL_2, "near"));
}

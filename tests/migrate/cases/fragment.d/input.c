/* A fragment that is no unit of its own: its file takes the include. */
#include <epan/packet.h>

#include "part.inc"

#include <epan/packet.h>

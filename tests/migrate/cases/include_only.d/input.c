/* An include that nothing uses goes. */
#include <glib.h>
#include "epan/emem.h" /* not needed */
#include <string.h>

int x;

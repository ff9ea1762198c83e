/* An include that nothing uses goes. */
#include <glib.h>
#include <string.h>

int x;

/* A buffer whose type the unit need not name. */
#include <epan/emem.h>

extern emem_strbuf_t *title;

/* SPDX-License-Identifier: MIT */
#include <epan/emem.h>

/* Changes that begin and end at the same bytes. */
const char *
add_both (emem_strbuf_t *buffer, emem_strbuf_t *other)
{
  return ep_strbuf_append (buffer, ep_strbuf_append (other, "b")->str)->str;
}

/* A variable that a rewrite declares is called like nothing else: parameter, variable, macro's body, type. */
#include <epan/packet.h>
#include <wmem/wmem.h>
#include "names.h"

extern const char *wmem_text_3;
typedef int wmem_buffer_2;

void both (wmem_strbuf_t *b, const char *wmem_text, wmem_strbuf_t **bs, int i);
void
both (wmem_strbuf_t *b, const char *wmem_text, wmem_strbuf_t **bs, int i)
{
  wmem_strbuf_t *wmem_buffer = bs[0];
  wmem_buffer_2 n = i;

  { gchar *wmem_text_2 = wmem_strdup_printf(wmem_packet_scope(), "%s%s", wmem_strbuf_get_str(b), wmem_text); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text_2); }
  { wmem_strbuf_t *wmem_buffer_3 = bs[i++]; gchar *wmem_text_2 = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(wmem_buffer)); wmem_strbuf_truncate(wmem_buffer_3, 0); wmem_strbuf_append(wmem_buffer_3, wmem_text_2); }
  { wmem_strbuf_t *wmem_buffer_3 = bs[i++]; wmem_strbuf_truncate(wmem_buffer_3, 0); wmem_strbuf_append_printf(wmem_buffer_3, "%s", "x"); }
  { gchar *wmem_text_2 = wmem_strdup_printf(wmem_packet_scope(), "%s%s%d", wmem_strbuf_get_str(b), CURRENT_TEXT (i), n); wmem_strbuf_truncate(b, 0); wmem_strbuf_append(b, wmem_text_2); }
  { gchar *wmem_text_2; { gchar *wmem_text_22; { wmem_strbuf_t *wmem_buffer_32; i ? (wmem_text_2 = wmem_strdup_printf(wmem_packet_scope(), "%s%s", wmem_strbuf_get_str(b), wmem_text), wmem_strbuf_truncate(b, 0), wmem_strbuf_append(b, wmem_text_2)) : (wmem_buffer_32 = bs[i++], wmem_text_22 = wmem_strdup_printf(wmem_packet_scope(), "%s", wmem_strbuf_get_str(wmem_buffer)), wmem_strbuf_truncate(wmem_buffer_32, 0), wmem_strbuf_append(wmem_buffer_32, wmem_text_22)); }  }  }
}

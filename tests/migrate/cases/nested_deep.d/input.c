/* Calls within calls within macros, on one line. */
#include <epan/packet.h>

#define MAX_OF(a, b) ((a) > (b) ? (a) : (b))

void f (emem_strbuf_t *b, emem_tree_t *t, const char *s);
void
f (emem_strbuf_t *b, emem_tree_t *t, const char *s)
{
  ep_strbuf_append (b, ep_strdup_printf ("%s%s", ep_strndup (ep_strdup (s), MAX_OF (b->len, 3)), (char *) se_memdup (s, strlen (ep_strdup (s)))));
  se_tree_insert_string (t, se_strdup (s), se_tree_lookup_string (t, ep_strdup (s), EMEM_TREE_STRING_NOCASE), 0);
  ep_strbuf_printf (b, "%s", ep_strconcat ("a", ep_strdup (s), ep_strdup_printf ("%d", 4), NULL));
  b = ep_strbuf_new_label (ep_strdup_printf ("%s", s));
  use (ep_strbuf_new (ep_strdup (ep_strbuf_new (s)->str))->str);
}

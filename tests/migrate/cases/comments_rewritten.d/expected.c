/* Comments that name wmem_alloc and wmem_tree_t; not my_ep_alloc, not ep_allocate. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void dissect (void); // wmem_strdup
void
dissect (void)
{
  use (wmem_alloc (wmem_packet_scope(), 4)); /* wmem_alloc() */
}

/* What stands between the tokens that go, stays: each of these is there again. */
void words (wmem_strbuf_t *title, wmem_stack_t *pile, int n);
void
words (wmem_strbuf_t *title, wmem_stack_t *pile, int n)
{
  /* A wmem_strdup (n) */ /* B */ /* C */ /* D */ { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), "%s" /* E */, /* F */ wmem_strdup_printf (wmem_file_scope(), "%d", n) /* G */) /* H */; wmem_strbuf_truncate(title, 0); wmem_strbuf_append(title, wmem_text); }
  { gchar *wmem_text = wmem_strdup_printf(wmem_packet_scope(), // why: wmem_alloc ()
                    "%s", wmem_strbuf_get_str(title)); wmem_strbuf_truncate(title, 0); wmem_strbuf_append(title, wmem_text); }
  n = /* X */ wmem_strbuf_get_len(title /* A */ /* B */ ) /* C */;
  n = wmem_strbuf_get_len(title /* A */ /* B */ );
  n = (wmem_stack_count(pile) > 0 ? wmem_stack_peek /* A */ (/* B */ pile /* C */) : NULL) /* D */ != NULL;
  if (wmem_stack_count(pile) > 0) wmem_stack_pop /* A */ (/* B */ pile /* C */) /* D */;
  title = wmem_strbuf_sized_new /* A */ (wmem_packet_scope(), /* B */ 10 /* C */, /* D */ 20 /* E */);
  title = wmem_strbuf_new_label /* A */ /* B */ (wmem_packet_scope());
  wmem_strbuf_append(title, "a" /* C */);
  use (wmem_alloc /* A */ (wmem_packet_scope(), /* B */ sizeof (int) /* C */));
  use (wmem_new /* A */ (wmem_packet_scope(), /* B */ int /* C */));
  use (wmem_tree_new_autoreset /* A */ /* B */ /* C */ /* D */ /* E */ (wmem_epan_scope(), wmem_file_scope()));
  use (wmem_tree_new_autoreset /* by
    number, see wmem_alloc */ (wmem_epan_scope(), wmem_file_scope()));
}

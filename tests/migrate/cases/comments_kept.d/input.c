/* Comments that name ep_alloc and se_tree_create stay without --comments. */
#include <epan/packet.h>

void dissect (void); // ep_strdup
void
dissect (void)
{
  use (ep_alloc (4)); /* not my_ep_alloc, not ep_allocate: ep_alloc() */
}

/* What stands between the tokens that go, stays: each of these is there again. */
void words (emem_strbuf_t *title, ep_stack_t pile, int n);
void
words (emem_strbuf_t *title, ep_stack_t pile, int n)
{
  ep_strbuf_printf /* A ep_strdup (n) */ (/* B */ title /* C */, /* D */ "%s" /* E */, /* F */ se_strdup_printf ("%d", n) /* G */) /* H */;
  ep_strbuf_printf (title, // why: se_alloc ()
                    "%s", title->str);
  n = /* X */ title /* A */ -> /* B */ len /* C */;
  n = title/* A */->/* B */len;
  n = ep_stack_peek /* A */ (/* B */ pile /* C */) /* D */ != NULL;
  ep_stack_pop /* A */ (/* B */ pile /* C */) /* D */;
  title = ep_strbuf_sized_new /* A */ (/* B */ 10 /* C */, /* D */ 20 /* E */);
  title = ep_strbuf_new_label /* A */ (/* B */ "a" /* C */);
  use (ep_alloc /* A */ (/* B */ sizeof (int) /* C */));
  use (ep_new /* A */ (/* B */ int /* C */));
  use (se_tree_create /* A */ (/* B */ EMEM_TREE_TYPE_RED_BLACK /* C */, /* D */ "x" /* E */));
  use (se_tree_create (EMEM_TREE_TYPE_RED_BLACK, "requests" /* by
    number, see ep_alloc */));
}

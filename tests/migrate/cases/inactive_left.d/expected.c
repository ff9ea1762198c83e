/* What has to be left in a region that is not compiled here shares values with what is rewritten: a configuration that
   compiles it finds two forms. */
#include <epan/packet.h>
#include <wmem/wmem.h>

void roots (wmem_tree_t *tree, wmem_tree_t *other, wmem_strbuf_t *apart);
void
roots (wmem_tree_t *tree, wmem_tree_t *other, wmem_strbuf_t *apart)
{
  if (
#ifdef A
      tree->tree
#else
      tree
#endif
      == NULL)
    use (wmem_strbuf_get_str(apart));
  use (wmem_tree_lookup32 (other, 1));
}

static wmem_strbuf_t *kept;

void writes (void);
void
writes (void)
{
#ifdef B
  kept->str[0] = '\0';
#endif
  use (wmem_strbuf_get_str(kept));
}

void reads (void);
void
reads (void)
{
  use (wmem_strbuf_get_str(kept));
}

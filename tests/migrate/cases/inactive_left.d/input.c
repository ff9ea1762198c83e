/* What has to be left in a region that is not compiled here shares values with what is rewritten: a configuration that
   compiles it finds two forms. */
#include <epan/packet.h>

void roots (emem_tree_t *tree, emem_tree_t *other, emem_strbuf_t *apart);
void
roots (emem_tree_t *tree, emem_tree_t *other, emem_strbuf_t *apart)
{
  if (
#ifdef A
      tree->tree
#else
      tree
#endif
      == NULL)
    use (apart->str);
  use (se_tree_lookup32 (other, 1));
}

static emem_strbuf_t *kept;

void writes (void);
void
writes (void)
{
#ifdef B
  kept->str[0] = '\0';
#endif
  use (kept->str);
}

void reads (void);
void
reads (void)
{
  use (kept->str);
}

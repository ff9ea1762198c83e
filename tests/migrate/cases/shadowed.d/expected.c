/* The same name, another thing. */
#include <epan/packet.h>
#include <wmem/wmem.h>

struct functions
{
  int ep_strdup;
  void *(*ep_alloc) (int);
};

static int
se_strdup_like (int se_strdup)
{
  return se_strdup + 1;
}

void dissect (struct functions *f);
void
dissect (struct functions *f)
{
  int ep_new0x = 1;

  f->ep_strdup = 3;
  use (f->ep_alloc (4));
  {
    int ep_alloc = se_strdup_like (2);

    ep_alloc++;
    goto ep_memdup;
  }
ep_memdup:
  use (wmem_memdup (wmem_packet_scope(), f, 4));
  (void) ep_new0x;
}

/* Tags and labels have names of their own. */
struct ep_alloc
{
  int n;
};

union se_alloc
{
  struct ep_alloc part;
  enum ep_strdup { STRDUP_ONE } kind;
};

int tags (struct ep_alloc *first)
{
  struct ep_alloc copy = *first;
  union se_alloc both = { copy };
  enum ep_strdup kind = STRDUP_ONE;
  if (copy.n > 0)
    goto ep_memdup;
  return both.part.n + (int) sizeof (struct ep_alloc);
ep_memdup:
  return kind;
}

/* So has the tag of a record where the API has a type of that name. */
struct ep_stack_t
{
  int depth;
};
union emem_tree_t
{
  struct ep_stack_t part;
};

size_t sizes (const struct ep_stack_t *first, enum emem_strbuf_t *kind);
size_t
sizes (const struct ep_stack_t *first, enum emem_strbuf_t *kind)
{
  struct ep_stack_t copy = *first;
  union emem_tree_t both = { copy };

  use (kind);
  return sizeof (struct ep_stack_t) + both.part.depth;
}

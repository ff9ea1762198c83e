/* Tables of functions and of rows: defined in one file, used in another. */
#pragma once
#include <epan/packet.h>

typedef const char *(*show_func) (emem_strbuf_t *);

struct row
{
  const char *name;
  void (*fill) (emem_strbuf_t *buffer, int n);
  show_func show;
};

extern const struct row rows[];
extern void (*const steps[]) (emem_strbuf_t *);
extern emem_strbuf_t *(*makers[2]) (const char *);
extern ep_stack_t (*const stacks[]) (void);

/* Its first element is the API's own function: these stay. */
extern emem_tree_t *(*const planters[]) (int, const char *);

struct garden
{
  emem_tree_t *tree;
};

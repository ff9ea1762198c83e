#include "tables.h"

static const char *
whole (emem_strbuf_t *buffer)
{
  return buffer->str;
}

static void
decimal (emem_strbuf_t *buffer, int n)
{
  ep_strbuf_printf (buffer, "%d", n);
}

static void
repeated (emem_strbuf_t *buffer, int n)
{
  while (n-- > 0)
    ep_strbuf_append_c (buffer, 'a');
}

static void
bang (emem_strbuf_t *buffer)
{
  ep_strbuf_append (buffer, "!");
}

static emem_strbuf_t *
labelled (const char *text)
{
  return ep_strbuf_new_label (text);
}

static emem_strbuf_t *
plain (const char *text)
{
  return ep_strbuf_new (text);
}

static ep_stack_t
stack (void)
{
  return ep_stack_new ();
}

const struct row rows[] = { { "decimal", decimal, whole }, { .show = whole, .fill = repeated, .name = "repeated" } };
void (*const steps[]) (emem_strbuf_t *) = { bang, bang };
emem_strbuf_t *(*makers[2]) (const char *) = { labelled, plain };
ep_stack_t (*const stacks[]) (void) = { stack };
emem_tree_t *(*const planters[]) (int, const char *) = { se_tree_create_non_persistent };

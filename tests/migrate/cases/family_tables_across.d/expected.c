#include "tables.h"
#include <wmem/wmem.h>

static const char *
whole (wmem_strbuf_t *buffer)
{
  return wmem_strbuf_get_str(buffer);
}

static void
decimal (wmem_strbuf_t *buffer, int n)
{
  wmem_strbuf_truncate(buffer, 0);
  wmem_strbuf_append_printf (buffer, "%d", n);
}

static void
repeated (wmem_strbuf_t *buffer, int n)
{
  while (n-- > 0)
    wmem_strbuf_append_c (buffer, 'a');
}

static void
bang (wmem_strbuf_t *buffer)
{
  wmem_strbuf_append (buffer, "!");
}

static wmem_strbuf_t *
labelled (const char *text)
{
  { wmem_strbuf_t *wmem_buffer = wmem_strbuf_new_label(wmem_packet_scope()); wmem_strbuf_append(wmem_buffer, text); return wmem_buffer; }
}

static wmem_strbuf_t *
plain (const char *text)
{
  return wmem_strbuf_new (wmem_packet_scope(), text);
}

static wmem_stack_t *
stack (void)
{
  return wmem_stack_new (wmem_packet_scope());
}

const struct row rows[] = { { "decimal", decimal, whole }, { .show = whole, .fill = repeated, .name = "repeated" } };
void (*const steps[]) (wmem_strbuf_t *) = { bang, bang };
wmem_strbuf_t *(*makers[2]) (const char *) = { labelled, plain };
wmem_stack_t * (*const stacks[]) (void) = { stack };
emem_tree_t *(*const planters[]) (int, const char *) = { se_tree_create_non_persistent };

/* What gives nothing stands where a value does: in a return of a function that gives none, behind a cast, as a macro's argument. */
#include <epan/packet.h>
#include <wmem/wmem.h>

#define RUN(statement) statement

static void
replaced (wmem_strbuf_t *buffer)
{
  return (wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append_printf (buffer, "new"));
}

static void
reads_argument (wmem_strbuf_t *buffer, const char *text)
{
  if (*text)
    { gchar *wmem_text; return (void) (wmem_text = wmem_strdup_printf(wmem_packet_scope(), "<%s>", text), wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append(buffer, wmem_text)); }
  else
    return wmem_strbuf_append_printf (buffer, "%s", text);
}

static void
taken (wmem_stack_t *stack)
{
  if (stack)
    return (void) (wmem_stack_count(stack) > 0 ? wmem_stack_pop (stack) : NULL);
  return (void) wmem_stack_push (stack, stack);
}

static void
evaluated_once (wmem_strbuf_t **buffers)
{
  { wmem_strbuf_t *wmem_buffer; return (wmem_buffer = *buffers++, wmem_strbuf_truncate(wmem_buffer, 0), wmem_strbuf_append_printf(wmem_buffer, "next")); }
}

/* In parentheses: the new form is a macro. */
static void
in_parentheses (wmem_stack_t *stack)
{
  wmem_stack_push (stack, stack);
  if (wmem_stack_count(stack) > 0) wmem_stack_pop (stack);
  use (wmem_stack_count(stack) > 0 ? wmem_stack_pop (stack) : NULL);
  return (void) wmem_stack_push (stack, stack);
}

/* What gives something is used as an argument, however the function is named. */
static void
chained (wmem_strbuf_t *buffer, wmem_strbuf_t *(*functions[]) (wmem_strbuf_t *, int))
{
  wmem_strbuf_append ((wmem_strbuf_append_c (buffer, '+'), buffer), "x");
  functions[0]((wmem_strbuf_append_c (buffer, '-'), buffer), 1);
}

void all (wmem_strbuf_t *buffer, wmem_stack_t *stack);
void
all (wmem_strbuf_t *buffer, wmem_stack_t *stack)
{
  RUN ((wmem_strbuf_truncate(buffer, 0), wmem_strbuf_append_printf (buffer, "run")));
  RUN (if (stack) { wmem_strbuf_truncate(buffer, 0); wmem_strbuf_append_printf (buffer, "yes"); } else { wmem_strbuf_truncate(buffer, 0); wmem_strbuf_append_printf (buffer, "no"); })
  replaced (buffer), reads_argument (buffer, "x"), evaluated_once (&buffer), taken (stack), in_parentheses (stack), chained (buffer, NULL);
}

/* What gives nothing stands where a value does: in a return of a function that gives none, behind a cast, as a macro's argument. */
#include <epan/packet.h>

#define RUN(statement) statement

static void
replaced (emem_strbuf_t *buffer)
{
  return ep_strbuf_printf (buffer, "new");
}

static void
reads_argument (emem_strbuf_t *buffer, const char *text)
{
  if (*text)
    return (void) ep_strbuf_printf (buffer, "<%s>", text);
  else
    return ep_strbuf_append_printf (buffer, "%s", text);
}

static void
taken (ep_stack_t stack)
{
  if (stack)
    return (void) ep_stack_pop (stack);
  return (void) ep_stack_push (stack, stack);
}

static void
evaluated_once (emem_strbuf_t **buffers)
{
  return ep_strbuf_printf (*buffers++, "next");
}

/* In parentheses: the new form is a macro. */
static void
in_parentheses (ep_stack_t stack)
{
  (ep_stack_push) (stack, stack);
  (ep_stack_pop) (stack);
  use ((ep_stack_pop) (stack));
  return (void) (ep_stack_push) (stack, stack);
}

/* What gives something is used as an argument, however the function is named. */
static void
chained (emem_strbuf_t *buffer, emem_strbuf_t *(*functions[]) (emem_strbuf_t *, int))
{
  (ep_strbuf_append) (ep_strbuf_append_c (buffer, '+'), "x");
  functions[0](ep_strbuf_append_c (buffer, '-'), 1);
}

void all (emem_strbuf_t *buffer, ep_stack_t stack);
void
all (emem_strbuf_t *buffer, ep_stack_t stack)
{
  RUN (ep_strbuf_printf (buffer, "run"));
  RUN (if (stack) ep_strbuf_printf (buffer, "yes"); else ep_strbuf_printf (buffer, "no");)
  replaced (buffer), reads_argument (buffer, "x"), evaluated_once (&buffer), taken (stack), in_parentheses (stack), chained (buffer, NULL);
}

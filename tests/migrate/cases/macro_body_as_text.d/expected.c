/* A macro's body becomes a text by way of another macro: the text is behaviour. Beside it what is only called. */
#include <stdio.h>

#include <epan/emem.h>
#include <wmem/wmem.h>

#define STR(x) #x
#define XSTR(x) STR (x)
#define ROOM ep_alloc (3)
#define COPY(text) wmem_strdup (wmem_packet_scope(), text)
#define SHOW(call) puts (#call), (void) (call)

void *room (void)
{
  puts (XSTR (ROOM));
  return ROOM;
}

char *copy (const char *text)
{
  SHOW (COPY (text));
  return COPY (text);
}

void plain (void)
{
  SHOW (se_alloc (4));
}

#define MORE wmem_alloc (wmem_file_scope(), 5)
void *more (void) { return MORE; }

/* A message of the body's own is no text that it is made into. */
#define TOLD(n) (puts ("ep_alloc0 of " #n), wmem_alloc0 (wmem_packet_scope(), n))
void *told (void) { return TOLD (3); }

/* A macro's body becomes a text by way of another macro: the text is behaviour. Beside it what is only called. */
#include <stdio.h>

#include <epan/emem.h>

#define STR(x) #x
#define XSTR(x) STR (x)
#define ROOM ep_alloc (3)
#define COPY(text) ep_strdup (text)
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

#define MORE se_alloc (5)
void *more (void) { return MORE; }

/* A message of the body's own is no text that it is made into. */
#define TOLD(n) (puts ("ep_alloc0 of " #n), ep_alloc0 (n))
void *told (void) { return TOLD (3); }

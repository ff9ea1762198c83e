/* --packet-pool=explicit: declarations and names that are easily taken for something else. */
#include <epan/packet.h>

/* A list that says nothing stays so; a prototype whose own parameter has the name gets none. */
static char *says_nothing ();
static char *other_names (int pool, const char *);

static char *
says_nothing (x)
  int x;
{
  return ep_strdup_printf ("%d", x);
}

static char *
other_names (int x, const char *text)
{
  return ep_strdup_printf ("%d %s", x, text);
}

/* A parameter of a macro, a field and a variable have the function's name. */
static char *
shared (int x)
{
  return ep_strdup_printf ("%d", x);
}

#define WITH(shared) shared (1)

typedef struct
{
  char *(*shared) (int);
} holder_t;

static char *
plain (int x)
{
  (void) x;
  return NULL;
}

static char *
hides (char *(*shared) (int))
{
  return shared (2);
}

/* Several at once; what a function returns is a pointer to one. */
static char *first (int x), *second (int x);
static char *first (int x) { return ep_strdup_printf ("%d", x); }
static char *second (int x) { return first (x); }

static char *(*chooser (int x)) (int)
{
  use (ep_strdup_printf ("%d", x));
  return plain;
}

/* Calls that stand where tokens mislead. */
static char *
nested (char *text)
{
  return ep_strdup (text);
}

static int
in_conditions (packet_info *pinfo, int x)
{
  const holder_t holder = { plain };
  int length = (int) sizeof (nested (NULL));
  for (char *text = nested (NULL); text != NULL && *nested (text) != '\0'; text = NULL)
    length += x ? nested (text)[0] : *(nested (nested (text)) + 1);
  if (nested (NULL))
    length++;
  else if (first (1) && second (2) && chooser (3) (4))
    length--;
  use (says_nothing (1));
  use (other_names (1, "x"));
  use (shared (3));
  use (WITH (plain));
  use (holder.shared (4));
  use (hides (plain));
  (void) pinfo;
  return length;
}

void register_dissector (const char *name, int (*dissector) (packet_info *, int));
void proto_register_odd (void);
void
proto_register_odd (void)
{
  register_dissector ("odd", in_conditions);
}

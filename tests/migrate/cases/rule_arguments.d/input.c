/* Arguments that a rule drops, adds and composes. */
#include <epan/packet.h>

struct name
{
  struct name *next;
  char text[4];
};
int next (void);
char *old_first (int context, const char *text);
char *old_first_pool (int context, const char *text);
char *old_middle (const char *text, int context, int more, int n);
char *old_middle_pool (const char *text, int context, int n);
char *old_last (const char *text, int context);
char *old_all (int context);
char *old_all_pool (int context);
char *old_none (void);
char *old_ends (const char *text);
char *old_format (int context, const char *format, ...);
struct name *old_cast (const char *text);
char *old_composed (const char *text, int flags);

void plain (const char *s, int c);
void
plain (const char *s, int c)
{
  use (old_first (c, s));
  use (old_first( c,  s ));
  use (old_first_pool (c, s));
  use (old_middle (s, c, c, 3));
  use (old_middle_pool (s, c, 3));
  use (old_last (s, c));
  use (old_last (s, /* which */ c));
  use (old_all (c));
  use (old_all_pool (c));
  use (old_none ());
  use (old_none( ));
  use (old_ends (s));
  use (old_ends ( s ));
  use (old_format (c, "x"));
  use (old_format (c, "%s %d", s, c));
  use (old_composed (s, c));
  use (old_composed (s, c ? 1 : 2));
}

/* What goes did something: for a person to look at. */
void effects (const char *s, int c);
void
effects (const char *s, int c)
{
  use (old_first (next (), s));
  use (old_first_pool (c++, s));
  use (old_middle (s, c, next (), 3));
  use (old_middle (s, c = 2, c, next ()));
  use (old_middle_pool (s, next (), 3));
  use (old_last (s, c--));
  use (old_all (next ()));
  use (old_all_pool (c += 1));
}

/* A cast binds less than what follows the call. */
void casts (const char *s);
void
casts (const char *s)
{
  struct name *made = old_cast (s);

  use (old_cast (s)->text);
  use (old_cast (s)->next->next);
  use (&old_cast (s)[1]);
  use ((*old_cast (s)).text);
  use (old_cast (old_cast (s)->text));
  use (made);
}

/* Calls in arguments that stay, and in such that go. */
void nested (const char *s, int c);
void
nested (const char *s, int c)
{
  use (old_first (c, old_last (s, c)));
  use (old_first (old_all (c) != NULL, s));
  use (old_last (old_first (c, s), old_first (c, s) != NULL));
  use ((old_first) (c, s));
}

/* Arguments that a rule drops, adds and composes. */
#include <epan/packet.h>
#include <wmem/wmem.h>

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
  use (new_first (s));
  use (new_first(s ));
  use (new_first_pool (wmem_packet_scope(), s));
  use (new_middle (s, 3));
  use (new_middle_pool (s, wmem_file_scope(), 3));
  use (new_last (s));
  use (new_last (s /* which */ ));
  use (new_all ());
  use (new_all_pool (wmem_packet_scope()));
  use (new_none (wmem_packet_scope(), NULL));
  use (new_none(wmem_packet_scope(), NULL));
  use (new_ends (wmem_packet_scope(), s, wmem_file_scope(), NULL));
  use (new_ends ( wmem_packet_scope(), s, wmem_file_scope(), NULL ));
  use (new_format (wmem_packet_scope(), "x"));
  use (new_format (wmem_packet_scope(), "%s %d", s, c));
  use (new_composed (wmem_packet_scope(), s, NEW_FLAG | c));
  use (new_composed (wmem_packet_scope(), s, NEW_FLAG | (c ? 1 : 2)));
}

/* What goes did something: for a person to look at. */
void effects (const char *s, int c);
void
effects (const char *s, int c)
{
  use (new_first (s));
  use (new_first_pool (wmem_packet_scope(), s));
  use (new_middle (s, 3));
  use (new_middle (s, next ()));
  use (new_middle_pool (s, wmem_file_scope(), 3));
  use (new_last (s));
  use (new_all ());
  use (new_all_pool (wmem_packet_scope()));
}

/* A cast binds less than what follows the call. */
void casts (const char *s);
void
casts (const char *s)
{
  struct name *made = (struct name *) new_cast (wmem_packet_scope(), s);

  use (((struct name *) new_cast (wmem_packet_scope(), s))->text);
  use (((struct name *) new_cast (wmem_packet_scope(), s))->next->next);
  use (&((struct name *) new_cast (wmem_packet_scope(), s))[1]);
  use ((*(struct name *) new_cast (wmem_packet_scope(), s)).text);
  use ((struct name *) new_cast (wmem_packet_scope(), ((struct name *) new_cast (wmem_packet_scope(), s))->text));
  use (made);
}

/* Calls in arguments that stay, and in such that go. */
void nested (const char *s, int c);
void
nested (const char *s, int c)
{
  use (new_first (new_last (s)));
  use (new_first (s));
  use (new_last (new_first (s)));
  use (new_first (s));
}

/* --packet-pool=explicit: pointers to functions gain the parameter together with all that they are given. */
#include <epan/packet.h>
#define _U_ __attribute__ ((unused))

/* A typedef, and a table of structs; one of the functions has no use for it. */
typedef char *(*show_t) (int value);
typedef struct
{
  int type;
  show_t show;
} row_t;

static char *show_number (int value) { return ep_strdup_printf ("%d", value); }
static char *show_nothing (int value _U_) { return NULL; }
static char *show_more (int value) { return show_number (value + 1); }
static const row_t rows[] = { { 1, show_number }, { 2, show_nothing }, { .show = &show_more, .type = 3 }, { 0, NULL } };

/* A field that spells the type. */
struct handler
{
  char *(*next) (int a, int b);
};

static char *sum (int a, int b) { return ep_strdup_printf ("%d", a + b); }
static char *
difference (a, b)
  int a, b;
{
  return ep_strdup_printf ("%d", a - b);
}
static struct handler handlers[2];

static void
set_up (void)
{
  handlers[0].next = sum;
  handlers[1].next = handlers[0].next ? difference : sum;
}

/* An array, declared twice; one of arrays of a function's type. */
extern void (*const table[2]) (int n);
static void one (int n) { use (ep_strdup_printf ("%d", n)); }
static void two (int n _U_) { }
void (*const table[2]) (int n) = { one, two };
typedef char *maker_t (int);
static char *first (int n) { return ep_strdup_printf ("1 %d", n); }
static char *second (int n) { return ep_strdup_printf ("2 %d", n); }
static maker_t *makers[2][2] = { { first, second }, { [0] = second, [1] = first } };

/* A parameter, in a prototype as well. */
static void each (int n, void (*step) (int, const char *), const char *text);
static void print_one (int n, const char *text) { use (ep_strdup_printf ("%s%d", text, n)); }
static void
each (int n, void (*step) (int, const char *), const char *text)
{
  while (n-- > 0)
    (*step) (n, text);
}

/* In a circle, without parameters. */
static char *ping (void);
static char *pong (void);
static char *(*turn) (void) = ping;
static char *ping (void) { return turn == ping ? ep_strdup ("end") : (turn = pong, turn ()); }
static char *
pong (void)
{
  turn = ping;
  return turn ();
}

/* What a function gives, and what macros make. */
static show_t choose (int n) { return n ? show_number : show_more; }
#define ROW(name) { make_##name }
static char *make_a (int n) { return ep_strdup_printf ("a%d", n); }
static char *make_b (int n) { return ep_strdup_printf ("b%d", n); }
static const struct { maker_t *make; } made[] = { ROW (a), ROW (b) };

/* What cannot be followed keeps its type: data, a cast, a union, a table with a row that is not compiled, a macro that calls. */
static char *by_data (int n) { return ep_strdup_printf ("data %d", n); }
static const void *data = by_data;
typedef char *(*cast_t) (long);
static char *by_cast (int n) { return ep_strdup_printf ("cast %d", n); }
static cast_t casted = (cast_t) by_cast;
static char *by_union (int n) { return ep_strdup_printf ("union %d", n); }
static union { char *(*make) (int); void *any; } either = { by_union };
static char *by_row (int n) { return ep_strdup_printf ("row %d", n); }
static char *(*const halves[]) (int) = {
  by_row,
#ifdef NEVER
  by_other,
#endif
};
struct called { char *(*call) (int); };
static char *by_macro (int n) { return ep_strdup_printf ("macro %d", n); }
static struct called called = { by_macro };
#define CALL(it, n) (it).call (n)


/* A choice is called, an assignment is a value. */
static char *left_hand (int n) { return ep_strdup_printf ("left %d", n); }
static char *right_hand (int n) { return ep_strdup_printf ("right %d", n); }
static char *third_hand (int n) { return ep_strdup_printf ("third %d", n); }
static char *(*near_hand) (int), *(*far_hand) (int);
static char *never_chosen (int n) { return ep_strdup_printf ("never %d", n); }

static void
dissect (packet_info *pinfo)
{
  void (*which) (int) = table[0];
  show_t chosen = choose (1);
  set_up ();
  for (unsigned i = 0; i < sizeof rows / sizeof rows[0] && rows[i].show != NULL; i++)
    use (rows[i].show ((int) pinfo->number));
  use (handlers[0].next (1, 2));
  use ((*handlers[1].next) (1, 2));
  use ((handlers[1].next) (3, 2));
  which (3);
  if (which != table[1])
    (*which) (4);
  table[pinfo->number & 1] (5);
  each (3, print_one, "x");
  use (turn ());
  use (chosen (4));
  use (makers[1][0] (6));
  use (made[1].make (7));
  use (((char *(*) (int)) data) (8));
  use (casted (9));
  use (either.make (10));
  use (halves[0] (11));
  use (CALL (called, 12));
  near_hand = far_hand = left_hand;
  use (near_hand (13));
  use ((pinfo->number ? left_hand : right_hand) (14));
  use ((pinfo->number ? near_hand : pinfo->number > 1 ? far_hand : (third_hand)) (15));
  use ((pinfo->number ? never_chosen : NULL) (16));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_pointers (void);
void
proto_register_pointers (void)
{
  register_dissector ("pointers", dissect);
}

/* --packet-pool=explicit: pointers to functions gain the parameter together with all that they are given. */
#include <epan/packet.h>
#include <wmem/wmem.h>
#define _U_ __attribute__ ((unused))

/* A typedef, and a table of structs; one of the functions has no use for it. */
typedef char *(*show_t) (wmem_allocator_t *pool, int value);
typedef struct
{
  int type;
  show_t show;
} row_t;

static char *show_number (wmem_allocator_t *pool, int value) { return wmem_strdup_printf (pool, "%d", value); }
static char *show_nothing (wmem_allocator_t *pool _U_, int value _U_) { return NULL; }
static char *show_more (wmem_allocator_t *pool, int value) { return show_number (pool, value + 1); }
static const row_t rows[] = { { 1, show_number }, { 2, show_nothing }, { .show = &show_more, .type = 3 }, { 0, NULL } };

/* A field that spells the type. */
struct handler
{
  char *(*next) (wmem_allocator_t *pool, int a, int b);
};

static char *sum (wmem_allocator_t *pool, int a, int b) { return wmem_strdup_printf (pool, "%d", a + b); }
static char *
difference (pool, a, b)
  wmem_allocator_t *pool;
  int a, b;
{
  return wmem_strdup_printf (pool, "%d", a - b);
}
static struct handler handlers[2];

static void
set_up (void)
{
  handlers[0].next = sum;
  handlers[1].next = handlers[0].next ? difference : sum;
}

/* An array, declared twice; one of arrays of a function's type. */
extern void (*const table[2]) (wmem_allocator_t *pool, int n);
static void one (wmem_allocator_t *pool, int n) { use (wmem_strdup_printf (pool, "%d", n)); }
static void two (wmem_allocator_t *pool _U_, int n _U_) { }
void (*const table[2]) (wmem_allocator_t *pool, int n) = { one, two };
typedef char *maker_t (wmem_allocator_t *pool, int);
static char *first (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "1 %d", n); }
static char *second (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "2 %d", n); }
static maker_t *makers[2][2] = { { first, second }, { [0] = second, [1] = first } };

/* A parameter, in a prototype as well. */
static void each (wmem_allocator_t *pool, int n, void (*step) (wmem_allocator_t *pool, int, const char *), const char *text);
static void print_one (wmem_allocator_t *pool, int n, const char *text) { use (wmem_strdup_printf (pool, "%s%d", text, n)); }
static void
each (wmem_allocator_t *pool, int n, void (*step) (wmem_allocator_t *pool, int, const char *), const char *text)
{
  while (n-- > 0)
    (*step) (pool, n, text);
}

/* In a circle, without parameters. */
static char *ping (wmem_allocator_t *pool);
static char *pong (wmem_allocator_t *pool);
static char *(*turn) (wmem_allocator_t *pool) = ping;
static char *ping (wmem_allocator_t *pool) { return turn == ping ? wmem_strdup (pool, "end") : (turn = pong, turn (pool)); }
static char *
pong (wmem_allocator_t *pool)
{
  turn = ping;
  return turn (pool);
}

/* What a function gives, and what macros make. */
static show_t choose (int n) { return n ? show_number : show_more; }
#define ROW(name) { make_##name }
static char *make_a (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "a%d", n); }
static char *make_b (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "b%d", n); }
static const struct { maker_t *make; } made[] = { ROW (a), ROW (b) };

/* What cannot be followed keeps its type: data, a cast, a union, a table with a row that is not compiled, a macro that calls. */
static char *by_data (int n) { return wmem_strdup_printf (wmem_packet_scope(), "data %d", n); }
static const void *data = by_data;
typedef char *(*cast_t) (long);
static char *by_cast (int n) { return wmem_strdup_printf (wmem_packet_scope(), "cast %d", n); }
static cast_t casted = (cast_t) by_cast;
static char *by_union (int n) { return wmem_strdup_printf (wmem_packet_scope(), "union %d", n); }
static union { char *(*make) (int); void *any; } either = { by_union };
static char *by_row (int n) { return wmem_strdup_printf (wmem_packet_scope(), "row %d", n); }
static char *(*const halves[]) (int) = {
  by_row,
#ifdef NEVER
  by_other,
#endif
};
struct called { char *(*call) (int); };
static char *by_macro (int n) { return wmem_strdup_printf (wmem_packet_scope(), "macro %d", n); }
static struct called called = { by_macro };
#define CALL(it, n) (it).call (n)


/* A choice is called, an assignment is a value. */
static char *left_hand (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "left %d", n); }
static char *right_hand (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "right %d", n); }
static char *third_hand (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "third %d", n); }
static char *(*near_hand) (wmem_allocator_t *pool, int), *(*far_hand) (wmem_allocator_t *pool, int);
static char *never_chosen (int n) { return wmem_strdup_printf (wmem_packet_scope(), "never %d", n); }

static void
dissect (packet_info *pinfo)
{
  void (*which) (wmem_allocator_t *pool, int) = table[0];
  show_t chosen = choose (1);
  set_up ();
  for (unsigned i = 0; i < sizeof rows / sizeof rows[0] && rows[i].show != NULL; i++)
    use (rows[i].show (pinfo->pool, (int) pinfo->number));
  use (handlers[0].next (pinfo->pool, 1, 2));
  use ((*handlers[1].next) (pinfo->pool, 1, 2));
  use ((handlers[1].next) (pinfo->pool, 3, 2));
  which (pinfo->pool, 3);
  if (which != table[1])
    (*which) (pinfo->pool, 4);
  table[pinfo->number & 1] (pinfo->pool, 5);
  each (pinfo->pool, 3, print_one, "x");
  use (turn (pinfo->pool));
  use (chosen (pinfo->pool, 4));
  use (makers[1][0] (pinfo->pool, 6));
  use (made[1].make (pinfo->pool, 7));
  use (((char *(*) (int)) data) (8));
  use (casted (9));
  use (either.make (10));
  use (halves[0] (11));
  use (CALL (called, 12));
  near_hand = far_hand = left_hand;
  use (near_hand (pinfo->pool, 13));
  use ((pinfo->number ? left_hand : right_hand) (pinfo->pool, 14));
  use ((pinfo->number ? near_hand : pinfo->number > 1 ? far_hand : (third_hand)) (pinfo->pool, 15));
  use ((pinfo->number ? never_chosen : NULL) (16));
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_pointers (void);
void
proto_register_pointers (void)
{
  register_dissector ("pointers", dissect);
}

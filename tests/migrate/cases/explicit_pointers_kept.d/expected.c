/* --packet-pool=explicit: pointers whose functions cannot all be seen, beside such that can. */
#include <epan/packet.h>
#include <wmem/wmem.h>

/* A list that says nothing stays so. */
static char *(*unsaid) ();
static char *
old_style (pool, n)
  wmem_allocator_t *pool;
  int n;
{
  return wmem_strdup_printf (pool, "%d", n);
}

/* One struct goes by another one's name. */
struct base { int kind; char *(*show) (int); };
struct derived { int kind; char *(*show) (int); int more; };
static char *show_base (int n) { return wmem_strdup_printf (wmem_packet_scope(), "b%d", n); }
static char *show_derived (int n) { return wmem_strdup_printf (wmem_packet_scope(), "d%d", n); }
static struct derived derived = { 1, show_derived, 2 };
static struct base base = { 0, show_base };

/* Another table of that type is not compiled here. */
typedef struct { char *(*make) (int); } made_t;
static char *make_one (int n) { return wmem_strdup_printf (wmem_packet_scope(), "m%d", n); }
static const made_t made[] = { { make_one } };
#ifdef NEVER
static const made_t never[] = { { make_never } };
#endif

/* It is handed on to the host. */
void sort (int *values, int n, int (*compare) (int, int));
static void sort_all (int *values, int n, int (*compare) (int, int)) { sort (values, n, compare); }
static int by_value (int a, int b) { use (wmem_strdup (wmem_packet_scope(), "compare")); return a - b; }

/* Structs in structs, arrays in structs, copies. */
typedef struct { char *(*good) (wmem_allocator_t *pool, int); } good_t;
struct holder
{
  struct { char *(*deep) (wmem_allocator_t *pool, int); } in;
  good_t good;
  char *(*several[2]) (wmem_allocator_t *pool, int);
};
static char *good_one (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "g%d", n); }
static char *deep_one (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "deep%d", n); }
static char *one_of_several (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "s%d", n); }
static struct holder holder = { { deep_one }, { good_one }, { one_of_several, one_of_several } };
static struct holder copy;
struct only { char *(*these[2]) (wmem_allocator_t *pool, int); };
static char *one_of_these (wmem_allocator_t *pool, int n) { return wmem_strdup_printf (pool, "t%d", n); }
static struct only only = { { one_of_these, one_of_these } };

static void
dissect (packet_info *pinfo)
{
  const struct base *derived_base = (const struct base *) &derived;
  int values[] = { 2, 1 };
  good_t *good = &copy.good;
  unsaid = old_style;
  use (unsaid (pinfo->pool, (int) pinfo->number));
  use (derived_base->show (3));
  use (base.show (4));
  use (made[0].make (5));
  memcpy (&copy, &holder, sizeof copy);
  use (copy.in.deep (pinfo->pool, 7));
  use ((*good).good (pinfo->pool, 8));
  use ((&copy)->several[1] (pinfo->pool, 9));
  use (only.these[0] (pinfo->pool, 10));
  sort_all (values, 2, by_value);
}

void register_dissector (const char *name, void (*dissector) (packet_info *));
void proto_register_pointers_kept (void);
void
proto_register_pointers_kept (void)
{
  register_dissector ("pointers-kept", dissect);
}

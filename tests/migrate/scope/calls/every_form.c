/* SPDX-License-Identifier: MIT */
/*
 * A call under every form of expression and statement that C and the extensions of gcc have. Each function call_… below
 * must be among the calls of the function that it stands in; no function never_… may be.
 */
typedef struct { int n; int *p; int array[4]; struct { int deep; } inner; } thing;
typedef int (*function_t) (void);
typedef __builtin_va_list va_list;

int call_paren (void), call_not (void), call_not_twice (void), call_minus (void), call_plus (void), call_tilde (void);
int *call_pointer_not (void), *call_dereferenced (void), *call_subscripted (void), *call_incremented (void);
int **call_pointer_dereferenced_not (void);
thing call_struct_member (void), call_struct_array (void), call_struct_copied (void), call_struct_deep (void);
thing *call_arrow (void), *call_arrow_array (void), *call_address_of_member (void), *call_struct_behind_pointer (void);
int call_index (void), call_index_reversed (void), call_argument (void), call_argument_of_pointer (void);
int call_left (void), call_right (void), call_comma_left (void), call_comma_right (void);
int call_and (void), call_and_right (void), call_or (void), call_or_right (void), call_compared (void);
int *call_pointer_compared (void), *call_pointer_added (void), *call_pointer_subtracted (void);
int call_condition (void), call_chosen (void), call_other (void), call_elvis_left (void), call_elvis_right (void);
int *call_elvis_pointer (void), *call_elvis_pointer_other (void);
int call_assigned (void), call_compound_assigned (void), call_shifted (void);
int *call_target_of_store (void), *call_target_of_compound (void);
int call_cast (void), call_cast_void (void), call_extension (void), call_statement_expression (void);
int call_in_statement_expression (void), call_real (void), call_imag (void), call_expected (void);
int call_initialiser (void), call_array_initialiser (void), call_array_designated (void), call_range_designated (void);
int call_struct_initialiser (void), call_designated (void), call_nested_designated (void), call_old_designated (void);
int call_struct_array_designated (void), call_length (void), call_length_inner (void);
int call_typedef_length (void), call_sizeof_length (void), call_pointer_to_array (void);
int call_literal (void), call_literal_address (void), call_literal_member (void), call_literal_array (void);
int call_literal_argument (void), call_generic (void), call_chosen_by_builtin (void);
int call_vector (void), call_vector_index (void), call_va_argument (void), call_atomic (void), call_atomic_value (void);
int call_if (void), call_then (void), call_else (void), call_while (void), call_while_body (void);
int call_do (void), call_do_body (void), call_for_declared (void), call_for_condition (void), call_for_step (void);
int call_for_body (void), call_for_only_condition (void), call_for_only_step (void), call_for_first (void);
int call_switch (void), call_case (void), call_case_range (void), call_default (void), call_case_alone (void);
int call_return (void), call_after_return (void), call_label (void), call_in_block (void);
int call_asm_input (void), *call_asm_output (void), call_indirect_index (void), call_after_goto (void);
int call_dead (void), call_name_in_parens (void), call_dereferenced_name (void), call_address_of_name (void);
int call_chosen_name (void), call_other_name (void), call_comma_name (void), call_cast_name (void);
int call_name_of_statement (void), call_generic_name (void), call_before_name (void), call_through_table (void);
function_t call_gives_function (void);
int call_by_macro (void), call_offset_index (void), call_complex (void);
int call_member_of_choice (void), call_member_of_assignment (void), call_nested (void), call_nester (int);
int call_logical_not_of_choice (void), call_converted (void), call_builtin_argument (void);
int call_prefetched (void);
int never_handed (void), cleanup_count (int (*) (void));
void call_cleanup (int *), call_cleanup_spelled (int *), call_cleanup_macro (int *), call_cleanup_given (int *), call_void (void), call_void_choice (void), call_void_other (void);
#define ENDS_WITH_CLEANUP __attribute__ ((cleanup (call_cleanup_macro)))
#define ENDS_WITH(function) __attribute__ ((cleanup (function)))
int never_sizeof (void), never_typeof (void), never_generic (void), never_named (void);
typedef int vector __attribute__ ((vector_size (16)));

static int choose (int a, int b) { return a + b; }
int last (int n, ...);
int use (const void *);
function_t table[4];
#define CALL(function) function ()

static int
expressions (int n, int *p, thing t, thing *q)
{
  (call_paren ());
  if (!call_pointer_not ()) n++;
  n = !call_not () + !!call_not_twice () - -call_minus () + +call_plus () + ~call_tilde ();
  n += *call_dereferenced () + call_subscripted ()[1] + !*call_pointer_dereferenced_not ();
  ++*call_incremented ();
  n += call_struct_member ().n + call_struct_array ().array[2] + call_struct_deep ().inner.deep;
  t = call_struct_copied ();
  n += call_arrow ()->n + call_arrow_array ()->array[1];
  p = &call_address_of_member ()->n;
  t = *call_struct_behind_pointer ();
  n = p[call_index ()] + call_index_reversed ()[p];
  n = choose (n, call_argument ()) + use ((void *) (long) call_argument_of_pointer ());
  n = call_left () + 1;
  n = 1 * call_right ();
  n = (call_comma_left (), call_comma_right ());
  n = (call_and () && call_and_right ()) || (call_or () || call_or_right ());
  n = call_compared () == 3;
  n = call_pointer_compared () == p;
  p = call_pointer_added () + 2;
  n = (int) (call_pointer_subtracted () - p);
  n = call_condition () ? call_chosen () : call_other ();
  n = call_elvis_left () ?: call_elvis_right ();
  p = call_elvis_pointer () ?: call_elvis_pointer_other ();
  n = call_assigned ();
  n += call_compound_assigned ();
  n <<= call_shifted ();
  *call_target_of_store () = 1;
  *call_target_of_compound () += 1;
  n = (short) call_cast ();
  (void) call_cast_void ();
  n = __extension__ call_extension ();
  n = ({ call_in_statement_expression (); call_statement_expression (); });
  n = (int) (__real__ call_real () + __imag__ (call_imag () + 1.0i));
  if (__builtin_expect (call_expected (), 1)) n--;
  n = ((thing[]) { { call_literal_array () } })[0].n + (thing) { call_literal_member () }.n;
  q = &(thing) { .n = call_literal_address () };
  t = (thing) { call_literal () };
  n = use (&(int) { call_literal_argument () });
  n = _Generic (never_generic (), int: call_generic (), default: 0);
  n = __builtin_choose_expr (1, call_chosen_by_builtin (), 0);
  vector v = { call_vector () };
  n = v[call_vector_index ()];
  n = __atomic_load_n (p + call_atomic (), 0) + __sync_fetch_and_add (p, call_atomic_value ());
  n = CALL (call_by_macro);
  n = (n ? t : (thing) { call_member_of_choice () }).n + (t = (thing) { call_member_of_assignment () }).n;
  n = call_nester (call_nester (call_nested ()));
  n = !(n ? call_logical_not_of_choice () : 0);
  n = (int) __builtin_convertvector (((vector) { call_converted () }), vector)[0];
  n = (int) __builtin_offsetof (thing, array[call_offset_index ()]);
  n = __builtin_popcount ((unsigned) call_builtin_argument ());
  __builtin_prefetch (p + call_prefetched ());
  _Complex double c = call_complex ();
  n ? call_void_choice () : call_void_other ();
  call_void ();
  return n + q->n + (int) __real__ c;
}

static int
callees (int n)
{
  (call_name_in_parens) ();
  (*call_dereferenced_name) ();
  (&call_address_of_name) ();
  (n ? call_chosen_name : call_other_name) ();
  (call_before_name (), call_comma_name) ();
  ((int (*) (void)) call_cast_name) ();
  ({ call_name_of_statement; }) ();
  _Generic (n, int: call_generic_name, default: call_generic_name) ();
  call_gives_function () ();
  (**table[call_through_table ()]) ();
  use ((const void *) never_named);
  return 0;
}

static int
declarations (int n)
{
  int a = call_initialiser (), b[] = { call_array_initialiser () }, c[4] = { [2] = call_array_designated () };
  int d[4] = { [1 ... 2] = call_range_designated () };
  thing e = { call_struct_initialiser () }, f = { .n = call_designated () }, g = { .inner.deep = call_nested_designated () };
  thing h = { n: call_old_designated () }, i[2] = { [1] = { .n = call_struct_array_designated () } };
  int j[call_length ()], k[2][call_length_inner ()];
  typedef int row[call_typedef_length ()];
  int (*l)[call_pointer_to_array ()] = 0;
  n += (int) sizeof (int[call_sizeof_length ()]);
  n += (int) sizeof (*l) + (int) sizeof never_sizeof () + (int) _Alignof (int);
  n += (int) sizeof (row);
  __typeof__ (never_typeof ()) m = 1;
  int o __attribute__ ((cleanup (call_cleanup))) = cleanup_count (never_handed), r __attribute__ ((__unused__, __cleanup__ (call_cleanup_spelled))) = 1;
  ENDS_WITH_CLEANUP int s = 1;
  ENDS_WITH (call_cleanup_given) int t = 1;
  return a + b[0] + c[0] + d[0] + e.n + f.n + g.n + h.n + i[0].n + j[0] + k[0][0] + m + o + r + s + t;
}

static int
statements (int n, ...)
{
  va_list list;
  __builtin_va_start (list, n);
  n += *(__builtin_va_arg (list, int *) + call_va_argument ());
  if (call_if ()) call_then (); else call_else ();
  while (call_while ()) call_while_body ();
  do call_do_body (); while (call_do ());
  for (int i = call_for_declared (); call_for_condition (); call_for_step ()) call_for_body ();
  for (; call_for_only_condition ();) ;
  for (;; call_for_only_step ()) break;
  for (call_for_first (); n < 3;) n++;
  switch (call_switch ())
    {
    case 1: call_case (); break;
    case 2 ... 4: call_case_range (); __attribute__ ((fallthrough));
    default: call_default ();
    }
  switch (n) case 1: call_case_alone ();
  { { call_in_block (); } }
  asm volatile ("" : "=m" (*call_asm_output ()) : "r" (call_asm_input ()));
  static void *const targets[] = { &&here };
  goto *targets[call_indirect_index ()];
  goto here;
  call_after_goto ();
here:
  call_label ();
  if (0) call_dead ();
  if (n) return call_return ();
  return 0;
  call_after_return ();
}

int
everything (int n, int *p, thing t)
{
  return expressions (n, p, t, &t) + callees (n) + declarations (n) + statements (n);
}

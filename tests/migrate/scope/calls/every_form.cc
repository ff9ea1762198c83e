// SPDX-License-Identifier: MIT
//
// A call under every form that C++ has beside those of C (every_form.c): each function call_... below must be among the calls of
// the function that it stands in; no function never_... may be. What is not seen is not here: what comes before the condition of a
// `switch` and what a lambda captures by an expression, which libclang does not show; default arguments, what members are set to where they are declared.
struct list { int values[2]; int *begin () { return values; } int *end () { return values + 2; } };
struct pair { int first, second; };
struct base
{
  int n;
  base (int given = 0) : n (given) {}
  int method (int given) { return given; }
  base &operator<< (int given) { n = given; return *this; }
  int operator() (int given) { return given; }
  int operator[] (int given) { return given; }
};
void *operator new (decltype (sizeof 0) size, void *place) noexcept;

int call_static_cast (), call_functional_cast (), call_braced_cast (), call_constructor (), call_constructor_braced ();
int call_new (), call_new_length (), call_thrown (), call_tried (), call_caught ();
void *call_new_place (), *call_reinterpreted ();
const int *call_const_cast ();
int *call_deleted (), *call_deleted_array (), &call_reference (), &call_reference_given ();
base *call_dynamic (), *call_object_behind_pointer (), call_object (), call_object_left ();
list call_range ();
pair call_bound ();
int call_range_body (), call_if_declared (), call_if_first (), call_if_first_condition (), call_while_declared ();
int call_switch_declared (), call_constexpr (), call_list (), call_returned_braced (), call_static_local ();
int call_method_argument (), call_operator_argument (), call_functor_argument (), call_index_argument ();
int call_in_lambda (), call_in_lambda_that_captures (), call_in_nested_lambda (), call_in_lambda_at_once ();
int call_in_argument_lambda (), call_behind_lambda ();
int call_member_initialiser (), call_base_initialiser (), call_in_constructor (), call_in_destructor (), call_in_method ();
int call_in_static_method (), call_in_conversion (), call_set_in_template (), call_in_operator (), call_in_namespace (), call_in_unnamed_namespace ();
int call_in_template (), call_in_template_method (), call_outside_class (), call_in_linkage (), call_in_try_function ();
int call_in_nested_class (), call_in_local_class (), call_in_union (), call_in_specialisation (),
    call_initialiser_of_reference (), call_default_given ();
int never_decltype (), never_sizeof (), never_noexcept (), never_handed (), never_declared ();
int cleanup_count (int (*) ());
template <typename function> int each (function given) { return given (); }
int with_default (int given = 1);

int
casts (int n)
{
  n += static_cast<int> (call_static_cast ()) + int (call_functional_cast ()) + int{ call_braced_cast () };
  n += *const_cast<int *> (call_const_cast ()) + *reinterpret_cast<int *> (call_reinterpreted ());
  n += static_cast<base *> (call_dynamic ())->n;
  int &reference = call_reference ();
  const int &kept = call_initialiser_of_reference ();
  call_reference_given () = n;
  return reference + kept + cleanup_count (never_handed);
}

int
objects (int n)
{
  base made (call_constructor ()), braced{ call_constructor_braced () };
  base *more = new base (call_new ());
  int *length = new int[call_new_length ()];
  more = new (call_new_place ()) base;
  delete call_deleted ();
  delete[] call_deleted_array ();
  n += made.method (call_method_argument ()) + call_object ().method (1) + call_object_behind_pointer ()->method (1);
  made << call_operator_argument ();
  call_object_left () << 1;
  n += braced (call_functor_argument ()) + braced[call_index_argument ()];
  return n + more->n + *length + with_default (call_default_given ());
}

int
statements (int n)
{
  for (int one : call_range ())
    n += one + call_range_body ();
  if (int declared = call_if_declared ())
    n += declared;
  if (int first = call_if_first (); call_if_first_condition ())
    n += first;
  while (int declared = call_while_declared ())
    n -= declared;
  switch (int declared = call_switch_declared ())
    {
    default:
      n++;
    }
  if constexpr (sizeof (int) > 1)
    n += call_constexpr ();
  auto [first, second] = call_bound ();
  static int once = call_static_local ();
  int values[] { call_list (), 2 };
  try
    {
      n += call_tried ();
      if (n > 5)
        throw call_thrown ();
    }
  catch (int)
    {
      n += call_caught ();
    }
  return n + first + second + once + values[0];
}

pair
braced ()
{
  return { call_returned_braced (), 1 };
}

int
lambdas (int n)
{
  auto plain = [] { return call_in_lambda (); };
  auto captures = [n] { return n + call_in_lambda_that_captures (); };
  auto nested = [&] { return [&] { return n + call_in_nested_lambda (); }(); };
  n += [] { return call_in_lambda_at_once (); }();
  n += each ([&n] { return n + call_in_argument_lambda (); });
  return plain () + captures () + nested () + call_behind_lambda ();
}

struct members : base
{
  int m;
  members () : base (call_base_initialiser ()), m (call_member_initialiser ()) { m += call_in_constructor (); }
  ~members () { call_in_destructor (); }
  int method () const { return call_in_method (); }
  static int of_class () { return call_in_static_method (); }
  operator int () const { return call_in_conversion (); }
  int operator+ (int given) { return given + call_in_operator (); }
  int outside ();
  struct nested { int method () { return call_in_nested_class (); } };
};

int
members::outside ()
{
  return call_outside_class ();
}

namespace named
{
int inside () { return call_in_namespace (); }
}

namespace
{
int unnamed () { return call_in_unnamed_namespace (); }
}

template <typename type> type in_template (type given) { return given + call_in_template (); }
template <typename type> struct template_class { int method () { return call_in_template_method (); } };
template <typename type> struct template_class<type *> { int method () { return call_in_specialisation (); } };
union members_too { int n; int method () { return call_in_union (); } };
struct set_by_template
{
  int n;
  template <typename type> set_by_template (type given) : n (given + call_set_in_template ()) {}
};

extern "C" {
int with_linkage (void) { return call_in_linkage (); }
}

int
tried () try
{
  return call_in_try_function ();
}
catch (...)
{
  return unnamed ();
}

int
nothing_called (int n)
{
  struct local { int method () { return call_in_local_class (); } };
  decltype (never_decltype ()) other = n;
  int declared (int), never_declared (), (*pointer) () = &never_handed;
  (void) pointer;
  return other + (int) sizeof (never_sizeof ()) + (noexcept (never_noexcept ()) ? 1 : 0);
}

# SPDX-License-Identifier: MIT
# What a careful compiler says of a rewrite counts, and so does what the user's own flags ask for: each diagnostic is provoked by rules that are wrong on purpose.
. "$(dirname "$0")/tap.sh"

cat >ours.h <<'END_OF_HEADER'
char *old_text (const char *text);
int *new_number (const char *text);
const char *new_constant (const char *text);
void old_fill (int *place, int value);
void new_fill (int value);
int old_count (void);
unsigned new_count (void);
END_OF_HEADER
cat >wrong.rules <<'END_OF_RULES'
function old_fill (place, value) -> new_fill (value)
  about Wrong: it loses the place.
function old_count () -> new_count ()
  about Wrong: the result has another sign.
END_OF_RULES
for new in number constant undeclared; do
  printf 'function old_text (text) -> new_%s (text)\n  about Wrong on purpose.\n' $new >$new.rules
done

# wrong NAME RULES DIAGNOSTIC CODE [FLAG...]: CODE stays, for DIAGNOSTIC.
wrong() {
  name=$1 rules=$2 diagnostic=$3
  printf '#include "ours.h"\n%s\n' "$4" >wrong.c
  shift 4
  cp wrong.c kept.c
  run --in-place --rules="$rules.rules" wrong.c -- "$flags" "$@"
  ok "$name: nothing is written" cmp -s wrong.c kept.c
  ok "$name: not called done" eval 'status_is 1 && says "left: verify-failed"'
  ok "$name: it says why" says "$diagnostic"
}
# right NAME RULES CODE [FLAG...]: CODE is rewritten.
right() {
  name=$1 rules=$2
  printf '#include "ours.h"\n%s\n' "$3" >right.c
  shift 3
  run --in-place --rules="$rules.rules" right.c -- "$flags" "$@"
  ok "$name: written" eval 'status_is 0 && grep -q "new_" right.c'
}

condition='const void *f (int n, const char *text) { return n ? old_text (text) : text; }'
comparison='int f (const char *text) { return old_text (text) == text; }'
for user in -Wall -w -Wno-everything; do
  wrong "pointers of two types in a conditional, $user" number "pointer type mismatch" "$condition" "$user"
  wrong "distinct pointers compared, $user" number "comparison of distinct pointer types" "$comparison" "$user"
  wrong "incompatible pointers, $user" number "incompatible pointer types" 'char *f (const char *text) { return old_text (text); }' "$user"
  wrong "qualifiers discarded, $user" constant "discards qualifiers" 'char *f (const char *text) { return old_text (text); }' "$user"
  wrong "no declaration, $user" undeclared "undeclared" 'void f (const char *text) { old_text (text); }' "$user"
  wrong "uninitialised, $user" wrong "uninitialized" 'int f (void) { int n; old_fill (&n, 1); return n; }' "$user"
done

# The user's own flags.
sign='int f (int n) { return n < old_count (); }'
right "a warning that nobody asked for" wrong "$sign"
right "a warning that the user turned off" wrong "$sign" -Wextra -Wno-sign-compare
wrong "a warning that the user asked for" wrong "different signs" "$sign" -Wsign-compare
wrong "a warning in a group that the user asked for" wrong "different signs" "$sign" -Wextra
wrong "a warning that the user made an error" wrong "different signs" "$sign" -Werror=sign-compare
wrong "warnings that the user made errors, all of them" wrong "different signs" "$sign" -Wall -Wextra -Werror
wrong "another old warning on the line excuses nothing" wrong "different signs" 'int f (int n) { int unused; return n < old_count (); }' -Wall -Wextra
right "old warnings are no new ones" wrong 'int f (int n) { int unused; unsigned m = 1; return (int) m < n && n < m; }
int g (void) { return old_count (); }' -Wall -Wextra -Werror
right "flags that only another compiler knows" wrong 'int f (void) { return old_count (); }' -Wall -Wlogical-op -Wsuggest-attribute=pure -Werror=nonsense -Wp,-DX=1 -pedantic-errors -Wfatal-errors
done_testing

/* Literals of C++: a quote between digits is none, and what stands in a raw string is text, lines and directives included. */
#include <wmem/wmem.h>

int length (char *text);
int digits (void);
int
digits (void)
{
  return 1'0 + length (wmem_strdup (wmem_packet_scope(), "a")) + 0x1'F + 1'000'000 + length (wmem_strdup (wmem_packet_scope(), "it's"));
}

const char *lines = R"(
 " ep_strdup ("no") )";
char *
one_line (void)
{
  return wmem_strdup (wmem_packet_scope(), R"(it's "ep_alloc (4)")");
}

const char *delimited = R"y(
 /* ep_strdup )" )y"; /* here ep_strdup () is a comment's */
char *
no_comments (void)
{
  return wmem_strdup (wmem_packet_scope(), u8R"(*/)" "//");
}

const char *directives = R"(
# define COPY ep_strdup ("x")
#if 0
)"
#if 1
                         R"(
#else
ep_alloc (1)
#endif
)"
#endif
  ;

#define R "an R before a string: "
char *
at_the_end (void)
{
  return wmem_strdup (wmem_packet_scope(), R "x (" ") y");
}

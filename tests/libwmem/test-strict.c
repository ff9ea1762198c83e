/* SPDX-License-Identifier: MIT */
/*
 * What the strict policy finds, and what it says.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WMEM_DEBUG /* calls say their line */
#include "policies.h"
#include "wmem/wmem.h"
#include "wmem/wmem_allocator_strict.h"

/* Compilers know how large a piece is, and that nobody else looks at it: all that they could leave out is volatile. */
static void
write_at (char *volatile piece, int at)
{
  *(volatile char *) (piece + at) = 1;
}

static void
overrun (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  write_at (piece, 77);
  wmem_free (pool, piece);
}

static void
underrun (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  write_at (piece, -1);
  wmem_pool_check (pool);
}

static void
overrun_found_by_free_all (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  write_at (piece, 80);
  wmem_free_all (pool);
}

static void
double_free (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  wmem_free (pool, piece);
  wmem_free (pool, piece);
}

static void
foreign_pointer (wmem_allocator_t *pool)
{
  wmem_allocator_t *other = wmem_create_strict_allocator ();
  wmem_free (pool, wmem_alloc (other, 77));
}

static void
stack_pointer (wmem_allocator_t *pool)
{
  char not_a_piece[100] = "";
  wmem_free (pool, not_a_piece + 64);
}

static void
write_after_free (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  wmem_free (pool, piece);
  write_at (piece, 3);
  wmem_gc (pool);
}

static void
write_after_free_all (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  wmem_free_all (pool);
  write_at (piece, 76);
  wmem_free_all (pool);
}

static void
free_after_free_all (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  wmem_free_all (pool);
  wmem_free (pool, piece);
}

static void
realloc_after_free (wmem_allocator_t *pool)
{
  char *piece = wmem_alloc (pool, 77);
  wmem_free (pool, piece);
  piece = wmem_realloc (pool, piece, 100);
}

static void
leak (wmem_allocator_t *pool)
{
  wmem_alloc (pool, 77);
  wmem_pool_report_leaks (pool, TRUE);
  wmem_destroy_allocator (pool);
}

/* An allocation that does not say its line: the callers are what is known. */
static void
overrun_of_a_copy (wmem_allocator_t *pool)
{
  char text[77];
  memset (text, 'x', sizeof text - 1);
  text[76] = '\0';
  write_at (wmem_strdup (pool, text), 77);
  wmem_pool_check (pool);
}

static void
overrun_of_the_second_size (wmem_allocator_t *pool)
{
  char *piece = wmem_realloc (pool, wmem_alloc0 (pool, 1), 77);
  write_at (piece, 77);
  wmem_pool_check (pool);
}

#define LINE_KNOWN "allocated at " __FILE__ ":"
#define LINE_UNKNOWN "allocated at "
#define CALLERS_KNOWN "test-strict+0x"

static const struct
{
  void (*misuse) (wmem_allocator_t *pool);
  const char *report; /* what the message says */
  const char *site;   /* and that it was 77 bytes, and where they came from; NULL: none of that */
  gboolean aborts;
} misuses[] = {
  { overrun, "overrun", LINE_KNOWN, TRUE },
  { underrun, "underrun", LINE_KNOWN, TRUE },
  { overrun_found_by_free_all, "overrun", LINE_KNOWN, TRUE },
  { double_free, "double free", LINE_KNOWN, TRUE },
  { foreign_pointer, "foreign pointer", NULL, TRUE },
  { stack_pointer, "foreign pointer", NULL, TRUE },
  { write_after_free, "use after free", LINE_KNOWN, TRUE },
  { write_after_free_all, "use after free", LINE_KNOWN, TRUE },
  { free_after_free_all, "use after the end", LINE_KNOWN, TRUE },
  { realloc_after_free, "use after the end", LINE_KNOWN, TRUE },
  { leak, "leak", LINE_KNOWN, FALSE },
  { overrun_of_a_copy, "overrun", LINE_UNKNOWN, TRUE },
  { overrun_of_the_second_size, "overrun", LINE_KNOWN, TRUE },
};

static int
count_of (const char *text, const char *word)
{
  int count = 0;
  while ((text = strstr (text, word)) != NULL)
    {
      count++;
      text += strlen (word);
    }
  return count;
}

START_TEST (test_strict__reports_misuse)
{
  int pipe_ends[2];
  ck_assert_int_eq (pipe (pipe_ends), 0);
  pid_t child = fork ();
  if (child == 0)
    {
      dup2 (pipe_ends[1], STDERR_FILENO);
      wmem_allocator_t *pool = wmem_create_strict_allocator ();
      wmem_pool_set_name (pool, "victim");
      misuses[_i].misuse (pool);
      _exit (0);
    }
  close (pipe_ends[1]);
  char report[8192] = "";
  size_t length = 0;
  ssize_t got;
  while ((got = read (pipe_ends[0], report + length, sizeof report - 1 - length)) > 0)
    length += (size_t) got;
  close (pipe_ends[0]);
  int status;
  waitpid (child, &status, 0);
  ck_assert_msg ((WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT) == (misuses[_i].aborts != 0),
                 "ended with status %d, and said: %s", status, report);
  ck_assert_msg (strstr (report, "pool 'victim' (strict)") != NULL, "said: %s", report);
  ck_assert_msg (strstr (report, misuses[_i].report) != NULL, "said: %s", report);
  if (misuses[_i].site)
    ck_assert_msg (strstr (report, "77 bytes at") && strstr (report, misuses[_i].site)
                       && count_of (report, CALLERS_KNOWN) > 1,
                   "said: %s", report);
  ck_assert_msg (strchr (report, '\n') == report + length - 1, "more than one line: %s", report);
}
END_TEST

START_TEST (test_strict__is_silent_about_correct_use)
{
  wmem_allocator_t *pool = wmem_create_strict_allocator ();
  wmem_pool_report_leaks (pool, TRUE);
  for (int round = 0; round < 3; round++)
    {
      for (size_t size = 1; size < 300; size++)
        {
          char *piece = memset (wmem_alloc (pool, size), 1, size);
          piece = memset (wmem_realloc (pool, piece, size * 2), 2, size * 2);
          if (size % 2)
            wmem_free (pool, piece);
        }
      wmem_pool_check (pool);
      wmem_free_all (pool);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("strict");
  TCase *use = tcase_create ("use");
  tcase_add_test (use, test_strict__is_silent_about_correct_use);
  suite_add_tcase (suite, use);
  if (!running_with_tool ()) /* the tools report the same misuse first */
    {
      TCase *misuse = tcase_create ("misuse");
      tcase_add_loop_test (misuse, test_strict__reports_misuse, 0, G_N_ELEMENTS (misuses));
      suite_add_tcase (suite, misuse);
    }
  return run_suite (suite);
}

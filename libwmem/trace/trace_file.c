/* SPDX-License-Identifier: MIT */
/*
 * The file of the trace.
 */
#define _GNU_SOURCE /* secure_getenv, dladdr, program_invocation_short_name */
#include "trace/trace_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef WMEM_HAVE_BACKTRACE
#include <dlfcn.h>
#include <execinfo.h>
#include <sys/auxv.h>
#endif

gint trace_state = TRACE_UNKNOWN;

/* Of all that follows. Nothing that takes the loader's lock is called with it: a constructor that dlopen() runs may want memory. */
static GMutex lock;
static int file = -1;
static char *file_name;
static gint64 last_time;
static GHashTable *sites; /* number by address of code or of a text; SITE_IS_OURS: code of this library */
static guint64 last_site;

#define SITE_IS_OURS ((gpointer) -1)

/* How many callers are looked at for one that is not ours. */
#define DEEPEST 24

/* Before anything is traced the user should know that nothing will be. */
G_NORETURN static void
fail (const char *problem)
{
  g_printerr ("wmem: cannot write the trace '%s' of WMEM_TRACE: %s\n", file_name, problem);
  abort ();
}

static gsize
put_number (guint8 *out, guint64 number)
{
  gsize length = 0;
  for (; number >= 128; number >>= 7)
    out[length++] = (guint8) (number | 128);
  out[length++] = (guint8) number;
  return length;
}

/* Ends the trace, not the program: a full disk is no reason to lose a capture. */
static void
give_up (int problem)
{
  g_printerr ("wmem: cannot write the trace '%s': %s: it ends here\n", file_name, g_strerror (problem));
  close (file);
  file = -1;
  g_atomic_int_set (&trace_state, TRACE_OFF);
}

/* With the lock. */
static void
write_bytes (const guint8 *bytes, gsize length)
{
  while (length > 0 && file >= 0)
    {
      gssize written = write (file, bytes, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          give_up (errno);
          return;
        }
      bytes += written;
      length -= (gsize) written;
    }
}

/* With the lock. */
static void
write_record (trace_kind_t kind, const guint64 *numbers, guint count, const char *text)
{
  guint8 fields[8 * 10 + TRACE_MOST_TEXT], record[sizeof fields + 11];
  const gint64 now = g_get_monotonic_time ();
  gsize length = put_number (fields, (guint64) (now - last_time));
  last_time = now;
  for (guint i = 0; i < count; i++)
    length += put_number (fields + length, numbers[i]);
  if (text)
    {
      const gsize bytes = MIN (strlen (text), TRACE_MOST_TEXT);
      memcpy (fields + length, text, bytes);
      length += bytes;
    }
  record[0] = (guint8) kind;
  gsize start = 1 + put_number (record + 1, length);
  memcpy (record + start, fields, length);
  write_bytes (record, start + length);
}

void
trace_write (trace_kind_t kind, const guint64 *numbers, guint count, const char *text)
{
  if (g_atomic_int_get (&trace_state) != TRACE_ON)
    return;
  g_mutex_lock (&lock);
  write_record (kind, numbers, count, text);
  g_mutex_unlock (&lock);
}

/* With the lock. Gives the site at @key, which is called @text, its number. */
static guint64
add_site (const void *key, const char *text)
{
  const guint64 number = ++last_site;
  g_hash_table_insert (sites, (gpointer) key, GSIZE_TO_POINTER (number));
  write_record (TRACE_SITE, &number, 1, text);
  return number;
}

#ifdef WMEM_HAVE_BACKTRACE

static char *
describe (const char *code, const Dl_info *object)
{
  g_autofree char *name = g_path_get_basename (object->dli_fname ? object->dli_fname : "?");
  if (object->dli_sname)
    return g_strdup_printf ("%s+0x%" G_GSIZE_MODIFIER "x (%s)", object->dli_sname, (gsize) (code - (const char *) object->dli_saddr), name);
  return g_strdup_printf ("%s+0x%" G_GSIZE_MODIFIER "x", name, (gsize) (code - (const char *) object->dli_fbase));
}

/* Where this library and the program are; set once, before anything is traced. */
static const void *our_base, *program_base;

/* Takes the loader's lock, here and inside of the first backtrace(). */
static void
find_objects (void)
{
  void *callers[1];
  Dl_info object;
  backtrace (callers, G_N_ELEMENTS (callers));
  if (dladdr ((void *) (gsize) trace_site, &object))
    g_atomic_pointer_set (&our_base, object.dli_fbase);
  if (dladdr ((void *) getauxval (AT_ENTRY), &object))
    g_atomic_pointer_set (&program_base, object.dli_fbase);
}

/* @return what is known of the site at @code: its number, SITE_IS_OURS or NULL. */
static gpointer
find_site (const char *code)
{
  g_mutex_lock (&lock);
  gpointer known = g_hash_table_lookup (sites, code);
  g_mutex_unlock (&lock);
  return known;
}

/* @return the same, of a site that was not known. */
static gpointer
learn_site (const char *code)
{
  Dl_info object;
  const gboolean is_ours = !dladdr (code, &object) || object.dli_fbase == our_base;
  g_autofree char *text = is_ours ? NULL : describe (code, &object);
  g_mutex_lock (&lock);
  gpointer known = g_hash_table_lookup (sites, code); /* by another thread, meanwhile */
  if (!known && is_ours)
    g_hash_table_insert (sites, (gpointer) code, known = SITE_IS_OURS);
  else if (!known)
    known = GSIZE_TO_POINTER (add_site (code, text));
  g_mutex_unlock (&lock);
  return known;
}

/* @return the site of the first caller that is not this library's. Where the library is part of the program, nobody can tell. */
static guint64
site_of_caller (void)
{
  void *callers[DEEPEST];
  const int count = g_atomic_pointer_get (&our_base) && our_base != program_base ? backtrace (callers, DEEPEST) : 0;
  for (int i = 0; i < count; i++)
    {
      /* It is where the call returns to: the call itself stands before. */
      const char *code = (const char *) callers[i] - 1;
      gpointer site = find_site (code);
      if (!site)
        site = learn_site (code);
      if (site != SITE_IS_OURS)
        return GPOINTER_TO_SIZE (site);
    }
  return 0;
}

#else

static void
find_objects (void)
{
}

static guint64
site_of_caller (void)
{
  return 0;
}

#endif

guint64
trace_site (const char *site)
{
  if (g_atomic_int_get (&trace_state) != TRACE_ON)
    return 0;
  if (!site)
    return site_of_caller ();
  g_mutex_lock (&lock);
  guint64 number = GPOINTER_TO_SIZE (g_hash_table_lookup (sites, site));
  if (number == 0)
    number = add_site (site, site);
  g_mutex_unlock (&lock);
  return number;
}

/* A child that goes on without exec() has its parent's pools, and no trace: two writers would make nonsense of one file. */
static void
leave_to_parent (void)
{
  g_atomic_int_set (&trace_state, TRACE_OFF);
  if (file >= 0)
    close (file);
  file = -1;
}

__attribute__ ((destructor)) static void
end_trace (void)
{
  if (g_atomic_int_get (&trace_state) != TRACE_ON)
    return;
  g_mutex_lock (&lock);
  write_record (TRACE_EXIT, NULL, 0, NULL);
  if (file >= 0)
    close (file);
  file = -1;
  g_atomic_int_set (&trace_state, TRACE_OFF);
  g_mutex_unlock (&lock);
}

/* @return (transfer full) @wanted with the process for "%p". */
static char *
expand_name (const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted, "%p", -1);
  g_autofree char *process = g_strdup_printf ("%ld", (long) getpid ());
  return g_strjoinv (process, parts);
}

static int
open_locked (void)
{
  int opened = open (file_name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (opened >= 0 && flock (opened, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    {
      close (opened);
      return -1;
    }
  if (opened < 0)
    fail (g_strerror (errno));
  return opened;
}

static const char *
program_name (void)
{
#ifdef __GLIBC__
  return program_invocation_short_name;
#else
  return g_get_prgname () ? g_get_prgname () : "";
#endif
}

static void
write_header (void)
{
  guint8 header[64 + TRACE_MOST_TEXT];
  const char *program = program_name ();
  const gsize bytes = MIN (strlen (program), TRACE_MOST_TEXT);
  gsize length = strlen (TRACE_MAGIC);
  memcpy (header, TRACE_MAGIC, length);
  length += put_number (header + length, TRACE_VERSION);
  length += put_number (header + length, (guint64) getpid ());
  length += put_number (header + length, (guint64) (g_get_real_time () / G_USEC_PER_SEC));
  length += put_number (header + length, bytes);
  memcpy (header + length, program, bytes);
  write_bytes (header, length + bytes);
}

/* @return (nullable) what WMEM_TRACE says; not for programs with more rights than their user. */
static const char *
wanted_name (void)
{
#ifdef __GLIBC__
  const char *wanted = secure_getenv ("WMEM_TRACE");
#else
  const char *wanted = getuid () == geteuid () && getgid () == getegid () ? getenv ("WMEM_TRACE") : NULL;
#endif
  return wanted && *wanted ? wanted : NULL;
}

void
trace_open (void)
{
  const char *wanted = wanted_name ();
  if (wanted)
    find_objects ();
  g_mutex_lock (&lock);
  if (g_atomic_int_get (&trace_state) == TRACE_UNKNOWN)
    {
      if (wanted)
        {
          file_name = expand_name (wanted);
          file = open_locked ();
          if (file < 0)
            {
              /* The parent's, which goes on: a file of our own beside it. */
              char *beside = g_strdup_printf ("%s.%ld", file_name, (long) getpid ());
              g_free (file_name);
              file_name = beside;
              file = open_locked ();
            }
          if (file < 0 || (ftruncate (file, 0) != 0 && errno != EINVAL))
            fail ("another process writes it");
          sites = g_hash_table_new (NULL, NULL);
          last_time = g_get_monotonic_time ();
          pthread_atfork (NULL, NULL, leave_to_parent);
          write_header ();
        }
      g_atomic_int_set (&trace_state, file >= 0 ? TRACE_ON : TRACE_OFF);
    }
  g_mutex_unlock (&lock);
}

/* SPDX-License-Identifier: MIT */
/*
 * Keys and entries. An entry is a file named after its key: a checksum of key and verdict, a line feed, the verdict.
 */
#include "proof/unit_cache.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "proof/unit_proof.h"

#define KEPT_SECONDS (30 * 24 * 60 * 60)
#define CHECKSUM_LENGTH 64 /* of SHA-256, in hexadecimal */
#define LARGEST_ENTRY (16 * 1024 * 1024)

UnitCache *
unit_cache_new (void)
{
  g_autofree char *bytes = NULL;
  gsize length;
  if (!g_file_get_contents ("/proc/self/exe", &bytes, &length, NULL))
    return NULL;
  UnitCache *cache = g_new0 (UnitCache, 1);
  cache->folder = g_build_filename (g_get_user_cache_dir (), "wmem-migrate", NULL);
  cache->program = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  return cache;
}

/* An entry, or what is left of one that was being written. */
static gboolean
is_entry_name (const char *name)
{
  return strspn (name, "0123456789abcdef") >= CHECKSUM_LENGTH;
}

void
unit_cache_free (UnitCache *cache)
{
  if (!cache)
    return;
  GDir *listing = g_dir_open (cache->folder, 0, NULL);
  const char *name;
  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (cache->folder, name, NULL);
      GStatBuf info;
      if (is_entry_name (name) && g_lstat (path, &info) == 0 && info.st_mtime < time (NULL) - KEPT_SECONDS)
        g_unlink (path);
    }
  if (listing)
    g_dir_close (listing);
  g_free (cache->folder);
  g_free (cache->program);
  g_free (cache);
}

/* With its end, so that two texts are never one. */
static void
add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
}

/* The files that the command starts with: a launcher (ccache, env with its variables), and the compiler. */
static gboolean
add_compiler (GChecksum *sum, const CompileCommand *command)
{
  gboolean found = FALSE;
  for (char **argument = command->original; *argument && **argument != '-'; argument++)
    {
      if (strchr (*argument, '='))
        continue;
      g_autofree char *whole = strchr (*argument, '/') ? g_canonicalize_filename (*argument, command->directory) : NULL;
      g_autofree char *program = g_find_program_in_path (whole ? whole : *argument);
      GStatBuf info;
      if (!program || g_stat (program, &info) != 0)
        break;
      g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%ld", program,
                                               (gint64) info.st_size, (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
      add_text (sum, line);
      found = TRUE;
    }
  return found;
}

/* Whether more decides than the text and the arguments: this machine, too. */
static gboolean
option_hides (const char *argument)
{
  return object_option_hides (argument) || g_str_has_suffix (argument, "=native");
}

/* Whether @argument names a file that is read, and not by the preprocessor. */
static gboolean
names_other_file (const CompileCommand *command, const char *argument)
{
  const char *equals = *argument == '-' ? strchr (argument, '=') : NULL;
  const char *name = equals ? equals + 1 : argument;
  if (*name == '@')
    name++;
  g_autofree char *path = g_canonicalize_filename (name, command->directory);
  return *name && g_file_test (path, G_FILE_TEST_IS_REGULAR) && !g_str_equal (path, command->file);
}

/* @return whether all that the arguments let decide is in the key: they themselves, and what the preprocessor reads. */
static gboolean
add_arguments (GChecksum *sum, const CompileCommand *command)
{
  static const char *const shown[] = { "-include", "-imacros", "-o", "-MF", "-MT", "-MQ", NULL };
  gboolean compiler = TRUE;
  for (char **argument = command->original; *argument; argument++)
    {
      compiler &= **argument != '-';
      gboolean value = argument > command->original && g_strv_contains (shown, argument[-1]);
      if (!compiler && (option_hides (*argument) || (!value && names_other_file (command, *argument))))
        return FALSE;
      add_text (sum, *argument);
    }
  return TRUE;
}

/* What in the environment compilers listen to, but for what the preprocessor shows. */
static void
add_environment (GChecksum *sum)
{
  static const char *const variables[] = { "PATH", "COMPILER_PATH", "GCC_EXEC_PREFIX", "CCC_OVERRIDE_OPTIONS" };
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      add_text (sum, value ? value : "");
    }
}

static gboolean
add_side (GChecksum *sum, const char *text)
{
  /* An assembler reads files of its own. */
  if (strstr (text, ".incbin") || strstr (text, ".include"))
    return FALSE;
  add_text (sum, text);
  return TRUE;
}

char *
unit_cache_key (const UnitCache *cache, const UnitProof *proof, const char *version, const char *const *texts)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (sum, cache->program);
  add_text (sum, proof->command->directory);
  add_environment (sum);
  if (!add_arguments (sum, proof->command) || !add_compiler (sum, proof->command))
    return NULL;
  add_text (sum, "");
  for (guint i = 0; i < rule_set_size (proof->rules); i++)
    if (unit_proof_is_old_name (rule_set_nth (proof->rules, i)->name, proof->rules))
      add_text (sum, rule_set_nth (proof->rules, i)->name);
  add_text (sum, "");
  for (guint i = 0; i < proof->changed->len; i++)
    add_text (sum, proof->changed->pdata[i]);
  add_text (sum, "");
  add_text (sum, version);
  for (; *texts; texts++)
    if (!add_side (sum, *texts))
      return NULL;
  return g_strdup (g_checksum_get_string (sum));
}

/* @return (transfer full) the checksum that an entry begins with. */
static char *
seal_of (const char *key, const void *data, gsize length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (sum, key);
  g_checksum_update (sum, data, (gssize) length);
  return g_strdup (g_checksum_get_string (sum));
}

/* Whether nobody else can have written there. */
static gboolean
is_own (const struct stat *info)
{
  return info->st_uid == geteuid () && (info->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* @return (nullable, transfer full) the bytes of an entry: of a plain file of the user's own, of no more than the size that entries have. */
static GBytes *
read_entry (const UnitCache *cache, const char *key)
{
  g_autofree char *path = g_build_filename (cache->folder, key, NULL);
  struct stat folder, entry;
  if (stat (cache->folder, &folder) != 0 || !is_own (&folder))
    return NULL;
  int descriptor = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0)
    return NULL;
  GBytes *bytes = NULL;
  if (fstat (descriptor, &entry) == 0 && S_ISREG (entry.st_mode) && is_own (&entry) && entry.st_size <= LARGEST_ENTRY)
    {
      gsize length = (gsize) entry.st_size;
      g_autofree char *text = g_malloc (length + 1);
      if (read (descriptor, text, length) == (gssize) length)
        bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      futimens (descriptor, NULL); /* it is in use */
    }
  close (descriptor);
  return bytes;
}

GVariant *
unit_cache_find (const UnitCache *cache, const char *key, const GVariantType *type)
{
  const gsize head = CHECKSUM_LENGTH + 1;
  g_autoptr (GBytes) entry = read_entry (cache, key);
  if (!entry || g_bytes_get_size (entry) < head)
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (entry, head, g_bytes_get_size (entry) - head);
  g_autofree char *seal = seal_of (key, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (memcmp (g_bytes_get_data (entry, NULL), seal, CHECKSUM_LENGTH) != 0)
    return NULL;
  GVariant *verdict = g_variant_new_from_bytes (type, bytes, FALSE);
  if (g_variant_is_normal_form (verdict))
    return verdict;
  g_variant_unref (g_variant_ref_sink (verdict));
  return NULL;
}

void
unit_cache_put (const UnitCache *cache, const char *key, GVariant *verdict)
{
  const gsize length = g_variant_get_size (verdict);
  if (length > LARGEST_ENTRY - CHECKSUM_LENGTH - 1 || g_mkdir_with_parents (cache->folder, 0700) != 0)
    return;
  g_autofree char *path = g_build_filename (cache->folder, key, NULL);
  g_autofree char *seal = seal_of (key, g_variant_get_data (verdict), length);
  g_autoptr (GString) text = g_string_new (seal);
  g_string_append_c (text, '\n');
  g_string_append_len (text, g_variant_get_data (verdict), (gssize) length);
  /* By a temporary file that is renamed: another run sees all of it or nothing. */
  g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

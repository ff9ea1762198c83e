/* SPDX-License-Identifier: MIT */
/*
 * Keys and entries. An entry is a file named after its key: a checksum of key and verdict, a line feed, the verdict.
 */
#include "proof/unit_cache.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "proof/unit_proof.h"

#define KEPT_SECONDS (30 * 24 * 60 * 60)
#define CHECKSUM_LENGTH 64 /* of SHA-256, in hexadecimal */

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
      if (g_stat (path, &info) == 0 && info.st_mtime < time (NULL) - KEPT_SECONDS)
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

/* The files that the command starts with: a launcher (ccache), and the compiler. */
static gboolean
add_compiler (GChecksum *sum, const CompileCommand *command)
{
  gboolean found = FALSE;
  for (char **argument = command->original; *argument && **argument != '-'; argument++)
    {
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

/* Whether an argument lets more decide than the key has in it. */
static gboolean
argument_hides (const char *argument)
{
  static const char *const hiding[] = { "@", "-fplugin", "-specs", "--specs", "-B", "-P", "-Wa,", "-Xassembler", "-wrapper" };
  for (guint i = 0; i < G_N_ELEMENTS (hiding); i++)
    if (g_str_has_prefix (argument, hiding[i]))
      return TRUE;
  return g_str_has_suffix (argument, "=native") || strstr (argument, "-use=") != NULL;
}

static gboolean
add_side (GChecksum *sum, const UnitProof *proof, ProofSide side, const char *header)
{
  g_autofree char *output = g_strdup_printf ("%s.i", proof->object);
  const ObjectCompile compile = { .command = proof->command, .tree = proof->trees[side], .header = header, .object = output,
                                  .timeout_seconds = proof->timeout_seconds };
  g_autofree char *text = object_preprocess (&compile);
  if (!text || strstr (text, "incbin"))
    return FALSE;
  add_text (sum, text);
  return TRUE;
}

char *
unit_cache_key (const UnitCache *cache, const UnitProof *proof)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  add_text (sum, cache->program);
  add_text (sum, proof->command->directory);
  for (char **argument = proof->command->original; *argument; argument++)
    if (argument_hides (*argument))
      return NULL;
    else
      add_text (sum, *argument);
  add_text (sum, "");
  for (guint i = 0; i < proof->changed->len; i++)
    add_text (sum, proof->changed->pdata[i]);
  add_text (sum, "");
  /* Behind a script, the compiler says itself which one it is. */
  g_autofree char *folder = g_path_get_dirname (proof->object), *version = g_build_filename (folder, "version.h", NULL);
  if (!g_file_set_contents (version, "__VERSION__\n", -1, NULL) || !add_compiler (sum, proof->command)
      || !add_side (sum, proof, SIDE_FOUND, version))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (proof->headers) && proof->headers[i]; i++)
    if (!add_side (sum, proof, SIDE_EXPECTED, proof->headers[i]))
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

GVariant *
unit_cache_find (const UnitCache *cache, const char *key, const GVariantType *type)
{
  g_autofree char *path = g_build_filename (cache->folder, key, NULL);
  g_autofree char *text = NULL;
  gsize length;
  const gsize head = CHECKSUM_LENGTH + 1;
  if (!g_file_get_contents (path, &text, &length, NULL) || length < head)
    return NULL;
  g_autofree char *seal = seal_of (key, text + head, length - head);
  if (strncmp (text, seal, CHECKSUM_LENGTH) != 0)
    return NULL;
  utime (path, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text + head, length - head);
  GVariant *verdict = g_variant_new_from_bytes (type, bytes, FALSE);
  if (g_variant_is_normal_form (verdict))
    return verdict;
  g_variant_unref (g_variant_ref_sink (verdict));
  return NULL;
}

void
unit_cache_put (const UnitCache *cache, const char *key, GVariant *verdict)
{
  if (g_mkdir_with_parents (cache->folder, 0700) != 0)
    return;
  g_autofree char *path = g_build_filename (cache->folder, key, NULL);
  const gsize length = g_variant_get_size (verdict);
  g_autofree char *seal = seal_of (key, g_variant_get_data (verdict), length);
  g_autoptr (GString) text = g_string_new (seal);
  g_string_append_c (text, '\n');
  g_string_append_len (text, g_variant_get_data (verdict), (gssize) length);
  /* By a temporary file that is renamed: another run sees all of it or nothing. */
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
}

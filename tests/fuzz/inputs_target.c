/* SPDX-License-Identifier: MIT */
/*
 * The fuzz targets of all that the tool reads: none may crash, and each answer has to be sound.
 */
#include "inputs_target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "plan/plan.h"
#include "report/plan_file.h"
#include "rules/facts.h"
#include "rules/rule_file.h"
#include "scope/judgement/index_file.h"
#include "scope/judgement/scope_check.h"
#include "scope/summary/summary.h"
#include "sources/compile_database.h"
#include "syntax/suppress.h"
#include "syntax/unit_file.h"
#include "write/journal.h"
#include "write/unified_diff.h"

#define HOLDS(condition)                                             \
  do                                                                 \
    if (!(condition))                                                \
      {                                                              \
        fprintf (stderr, "inputs: does not hold: %s\n", #condition); \
        abort ();                                                    \
      }                                                              \
  while (0)

/* What a failure says is one line of an error that was made on purpose. */
static void
check_error (gboolean good, GError *error)
{
  HOLDS (good == (error == NULL));
  g_clear_error (&error);
}

static char *
as_file (const char *text, gsize length)
{
  char *path = NULL;
  int descriptor = g_file_open_tmp ("wmem-fuzz-XXXXXX", &path, NULL);
  HOLDS (descriptor >= 0 && write (descriptor, text, length) == (gssize) length);
  close (descriptor);
  return path;
}

/* What each branch of an #if closes has several closing brackets: each names the opening one, and that the last of them. */
static gboolean
pairs (const Source *source, guint32 bracket)
{
  guint32 match = source_token (source, bracket)->match;
  if (match == bracket || match >= source->tokens->len)
    return FALSE;
  guint32 back = source_token (source, match)->match;
  return match > bracket ? back == bracket : back != NO_TOKEN && back >= bracket;
}

static void
lexer (wmem_allocator_t *pool, const char *text, gsize length)
{
  const Source *source = source_new (pool, "x.c", text, length);
  guint32 at = 0;
  for (guint i = 0; i < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      HOLDS (token->offset >= at && token->length > 0 && token->offset + token->length <= length);
      HOLDS (token->match == NO_TOKEN || pairs (source, i));
      HOLDS (token->outer == NO_TOKEN || token->outer < i);
      at = token->offset + token->length;
    }
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      HOLDS (directive->hash < directive->end && directive->end <= source->tokens->len);
    }
}

static void
suppressions (wmem_allocator_t *pool, const char *text, gsize length)
{
  const Source *source = source_new (pool, "x.c", text, length);
  UnitFile file = { .source = (Source *) source };
  FileFindings findings = { .suppressions = g_array_new (FALSE, FALSE, sizeof (Suppression)) };
  file.findings = &findings;
  suppressions_read (pool, &file);
  for (guint line = 0; line < 4; line++)
    suppressions_apply (&file, "ep_alloc", line);
  g_array_unref (findings.suppressions);
}

static void
rules (wmem_allocator_t *pool, const char *text, gsize length G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new ();
  GError *error = NULL;
  gboolean good = rule_file_parse (pool, "x.rules", text, read, &error);
  check_error (good, error);
}

static void
facts (wmem_allocator_t *pool, const char *text, gsize length G_GNUC_UNUSED)
{
  GError *error = NULL;
  gboolean good = facts_parse (facts_new (pool), "x.roots", text, &error);
  check_error (good, error);
}

static void
plan (wmem_allocator_t *pool, const char *text, gsize length)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *path = as_file (text, length);
  GError *error = NULL;
  gboolean good = plan_file_apply (plan_merge (pool, nothing), path, &error);
  g_unlink (path);
  check_error (good, error);
}

static void
database (wmem_allocator_t *pool G_GNUC_UNUSED, const char *text, gsize length)
{
  g_autofree char *path = as_file (text, length);
  GError *error = NULL;
  CompileDatabase *loaded = compile_database_load (path, &error);
  g_unlink (path);
  check_error (loaded != NULL, error);
  compile_database_free (loaded);
}

/* The file, and, past its checksum, what it would hold. */
static void
saved_index (wmem_allocator_t *pool, const char *text, gsize length)
{
  g_autofree char *path = as_file (text, length);
  GError *error = NULL;
  GHashTable *loaded = index_file_load (path, &error);
  g_unlink (path);
  check_error (loaded != NULL, error);
  g_clear_pointer (&loaded, g_hash_table_unref);

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GVariant) summary = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (SCOPE_SUMMARY_TYPE), bytes, FALSE));
  g_autoptr (GPtrArray) summaries = g_ptr_array_new (), findings = g_ptr_array_new ();
  g_ptr_array_add (summaries, summary);
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (SiteVerdict));
  const ScopeCheck check = { .summaries = summaries, .facts = facts_new (pool) };
  scope_check (pool, &check, findings, verdicts);
}

static void
diff (wmem_allocator_t *pool, const char *text, gsize length)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) before = g_bytes_new (text, length);
  guint32 at = 0;
  /* The text is its own list of edits: each byte a distance, a length, what is put there. */
  for (gsize i = 0; i + 2 < length && edits->len < 50; i += 3)
    {
      Edit edit = {
        .path = "x.c",
        .offset = at + (guint8) text[i],
        .length = (guint8) text[i + 1] % 8,
        .text = wmem_strdup_printf (pool, "%.*s", text[i + 2] % 4, "a\nb"),
      };
      if ((gsize) edit.offset + edit.length > length)
        break;
      g_array_append_val (edits, edit);
      at = edit.offset + edit.length + 1;
    }
  unified_diff_append (out, text, before, edits);
}

static void
journal (wmem_allocator_t *pool G_GNUC_UNUSED, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  Journal *read = journal_parse ("0123456789abcdef", bytes);
  for (guint i = 0; read && i < read->replacements->len; i++)
    {
      const Replacement *replacement = &g_array_index (read->replacements, Replacement, i);
      HOLDS (*replacement->name && !strchr (replacement->name, '/') && replacement->after);
    }
  if (read)
    {
      /* What is read is written alike, and read again. */
      g_autoptr (GBytes) again = journal_format (read);
      Journal *same = journal_parse ("0123456789abcdef", again);
      HOLDS (same && same->replacements->len == read->replacements->len && same->folders->len == read->folders->len);
      journal_free (same);
    }
  journal_free (read);
}

static const struct {
  const char *name;
  void (*run) (wmem_allocator_t *pool, const char *text, gsize length);
} targets[] = {
  { "lexer", lexer },
  { "suppressions", suppressions },
  { "rules", rules },
  { "facts", facts },
  { "plan", plan },
  { "database", database },
  { "index", saved_index },
  { "diff", diff },
  { "journal", journal },
};

gboolean
input_target_run (const char *name, const guint8 *data, gsize size)
{
  guint target = 0;
  while (target < G_N_ELEMENTS (targets) && !g_str_equal (targets[target].name, name))
    target++;
  if (target == G_N_ELEMENTS (targets))
    return FALSE;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  g_autofree char *text = g_strndup ((const char *) data, size);
  memcpy (text, data, size); /* with its NUL bytes */
  targets[target].run (pool, text, size);
  wmem_destroy_allocator (pool);
  return TRUE;
}

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *name = g_getenv ("FUZZ_TARGET");
  if (name && input_target_run (name, data, size))
    return 0;
  fprintf (stderr, "fuzz-inputs: set FUZZ_TARGET to one of");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    fprintf (stderr, " %s", targets[i].name);
  fprintf (stderr, "\n");
  exit (2);
}

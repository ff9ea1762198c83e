/* SPDX-License-Identifier: MIT */
/*
 * A call has as many arguments as somebody wrote, and not as many as the facts speak of: another function may have the
 * name, or an old declaration none of its parameters. Calls every function that the built-in facts name with 0 to 5
 * arguments of each kind and judges that, in pools that have guards behind each piece: what is read behind the arguments
 * is a set of a million origins, and ends the program.
 */
#include <stdio.h>
#include <string.h>

#include "scope/judgement/scope_check.h"
#include "scope/summary/summarise.h"

#define MOST_ARGUMENTS 5

/* What stands for an argument: memory of either scope, what a call keeps, a function, a parameter, nothing. */
static const char *const arguments[] = { "made", "done", "(kept = keep_all (made))", "&kept", "pinfo", "0" };

static void
add_calls (GString *text, const char *name)
{
  g_string_append_printf (text, "void *%s ();\nstatic void dissect_%s (struct packet_info *pinfo)\n{\n  void *made = ep_alloc (8), *got = 0;\n",
                          name, name);
  for (guint n = 0; n <= MOST_ARGUMENTS; n++)
    for (guint first = 0; first < (n == 0 ? 1 : G_N_ELEMENTS (arguments)); first++)
      {
        g_string_append_printf (text, "  got = %s (", name);
        for (guint i = 0; i < n; i++)
          g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ", arguments[(first + i) % G_N_ELEMENTS (arguments)]);
        g_string_append (text, ");\n");
      }
  g_string_append_printf (text, "  kept = got;\n}\nvoid proto_register_%s (void) { register_dissector (\"x\", dissect_%s, 1); }\n", name, name);
}

/* @return (transfer full) the source, which calls what the lines of the facts @files name. */
static char *
write_source (char **files, guint *n_names)
{
  GString *text = g_string_new ("struct packet_info { void *pool; };\n"
                                "void *ep_alloc (), *g_free (), *register_dissector ();\nstatic void *kept;\n"
                                "static void *keep_all (void *p) { kept = p; return kept; }\nstatic void done (void *p) { g_free (p); }\n");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) line = g_regex_new ("^[a-z-]+ +([A-Za-z]\\w*)[*/]?", G_REGEX_MULTILINE, 0, NULL);
  for (char **file = files; *file; file++)
    {
      g_autofree char *facts = NULL;
      if (!g_file_get_contents (*file, &facts, NULL, NULL))
        g_error ("cannot read %s", *file);
      g_autoptr (GMatchInfo) match = NULL;
      for (g_regex_match (line, facts, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          char *name = g_match_info_fetch (match, 1);
          const gboolean taken = strstr (text->str, name) != NULL && g_str_has_prefix (name, "register_dissector");
          if (g_hash_table_add (known, name) && !taken)
            add_calls (text, name);
        }
    }
  *n_names = g_hash_table_size (known);
  return g_string_free (text, FALSE);
}

int
main (void)
{
  /* Before the first pool. */
  g_setenv ("WMEM_ALLOCATOR", "strict", TRUE);
  wmem_init ();
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  g_auto (GStrv) files = facts_builtin_files ();
  guint n_names = 0;
  g_autofree char *source = write_source (files, &n_names);
  struct CXUnsavedFile file = { "few.c", source, strlen (source) };
  static const char *const options[] = { "-std=gnu11", "-Wno-everything", "-fno-builtin" };
  CXIndex index = clang_createIndex (0, 1);
  CXTranslationUnit unit = clang_parseTranslationUnit (index, "few.c", options, G_N_ELEMENTS (options), &file, 1, 0);
  if (!unit || clang_getNumDiagnostics (unit) > 0)
    g_error ("the source does not parse");
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref),
                        findings = g_ptr_array_new ();
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (SiteVerdict));
  g_ptr_array_add (summaries, g_variant_ref_sink (scope_summarise (pool, unit)));
  clang_disposeTranslationUnit (unit);
  clang_disposeIndex (index);
  GError *error = NULL;
  const ScopeCheck request = { .summaries = summaries, .facts = facts_load (pool, (const char *const *) files, &error) };
  if (!request.facts)
    g_error ("%s", error->message);
  const gboolean whole = scope_check (pool, &request, findings, verdicts);
  /* With all their arguments some of the calls are mistakes: that they were judged shows in these. */
  printf ("%u names, %u findings, %u verdicts\n", n_names, findings->len, verdicts->len);
  const gboolean judged = whole && n_names > 300 && findings->len > 100;
  wmem_destroy_allocator (pool);
  wmem_cleanup ();
  return judged ? 0 : 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * Every form of call: each function call_… that the files of calls/ name has to be among the calls of their summaries, and no
 * function never_… may be.
 */
#include <string.h>

#include "model/text_intern.h"
#include "scope/summary/summarise.h"

static void
note_calls (const ScopeUnit *unit, GHashTable *called)
{
  for (guint i = 0; i < unit->functions->len; i++)
    {
      const ScopeFunction *f = g_ptr_array_index (unit->functions, i);
      for (guint c = 0; c < f->calls->len; c++)
        {
          const ScopeCall *call = &g_array_index (f->calls, ScopeCall, c);
          if (call->name != NULL)
            g_hash_table_add (called, (gpointer) call->name);
          for (guint t = 0; t < call->target.n; t++)
            {
              const ScopeOrigin *origin = &g_array_index (f->origins, ScopeOrigin, call->target.ids[t]);
              if (origin->kind == ORIGIN_GUARDED)
                origin = &g_array_index (f->origins, ScopeOrigin, origin->a);
              if (origin->kind == ORIGIN_FUNCTION)
                g_hash_table_add (called, (gpointer) origin->name);
            }
        }
    }
}

/* @return whether the calls of the file called @name, in the language of @standard, are those that it names. */
static gboolean
check_file (const char *name, const char *standard)
{
  const char *const arguments[] = { standard, "-Wno-everything" };
  g_autofree char *path = g_build_filename (CALL_FORMS, name, NULL), *text = NULL;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  CXIndex index = clang_createIndex (0, 1);
  CXTranslationUnit parsed = clang_parseTranslationUnit (index, path, arguments, G_N_ELEMENTS (arguments), NULL, 0,
                                                         CXTranslationUnit_DetailedPreprocessingRecord);
  if (parsed == NULL || clang_getNumDiagnostics (parsed) > 0)
    g_error ("%s does not parse", path);
  g_autoptr (GVariant) packed = g_variant_ref_sink (scope_summarise (pool, parsed));
  ScopeUnit *unit = scope_unit_unpack (pool, packed);
  if (unit == NULL)
    g_error ("the summary is damaged");
  g_autoptr (GHashTable) called = g_hash_table_new (NULL, NULL), asked = g_hash_table_new (NULL, NULL);
  note_calls (unit, called);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  g_autoptr (GRegex) names = g_regex_new ("\\b(call|never)_[a-z_]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint wrong = 0, forms = 0;
  for (g_regex_match (names, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      const char *function = text_intern (word);
      const gboolean wanted = g_str_has_prefix (function, "call_");
      if (!g_hash_table_add (asked, (gpointer) function))
        continue;
      forms++;
      if (g_hash_table_contains (called, function) == wanted)
        continue;
      g_printerr ("%s() %s\n", function, wanted ? "is called, and its call is lost" : "is not called, and counts as if it were");
      wrong++;
    }
  g_print ("%s: %u forms, %u wrong\n", name, forms, wrong);
  clang_disposeTranslationUnit (parsed);
  clang_disposeIndex (index);
  wmem_destroy_allocator (pool);
  return wrong == 0 && forms > 50;
}

int
main (void)
{
  wmem_init ();
  const gboolean c = check_file ("every_form.c", "-std=gnu11"), cxx = check_file ("every_form.cc", "-std=c++17");
  wmem_cleanup ();
  return c && cxx ? 0 : 1;
}

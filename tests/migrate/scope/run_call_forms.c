/* SPDX-License-Identifier: MIT */
/*
 * Every form of call: each function call_… that calls/every_form.c names has to be among the calls of its summary, and no
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

int
main (void)
{
  static const char *const arguments[] = { "-std=gnu11", "-Wno-everything" };
  wmem_init ();
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  CXIndex index = clang_createIndex (0, 1);
  CXTranslationUnit parsed = clang_parseTranslationUnit (index, CALL_FORMS, arguments, G_N_ELEMENTS (arguments), NULL, 0,
                                                         CXTranslationUnit_DetailedPreprocessingRecord);
  if (parsed == NULL || clang_getNumDiagnostics (parsed) > 0)
    g_error ("%s does not parse", CALL_FORMS);
  g_autoptr (GVariant) packed = g_variant_ref_sink (scope_summarise (pool, parsed));
  ScopeUnit *unit = scope_unit_unpack (pool, packed);
  if (unit == NULL)
    g_error ("the summary is damaged");
  g_autoptr (GHashTable) called = g_hash_table_new (NULL, NULL), asked = g_hash_table_new (NULL, NULL);
  note_calls (unit, called);

  g_autofree char *text = NULL;
  if (!g_file_get_contents (CALL_FORMS, &text, NULL, NULL))
    g_error ("cannot read %s", CALL_FORMS);
  g_autoptr (GRegex) names = g_regex_new ("\\b(call|never)_[a-z_]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint wrong = 0, forms = 0;
  for (g_regex_match (names, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      const char *name = text_intern (word);
      const gboolean wanted = g_str_has_prefix (name, "call_");
      if (!g_hash_table_add (asked, (gpointer) name))
        continue;
      forms++;
      if (g_hash_table_contains (called, name) == wanted)
        continue;
      g_printerr ("%s() %s\n", name, wanted ? "is called, and its call is lost" : "is not called, and counts as if it were");
      wrong++;
    }
  g_print ("%u forms, %u wrong\n", forms, wrong);
  clang_disposeTranslationUnit (parsed);
  clang_disposeIndex (index);
  wmem_destroy_allocator (pool);
  wmem_cleanup ();
  return wrong > 0 || forms < 100 ? 1 : 0;
}

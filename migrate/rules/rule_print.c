/* SPDX-License-Identifier: MIT */
/*
 * Rules as text: the list, the explanation of one, and the rule file that gives the same set again.
 */
#include <string.h>

#include "rules/rule_set.h"

static const char *const recipe_texts[][2] = {
#define RECIPE(function, name, text) { name, text },
#include "rules/recipes.def"
#undef RECIPE
};

static void
append_old_form (const Rule *rule, GString *out)
{
  g_string_append (out, rule->name);
  if (rule->parameters == NULL)
    return;
  g_string_append (out, " (");
  for (guint i = 0; i < rule->parameters->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *)g_ptr_array_index (rule->parameters, i));
  if (rule->variadic)
    g_string_append (out, rule->parameters->len > 0 ? ", ..." : "...");
  g_string_append_c (out, ')');
}

static void
append_new_form (const Rule *rule, GString *out)
{
  g_string_append (out, rule->target);
  if (rule->arguments == NULL)
    return;
  g_string_append (out, " (");
  for (guint i = 0; i < rule->arguments->len; i++)
    {
      const RuleArgument *argument = &g_array_index (rule->arguments, RuleArgument, i);

      g_string_append (out, i > 0 ? ", " : "");
      if (argument->rest)
        g_string_append (out, "...");
      else if (argument->literal != NULL)
        g_string_append (out, argument->literal);
      else if (argument->pool != POOL_NONE)
        g_string_append_printf (out, "@%s", rule_pool_name (argument->pool));
      else
        g_string_append (out, g_ptr_array_index (rule->parameters, argument->parameter));
    }
  g_string_append_c (out, ')');
}

void
rule_set_list (const RuleSet *set, GString *out)
{
  for (guint i = 0; i < rule_set_size (set); i++)
    {
      const Rule *rule = rule_set_nth (set, i);

      g_string_append_printf (out, "%-9s", rule_kind_name (rule->kind));
      append_old_form (rule, out);
      g_string_append (out, " -> ");
      if (rule->target != NULL)
        append_new_form (rule, out);
      else if (rule->recipe != NULL)
        g_string_append_printf (out, "(%s)", rule->recipe);
      else
        g_string_append_printf (out, "left: %s", reason_code (rule->reason));
      g_string_append_c (out, '\n');
    }
}

void
rule_explain (const Rule *rule, GString *out)
{
  g_string_append_printf (out, "%s ", rule_kind_name (rule->kind));
  append_old_form (rule, out);
  g_string_append (out, "\n  becomes     ");
  if (rule->target != NULL)
    append_new_form (rule, out);
  else
    g_string_append (out, rule->recipe != NULL ? "what the recipe says" : "nothing: it is left");
  g_string_append_c (out, '\n');
  for (guint i = 0; rule->recipe != NULL && i < G_N_ELEMENTS (recipe_texts); i++)
    if (g_str_equal (recipe_texts[i][0], rule->recipe))
      g_string_append_printf (out, "  recipe      %s: %s\n", rule->recipe, recipe_texts[i][1]);
  if (rule->pool != POOL_NONE)
    g_string_append_printf (out, "  pool        %s\n", rule_pool_name (rule->pool));
  if (rule->needs != NULL)
    g_string_append_printf (out, "  needs       %s, declared by <%s> of the after side%s%s\n", rule->needs,
                            rule->needs_header != NULL ? rule->needs_header : "wmem/wmem.h",
                            rule->otherwise != NULL ? "; otherwise " : "",
                            rule->otherwise != NULL ? rule->otherwise : "");
  g_string_append_printf (out, "  confidence  %s%s\n", confidence_name (rule->confidence),
                          rule->confidence == CONFIDENCE_SAFE ? " at best" : "");
  if (rule->reason != REASON_NONE)
    g_string_append_printf (out, "  reason      %s: %s\n", reason_code (rule->reason),
                            reason_text (rule->reason));
  if (rule->about[0] != '\0')
    g_string_append_printf (out, "  %s\n", rule->about);
  g_string_append_printf (out, "  from %s:%u\n", rule->file, rule->line);
}

void
rule_set_dump (const RuleSet *set, GString *out)
{
  for (guint i = 0; i < rule_set_size (set); i++)
    {
      const Rule *rule = rule_set_nth (set, i);

      g_string_append_printf (out, "%s ", rule_kind_name (rule->kind));
      append_old_form (rule, out);
      if (rule->target != NULL)
        {
          g_string_append (out, " -> ");
          append_new_form (rule, out);
        }
      g_string_append_c (out, '\n');
      if (rule->recipe != NULL)
        g_string_append_printf (out, "  recipe %s\n", rule->recipe);
      if (rule->pool != POOL_NONE)
        g_string_append_printf (out, "  pool %s\n", rule_pool_name (rule->pool));
      if (rule->needs != NULL)
        g_string_append_printf (out, "  needs %s%s%s\n", rule->needs,
                                rule->needs_header != NULL ? " in " : "",
                                rule->needs_header != NULL ? rule->needs_header : "");
      if (rule->quiet)
        g_string_append (out, "  quiet\n");
      if (rule->family != NULL)
        g_string_append_printf (out, "  family %s\n", rule->family);
      if (rule->otherwise != NULL)
        g_string_append_printf (out, "  otherwise %s\n", rule->otherwise);
      if (rule->confidence != CONFIDENCE_SAFE)
        g_string_append_printf (out, "  confidence %s\n", confidence_name (rule->confidence));
      if (rule->reason != REASON_NONE)
        g_string_append_printf (out, "  reason %s\n", reason_code (rule->reason));
      if (rule->about[0] != '\0')
        g_string_append_printf (out, "  about %s\n", rule->about);
    }
}

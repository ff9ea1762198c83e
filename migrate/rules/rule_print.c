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
  if (!rule->parameters)
    return;
  g_string_append (out, " (");
  for (guint i = 0; i < rule->parameters->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (rule->parameters, i));
  if (rule->variadic)
    g_string_append (out, rule->parameters->len > 0 ? ", ..." : "...");
  g_string_append_c (out, ')');
}

static void
append_new_form (const Rule *rule, GString *out)
{
  if (rule->target_pool != POOL_NONE)
    {
      g_string_append_printf (out, "@%s", rule_pool_name (rule->target_pool));
      return;
    }
  if (rule->cast)
    g_string_append_printf (out, "(%s) ", rule->cast);
  g_string_append (out, rule->target);
  if (!rule->arguments)
    return;
  g_string_append (out, " (");
  for (guint i = 0; i < rule->arguments->len; i++)
    {
      const RuleArgument *argument = &g_array_index (rule->arguments, RuleArgument, i);

      g_string_append (out, i > 0 ? ", " : "");
      if (argument->rest)
        g_string_append (out, "...");
      else if (argument->literal)
        g_string_append (out, argument->literal);
      else if (argument->pool != POOL_NONE)
        g_string_append_printf (out, "@%s", rule_pool_name (argument->pool));
      else
        g_string_append_printf (out, "%s%s%s", argument->before ? argument->before : "",
                                (const char *) g_ptr_array_index (rule->parameters, argument->parameter),
                                argument->after ? argument->after : "");
    }
  g_string_append_c (out, ')');
}

static gboolean
has_new_form (const Rule *rule)
{
  return rule->target || rule->target_pool != POOL_NONE;
}

void
rule_list_form (const Rule *form, GString *out)
{
  g_string_append_printf (out, "%-9s", rule_kind_name (form->kind));
  append_old_form (form, out);
  g_string_append (out, " -> ");
  if (has_new_form (form))
    append_new_form (form, out);
  else if (form->recipe)
    g_string_append_printf (out, "(%s)", form->recipe);
  else
    g_string_append_printf (out, "left: %s", reason_code (form->reason));
}

void
rule_set_list (const RuleSet *set, GString *out)
{
  for (guint i = 0; i < rule_set_size (set); i++)
    for (const Rule *form = rule_set_nth (set, i); form; form = form->next)
      {
        rule_list_form (form, out);
        g_string_append_c (out, '\n');
      }
}

static void
append_headers (const Rule *rule, GString *out)
{
  for (guint i = 0; rule->headers && rule->headers[i]; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", rule->headers[i]);
}

static void
explain_form (const Rule *rule, GString *out)
{
  g_string_append_printf (out, "%s ", rule_kind_name (rule->kind));
  append_old_form (rule, out);
  g_string_append (out, "\n  becomes     ");
  if (has_new_form (rule))
    append_new_form (rule, out);
  else
    g_string_append (out, rule->recipe ? "what the recipe says" : "nothing: it is left");
  g_string_append_c (out, '\n');
  for (guint i = 0; rule->recipe && i < G_N_ELEMENTS (recipe_texts); i++)
    if (g_str_equal (recipe_texts[i][0], rule->recipe))
      g_string_append_printf (out, "  recipe      %s: %s\n", rule->recipe, recipe_texts[i][1]);
  if (rule->pool != POOL_NONE)
    g_string_append_printf (out, "  pool        %s\n", rule_pool_name (rule->pool));
  if (rule->needs)
    {
      g_string_append_printf (out, "  needs       %s, declared by <", rule->needs);
      if (rule->headers)
        append_headers (rule, out);
      else
        g_string_append (out, "wmem/wmem.h");
      g_string_append (out, "> of the after side\n");
    }
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
rule_explain (const Rule *rule, GString *out)
{
  for (const Rule *form = rule; form; form = form->next)
    explain_form (form, out);
}

/* What a form says besides what it becomes. */
static void
dump_properties (const Rule *form, GString *out)
{
  /* The pool itself has a recipe that its arrow says. */
  if (form->recipe && form->target_pool == POOL_NONE)
    g_string_append_printf (out, "  recipe %s\n", form->recipe);
  if (form->pool != POOL_NONE)
    g_string_append_printf (out, "  pool %s\n", rule_pool_name (form->pool));
  if (form->needs)
    g_string_append_printf (out, "  needs %s%s", form->needs, form->headers ? " in " : "\n");
  if (form->headers)
    {
      g_string_append (out, form->needs ? "" : "  in ");
      append_headers (form, out);
      g_string_append_c (out, '\n');
    }
  if (form->quiet)
    g_string_append (out, "  quiet\n");
  if (form->family)
    g_string_append_printf (out, "  family %s\n", form->family);
  if (form->confidence != CONFIDENCE_SAFE)
    g_string_append_printf (out, "  confidence %s\n", confidence_name (form->confidence));
  if (form->reason != REASON_NONE)
    g_string_append_printf (out, "  reason %s\n", reason_code (form->reason));
  if (form->was)
    {
      g_auto (GStrv) lines = g_strsplit (form->was, "\n", -1);

      for (char **line = lines; *line; line++)
        g_string_append_printf (out, "  was %s\n", *line);
    }
  if (form->about[0] != '\0')
    g_string_append_printf (out, "  about %s\n", form->about);
}

void
rule_set_dump (const RuleSet *set, GString *out)
{
  for (guint i = 0; i < rule_set_size (set); i++)
    {
      const Rule *before = NULL;

      for (const Rule *form = rule_set_nth (set, i); form; before = form, form = form->next)
        {
          if (before && before->parameters == form->parameters)
            g_string_append (out, "  or");
          else
            {
              g_string_append_printf (out, "%s ", rule_kind_name (form->kind));
              append_old_form (form, out);
            }
          if (has_new_form (form))
            {
              g_string_append (out, " -> ");
              append_new_form (form, out);
            }
          g_string_append_c (out, '\n');
          dump_properties (form, out);
        }
    }
}

/* SPDX-License-Identifier: MIT */
/*
 * Rules as macros.
 */
#include "rules/rule_header.h"

#include <string.h>

#define FORM_REPEATED "repeated" /* where operands stand twice, and that is another text */

/* What a recipe means, as an expression. In it
 *   %C  is the new form with the arguments that the rule gives it, %K the same with the kept value for the parameter
 *       that the row keeps, %T the new name;
 *   %1, %2 are the old form's arguments, %A those behind the first, %X the name of the form;
 *   %P, %F are the pools of the packet and of the file, %@ is the one that the rule stands for;
 *   %= keeps the operand, and %_ is it;
 *   %{, %; and %} are a statement expression's where an operand is kept, else an expression's: compilers may order what means the same
 *       otherwise where one side has a block of its own.
 */
static const struct {
  const char *recipe, *form; /* NULL: every recipe without a row; the usual form */
  guint kept;                /* the parameter that is kept, from 0 */
  const char *text;          /* NULL: no macro can say it */
} meanings[] = {
  { "strbuf-returned", FORM_DISCARDED, 0, "%C" },
  { "strbuf-returned", NULL, 0, "%{%=%K%; %_%}" },
  { "strbuf-printf", NULL, 0, "%{%=wmem_strbuf_truncate (%_, 0)%; %K%; %_%}" },
  { "strbuf-printf", FORM_NEW_BUFFER, 0, "%{%=%K%; %_%}" },
  { "strbuf-printf", FORM_TEXT_FIRST, 0,
    "__extension__ ({ %=char *wmem_rule_text = wmem_strdup_printf (%P, %A); wmem_strbuf_truncate (%_, 0); "
    "wmem_strbuf_append (%_, wmem_rule_text); %_; })" },
  { "strbuf-label", FORM_LATER, 0, "%T (%P)" },
  { "strbuf-label", NULL, 0,
    "__builtin_choose_expr (WMEM_RULE_SAYS_NOTHING (#%1), %C, "
    "__extension__ ({ WMEM_RULE_AUTO wmem_rule_made = %C; if (!WMEM_RULE_IS_EMPTY (%1)) "
    "wmem_strbuf_append (wmem_rule_made, %1); wmem_rule_made; }))" },
  { "strbuf-sized", NULL, 0,
    "__builtin_choose_expr (__builtin_constant_p (%1) && __builtin_constant_p (%2), "
    "%T (%P, WMEM_RULE_CLAMP (%1, %2), %2), "
    "__extension__ ({ WMEM_RULE_AUTO wmem_rule_size = (%1); WMEM_RULE_AUTO wmem_rule_limit = (%2); "
    "%T (%P, WMEM_RULE_CLAMP (wmem_rule_size, wmem_rule_limit), wmem_rule_limit); }))" },
  { "strbuf-sized", FORM_REPEATED, 0, "%T (%P, (%1) < (%2) ? (%1) : (%2), %2)" },
  { "stack-take", NULL, 0, "%{%=wmem_stack_count (%_) > 0 ? %K : NULL%}" },
  { "stack-push", FORM_DISCARDED, 0, "%C" },
  { "stack-push", NULL, 1, "%{%=%K%; %_%}" },
  { "tree-create", NULL, 0, "%C" },
  { "tree-create", FORM_FILE, 0, "wmem_tree_new (%F)" },
  { "tree-is-empty", NULL, 0, "(wmem_tree_is_empty (%1) ? NULL : (void *) (%1))" },
  { "pool", NULL, 0, "%@" },
  { "slab-allocate", NULL, 0, NULL },
  { "slab-allocate", "", 0, "%T (%X)" },
  { "slab-free", NULL, 0, NULL },
  { "slab-free", "", 0, "g_slice_free1 (sizeof (%X), (%2))" },
  { "slab-define", NULL, 0, NULL },
  { NULL, NULL, 0, "%C" },
};

/* A macro in the making. */
typedef struct {
  const RuleForm *form;
  const char *target;
  guint named;         /* so many parameters have names, */
  gboolean open;       /* and the others go as one */
  gboolean all_follow; /* those others are handed on as they come */
} Macro;

static gboolean
names_word (const char *text, const char *word)
{
  gsize length = strlen (word);
  for (const char *at = text; at && (at = strstr (at, word)); at += length)
    if ((at == text || !(g_ascii_isalnum (at[-1]) || at[-1] == '_'))
        && !(g_ascii_isalnum (at[length]) || at[length] == '_'))
      return TRUE;
  return FALSE;
}

/* A parameter's name in the macro. One that stands in a pool's expression would take its place there. */
static void
append_parameter (GString *out, const Macro *macro, guint index)
{
  const Rule *rule = macro->form->rule;
  if (rule->kind == RULE_FIELD)
    {
      g_string_append (out, "object");
      return;
    }
  const char *name = rule->parameters->pdata[index];
  gboolean taken = names_word (macro->target, name) || names_word (macro->form->form, name);
  for (guint pool = 0; pool < N_POOLS; pool++)
    taken = taken || names_word (macro->form->pools[pool], name);
  g_string_append_printf (out, "%s%s", name, taken ? "_" : "");
}

static const Rule *
rule_of (const Macro *macro)
{
  return macro->form->rule;
}

/* Whether the old arguments from @from on go to the new form all, and in their order. */
static gboolean
follow_as_they_are (const Rule *rule, guint from)
{
  guint next = from;
  for (guint i = 0; rule->arguments && i < rule->arguments->len; i++)
    {
      const RuleArgument *argument = &g_array_index (rule->arguments, RuleArgument, i);
      if (argument->rest)
        return next == rule->parameters->len && i + 1 == rule->arguments->len;
      if ((next > from && (argument->pool != POOL_NONE || argument->literal)) || argument->before)
        return FALSE;
      if (argument->pool == POOL_NONE && !argument->literal && argument->parameter == next)
        next++;
    }
  return FALSE;
}

static void
macro_settle_parameters (Macro *macro)
{
  const Rule *rule = rule_of (macro);
  macro->named = rule->kind == RULE_FIELD ? 1 : rule->parameters ? rule->parameters->len
                                                                 : 0;
  macro->open = rule->kind != RULE_FIELD && rule->variadic;
  if (!macro->open || macro->named == 0)
    return;
  /* The last one goes with those behind it: standard C wants one argument for the dots at least. */
  guint first_kept = macro->named == 1 ? 0 : 1;
  macro->all_follow = follow_as_they_are (rule, first_kept);
  if (macro->all_follow)
    macro->named = first_kept;
}

static void
append_separated (GString *out, const char *text, gboolean *first)
{
  g_string_append_printf (out, "%s%s", *first ? "" : ", ", text);
  *first = FALSE;
}

/* The new form's call. @param kept  the parameter that stands as @expression; G_MAXUINT: none. */
static void
append_call (GString *out, const Macro *macro, guint kept, const char *expression)
{
  const Rule *rule = rule_of (macro);
  gboolean first = TRUE;
  if (rule->cast)
    g_string_append_printf (out, "(%s) ", rule->cast);
  g_string_append (out, macro->target);
  if (rule->kind == RULE_FIELD)
    {
      g_string_append (out, " (object)");
      return;
    }
  if (!rule->arguments)
    return;
  g_string_append (out, " (");
  for (guint i = 0; i < rule->arguments->len; i++)
    {
      const RuleArgument *argument = &g_array_index (rule->arguments, RuleArgument, i);
      if (argument->literal)
        append_separated (out, argument->literal, &first);
      else if (argument->pool != POOL_NONE)
        append_separated (out, macro->form->pools[argument->pool], &first);
      else if (argument->rest)
        g_string_append (out, macro->all_follow ? first ? "__VA_ARGS__" : ", __VA_ARGS__" : ", ## __VA_ARGS__");
      else if (argument->parameter == kept)
        append_separated (out, expression, &first);
      else if (argument->parameter < macro->named)
        {
          append_separated (out, argument->before ? argument->before : "", &first);
          g_string_append (out, argument->before ? "(" : "");
          append_parameter (out, macro, argument->parameter);
          g_string_append_printf (out, "%s%s", argument->before ? ")" : "", argument->after ? argument->after : "");
        }
    }
  g_string_append_c (out, ')');
}

/* All arguments behind the first. */
static void
append_others (GString *out, const Macro *macro)
{
  for (guint i = 1; i < macro->named; i++)
    {
      g_string_append (out, i > 1 ? ", " : "");
      append_parameter (out, macro, i);
    }
  if (macro->open)
    g_string_append (out, macro->named > 1 ? ", ## __VA_ARGS__" : "__VA_ARGS__");
}

/* @return (transfer full) how the operand is named. */
static char *
operand_text (const Macro *macro, RuleOperand operand, guint kept)
{
  const Rule *rule = rule_of (macro);
  gboolean repeated = operand == OPERAND_REPEATED && rule->parameters && kept < rule->parameters->len;
  if (!repeated)
    return g_strdup (operand == OPERAND_PLACE ? "(*wmem_rule_at)" : "wmem_rule_kept");
  g_autoptr (GString) text = g_string_new ("(");
  append_parameter (text, macro, kept);
  g_string_append_c (text, ')');
  return g_strdup (text->str);
}

static void
append_meaning (GString *out, const Macro *macro, RuleOperand kind, const char *text, guint kept)
{
  g_autofree char *operand = operand_text (macro, kind, kept);
  for (const char *at = text; *at; at++)
    if (*at != '%')
      g_string_append_c (out, *at);
    else
      switch (*++at)
        {
        case 'C':
          append_call (out, macro, G_MAXUINT, NULL);
          break;
        case 'K':
          append_call (out, macro, kept, operand);
          break;
        case 'T':
          g_string_append (out, macro->target);
          break;
        case 'X':
          g_string_append (out, macro->form->form);
          break;
        case 'A':
          append_others (out, macro);
          break;
        case 'P':
          g_string_append (out, macro->form->pools[POOL_PACKET]);
          break;
        case '@':
          g_string_append (out, macro->form->pools[rule_of (macro)->target_pool]);
          break;
        case 'F':
          g_string_append (out, macro->form->pools[POOL_FILE]);
          break;
        case '_':
          g_string_append (out, operand);
          break;
        case '{':
          g_string_append (out, kind == OPERAND_REPEATED ? "(" : "__extension__ ({ ");
          break;
        case ';':
          g_string_append_c (out, kind == OPERAND_REPEATED ? ',' : ';');
          break;
        case '}':
          g_string_append (out, kind == OPERAND_REPEATED ? ")" : "; })");
          break;
        case '=':
          if (kind == OPERAND_REPEATED)
            break;
          g_string_append (out, kind == OPERAND_PLACE ? "WMEM_RULE_AUTO wmem_rule_at = &(" : "WMEM_RULE_AUTO wmem_rule_kept = (");
          append_parameter (out, macro, kept);
          g_string_append (out, "); ");
          break;
        default:
          append_parameter (out, macro, (guint) (*at - '1'));
        }
}

/* @return the number of the row for @form, or of the last one. */
static guint
row_of (const Rule *rule, const char *form)
{
  guint last = G_N_ELEMENTS (meanings) - 1;
  for (guint i = 0; rule->recipe && i < last; i++)
    if (g_str_equal (meanings[i].recipe, rule->recipe)
        && (g_strcmp0 (meanings[i].form, form) == 0 || (meanings[i].form && !*meanings[i].form && form)))
      return i;
  return last;
}

/* @return the number of the row for @form; the last one where there is none. */
static guint
find_meaning (const RuleForm *form)
{
  gboolean repeated = form->operand == OPERAND_REPEATED && g_strcmp0 (form->rule->recipe, "strbuf-sized") == 0;
  return row_of (form->rule, repeated ? FORM_REPEATED : form->form);
}

static void
append_parameters (GString *out, const Macro *macro)
{
  g_string_append (out, "(");
  for (guint i = 0; i < macro->named; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      append_parameter (out, macro, i);
    }
  if (macro->open)
    g_string_append (out, macro->named > 0 ? ", ..." : "...");
  g_string_append (out, ")");
}

static void
append_meanings (GString *out, const Macro *macro, guint row)
{
  RuleOperand operand = macro->form->operand;
  const char *text = meanings[row].text;
  gboolean named = macro->form->named && strstr (text, "%=");
  if (named)
    {
      g_autoptr (GString) parameter = g_string_new (NULL);
      append_parameter (parameter, macro, meanings[row].kept);
      g_string_append_printf (out, "__builtin_choose_expr (WMEM_RULE_IS_NAME (#%s, %s), ", parameter->str, parameter->str);
      append_meaning (out, macro, OPERAND_REPEATED, text, meanings[row].kept);
      g_string_append (out, ", ");
    }
  append_meaning (out, macro, operand, text, meanings[row].kept);
  g_string_append (out, named ? ")" : "");
}

gboolean
rule_form_define (GString *out, const char *name, const RuleForm *form)
{
  const Rule *rule = form->rule;
  Macro macro = { .form = form, .target = rule->target };
  guint row = find_meaning (form);
  if (!meanings[row].text || (!macro.target && rule->kind != RULE_FIELD && rule->target_pool == POOL_NONE)
      || rule->kind == RULE_HEADER || rule->kind == RULE_MOVED
      || (!macro.target && row == G_N_ELEMENTS (meanings) - 1))
    return FALSE;
  g_string_append_printf (out, "#define %s", name);
  if (rule->kind == RULE_TYPE || rule->kind == RULE_CONSTANT || (rule->kind != RULE_FIELD && !rule->parameters))
    {
      gboolean pointer = g_str_has_suffix (macro.target, "*");
      g_string_append_printf (out, pointer ? " __typeof__ (%s)\n" : " %s\n", macro.target);
      return TRUE;
    }
  macro_settle_parameters (&macro);
  append_parameters (out, &macro);
  g_string_append_c (out, ' ');
  append_meanings (out, &macro, row);
  g_string_append_c (out, '\n');
  return TRUE;
}

void
rule_header_begin (GString *out)
{
  g_string_append (
      out,
      "/* What an operand's value is kept in. */\n"
      "#ifdef __cplusplus\n"
      "#define WMEM_RULE_AUTO auto\n"
      "#else\n"
      "#define WMEM_RULE_AUTO __auto_type\n"
      "#endif\n"
      "/* Whether a label's text is known to be empty: then nothing is appended. */\n"
      "#define WMEM_RULE_IS_EMPTY(text) \\\n"
      "  (__builtin_constant_p ((text) == NULL) && (text) == NULL ? 1 \\\n"
      "   : __builtin_constant_p (*(const char *) (text)) && *(const char *) (text) == '\\0')\n"
      "/* Whether it is written as one that is. */\n"
      "#define WMEM_RULE_SAYS_NOTHING(text) \\\n"
      "  (__builtin_strcmp (text, \"NULL\") == 0 || __builtin_strcmp (text, \"\\\"\\\"\") == 0)\n"
      "/* Whether a word is no macro. */\n"
      "#define WMEM_RULE_TEXT(operand) #operand\n"
      "#define WMEM_RULE_IS_NAME(text, operand) (__builtin_strcmp (text, WMEM_RULE_TEXT (operand)) == 0)\n"
      "/* A first size above the maximum; a maximum of 0 means none. */\n"
      "#define WMEM_RULE_CLAMP(size, limit) \\\n"
      "  (__builtin_constant_p (limit) && (limit) == 0 ? (size) : (size) < (limit) ? (size) : (limit))\n");
}

static void
append_rule (GString *out, const Rule *rule, const char *const *pools)
{
  const Rule *holding = rule_first_that_holds (rule);
  RuleForm form = { .rule = holding, .pools = pools };
  g_autofree char *name = rule->kind == RULE_FIELD ? g_strdup_printf ("%s__%s", rule->owner, rule->member)
                                                   : g_strdup (rule->name);
  if (!holding)
    g_string_append_printf (out, "/* %s: the after side has no %s that takes a pool */\n", name,
                            rule->needs ? rule->needs : rule->name);
  else if (!rule_form_define (out, name, &form))
    g_string_append_printf (out, "/* %s: %s */\n", rule->name,
                            holding->recipe ? "decided at each place" : reason_text (holding->reason));
  else if (g_strcmp0 (holding->recipe, "tree-create") == 0 && !g_str_equal (holding->target, "wmem_tree_new"))
    {
      g_autofree char *of_file = g_strconcat (name, "__file", NULL);
      form.form = FORM_FILE;
      rule_form_define (out, of_file, &form);
    }
}

void
rule_header_append (GString *out, const RuleSet *rules, const char *const *pools)
{
  g_string_append (out,
                   "/* The rules of wmem-migrate as macros: include it behind all other headers, those of wmem and of\n"
                   " * GLib among them. A field is TYPE__FIELD (address of the struct); where a tree goes with the file,\n"
                   " * NAME__file says so. */\n"
                   "#pragma once\n\n");
  rule_header_begin (out);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      if (rule->kind != RULE_HEADER && rule->kind != RULE_MOVED)
        append_rule (out, rule, pools);
    }
}

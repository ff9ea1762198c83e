/* SPDX-License-Identifier: MIT */
/*
 * The parser of rules files: a cursor over one line at a time, so that every error has its column.
 */
#include "rules/rule_file.h"

#include <string.h>

static const char *const recipe_names[] = {
#define RECIPE(function, name, text) name,
#include "rules/recipes.def"
#undef RECIPE
};

typedef struct
{
  wmem_allocator_t *pool;
  const char *path;
  guint line;
  char *start; /* of the line */
  char *at;    /* where reading goes on */
  char *token; /* where the last thing read began */
  GError **error;
} Cursor;

static gboolean fail (Cursor *cursor, RuleError code, const char *place, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (Cursor *cursor, RuleError code, const char *place, const char *format, ...)
{
  va_list arguments;
  char *message;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (cursor->error, RULE_ERROR, code, "%s:%u:%u: %s", cursor->path, cursor->line,
               (guint) (place - cursor->start) + 1, message);
  g_free (message);
  return FALSE;
}

static void
skip_blanks (Cursor *cursor)
{
  while (*cursor->at == ' ' || *cursor->at == '\t')
    cursor->at++;
}

/* Takes @a mark where it comes next. */
static gboolean
accept (Cursor *cursor, const char *mark)
{
  skip_blanks (cursor);
  cursor->token = cursor->at;
  if (!g_str_has_prefix (cursor->at, mark))
    return FALSE;
  cursor->at += strlen (mark);
  return TRUE;
}

/* Takes an identifier, or (where @a marks is given) a word that may also hold those characters. */
static const char *
take_word (Cursor *cursor, const char *marks)
{
  char *start;

  skip_blanks (cursor);
  start = cursor->token = cursor->at;
  while (g_ascii_isalnum (*cursor->at) || *cursor->at == '_'
         || (*cursor->at != '\0' && marks && strchr (marks, *cursor->at)))
    cursor->at++;
  return cursor->at > start ? wmem_strndup (cursor->pool, start, (gsize) (cursor->at - start)) : NULL;
}

static gboolean
at_end (Cursor *cursor)
{
  skip_blanks (cursor);
  cursor->token = cursor->at;
  return *cursor->at == '\0';
}

static gboolean
parse_parameters (Cursor *cursor, Rule *rule)
{
  rule->parameters = g_ptr_array_new ();
  if (accept (cursor, ")"))
    return TRUE;
  do
    {
      const char *name;

      if (accept (cursor, "..."))
        {
          rule->variadic = TRUE;
          break;
        }
      name = take_word (cursor, NULL);
      if (!name)
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected a parameter's name");
      g_ptr_array_add (rule->parameters, (gpointer) name);
    }
  while (accept (cursor, ","));
  return accept (cursor, ")")
         || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected ')' after the parameters");
}

static gboolean
parse_pool (Cursor *cursor, RulePool *pool)
{
  const char *place = cursor->token, *word = take_word (cursor, NULL);

  for (guint i = POOL_PACKET; i < N_POOLS; i++)
    if (g_strcmp0 (word, rule_pool_name ((RulePool) i)) == 0)
      {
        *pool = (RulePool) i;
        return TRUE;
      }
  return fail (cursor, RULE_ERROR_SYNTAX, place, "no such pool: use @packet, @file, @epan or @heap");
}

static gboolean
is_constant (const char *word)
{
  for (; *word != '\0'; word++)
    if (g_ascii_islower (*word))
      return FALSE;
  return TRUE;
}

/* @return the number of the parameter called @a word, or G_MAXUINT. */
static guint
find_parameter (const Rule *rule, const char *word)
{
  for (guint i = 0; i < rule->parameters->len; i++)
    if (g_str_equal (word, g_ptr_array_index (rule->parameters, i)))
      return i;
  return G_MAXUINT;
}

static gboolean
take_parameter (Cursor *cursor, const Rule *rule, const char *name, guint *next, RuleArgument *argument)
{
  guint i = find_parameter (rule, name);

  if (i == G_MAXUINT)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "'%s' is not a parameter of '%s'", name, rule->name);
  if (*next == G_MAXUINT || i < *next)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "'%s' is out of order: arguments keep their places", name);
  argument->parameter = i;
  *next = i + 1;
  return TRUE;
}

/* A parameter, a constant in capitals, or an expression of constants with one parameter in it at most. */
static gboolean
parse_expression (Cursor *cursor, Rule *rule, guint *next, RuleArgument *argument)
{
  static const char marks[] = "|+-*?:<>&^!~ ()";
  guint depth = 0;
  const char *before = NULL, *start, *named = NULL;

  skip_blanks (cursor);
  start = cursor->at;
  while (*cursor->at != '\0' && *cursor->at != ',' && (depth > 0 || *cursor->at != ')'))
    {
      const char *word = take_word (cursor, NULL), *from = cursor->token;

      if (!word && *cursor->at != '\0' && strchr (marks, *cursor->at))
        {
          depth += *cursor->at == '(';
          depth -= *cursor->at == ')';
          cursor->at++;
        }
      else if (!word)
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token,
                     "expected an argument: a pool such as @packet, a parameter, NULL, or ...");
      else if (!is_constant (word) && named)
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "an argument names one parameter at most: '%s'", word);
      else if (!is_constant (word))
        {
          if (!take_parameter (cursor, rule, word, next, argument))
            return FALSE;
          before = wmem_strndup (cursor->pool, start, (gsize) (from - start));
          named = cursor->at;
        }
      skip_blanks (cursor);
    }
  if (cursor->at == start)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->at,
                 "expected an argument: a pool such as @packet, a parameter, NULL, or ...");
  if (!named)
    argument->literal = g_strchomp (wmem_strndup (cursor->pool, start, (gsize) (cursor->at - start)));
  else
    {
      const char *after = g_strchomp (wmem_strndup (cursor->pool, named, (gsize) (cursor->at - named)));

      if (*before != '\0' || *after != '\0')
        {
          argument->before = before;
          argument->after = after;
        }
    }
  return TRUE;
}

static gboolean
parse_argument (Cursor *cursor, Rule *rule, guint *next)
{
  RuleArgument argument = { 0 };

  if (accept (cursor, "..."))
    {
      argument.rest = TRUE;
      argument.parameter = *next;
      *next = G_MAXUINT;
    }
  else if (accept (cursor, "@"))
    {
      if (!parse_pool (cursor, &argument.pool))
        return FALSE;
      if (rule->pool == POOL_NONE)
        rule->pool = argument.pool;
    }
  else if (!parse_expression (cursor, rule, next, &argument))
    return FALSE;
  g_array_append_val (rule->arguments, argument);
  return TRUE;
}

static gboolean
parse_arguments (Cursor *cursor, Rule *rule)
{
  guint next = 0;

  if (!rule->parameters)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token,
                 "'%s' has no parameters, so its target has no arguments", rule->name);
  rule->arguments = g_array_new (FALSE, TRUE, sizeof (RuleArgument));
  if (accept (cursor, ")"))
    return TRUE;
  do
    if (!parse_argument (cursor, rule, &next))
      return FALSE;
  while (accept (cursor, ","));
  return accept (cursor, ")")
         || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected ')' after the arguments");
}

static gboolean
is_path (const Rule *rule)
{
  return rule->kind == RULE_HEADER || rule->kind == RULE_MOVED;
}

/* `(TYPE) ` before a target. */
static gboolean
parse_cast (Cursor *cursor, Rule *rule)
{
  const char *end = strchr (cursor->at, ')');

  if (!end)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected ')' after the type of a cast");
  rule->cast = wmem_strndup (cursor->pool, cursor->at, (gsize) (end - cursor->at));
  cursor->at += end + 1 - cursor->at;
  return TRUE;
}

/* What stands behind `->`: @POOL, or [(TYPE)] TARGET [(arguments)]. */
static gboolean
parse_target (Cursor *cursor, Rule *rule)
{
  if (accept (cursor, "@"))
    {
      rule->recipe = "pool";
      return parse_pool (cursor, &rule->target_pool);
    }
  if (accept (cursor, "(") && !parse_cast (cursor, rule))
    return FALSE;
  rule->target = take_word (cursor, is_path (rule) ? "/.-+" : NULL);
  if (!rule->target)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected the new name after '->'");
  if (rule->kind == RULE_TYPE && accept (cursor, "*"))
    rule->target = wmem_strdup_printf (cursor->pool, "%s *", rule->target);
  if (accept (cursor, "(") && !parse_arguments (cursor, rule))
    return FALSE;
  if ((rule->kind == RULE_FUNCTION || (rule->kind == RULE_MACRO && rule->parameters))
      && !rule->arguments)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected the arguments of '%s' in parentheses",
                 rule->target);
  return TRUE;
}

/* KIND NAME [(parameters)] [-> TARGET [(arguments)]] */
static gboolean
parse_head (Cursor *cursor, Rule *rule)
{
  const char *kind = take_word (cursor, NULL);
  guint i;

  for (i = 0; i < N_RULE_KINDS; i++)
    if (g_strcmp0 (kind, rule_kind_name ((RuleKind) i)) == 0)
      break;
  if (i == N_RULE_KINDS)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token,
                 "expected a rule: function, macro, type, field, constant, header or moved");
  rule->kind = (RuleKind) i;
  rule->name = take_word (cursor, is_path (rule) ? "/.-+" : rule->kind == RULE_FIELD ? "."
                                                                                     : NULL);
  if (!rule->name)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected a name after '%s'", kind);
  if (rule->kind == RULE_FIELD)
    {
      const char *dot = strchr (rule->name, '.');

      if (!dot || dot == rule->name || dot[1] == '\0')
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected TYPE.FIELD");
      rule->owner = wmem_strndup (cursor->pool, rule->name, (gsize) (dot - rule->name));
      rule->member = dot + 1;
    }
  if (accept (cursor, "("))
    {
      if (rule->kind != RULE_FUNCTION && rule->kind != RULE_MACRO)
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "a %s has no parameters", kind);
      if (!parse_parameters (cursor, rule))
        return FALSE;
    }
  else if (rule->kind == RULE_FUNCTION)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected the parameters of '%s' in parentheses",
                 rule->name);
  if (accept (cursor, "->") && !parse_target (cursor, rule))
    return FALSE;
  if (!at_end (cursor))
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "unexpected '%s'", cursor->token);
  return TRUE;
}

static gboolean
set_recipe (Cursor *cursor, Rule *rule)
{
  rule->recipe = take_word (cursor, "-");
  for (guint i = 0; i < G_N_ELEMENTS (recipe_names); i++)
    if (g_strcmp0 (rule->recipe, recipe_names[i]) == 0)
      return TRUE;
  return fail (cursor, RULE_ERROR_RECIPE, cursor->token, "no such recipe: '%s'",
               rule->recipe ? rule->recipe : "");
}

/* HEADER[, HEADER]… */
static gboolean
set_headers (Cursor *cursor, Rule *rule)
{
  GPtrArray *headers = g_ptr_array_new ();

  do
    {
      const char *header = take_word (cursor, "/.-+");

      if (!header)
        return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected a header after 'in'");
      g_ptr_array_add (headers, (gpointer) header);
    }
  while (accept (cursor, ","));
  g_ptr_array_add (headers, NULL);
  rule->headers = (const char *const *) headers->pdata;
  if (!rule->needs)
    rule->needs = rule->target;
  return TRUE;
}

static gboolean
set_needs (Cursor *cursor, Rule *rule)
{
  rule->needs = take_word (cursor, NULL);
  if (!rule->needs)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected a function's name");
  return !accept (cursor, "in") || set_headers (cursor, rule);
}

static gboolean
set_confidence (Cursor *cursor, Rule *rule)
{
  const char *word = take_word (cursor, NULL);

  for (guint i = 0; i < N_CONFIDENCES; i++)
    if (g_strcmp0 (word, confidence_name ((Confidence) i)) == 0)
      {
        rule->confidence = (Confidence) i;
        return TRUE;
      }
  return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected safe, review or unsafe");
}

static gboolean
set_reason (Cursor *cursor, Rule *rule)
{
  const char *word = take_word (cursor, "-");

  rule->reason = word ? reason_from_code (word) : N_REASONS;
  return rule->reason != N_REASONS
         || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "no such reason: '%s'", word ? word : "");
}

static gboolean
set_pool (Cursor *cursor, Rule *rule)
{
  cursor->token = cursor->at;
  return parse_pool (cursor, &rule->pool);
}

static gboolean
set_quiet (Cursor *cursor, Rule *rule)
{
  (void) cursor;
  rule->quiet = TRUE;
  return TRUE;
}

static gboolean
set_family (Cursor *cursor, Rule *rule)
{
  rule->family = take_word (cursor, "-");
  return rule->family || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected a family's name");
}

static gboolean
set_was (Cursor *cursor, Rule *rule)
{
  skip_blanks (cursor);
  rule->was = rule->was ? wmem_strdup_printf (cursor->pool, "%s\n%s", rule->was, cursor->at)
                        : wmem_strdup (cursor->pool, cursor->at);
  cursor->at += strlen (cursor->at);
  return TRUE;
}

static gboolean
set_about (Cursor *cursor, Rule *rule)
{
  skip_blanks (cursor);
  rule->about = rule->about[0] != '\0' ? wmem_strdup_printf (cursor->pool, "%s %s", rule->about, cursor->at)
                                       : wmem_strdup (cursor->pool, cursor->at);
  cursor->at += strlen (cursor->at);
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*set) (Cursor *cursor, Rule *rule);
} properties[] = {
  { "recipe", set_recipe },
  { "needs", set_needs },
  { "in", set_headers },
  { "quiet", set_quiet },
  { "family", set_family },
  { "confidence", set_confidence },
  { "reason", set_reason },
  { "pool", set_pool },
  { "was", set_was },
  { "about", set_about },
};

/* `or -> …`: another form for the same old one, where the after side lacks those before. */
static gboolean
parse_alternative (Cursor *cursor, Rule **rule)
{
  Rule *form = wmem_new0 (cursor->pool, Rule);

  if (!accept (cursor, "->"))
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "expected '->' after 'or'");
  if (!(*rule)->needs && (*rule)->kind != RULE_HEADER)
    return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "the form before always holds: say what it needs");
  *form = (Rule){
    .name = (*rule)->name,
    .kind = (*rule)->kind,
    .owner = (*rule)->owner,
    .member = (*rule)->member,
    .parameters = (*rule)->parameters,
    .variadic = (*rule)->variadic,
    .headers = (*rule)->headers,
    .quiet = (*rule)->quiet,
    .family = (*rule)->family,
    .about = "",
    .file = cursor->path,
    .line = cursor->line,
  };
  if (!parse_target (cursor, form))
    return FALSE;
  if (form->headers)
    form->needs = form->target;
  (*rule)->next = form;
  *rule = form;
  return at_end (cursor)
         || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "unexpected '%s'", cursor->token);
}

static gboolean
parse_property (Cursor *cursor, Rule **current)
{
  const char *name = take_word (cursor, NULL);
  Rule *rule = *current;

  if (rule && g_strcmp0 (name, "or") == 0)
    return parse_alternative (cursor, current);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_strcmp0 (name, properties[i].name) == 0)
      {
        if (!rule)
          return fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "'%s' belongs to a rule, and none has begun",
                       name);
        if (!properties[i].set (cursor, rule))
          return FALSE;
        return at_end (cursor)
               || fail (cursor, RULE_ERROR_SYNTAX, cursor->token, "unexpected '%s'", cursor->token);
      }
  return fail (
      cursor, RULE_ERROR_SYNTAX, cursor->token,
      "expected a property: or, recipe, needs, in, quiet, family, confidence, reason, pool, was or about");
}

/* What only the whole rule can show. */
static gboolean
check_rule (Cursor *cursor, const Rule *rule)
{
  if (!rule->target && rule->kind != RULE_HEADER && !rule->recipe
      && rule->reason == REASON_NONE)
    {
      cursor->line = rule->line;
      cursor->start = cursor->at;
      return fail (cursor, RULE_ERROR_SYNTAX, cursor->start,
                   "'%s' becomes nothing: give '-> NEW', a recipe, or the reason why it is left", rule->name);
    }
  return TRUE;
}

/* Rules of one name for different numbers of arguments are one chain. */
static gboolean
add_form (Rule *chain, Rule *form)
{
  Rule *last = chain;

  for (const Rule *at = chain; at; at = at->next)
    {
      if (at->kind != form->kind || !at->parameters || !form->parameters
          || at->parameters->len == form->parameters->len)
        return FALSE;
      last = (Rule *) at;
    }
  last->next = form;
  return TRUE;
}

static gboolean
add_rule (Cursor *cursor, Rule *rule, gboolean replace, const char *place, GPtrArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      Rule *other = g_ptr_array_index (rules, i);

      if (!g_str_equal (other->name, rule->name))
        continue;
      if (!replace && add_form (other, rule))
        return TRUE;
      if (!replace)
        return fail (cursor, RULE_ERROR_DUPLICATE, place,
                     "'%s' has a rule already (%s:%u): write 'replace' before the kind to change it",
                     rule->name, other->file, other->line);
      rules->pdata[i] = rule;
      return TRUE;
    }
  g_ptr_array_add (rules, rule);
  return TRUE;
}

gboolean
rule_file_parse (wmem_allocator_t *pool, const char *path, const char *text, GPtrArray *rules, GError **error)
{
  char **lines = g_strsplit (text, "\n", -1);
  Cursor cursor = { .pool = pool, .path = wmem_strdup (pool, path), .error = error };
  Rule *rule = NULL;
  gboolean good = TRUE;

  for (guint i = 0; good && lines[i]; i++)
    {
      cursor.start = cursor.at = g_strchomp (lines[i]);
      cursor.line = i + 1;
      if (at_end (&cursor) || *cursor.at == '#')
        continue;
      if (cursor.at > cursor.start)
        {
          good = parse_property (&cursor, &rule);
          continue;
        }
      if (rule && !check_rule (&cursor, rule))
        {
          good = FALSE;
          break;
        }
      char *place = cursor.at;
      gboolean replace = g_str_has_prefix (place, "replace ");

      if (replace)
        cursor.at += strlen ("replace ");
      rule = wmem_new0 (pool, Rule);
      rule->file = cursor.path;
      rule->line = cursor.line;
      rule->about = "";
      good = parse_head (&cursor, rule) && add_rule (&cursor, rule, replace, place, rules);
    }
  if (good && rule)
    good = check_rule (&cursor, rule);
  g_strfreev (lines);
  return good;
}

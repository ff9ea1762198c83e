/* SPDX-License-Identifier: MIT */
/*
 * The set of rules and its index by name.
 */
#include "rules/rule_set.h"

#include <gio/gio.h>
#include <string.h>

#include "rules/rule_file.h"
#include "rules/rules_folder_config.h"

G_DEFINE_QUARK (wmem - migrate - rule - error, rule_error)

/* An open-addressed table: every identifier of every file is looked up in it, so it must not cost a string
 * copy. */
struct _RuleSet
{
  GPtrArray *rules; /* of Rule, in file order */
  const Rule **slots;
  guint mask;
  GPtrArray *fields;  /* of Rule */
  GPtrArray *headers; /* of Rule */
};

static const char *const kind_names[N_RULE_KINDS] = {
  [RULE_FUNCTION] = "function", [RULE_MACRO] = "macro",       [RULE_TYPE] = "type",
  [RULE_FIELD] = "field",       [RULE_CONSTANT] = "constant", [RULE_HEADER] = "header",
};

static const char *const pool_names[N_POOLS] = {
  [POOL_NONE] = "none", [POOL_PACKET] = "packet", [POOL_FILE] = "file",
  [POOL_EPAN] = "epan", [POOL_HEAP] = "heap",
};

const char *
rule_kind_name (RuleKind kind)
{
  return kind_names[kind];
}

const char *
rule_pool_name (RulePool pool)
{
  return pool_names[pool];
}

static guint
hash_name (const char *name, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)name[i]) * 16777619u;
  return hash ^ (hash >> 15);
}

/* The first byte decides most of these, and there is one for many a token of every file. */
static inline gboolean
is_name (const char *candidate, const char *name, gsize length)
{
  return *candidate == *name && strncmp (candidate, name, length) == 0 && candidate[length] == '\0';
}

const Rule *
rule_set_lookup (const RuleSet *set, const char *name, gsize length)
{
  for (guint i = hash_name (name, length) & set->mask; set->slots[i] != NULL; i = (i + 1) & set->mask)
    if (is_name (set->slots[i]->name, name, length))
      return set->slots[i];
  return NULL;
}

const Rule *
rule_set_lookup_field (const RuleSet *set, const char *owner, const char *member, gsize length)
{
  for (guint i = 0; i < set->fields->len; i++)
    {
      const Rule *rule = g_ptr_array_index (set->fields, i);

      if (is_name (rule->member, member, length) && (owner == NULL || g_str_equal (owner, rule->owner)))
        return rule;
    }
  return NULL;
}

const Rule *
rule_set_find (const RuleSet *set, const char *id)
{
  for (guint i = 0; i < set->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (set->rules, i);

      if (g_str_equal (rule->name, id))
        return rule;
    }
  return NULL;
}

guint
rule_set_size (const RuleSet *set)
{
  return set->rules->len;
}

const Rule *
rule_set_nth (const RuleSet *set, guint index)
{
  return g_ptr_array_index (set->rules, index);
}

/* Whether @a path is @a header or ends in a folder separator and @a header; a bare `emem.h` counts too. */
static gboolean
is_header (const char *path, const char *header)
{
  const char *last = strrchr (header, '/');
  gsize path_length = strlen (path), header_length = strlen (header);

  if (g_str_equal (path, last != NULL ? last + 1 : header))
    return TRUE;
  return g_str_has_suffix (path, header)
         && (path_length == header_length || path[path_length - header_length - 1] == '/');
}

gboolean
rule_set_is_api_header (const RuleSet *set, const char *path)
{
  for (guint i = 0; i < set->headers->len; i++)
    {
      const Rule *rule = g_ptr_array_index (set->headers, i);

      if (is_header (path, rule->name) || (rule->target != NULL && is_header (path, rule->target)))
        return TRUE;
    }
  return FALSE;
}

const Rule *
rule_set_header (const RuleSet *set, const char *path)
{
  for (guint i = 0; i < set->headers->len; i++)
    {
      const Rule *rule = g_ptr_array_index (set->headers, i);

      if (is_header (path, rule->name))
        return rule;
    }
  return NULL;
}

void
rule_set_met (RuleSet *set, const Rule *rule)
{
  for (guint i = 0; i < set->rules->len; i++)
    if (g_ptr_array_index (set->rules, i) == rule)
      ((Rule *)g_ptr_array_index (set->rules, i))->met = TRUE;
}

static void
index_rules (wmem_allocator_t *pool, RuleSet *set)
{
  guint size = 64;

  while (size < set->rules->len * 4)
    size *= 2;
  set->mask = size - 1;
  set->slots = wmem_alloc0_array (pool, const Rule *, size);
  for (guint i = 0; i < set->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (set->rules, i);

      if (rule->kind == RULE_FIELD)
        g_ptr_array_add (set->fields, rule);
      else if (rule->kind == RULE_HEADER)
        g_ptr_array_add (set->headers, rule);
      else
        {
          guint slot = hash_name (rule->name, strlen (rule->name)) & set->mask;

          while (set->slots[slot] != NULL)
            slot = (slot + 1) & set->mask;
          set->slots[slot] = rule;
        }
    }
}

RuleSet *
rule_set_load (wmem_allocator_t *pool, const char *const *files, GError **error)
{
  RuleSet *set = wmem_new0 (pool, RuleSet);

  set->rules = g_ptr_array_new ();
  set->fields = g_ptr_array_new ();
  set->headers = g_ptr_array_new ();
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      char *text = NULL;
      GError *cause = NULL;
      gboolean good;

      if (!g_file_get_contents (files[i], &text, NULL, &cause))
        {
          g_set_error (error, RULE_ERROR, RULE_ERROR_IO, "cannot read the rules file '%s': %s", files[i],
                       g_strerror (cause->code == G_FILE_ERROR_NOENT   ? ENOENT
                                   : cause->code == G_FILE_ERROR_ACCES ? EACCES
                                   : cause->code == G_FILE_ERROR_ISDIR ? EISDIR
                                                                       : EIO));
          g_error_free (cause);
          return NULL;
        }
      good = rule_file_parse (pool, files[i], text, set->rules, error);
      g_free (text);
      if (!good)
        return NULL;
    }
  index_rules (pool, set);
  return set;
}

RuleSet *
rule_set_extend (wmem_allocator_t *pool, const RuleSet *set, GPtrArray *more)
{
  RuleSet *all = wmem_new0 (pool, RuleSet);

  all->rules = g_ptr_array_new ();
  all->fields = g_ptr_array_new ();
  all->headers = g_ptr_array_new ();
  for (guint i = 0; i < set->rules->len; i++)
    g_ptr_array_add (all->rules, g_ptr_array_index (set->rules, i));
  for (guint i = 0; i < more->len; i++)
    {
      Rule *rule = g_ptr_array_index (more, i);

      if (rule_set_lookup (set, rule->name, strlen (rule->name)) == NULL)
        g_ptr_array_add (all->rules, rule);
    }
  index_rules (pool, all);
  return all;
}

char **
rule_set_builtin_files (void)
{
  char *executable = g_file_read_link ("/proc/self/exe", NULL);
  char *folder = executable != NULL ? g_path_get_dirname (executable) : g_strdup (".");
  char *rules = g_build_filename (folder, "..", "share", "wmem-migrate", "rules", NULL);
  char **files = g_new0 (char *, 3);

  if (!g_file_test (rules, G_FILE_TEST_IS_DIR))
    {
      g_free (rules);
      rules = g_strdup (RULES_FOLDER);
    }
  files[0] = g_build_filename (rules, "emem.rules", NULL);
  files[1] = g_build_filename (rules, "epan.rules", NULL);
  g_free (rules);
  g_free (folder);
  g_free (executable);
  return files;
}

gboolean
rule_set_is_core (const RuleSet *set, const Rule *rule)
{
  for (guint i = 0; i < rule_set_size (set); i++)
    {
      const Rule *header = rule_set_nth (set, i);

      if (header->kind == RULE_HEADER && g_str_equal (header->file, rule->file))
        return TRUE;
    }
  return FALSE;
}

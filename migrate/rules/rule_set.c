/* SPDX-License-Identifier: MIT */
/*
 * The set of rules and its index by name.
 */
#include "rules/rule_set.h"

#include <gio/gio.h>
#include <string.h>

#include "rules/rule_file.h"
#include "rules/rules_folder_config.h"
#include "sources/input_text.h"

G_DEFINE_QUARK (wmem - migrate - rule - error, rule_error)

/* An open-addressed table: every identifier of every file is looked up in it, so it must not cost a string
 * copy. */
struct _RuleSet {
  GPtrArray *rules; /* of Rule, in file order */
  const Rule **slots;
  guint mask;
  GPtrArray *fields;  /* of Rule */
  GPtrArray *headers; /* of Rule */
};

static const char *const kind_names[N_RULE_KINDS] = {
  [RULE_FUNCTION] = "function",
  [RULE_MACRO] = "macro",
  [RULE_TYPE] = "type",
  [RULE_FIELD] = "field",
  [RULE_CONSTANT] = "constant",
  [RULE_HEADER] = "header",
  [RULE_MOVED] = "moved",
};

static const char *const pool_names[N_POOLS] = {
  [POOL_NONE] = "none",
  [POOL_PACKET] = "packet",
  [POOL_FILE] = "file",
  [POOL_EPAN] = "epan",
  [POOL_HEAP] = "heap",
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
    hash = (hash ^ (guchar) name[i]) * 16777619u;
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
  for (guint i = hash_name (name, length) & set->mask; set->slots[i]; i = (i + 1) & set->mask)
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

      if (is_name (rule->member, member, length) && (!owner || g_str_equal (owner, rule->owner)))
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

  if (g_str_equal (path, last ? last + 1 : header))
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

      if (is_header (path, rule->name) || (rule->target && is_header (path, rule->target)))
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

const Rule *
rule_set_moved (const RuleSet *set, const char *path)
{
  const Rule *rule = rule_set_find (set, path);

  return rule && rule->kind == RULE_MOVED && rule_counts (rule) ? rule : NULL;
}

void
rule_set_heard (RuleSet *set, const Rule *rule)
{
  for (guint i = 0; i < set->rules->len; i++)
    if (g_ptr_array_index (set->rules, i) == rule)
      ((Rule *) g_ptr_array_index (set->rules, i))->heard = TRUE;
}

const Rule *
rule_form (const Rule *rule, guint number)
{
  const Rule *form = rule;

  while (number > 0 && form)
    {
      form = form->next;
      number--;
    }
  return form ? form : rule;
}

guint
rule_form_number (const Rule *rule, const Rule *form)
{
  guint number = 0;

  for (; rule && rule != form; rule = rule->next)
    number++;
  return number;
}

void
rule_set_holds (RuleSet *set, const Rule *rule, guint form)
{
  (void) set; /* shows that it may be changed */
  ((Rule *) rule_form (rule, form))->holds = TRUE;
}

const Rule *
rule_first_that_holds (const Rule *rule)
{
  while (rule && rule->needs && !rule->holds)
    rule = rule->next;
  return rule;
}

gboolean
rule_counts (const Rule *rule)
{
  for (const Rule *form = rule; form; form = form->next)
    if (!form->quiet)
      return TRUE;
  return rule->heard;
}

gboolean
rule_set_counts (const RuleSet *set, const char *name)
{
  const Rule *rule = rule_set_lookup (set, name, strlen (name));
  return rule && rule_counts (rule);
}

gboolean
rule_takes (const Rule *form, guint given)
{
  guint named = form->parameters ? form->parameters->len : 0;

  return !form->parameters || given == named || (given > named && form->variadic);
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
      else if (rule->kind != RULE_MOVED)
        {
          guint slot = hash_name (rule->name, strlen (rule->name)) & set->mask;

          while (set->slots[slot])
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
  for (guint i = 0; files && files[i]; i++)
    {
      char *text = NULL;
      GError *cause = NULL;
      gboolean good;

      if (!input_text_read (files[i], &text, NULL, &cause))
        {
          g_set_error (error, RULE_ERROR, RULE_ERROR_IO, "cannot read the rules file '%s': %s", files[i], cause->message);
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

static gboolean
release_array (wmem_allocator_t *pool, wmem_cb_event_t event, void *array)
{
  (void) pool;
  (void) event;
  g_ptr_array_unref (array);
  return FALSE;
}

RuleSet *
rule_set_extend (wmem_allocator_t *pool, const RuleSet *set, GPtrArray *more)
{
  RuleSet *all = wmem_new0 (pool, RuleSet);

  all->rules = g_ptr_array_new ();
  all->fields = g_ptr_array_new ();
  all->headers = g_ptr_array_new ();
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GHashTable) replaced = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < more->len; i++)
    {
      Rule *rule = g_ptr_array_index (more, i);
      const Rule *old = set ? rule_set_lookup (set, rule->name, strlen (rule->name)) : NULL;

      if (old && rule_counts (old))
        continue;
      g_ptr_array_add (fresh, rule);
      g_hash_table_add (replaced, (gpointer) old);
    }
  for (guint i = 0; set && i < set->rules->len; i++)
    if (!g_hash_table_contains (replaced, g_ptr_array_index (set->rules, i)))
      g_ptr_array_add (all->rules, g_ptr_array_index (set->rules, i));
  g_ptr_array_extend (all->rules, fresh, NULL, NULL);
  wmem_register_callback (pool, release_array, all->rules);
  wmem_register_callback (pool, release_array, all->fields);
  wmem_register_callback (pool, release_array, all->headers);
  index_rules (pool, all);
  return all;
}

/* The folder of the rules that come with this program. */
static char *
builtin_folder (void)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = executable ? g_path_get_dirname (executable) : g_strdup (".");
  g_autofree char *rules = g_canonicalize_filename (RULES_BESIDE, folder);

  return g_strdup (g_file_test (rules, G_FILE_TEST_IS_DIR) ? rules : RULES_FOLDER);
}

char *
rule_set_builtin_file (const char *name)
{
  g_autofree char *folder = builtin_folder (), *file = g_strconcat (name, ".rules", NULL);

  return g_build_filename (folder, file, NULL);
}

char **
rule_set_builtin_files (void)
{
  static const char *const names[] = { "emem", "epan", "wmem" };
  char **files = g_new0 (char *, G_N_ELEMENTS (names) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    files[i] = rule_set_builtin_file (names[i]);
  return files;
}

static gint
compare_names (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

char *
rule_set_builtin_names (void)
{
  g_auto (GStrv) always = rule_set_builtin_files ();
  g_autofree char *folder = builtin_folder ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GDir *listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".rules") && !g_strv_contains ((const char *const *) always, path))
        g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (".rules")));
    }
  if (listing)
    g_dir_close (listing);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
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

/* SPDX-License-Identifier: MIT */
/*
 * Faults that the proof by machine code has to catch by itself: results that a rewriter with a fault would write, against
 * the header of the right rules. No packet is run. The right result of each row has to be identical.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "machine_code_test.h"
#include "proof/object_compare.h"
#include "rules/rule_header.h"

typedef struct {
  const char *fault, *original, *right, *wrong;
} Row;

#define P "wmem_packet_scope ()"
#define F "wmem_file_scope ()"

/* The body of `void *f (char *a, char *b, int n, struct s *p)`. */
static const Row rows[] = {
  { "the neighbour's argument", "use (ep_strndup (a, n)); return ep_strndup (b, n + 1);",
    "use (wmem_strndup (" P ", a, n)); return wmem_strndup (" P ", b, n + 1);",
    "use (wmem_strndup (" P ", b, n)); return wmem_strndup (" P ", a, n + 1);" },
  { "a swapped scope", "return se_strdup (a);", "return wmem_strdup (" F ", a);", "return wmem_strdup (" P ", a);" },
  { "an argument that went", "return ep_strdup_printf (\"%s%s\", a, b);", "return wmem_strdup_printf (" P ", \"%s%s\", a, b);",
    "return wmem_strdup_printf (" P ", \"%s%s\", a);" },
  { "arguments that changed places", "return ep_strconcat (a, b, NULL);", "return wmem_strconcat (" P ", a, b, NULL);",
    "return wmem_strconcat (" P ", b, a, NULL);" },
  { "a call without the zeroing", "return ep_alloc0 (n);", "return wmem_alloc0 (" P ", n);", "return wmem_alloc (" P ", n);" },
  { "no truncation", "ep_strbuf_printf (q, \"%d\", n); return a;",
    "wmem_strbuf_truncate (q, 0); wmem_strbuf_append_printf (q, \"%d\", n); return a;",
    "wmem_strbuf_append_printf (q, \"%d\", n); return a;" },
  { "a truncation in the wrong branch", "if (n) ep_strbuf_printf (q, \"%d\", n); return a;",
    "if (n) { wmem_strbuf_truncate (q, 0); wmem_strbuf_append_printf (q, \"%d\", n); } return a;",
    "if (n) wmem_strbuf_truncate (q, 0); wmem_strbuf_append_printf (q, \"%d\", n); return a;" },
  { "a truncation behind the append", "ep_strbuf_printf (q, \"%d\", n); return a;",
    "wmem_strbuf_truncate (q, 0); wmem_strbuf_append_printf (q, \"%d\", n); return a;",
    "wmem_strbuf_append_printf (q, \"%d\", n); wmem_strbuf_truncate (q, 0); return a;" },
  { "an operand evaluated twice", "ep_strbuf_printf (next (p), \"%d\", n); return a;",
    "{ wmem_strbuf_t *wmem_buffer = next (p); wmem_strbuf_truncate (wmem_buffer, 0); wmem_strbuf_append_printf (wmem_buffer, \"%d\", n); } return a;",
    "wmem_strbuf_truncate (next (p), 0); wmem_strbuf_append_printf (next (p), \"%d\", n); return a;" },
  { "an index that is raised twice", "return ep_strbuf_append (p->all[p->n++], a);",
    "wmem_strbuf_t *k = p->all[p->n++]; wmem_strbuf_append (k, a); return k;",
    "return wmem_strbuf_append (p->all[p->n++], a), p->all[p->n++];" },
  { "a captured name", "{ char *text = b; ep_strbuf_append (q, text); } return a;",
    "{ char *text = b; wmem_strbuf_append (q, text); } return a;",
    "{ char *text = a; wmem_strbuf_append (q, text); } return a;" },
  { "a cast moved inside", "return (void *) (long) (unsigned char) use (ep_strdup (a))[n];",
    "return (void *) (long) (unsigned char) use (wmem_strdup (" P ", a))[n];",
    "return (void *) (long) (((unsigned char *) use (wmem_strdup (" P ", a)))[0] + n);" },
  { "an unguarded pop", "return ep_stack_pop (t);",
    "return wmem_stack_count (t) > 0 ? wmem_stack_pop (t) : NULL;", "return wmem_stack_pop (t);" },
  { "a guard turned round", "return ep_stack_pop (t);",
    "return wmem_stack_count (t) > 0 ? wmem_stack_pop (t) : NULL;",
    "return wmem_stack_count (t) > 0 ? NULL : wmem_stack_pop (t);" },
  { "a label without its text", "return ep_strbuf_new_label (\"x\");",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, \"x\"); return k;",
    "return wmem_strbuf_new_label (" P ");" },
  { "a label with a text that is empty", "return ep_strbuf_new_label (\"\");", "return wmem_strbuf_new_label (" P ");",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, \"\"); return k;" },
  { "a size that is not clamped", "return ep_strbuf_sized_new (300, 200);", "return wmem_strbuf_sized_new (" P ", 200, 200);",
    "return wmem_strbuf_sized_new (" P ", 300, 200);" },
  { "the neighbour's text in a label", "return ep_strbuf_new_label (a);",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, a); return k;",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, b); return k;" },
  { "a fault beside a label", "wmem_strbuf_t *k = ep_strbuf_new_label (a); use (b); return k;",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, a); use (b); return k;",
    "wmem_strbuf_t *k = wmem_strbuf_new_label (" P "); wmem_strbuf_append (k, a); use (a); return k;" },
  { "a size that is clamped to the larger one", "return ep_strbuf_sized_new (n, p->n);",
    "return wmem_strbuf_sized_new (" P ", n < p->n ? n : p->n, p->n);",
    "return wmem_strbuf_sized_new (" P ", n > p->n ? n : p->n, p->n);" },
  { "a fault beside a clamped size", "wmem_strbuf_t *k = ep_strbuf_sized_new (n, p->n); ep_strbuf_append (k, a); return k;",
    "wmem_strbuf_t *k = wmem_strbuf_sized_new (" P ", n < p->n ? n : p->n, p->n); wmem_strbuf_append (k, a); return k;",
    "wmem_strbuf_t *k = wmem_strbuf_sized_new (" P ", n < p->n ? n : p->n, p->n); wmem_strbuf_append (k, b); return k;" },
  { "a fault beside an operand that stands twice", "use (ep_strdup (a)); return ep_strbuf_append (p->all[n], b);",
    "use (wmem_strdup (" P ", a)); wmem_strbuf_append (p->all[n], b); return p->all[n];",
    "use (wmem_strdup (" P ", b)); wmem_strbuf_append (p->all[n], b); return p->all[n];" },
  { "an operand that is another one at the second time", "return ep_strbuf_append (p->all[n], b);",
    "wmem_strbuf_append (p->all[n], b); return p->all[n];", "wmem_strbuf_append (p->all[n], b); return p->all[1];" },
  { "a stack that is popped unguarded beside one that is not", "use (ep_stack_pop (t)); return ep_stack_peek (p->stack);",
    "use (wmem_stack_count (t) > 0 ? wmem_stack_pop (t) : NULL); return wmem_stack_count (p->stack) > 0 ? wmem_stack_peek (p->stack) : NULL;",
    "use (wmem_stack_pop (t)); return wmem_stack_count (p->stack) > 0 ? wmem_stack_peek (p->stack) : NULL;" },
  { "a lifetime that is another", "return se_tree_create (EMEM_TREE_TYPE_RED_BLACK, \"t\");",
    "return wmem_tree_new_autoreset (wmem_epan_scope (), " F ");", "return wmem_tree_new (" F ");" },
  { "a key that is cut off", "return se_tree_lookup32 (p->tree, n);", "return wmem_tree_lookup32 (p->tree, n);",
    "return wmem_tree_lookup32 (p->tree, (unsigned char) n);" },
  { "an exact lookup for the nearest", "return se_tree_lookup32_le (p->tree, n);", "return wmem_tree_lookup32_le (p->tree, n);",
    "return wmem_tree_lookup32 (p->tree, n);" },
  { "another type's size", "return ep_new (struct s);", "return wmem_new (" P ", struct s);", "return wmem_new (" P ", struct s *);" },
  { "a count that went", "return ep_alloc_array (int, n);", "return wmem_alloc_array (" P ", int, n);", "return wmem_alloc_array (" P ", int, 1);" },
};

static char *folder;

static gboolean
put_file (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "wb");
  gboolean good = file && fputs (text, file) >= 0;
  return file && fclose (file) == 0 && good;
}

/* Compiles a body. @return (transfer full) the object. */
static ObjectFile *
object_of (const char *body, const char *header)
{
  g_autofree char *input = g_build_filename (folder, "f.c", NULL), *output = g_build_filename (folder, "f.o", NULL);
  g_autofree char *text = g_strdup_printf (
      "#include <wmem/wmem.h>\n%s\n"
      "struct s { wmem_strbuf_t *buffer, *all[9]; wmem_stack_t *stack; wmem_tree_t *tree; int n; };\n"
      "char *use (char *); wmem_strbuf_t *next (struct s *);\nvoid *f (char *a, char *b, int n, struct s *p)\n{ wmem_strbuf_t *q = p->buffer; wmem_stack_t *t = p->stack; %s }\n",
      header, body);
  g_autofree char *flags = g_strdup_printf ("gcc -O2 -g0 -w -ffunction-sections -fdata-sections -fno-inline -I%s %s -c %s -o %s",
                                            WMEM_INCLUDE, GLIB_FLAGS, input, output);
  g_auto (GStrv) arguments = g_strsplit_set (flags, " ", -1);
  g_autofree char *messages = NULL;
  int status = 1;
  ck_assert (put_file (input, text));
  ck_assert (g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &messages, &status, NULL));
  ck_assert_msg (status == 0, "'%s': %s", body, messages);
  g_autoptr (GError) error = NULL;
  ObjectFile *object = object_file_read (output, &error);
  ck_assert_msg (object != NULL, "%s", error ? error->message : "");
  return object;
}

/* @return (transfer full) NULL where the function is identical, else the difference. */
static char *
difference (const ObjectFile *expected, const ObjectFile *found)
{
  g_autoptr (GPtrArray) items = object_compare (expected, found);
  for (guint i = 0; i < items->len; i++)
    {
      const ObjectItem *item = items->pdata[i];
      if (item->function && g_str_equal (item->name, "f"))
        return g_strdup (item->difference);
    }
  return g_strdup ("there is no such function");
}

/* @return (transfer full) the rules as macros, with what becomes of operands that are named twice. */
static char *
header_of (const RuleSet *rules, RuleOperand operand)
{
  static const char *const pools[N_POOLS] = { NULL, P, F, "wmem_epan_scope ()", "NULL" };
  g_autoptr (GString) header = g_string_new (NULL);
  if (operand == OPERAND_VALUE)
    {
      rule_header_append (header, rules, pools);
      return g_strdup (header->str);
    }
  rule_header_begin (header);
  for (guint i = 0; i < rule_set_size (rules); i++)
    {
      const Rule *rule = rule_set_nth (rules, i);
      const RuleForm form = { .rule = rule, .operand = operand, .named = operand == OPERAND_PLACE, .pools = pools };
      if (rule->kind != RULE_HEADER && rule->kind != RULE_FIELD)
        rule_form_define (header, rule->name, &form);
    }
  return g_strdup (header->str);
}

/* Whether all that the body names twice has a place in memory: else its value is all that can be kept. */
static gboolean
has_places (const char *body)
{
  return !strstr (body, "next (p)") && !strstr (body, "++");
}

START_TEST (test_proof_faults__each_is_caught)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  g_auto (GStrv) files = rule_set_builtin_files ();
  RuleSet *rules = rule_set_load (pool, (const char *const *) files, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ObjectFile *right = object_of (rows[i].right, ""), *wrong = object_of (rows[i].wrong, "");
      g_autofree char *none = NULL, *some = NULL;
      gboolean proved = FALSE;
      for (guint operand = OPERAND_VALUE; operand <= OPERAND_REPEATED; operand++)
        {
          if (operand != OPERAND_VALUE && !has_places (rows[i].original))
            continue;
          g_autofree char *header = header_of (rules, operand);
          ObjectFile *expected = object_of (rows[i].original, header);
          g_free (none);
          g_free (some);
          none = difference (expected, right);
          some = difference (expected, wrong);
          proved |= none == NULL;
          ck_assert_msg (some != NULL, "%s: not caught", rows[i].fault);
          object_file_free (expected);
        }
      ck_assert_msg (proved, "%s: the right result differs: %s", rows[i].fault, none);
      g_print ("%-36s %s\n", rows[i].fault, some);
      object_file_free (right);
      object_file_free (wrong);
    }
  wmem_destroy_allocator (pool);
}
END_TEST

int
main (void)
{
  return machine_code_test ("proof_faults", test_proof_faults__each_is_caught, &folder);
}

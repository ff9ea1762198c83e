/* SPDX-License-Identifier: MIT */
/* An init routine walks a list of the last file's memory, or looks at, or writes into, the one object that a variable points to, and says so
 * once; the right ones only forget them, or keep a tree that emem empties. */
#include <epan/host.h>

typedef struct _part { struct _part *next; gchar *name; } part_t;
static part_t *parts, *latest, *forgotten, *written, *handed;
static GSList *names;
static emem_tree_t *tree;

static void free_part (part_t *part)
{
  g_free (part->name); /* expect: gone-memory */
}
static void skip_part (part_t *part) { (void) part; }
static void init (void)
{
#ifdef BUG
  GSList *at;
  part_t *part;
  for (part = parts; part; part = part->next)
    g_free (part->name); /* expect: gone-memory */
  if (latest)
    free_part (latest);
  for (at = names; at; at = at->next)
    g_free (((part_t *) at->data)->name); /* expect: gone-memory */
  if (written)
    written->name = NULL; /* expect: gone-memory */
#endif
  skip_part (handed);
  handed = NULL;
  written = NULL;
  parts = NULL;
  latest = NULL;
  names = NULL;
  if (forgotten)
    forgotten = NULL;
  if (!tree)
    tree = se_tree_create (1, "parts");
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree_)
{
  part_t *part = se_new (part_t);
  (void) tree_; (void) pinfo;
  part->name = (gchar *) "x";
  part->next = parts;
  parts = part;
  latest = part;
  forgotten = part;
  written = part;
  if (tvb_get_ntohl (tvb, 0) == 7)
    written = se_new (part_t);
  handed = part;
  names = g_slist_prepend (names, part);
  emem_tree_insert32 (tree, tvb_get_ntohl (tvb, 0), part);
}
void proto_register_thing (void)
{
  register_init_routine (init);
  register_dissector ("thing", dissect, 1);
}

/* SPDX-License-Identifier: MIT */
/*
 * What the proof knows: the forms in which the corpus is run, a row for each dissector, and the checks of the whole.
 *
 *   form     the corpus compiled in one way: before, after or bridge
 *   row      one source of corpus/dissectors, and how it fared in each form
 *   check    something that must hold for a form as a whole, such as a run on the strict back-end
 */
#ifndef CORPUS_PROOF_H
#define CORPUS_PROOF_H

#include <glib.h>
#include <json-glib/json-glib.h>

typedef enum form {
  FORM_BEFORE,
  FORM_AFTER,
  FORM_BRIDGE,
  FORM_COUNT
} form_t;

typedef enum output_state {
  OUTPUT_MISSING,     /* the form did not run */
  OUTPUT_HELPER,      /* the source registers nothing: its callers show what it does */
  OUTPUT_NOT_REACHED, /* no packet of the captures gets there: nothing is proved */
  OUTPUT_SAME,
  OUTPUT_DIFFERENT
} output_state_t;

typedef struct row {
  gchar *name; /* "packet-dns" */
  gchar *source;
  gchar *relative; /* the source below corpus/dissectors */
  gint found;
  gint rewritten;
  gint left;
  gint residue;   /* what of `left` still wants a hand */
  gint functions; /* with a change, in the proof by machine code */
  gint identical; /* of them */
  gboolean compiled[FORM_COUNT];
  gchar *diagnostics[FORM_COUNT]; /* of the compiler; NULL for none */
  output_state_t output[FORM_COUNT];
  gchar *old_symbols; /* names of the old API that the migrated object still needs; NULL for none */
} row_t;

typedef struct check {
  gchar *name;
  gboolean passed;
  gchar *detail; /* why not, or a figure; may be NULL */
} check_t;

typedef struct proof {
  gchar *folder;           /* takes everything that is made */
  gchar *migrate;          /* the rewriter */
  gchar *rules;            /* more rules for it; NULL for none */
  gboolean explicit_pools; /* the packet's pool goes from function to function */
  form_t forms;            /* how many of them are tried: all, or all but the bridge with few checks */
  GPtrArray *captures;
  GPtrArray *settings; /* arguments for the runner, from proof/settings */
  GPtrArray *rows;
  row_t *parts; /* headers and included parts, as one row */
  GPtrArray *checks;
} proof_t;

/** @return "before", "after" or "bridge". */
const gchar *form_name (form_t form);
/** @return the folder of a form with @a name behind it. Free with g_free(). */
gchar *proof_path (const proof_t *proof, form_t form, const gchar *name);

/** @param relative the source below corpus/dissectors */
row_t *row_new (const gchar *name, const gchar *relative);
/** @return the row's rewritten source. Free with g_free(). */
gchar *proof_migrated_source (const proof_t *proof, const row_t *row);
/** @return TRUE when everything about the row is as it should be. */
gboolean row_is_good (const proof_t *proof, const row_t *row);
/** @return the row of the source at @a path, or proof->parts. */
row_t *row_for_path (const proof_t *proof, const gchar *path);
/** Adds a check. @param detail taken over; may be NULL */
void proof_add_check (proof_t *proof, const gchar *name, gboolean passed, gchar *detail);
/** @return TRUE when all rows and all checks are good. */
gboolean proof_is_good (const proof_t *proof);

/** Has the rewriter make the after sources and fills in the counts. */
gboolean proof_migrate (proof_t *proof, GError **error);
/** Takes what the rewriter's report says of machine code: the rows' counts, and a check that all is identical but what
 *  proof/not_identical names. */
void machine_code_read (proof_t *proof, JsonObject *report);
/** Compiles and links a form into proof_path(form, "module.so"), leaving out what does not compile. */
gboolean proof_build (proof_t *proof, form_t form, GError **error);
/** Runs a form over the captures; its whole output goes to proof_path(form, "all.txt"), parts to "split/". */
gboolean proof_run (proof_t *proof, form_t form, GError **error);
/** @return the module of a form. Free with g_free(). */
gchar *proof_module (const proof_t *proof, form_t form);
/** @return a command that runs a module over the captures with the settings. Free with g_ptr_array_unref(). */
GPtrArray *runner_command (const proof_t *proof, const gchar *module);
/** Compares each row's part of the output with that of the before form. */
void proof_compare (proof_t *proof, form_t form);
/** The checks of the whole: symbols, back-ends, threads, passes. */
void proof_check (proof_t *proof);

/** Prints the table, a line a row, the checks, and a total. */
void proof_print_table (const proof_t *proof);
/** Writes one page with the table, the diffs of the sources and the output before and after. */
gboolean proof_write_html (const proof_t *proof, const gchar *path, GError **error);

#endif

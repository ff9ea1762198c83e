/* SPDX-License-Identifier: MIT */
/* The life of a run: registration, files, packets, and the order in which scopes are entered and left. */
#include <epan/epan.h>
#include "capture_file.h"
#include "column_private.h"
#include "host_memory.h"
#include "packet_private.h"
#include "proto_private.h"
#include "tvbuff_private.h"

#include <gio/gio.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct run
{
  const epan_options_t *options;
  column_info columns;
  GString *text;     /* of one packet */
  GHashTable *parts; /* dissector source -> FILE of its packets, with `split` */
  const gchar *capture_name;
  nstime_t first_time;
  GPtrArray *frames; /* frame_data of the open file */
  FILE *memory;      /* NULL where nobody asked */
  guint64 packet_bytes;
} run_t;

void
dissectors_register (void)
{
  proto_set_registering_file ("host");
  proto_register_frame_and_data ();
  for (const dissector_source_t *source = dissector_sources; source->file != NULL; source++)
    {
      proto_set_registering_file (source->file);
      source->register_protocols ();
    }
  for (const dissector_source_t *source = dissector_sources; source->file != NULL; source++)
    {
      proto_set_registering_file (source->file);
      if (source->register_handoffs != NULL)
        source->register_handoffs ();
    }
}

/* --- printing ----------------------------------------------------------------------------------------------- */

static void
columns_fill (packet_info *pinfo)
{
  column_info *columns = pinfo->cinfo;
  columns->writable = TRUE;
  col_add_fstr (columns, COL_NUMBER, "%u", pinfo->fd->num);
  col_add_fstr (columns, COL_CLS_TIME, "%" G_GINT64_FORMAT ".%06d", (gint64) pinfo->fd->rel_ts.secs,
                ABS (pinfo->fd->rel_ts.nsecs) / 1000);
  col_add_fstr (columns, COL_PACKET_LENGTH, "%u", pinfo->fd->pkt_len);
  if (columns->col_data[COL_DEF_SRC][0] == '\0')
    address_to_str_buf (&pinfo->src, columns->col_buf[COL_DEF_SRC], COL_MAX_LEN);
  if (columns->col_data[COL_DEF_DST][0] == '\0')
    address_to_str_buf (&pinfo->dst, columns->col_buf[COL_DEF_DST], COL_MAX_LEN);
}

static void
packet_print (run_t *run, epan_dissect_t *edt)
{
  packet_info *pinfo = &edt->pi;
  g_string_truncate (run->text, 0);
  columns_fill (pinfo);
  g_string_append_printf (run->text, "%s", run->capture_name);
  for (gint i = 0; i < NUM_COL_FMTS; i++)
    g_string_append_printf (run->text, "%s%s", i == 0 ? ":" : "  ", pinfo->cinfo->col_data[i]);
  g_string_append_c (run->text, '\n');
  proto_tree_print (edt->tree, run->text);
  g_string_append_c (run->text, '\n');
}

/* Adds to the part of a source. */
static gboolean
part_write (run_t *run, const gchar *source, const gchar *text, gsize size, GError **error)
{
  FILE *part = g_hash_table_lookup (run->parts, source);
  if (part == NULL)
    {
      g_autofree gchar *path = g_strdup_printf ("%s/%s.txt", run->options->split, source);
      part = fopen (path, "w");
      if (part == NULL)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "cannot write '%s': %s", path,
                       g_strerror (errno));
          return FALSE;
        }
      g_hash_table_insert (run->parts, (gpointer) (gsize) source, part);
    }
  fwrite (text, 1, size, part);
  return TRUE;
}

/* Makes an empty part for each dissector, so that one which no packet reaches can be told from a helper. */
static gboolean
parts_start (run_t *run, GError **error)
{
  for (const dissector_source_t *source = dissector_sources; source->file != NULL; source++)
    if (!part_write (run, source->file, "", 0, error))
      return FALSE;
  return TRUE;
}

/* Writes the packet to the part of each source that was called for it, or whose fields it shows. */
static gboolean
packet_split (run_t *run, const epan_dissect_t *edt, GError **error)
{
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  for (const GSList *layer = edt->pi.layer_protocols; layer != NULL; layer = layer->next)
    g_hash_table_add (sources, layer->data);
  proto_tree_collect_sources (edt->tree, sources);
  GHashTableIter iter;
  gpointer source;
  g_hash_table_iter_init (&iter, sources);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    if (!part_write (run, source, run->text->str, run->text->len, error))
      return FALSE;
  return TRUE;
}

/* Has a listener draw its summary, which it prints to stdout, and puts that where everything else goes. */
static gboolean
summary_draw (run_t *run, guint listener, GError **error)
{
  FILE *sheet = tmpfile ();
  if (sheet == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "cannot make a temporary file: %s",
                   g_strerror (errno));
      return FALSE;
    }
  if (run->options->stdout_lock != NULL)
    g_mutex_lock (run->options->stdout_lock);
  fflush (stdout);
  const int saved = dup (STDOUT_FILENO);
  dup2 (fileno (sheet), STDOUT_FILENO);
  const char *source = tap_draw (listener);
  fflush (stdout);
  dup2 (saved, STDOUT_FILENO);
  close (saved);
  if (run->options->stdout_lock != NULL)
    g_mutex_unlock (run->options->stdout_lock);

  rewind (sheet);
  gchar piece[4096];
  gboolean ok = TRUE;
  for (gsize size; ok && (size = fread (piece, 1, sizeof piece, sheet)) > 0;)
    {
      fwrite (piece, 1, size, run->options->output);
      if (run->options->split != NULL)
        ok = part_write (run, source, piece, size, error);
    }
  fclose (sheet);
  return ok;
}

/* Each line of the tree's fields with the number of its packet in front. */
static void
packet_print_fields (run_t *run, const epan_dissect_t *edt)
{
  g_autoptr (GString) fields = g_string_new (NULL);
  proto_tree_print_fields (edt->tree, fields);
  g_auto (GStrv) lines = g_strsplit (fields->str, "\n", -1);
  g_string_truncate (run->text, 0);
  for (gchar **line = lines; *line != NULL && **line != '\0'; line++)
    g_string_append_printf (run->text, "%u\t%s\n", edt->pi.fd->num, *line);
}

/* --- packets ------------------------------------------------------------------------------------------------ */

static gboolean
packet_run (run_t *run, frame_data *fd, const captured_packet_t *packet, gboolean print, GError **error)
{
  epan_dissect_t edt = { 0 };
  packet_info *pinfo = &edt.pi;
  col_reset (&run->columns);
  pinfo->current_proto = "<Missing Protocol Name>";
  pinfo->cinfo = &run->columns;
  pinfo->fd = fd;
  pinfo->p2p_dir = P2P_DIR_UNKNOWN;
  host_packet_info_init (pinfo);
  edt.tvb = tvb_new_real_data (packet->data, packet->captured, (gint) packet->length);
  edt.tree = print ? proto_tree_new_root () : NULL;

  host_packet_enter ();
  frame_dissect (&edt);
  taps_push (&edt, print);
  run->packet_bytes += host_packet_leave ();

  gboolean ok = TRUE;
  if (print && !run->options->quiet)
    {
      if (run->options->fields)
        packet_print_fields (run, &edt);
      else
        packet_print (run, &edt);
      fwrite (run->text->str, 1, run->text->len, run->options->output);
      if (run->options->split != NULL)
        ok = packet_split (run, &edt, error);
    }
  fd->flags.visited = 1;
  if (edt.tree != NULL)
    proto_tree_free (edt.tree);
  g_slist_free (pinfo->layer_protocols);
  tvb_free_chain (edt.tvb);
  const gsize kept = host_packet_done (pinfo);
  if (ok && kept > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "packet scope still holds %" G_GSIZE_FORMAT " bytes after packet %u of '%s'", kept, fd->num,
                   run->capture_name);
      return FALSE;
    }
  return ok;
}

static frame_data *
frame_for (run_t *run, guint number, const captured_packet_t *packet)
{
  if (number <= run->frames->len)
    return g_ptr_array_index (run->frames, number - 1);
  frame_data *fd = g_new0 (frame_data, 1);
  if (number == 1)
    run->first_time = packet->time;
  fd->num = number;
  fd->cap_len = packet->captured;
  fd->pkt_len = packet->length;
  fd->lnk_t = packet->encap;
  fd->abs_ts = packet->time;
  nstime_delta (&fd->rel_ts, &packet->time, &run->first_time);
  g_ptr_array_add (run->frames, fd);
  return fd;
}

static gboolean
pass_run (run_t *run, const gchar *path, gboolean print, GError **error)
{
  capture_file_t *file = capture_file_open (path, error);
  if (file == NULL)
    return FALSE;
  captured_packet_t packet;
  GError *problem = NULL;
  guint number = 0;
  while (problem == NULL && capture_file_next (file, &packet, &problem))
    {
      number++;
      packet_run (run, frame_for (run, number, &packet), &packet, print, &problem);
    }
  capture_file_close (file);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
capture_run (run_t *run, const gchar *path, GError **error)
{
  g_autofree gchar *name = g_path_get_basename (path);
  run->capture_name = name;
  run->packet_bytes = 0;
  run->frames = g_ptr_array_new_with_free_func (g_free);
  host_file_enter ();
  conversations_reset ();
  taps_reset ();
  file_routines_init ();
  gboolean ok = TRUE;
  if (run->options->two_passes)
    ok = pass_run (run, path, FALSE, error);
  ok = ok && pass_run (run, path, TRUE, error);
  for (guint listener = 0; ok && listener < taps_count (); listener++)
    ok = summary_draw (run, listener, error);
  if (run->memory != NULL)
    fprintf (run->memory, "%s\t%" G_GUINT64_FORMAT "\t%" G_GSIZE_FORMAT "\n", name, run->packet_bytes,
             host_file_bytes ());
  file_routines_close ();
  conversations_reset ();
  g_ptr_array_unref (run->frames);
  const gsize kept = host_file_leave ();
  if (ok && kept > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "file scope still holds %" G_GSIZE_FORMAT " bytes after '%s'",
                   kept, path);
      ok = FALSE;
    }
  return ok;
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

static gboolean
settings_apply (const epan_options_t *options, GError **error)
{
  for (gchar **table = options->tables; table != NULL && *table != NULL; table++)
    if (!uat_load (*table, error))
      return FALSE;
  for (gchar **preference = options->preferences; preference != NULL && *preference != NULL; preference++)
    if (!prefs_set (*preference, error))
      return FALSE;
  return TRUE;
}

static void
part_close (gpointer part)
{
  fclose (part);
}

gboolean
epan_run (const epan_options_t *options, GError **error)
{
  run_t run = { .options = options, .text = g_string_new (NULL) };
  run.parts = g_hash_table_new_full (NULL, NULL, NULL, part_close);
  col_init (&run.columns);
  host_memory_init ();
  dissectors_register ();

  if (options->memory != NULL)
    run.memory = fopen (options->memory, "w");
  gboolean ok = settings_apply (options, error) && (options->split == NULL || parts_start (&run, error));
  for (gchar **capture = options->captures; ok && *capture != NULL; capture++)
    ok = capture_run (&run, *capture, error);

  taps_cleanup ();
  uat_cleanup ();
  prefs_cleanup ();
  file_routines_cleanup ();
  dissectors_cleanup ();
  proto_cleanup ();
  host_memory_cleanup ();
  col_cleanup (&run.columns);
  g_hash_table_unref (run.parts);
  if (run.memory != NULL)
    fclose (run.memory);
  g_string_free (run.text, TRUE);
  return ok;
}

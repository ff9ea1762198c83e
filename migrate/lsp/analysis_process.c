/* SPDX-License-Identifier: MIT */
/*
 * One run for the editor, in a process of its own.
 */
#include "lsp/analysis_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <gio/gio.h>

#include "model/text_intern.h"
#include "report/json_text.h"
#include "run/include_graph.h"
#include "run/pipeline.h"
#include "sources/file_text.h"
#include "sources/json_input.h"

/* How long a run may take to clear up after itself. */
#define GRACE (2 * G_USEC_PER_SEC)

/* Nobody has to be told more often how far it is (microseconds). */
#define PAUSE (100 * 1000)

struct AnalysisProcess {
  pid_t pid; /* 0: reaped */
  int descriptor;
  GByteArray *received; /* of a line that has not ended */
  JsonNode *view;       /* or NULL */
  gint64 deadline;
};

typedef struct
{
  const EditorRun *run;
  JsonNode *view;
} Taking;

/* @return (transfer full) (nullable) the real paths of what the units of the run that were asked for read. */
static GHashTable *
find_read_files (const RunReport *report)
{
  const SourceSet *sources = report->sources;
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  IncludeGraph *graph = include_graph_new (report->rules, sources->root);
  gboolean known = TRUE;
  for (guint unit = 0; unit < sources->own; unit++)
    known = include_graph_collect (graph, sources->commands->pdata[unit], unit, paths) && known;
  include_graph_free (graph);
  if (!known)
    g_clear_pointer (&paths, g_hash_table_unref);
  return paths;
}

static gboolean
take_view (const RunReport *report, gpointer data, GError **error G_GNUC_UNUSED)
{
  Taking *taking = data;
  EditorSide side = taking->run->side;
  side.alone = taking->run->alone;
  side.read = find_read_files (report);
  taking->view = editor_view_new (report, &side);
  g_clear_pointer (&side.read, g_hash_table_unref);
  return TRUE;
}

/* What has been saved is read from the disk like anything else: headers that an editor holds cost more. */
static void
open_documents (const Documents *documents)
{
  for (guint i = 0; i < documents_count (documents); i++)
    {
      const Document *document = documents_nth (documents, i);
      if (document->path && document->text && !document_is_saved (document))
        file_text_open (document->path, document->text);
    }
}

static void
write_all (int descriptor, const char *text)
{
  for (gsize length = strlen (text); length > 0;)
    {
      gssize written = write (descriptor, text, length);
      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return;
      text += written;
      length -= (gsize) written;
    }
}

/* Where the process says what it has to: the run tells its progress to nobody in particular. */
static int own_descriptor = -1;

/* A line each. */
static void
say (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE), *line = g_strconcat (text, "\n", NULL);
  write_all (own_descriptor, line);
}

static void
say_progress (const char *stage, guint done, guint total, const char *name G_GNUC_UNUSED)
{
  static gint64 next;
  const gint64 now = g_get_monotonic_time ();
  if (now < next)
    return;
  next = now + PAUSE;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "stage", stage);
  json_add_number (builder, "done", done);
  json_add_number (builder, "total", total);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  say (node);
}

static JsonNode *
run_it (const EditorRun *run)
{
  char *files[] = { (char *) run->named, NULL };
  CommandLine line = *run->line;
  line.sources.files = files;
  line.quiet = TRUE;
  open_documents (run->side.documents);
  Taking taking = { .run = run };
  const PipelineRequest request = {
    .line = &line,
    .rules = run->rules,
    .only_path = run->only_path ? text_intern (run->only_path) : NULL,
    .only_offset = run->only_offset,
    .alone = run->alone,
    .progress = say_progress,
    .take = take_view,
    .data = &taking,
  };
  g_autoptr (GError) error = NULL;
  pipeline_run_for (&request, &error);
  return taking.view ? taking.view : editor_view_of_failure (error ? error->message : "the run failed");
}

/* The life of the process. Standard output is the editor's, who takes every byte for the protocol. */
static void
live (const EditorRun *run, int descriptor)
{
  int nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || dup2 (nothing, STDIN_FILENO) < 0 || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    _exit (1);
  own_descriptor = descriptor;
  g_autoptr (JsonNode) view = run_it (run);
  say (view);
  _exit (0);
}

AnalysisProcess *
analysis_process_start (const EditorRun *run, GError **error)
{
  int ends[2];
  pid_t parent = getpid ();
  pid_t pid = -1;
  if (pipe (ends) == 0)
    {
      fcntl (ends[0], F_SETFD, FD_CLOEXEC);
      fcntl (ends[1], F_SETFD, FD_CLOEXEC);
      pid = fork ();
      if (pid < 0)
        {
          close (ends[0]);
          close (ends[1]);
        }
    }
  if (pid < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot start a process: %s", g_strerror (errno));
      return NULL;
    }
  if (pid == 0)
    {
#ifdef __linux__
      prctl (PR_SET_PDEATHSIG, SIGTERM);
#endif
      if (getppid () != parent)
        _exit (1);
      close (ends[0]);
      live (run, ends[1]);
    }
  close (ends[1]);
  AnalysisProcess *process = g_new0 (AnalysisProcess, 1);
  process->pid = pid;
  process->descriptor = ends[0];
  process->received = g_byte_array_new ();
  process->deadline = G_MAXINT64;
  return process;
}

int
analysis_process_descriptor (const AnalysisProcess *process)
{
  return process->descriptor;
}

static int
reap (AnalysisProcess *process)
{
  int status = 0;
  while (process->pid && waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
    ;
  process->pid = 0;
  return status;
}

/* @return (transfer full) (nullable) the object in the last line that ends, of which there is one; that is taken out with all before it. */
static JsonNode *
take_line (GByteArray *received)
{
  const char *text = (const char *) received->data;
  gsize end = received->len - 1;
  while (text[end] != '\n')
    end--;
  gsize begin = end;
  while (begin > 0 && text[begin - 1] != '\n')
    begin--;
  g_autoptr (JsonParser) parser = json_input_parse (text + begin, end - begin, NULL);
  JsonNode *root = parser ? json_parser_get_root (parser) : NULL;
  JsonNode *said = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_copy (root) : NULL;
  g_byte_array_remove_range (received, 0, (guint) end + 1);
  return said;
}

AnalysisState
analysis_process_read (AnalysisProcess *process, JsonNode **said)
{
  guint8 buffer[65536];
  gssize got = read (process->descriptor, buffer, sizeof buffer);
  if (got < 0 && errno == EINTR)
    return ANALYSIS_RUNS;
  if (got > 0)
    {
      g_byte_array_append (process->received, buffer, (guint) got);
      JsonNode *last = memchr (buffer, '\n', (gsize) got) ? take_line (process->received) : NULL;
      if (!last)
        return ANALYSIS_RUNS;
      if (json_object_has_member (json_node_get_object (last), "stage"))
        {
          *said = last;
          return ANALYSIS_ADVANCED;
        }
      g_clear_pointer (&process->view, json_node_unref);
      process->view = last;
      return ANALYSIS_RUNS;
    }
  int status = reap (process);
  *said = g_steal_pointer (&process->view);
  if (!*said)
    *said = editor_view_of_failure (WIFSIGNALED (status) ? "the run was ended by a signal" : "the run ended without a result");
  return ANALYSIS_ENDED;
}

void
analysis_process_stop (AnalysisProcess *process)
{
  if (process->deadline != G_MAXINT64)
    return;
  process->deadline = g_get_monotonic_time () + GRACE;
  if (process->pid)
    kill (process->pid, SIGTERM);
}

gint64
analysis_process_deadline (const AnalysisProcess *process)
{
  return process->deadline;
}

void
analysis_process_kill_overdue (AnalysisProcess *process)
{
  if (process->pid && g_get_monotonic_time () >= process->deadline)
    kill (process->pid, SIGKILL);
}

void
analysis_process_free (AnalysisProcess *process)
{
  if (!process)
    return;
  if (process->pid)
    kill (process->pid, SIGKILL);
  reap (process);
  close (process->descriptor);
  g_byte_array_unref (process->received);
  g_clear_pointer (&process->view, json_node_unref);
  g_free (process);
}

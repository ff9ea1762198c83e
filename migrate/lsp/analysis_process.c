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

#include "run/pipeline.h"
#include "sources/file_text.h"
#include "sources/json_input.h"

/* How long a run may take to clear up after itself. */
#define GRACE (2 * G_USEC_PER_SEC)

struct AnalysisProcess {
  pid_t pid; /* 0: reaped */
  int descriptor;
  GByteArray *received;
  gint64 deadline;
};

typedef struct
{
  const EditorRun *run;
  JsonNode *view;
} Taking;

static gboolean
take_view (const RunReport *report, gpointer data, GError **error G_GNUC_UNUSED)
{
  Taking *taking = data;
  taking->view = editor_view_new (report, &taking->run->side);
  return TRUE;
}

static void
open_documents (const Documents *documents)
{
  for (guint i = 0; i < documents_count (documents); i++)
    {
      const Document *document = documents_nth (documents, i);
      if (document->path && document->text)
        file_text_open (document->path, document->text);
    }
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
    .only_path = run->only_path ? g_intern_string (run->only_path) : NULL,
    .only_offset = run->only_offset,
    .take = take_view,
    .data = &taking,
  };
  g_autoptr (GError) error = NULL;
  pipeline_run_for (&request, &error);
  return taking.view ? taking.view : editor_view_of_failure (error ? error->message : "the run failed");
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

/* The life of the process. Standard output is the editor's, who takes every byte for the protocol. */
static void
live (const EditorRun *run, int descriptor)
{
  int nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || dup2 (nothing, STDIN_FILENO) < 0 || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    _exit (1);
  g_autoptr (JsonNode) view = run_it (run);
  g_autofree char *text = json_to_string (view, FALSE);
  write_all (descriptor, text);
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

gboolean
analysis_process_read (AnalysisProcess *process, JsonNode **view)
{
  guint8 buffer[65536];
  gssize got = read (process->descriptor, buffer, sizeof buffer);
  if (got > 0)
    g_byte_array_append (process->received, buffer, (guint) got);
  if (got > 0 || (got < 0 && errno == EINTR))
    return FALSE;
  int status = reap (process);
  const GByteArray *received = process->received;
  g_autoptr (JsonParser) parser = received->len ? json_input_parse ((const char *) received->data, received->len, NULL) : NULL;
  JsonNode *root = parser ? json_parser_get_root (parser) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root))
    *view = json_node_copy (root);
  else
    *view = editor_view_of_failure (WIFSIGNALED (status) ? "the run was ended by a signal" : "the run ended without a result");
  return TRUE;
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
  g_free (process);
}

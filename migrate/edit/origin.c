/* SPDX-License-Identifier: MIT */
/*
 * From a generated line to its origin.
 */
#include "edit/origin.h"

#include <stdlib.h>
#include <string.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "sources/file_text.h"
#include "sources/source_name.h"

/* How far from where #line says a line may be: generators that drop or add a line at the start of a fragment.
 */
enum {
  MAX_DRIFT = 3,
  /* How many lines around a place tell it from others of the same text. */
  MAX_CONTEXT = 8
};

/* The #line directive that holds at @a line of the generated file. */
typedef struct
{
  const char *path; /* as written */
  guint32 number;   /* of the line after it */
  guint32 line;     /* where the directive stands */
} LineMark;

static gboolean
read_mark (Analysis *analysis, const Source *source, guint32 line, LineMark *mark)
{
  gboolean found = FALSE;

  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      guint32 at = source_line (source, source_token (source, directive->hash)->offset, NULL);
      guint32 number = directive->hash + 1;

      if (at >= line)
        break;
      if (directive->kind != DIRECTIVE_LINE)
        continue;
      if (source_is (source, number, "line"))
        number++;
      if (number + 1 >= directive->end || source_token (source, number + 1)->kind != TOKEN_STRING)
        continue;
      const char *quoted = source_spelling (analysis->pool, source, number + 1);

      mark->number = (guint32) strtoul (source_spelling (analysis->pool, source, number), NULL, 10);
      mark->path = wmem_strndup (analysis->pool, quoted + 1, strlen (quoted) - 2);
      mark->line = at;
      found = TRUE;
    }
  return found;
}

/* The real path of an origin: as written relative to the generated file, to where it was compiled, or
 * absolute. */
static const char *
find_path (Analysis *analysis, const Source *source, const char *written)
{
  g_autofree char *folder = g_path_get_dirname (source->path);
  const char *bases[] = { folder, analysis->command ? analysis->command->directory : NULL };
  const char *found = NULL;

  for (guint i = 0; !found && i < G_N_ELEMENTS (bases); i++)
    {
      g_autofree char *joined = bases[i] && !g_path_is_absolute (written)
                                    ? g_build_filename (bases[i], written, NULL)
                                    : g_strdup (written);
      char *real = realpath (joined, NULL);

      if (real)
        found = text_intern (real);
      free (real);
    }
  return found;
}

static const char *
line_text (const Source *source, guint32 line, gsize *length)
{
  guint32 start, end;

  if (line == 0 || line > source->lines->len)
    return NULL;
  start = g_array_index (source->lines, guint32, line - 1);
  end = line < source->lines->len ? g_array_index (source->lines, guint32, line) : source->length;
  while (end > start && strchr ("\r\n \t", source->text[end - 1]))
    end--;
  *length = end - start;
  return source->text + start;
}

/* Whether a line of the origin is the generated one with each `%` doubled, as templates that substitute write
 * it. */
static gboolean
is_escaped (const char *text, gsize length, const char *origin, gsize origin_length)
{
  gsize at = 0;

  for (gsize i = 0; i < length; i++, at++)
    {
      if (at >= origin_length || origin[at] != text[i])
        return FALSE;
      if (text[i] == '%' && (++at >= origin_length || origin[at] != '%'))
        return FALSE;
    }
  return at == origin_length;
}

/* Where the byte at @a column (from 0) of the generated line stands in the line of the origin at @a start. */
static guint32
escaped_offset (const Source *generated, guint32 line, guint32 column, const Source *origin, guint32 start)
{
  gsize length = 0, origin_length = 0;
  const char *text = line_text (generated, line, &length);
  const char *other = line_text (origin, source_line (origin, start, NULL), &origin_length);
  guint32 offset = start + column;

  if (length == origin_length && memcmp (text, other, length) == 0)
    return offset;
  for (guint32 i = 0; i < column && i < length; i++)
    offset += text[i] == '%';
  return offset;
}

static gboolean
same_lines (const Source *generated, guint32 line, guint32 last, const Source *origin, guint32 other)
{
  for (; line <= last; line++, other++)
    {
      gsize length = 0, other_length = 0;
      const char *text = line_text (generated, line, &length),
                 *other_text = line_text (origin, other, &other_length);

      if (!text || !other_text)
        return FALSE;
      if ((length != other_length || memcmp (text, other_text, length) != 0)
          && !is_escaped (text, length, other_text, other_length))
        return FALSE;
    }
  return TRUE;
}

static gboolean
says_something (const Source *source, guint32 line)
{
  gsize length = 0;
  const char *text = line_text (source, line, &length);

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]))
      return TRUE;
  return FALSE;
}

/* How many lines around the generated ones from @a line to @a last say the same around @a other of the
 * origin. */
static guint
count_context (const Source *generated, guint32 line, guint32 last, const Source *origin, guint32 other)
{
  guint32 after = other + (last - line);
  guint count = 0;

  for (guint32 i = 1; i <= MAX_CONTEXT && line > i && other > i
                      && same_lines (generated, line - i, line - i, origin, other - i);
       i++)
    count += says_something (generated, line - i);
  for (guint32 i = 1; i <= MAX_CONTEXT && same_lines (generated, last + i, last + i, origin, after + i); i++)
    count += says_something (generated, last + i);
  return count;
}

/* The origin's line that equals the generated ones from @a line to @a last: where #line says, or near it, or
 * elsewhere. Of several the one with the longest equal surroundings; near each other, the nearest of these;
 * far off only where surroundings decide. 0: none. */
static guint32
match_lines (const Source *generated, guint32 line, guint32 last, const Source *origin, guint32 expected)
{
  guint32 best = 0;
  guint longest = 0;
  gboolean tied = FALSE;

  for (guint32 drift = 0; drift <= MAX_DRIFT; drift++)
    for (int side = 0; side < 2; side++)
      {
        guint32 other = side == 0 ? expected + drift : expected - drift;

        if ((side == 1 && drift >= expected) || !same_lines (generated, line, last, origin, other))
          continue;
        guint context = count_context (generated, line, last, origin, other);

        if (best == 0 || context > longest)
          {
            best = other;
            longest = context;
          }
      }
  if (best != 0)
    return best;
  for (guint32 other = 1; other <= origin->lines->len; other++)
    {
      guint context;

      if (!same_lines (generated, line, last, origin, other))
        continue;
      context = count_context (generated, line, last, origin, other);
      tied = best != 0 && (tied || context == longest) && context <= longest;
      if (best == 0 || context > longest)
        {
          best = other;
          longest = context;
        }
    }
  return tied ? 0 : best;
}

/* Where the bytes [start, end) of the generated file, all of one line, stand exactly once among the lines of
 * the origin near @a expected that a template substitutes in (`%(NAME)s`): the rest of such a line differs.
 */
static gboolean
match_segment (const Source *generated, guint32 start, guint32 end, const Source *origin, guint32 expected,
               guint32 *offset)
{
  g_autofree char *segment = g_strndup (generated->text + start, end - start);
  guint found = 0;

  for (guint32 line = expected > MAX_DRIFT ? expected - MAX_DRIFT : 1; line <= expected + MAX_DRIFT; line++)
    {
      gsize length = 0;
      const char *text = line_text (origin, line, &length), *at;

      if (!text || !g_strstr_len (text, (gssize) length, "%("))
        continue;
      for (at = text; text && (at = g_strstr_len (at, (gssize) length - (at - text), segment));
           at++)
        {
          found++;
          *offset = (guint32) (at - origin->text);
        }
    }
  return found == 1;
}

/* Maps one place. @return FALSE where the origin does not say the same. */
static gboolean
map_edit (const Source *generated, const Edit *edit, guint32 start, guint32 end, const Source *origin,
          const LineMark *mark, guint32 *offset)
{
  guint32 line = source_line (generated, edit->offset, NULL);
  guint32 last = source_line (generated, edit->offset + edit->length, NULL);
  guint32 expected = mark->number + (line - mark->line - 1), column, other, segment;

  source_line (generated, edit->offset, &column);
  if (edit->length > 0 && last > line && generated->text[edit->offset + edit->length - 1] == '\n')
    last--;
  other = match_lines (generated, line, last, origin, expected);
  if (other != 0)
    {
      *offset = escaped_offset (generated, line, column - 1, origin,
                                g_array_index (origin->lines, guint32, other - 1));
      /* What goes must be the same bytes there: no doubled sign in between. */
      return memcmp (generated->text + edit->offset, origin->text + *offset, edit->length) == 0;
    }
  if (source_line (generated, start, NULL) != source_line (generated, end, NULL)
      || !match_segment (generated, start, end, origin, expected, &segment))
    return FALSE;
  *offset = segment + (edit->offset - start);
  return TRUE;
}

static Occurrence *
note_occurrence (Analysis *analysis, UnitFile *origin, const Occurrence *occurrence, const Change *change,
                 guint32 offset)
{
  Occurrence *copy = wmem_new (analysis->pool, Occurrence);

  *copy = *occurrence;
  copy->offset = offset;
  copy->line = source_line (origin->source, offset, &copy->column);
  copy->change = change->id;
  g_ptr_array_add (origin->findings->occurrences, copy);
  return copy;
}

static gint
compare_edits (gconstpointer a, gconstpointer b)
{
  const Edit *first = a, *second = b;

  if (first->offset != second->offset)
    return first->offset < second->offset ? -1 : 1;
  return (first->length > 0) - (second->length > 0);
}

/* The lines from @a first to @a last of the generated file as all its uses' changes make them. */
static GString *
rewritten_lines (Analysis *analysis, const Source *source, guint32 first, guint32 last)
{
  guint32 at = g_array_index (source->lines, guint32, first - 1);
  guint32 end = last < source->lines->len ? g_array_index (source->lines, guint32, last) : source->length;
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (analysis->result->changes, i);

      for (guint j = 0; change->role == CHANGE_USE && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);

          if (edit->path == source->path && edit->offset >= at && edit->offset < end)
            g_array_append_val (edits, *edit);
        }
    }
  g_array_sort (edits, compare_edits);
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      if (edit->offset < at)
        continue; /* inside of what another one replaces */
      g_string_append_len (text, source->text + at, edit->offset - at);
      g_string_append (text, edit->text);
      at = edit->offset + edit->length;
    }
  if (at < end)
    g_string_append_len (text, source->text + at, end - at);
  return text;
}

/* All but the blanks, of lines that a newline ends. */
static char *
squeeze (const char *text, gsize length)
{
  GString *kept = g_string_new ("\n");

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n' ? kept->str[kept->len - 1] != '\n' : !g_ascii_isspace (text[i]) && text[i] != '\0')
      g_string_append_c (kept, text[i]);
  if (kept->str[kept->len - 1] != '\n')
    g_string_append_c (kept, '\n');
  return g_string_free (kept, FALSE);
}

/* Whether @a text has the lines, which are something, one after the other. */
static gboolean
has_lines (const char *text, gsize length, const char *lines, gsize lines_length)
{
  char *wanted = squeeze (lines, lines_length), *whole = squeeze (text, length);
  gboolean found = wanted[1] != '\0' && strstr (whole, wanted);

  g_free (wanted);
  g_free (whole);
  return found;
}

/* Whether the origin has the change's lines in their new form already: then the generated file only follows. */
static gboolean
is_ahead (Analysis *analysis, const Source *source, guint32 start, guint32 end, const char *text, gsize length)
{
  g_autoptr (GString) lines = rewritten_lines (analysis, source, source_line (source, start, NULL), source_line (source, end, NULL));
  gboolean found = has_lines (text, length, lines->str, lines->len);

  return found;
}

/* Whether @a text has the lines of the generated file from @a start to @a end, as they are or in their new form. */
static gboolean
says_the_same (Analysis *analysis, const Source *source, guint32 start, guint32 end, const char *text, gsize length)
{
  guint32 first = g_array_index (source->lines, guint32, source_line (source, start, NULL) - 1);
  guint32 line = source_line (source, end, NULL);
  guint32 last = line < source->lines->len ? g_array_index (source->lines, guint32, line) : source->length;

  return has_lines (text, length, source->text + first, last - first)
         || is_ahead (analysis, source, start, end, text, length);
}

/* C is what generators write; of it only templates are what they read. */
static gboolean
may_be_origin (const char *name)
{
  return !(source_is_unit (name) || source_is_header (name) || g_str_has_suffix (name, ".o"))
         || strstr (name, "template");
}

/* #line names a file that is not kept, an intermediate one: the only file beside it that says the same is the origin. */
static const char *
find_beside (Analysis *analysis, const Source *source, const char *written, guint32 start, guint32 end)
{
  g_autofree char *part = g_path_get_dirname (written);
  const char *folder = find_path (analysis, source, part), *found = NULL;
  GDir *entries = folder ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint count = 0;

  while (entries && (name = g_dir_read_name (entries)))
    {
      char *path = g_build_filename (folder, name, NULL), *text = NULL;
      gsize length;

      if (may_be_origin (name) && !g_str_equal (path, source->path) && g_file_test (path, G_FILE_TEST_IS_REGULAR)
          && file_text_read (path, &text, &length, NULL)
          && says_the_same (analysis, source, start, end, text, length))
        {
          found = text_intern (path);
          count++;
        }
      g_free (text);
      g_free (path);
    }
  g_clear_pointer (&entries, g_dir_close);
  return count == 1 ? found : NULL;
}

gboolean
origin_follow (Analysis *analysis, UnitFile *file, Change *change, const Occurrence *occurrence,
               Reason *reason, const char **note)
{
  const Source *source = file->source;
  guint count = change->edits->len;
  guint32 start = G_MAXUINT32, end = 0;
  UnitFile *origin = NULL;
  guint32 place = 0;
  gboolean placed = FALSE;

  *reason = REASON_NONE;
  for (guint i = 0; i < count; i++)
    {
      const Edit *edit = &g_array_index (change->edits, Edit, i);

      start = MIN (start, edit->offset);
      end = MAX (end, edit->offset + edit->length);
    }
  for (guint i = 0; i < count; i++)
    {
      Edit edit = g_array_index (change->edits, Edit, i);
      LineMark mark;
      const char *path;

      if (edit.path != source->path
          || !read_mark (analysis, source, source_line (source, edit.offset, NULL), &mark))
        continue;
      path = find_path (analysis, source, mark.path);
      if (path == source->path)
        continue;
      if (!path)
        {
          path = occurrence ? find_beside (analysis, source, mark.path, start, end) : NULL;
          *reason = REASON_GENERATED;
          if (!path)
            continue;
          mark.number = G_MAXINT32; /* of another file: the text alone tells the place */
          *note = wmem_strdup_printf (analysis->pool, "#line names %s, which is not there: taken to come from %s beside it",
                                      mark.path, strrchr (path, '/') + 1);
        }
      origin = analysis_origin (analysis, path);
      if (!origin)
        {
          *reason = REASON_GENERATED;
          return FALSE;
        }
      edit.path = path;
      if (!map_edit (source, &g_array_index (change->edits, Edit, i), start, end, origin->source, &mark,
                     &edit.offset))
        {
          g_array_set_size (change->edits, count);
          if (is_ahead (analysis, source, start, end, origin->source->text, origin->source->length))
            return TRUE;
          *reason = REASON_ORIGIN_MISMATCH;
          return FALSE;
        }
      g_array_append_val (change->edits, edit);
    }
  if (occurrence && change->edits->len > count)
    {
      LineMark mark;
      Edit name = { source->path, occurrence->offset, occurrence->length, "" };

      if (read_mark (analysis, source, occurrence->line, &mark))
        {
          if (!find_path (analysis, source, mark.path))
            mark.number = G_MAXINT32;
          placed = map_edit (source, &name, MIN (start, name.offset), MAX (end, name.offset + name.length),
                             origin->source, &mark, &place);
        }
      if (placed && *reason != REASON_NONE && occurrence->reason == REASON_NONE)
        {
          Occurrence *copy = note_occurrence (analysis, origin, occurrence, change, place);

          copy->confidence = MAX (copy->confidence, CONFIDENCE_REVIEW);
          copy->reason = *reason;
          copy->note = *note;
        }
      else if (placed)
        note_occurrence (analysis, origin, occurrence, change, place);
    }
  return TRUE;
}

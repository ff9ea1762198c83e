/* SPDX-License-Identifier: MIT */
/*
 * Which units are worth parsing: those whose file names an API of the rules, or that include, however indirectly, an
 * editable file that does.
 *
 * Found by reading, not by parsing: every `#include` line counts, whatever condition it stands under, so the answer
 * may say too much but never too little. Files outside the root are followed, too (one of them may include one
 * inside), but not those of the system.
 */
#pragma once

#include "rules/rule_set.h"
#include "sources/compile_command.h"

typedef struct IncludeGraph IncludeGraph;

/** @param root  the folder below which files are editable. @return (transfer full) an empty graph. */
IncludeGraph *include_graph_new (const RuleSet *rules, const char *root);

/** Lets the files @a paths (a set of char *: real paths), too, be such as name an API. To be said before anything is asked. */
void include_graph_watch (IncludeGraph *graph, GHashTable *paths);

void include_graph_free (IncludeGraph *graph);

/**
 * @param group  the number of the command's group: units of a group share the folders of their include path.
 * @return whether @a command has to be parsed. TRUE also where that cannot be told (an unreadable file, an include
 *   whose name is a macro).
 */
gboolean include_graph_wants (IncludeGraph *graph, const CompileCommand *command, guint group);

/** Who reads any of some files: what is found out of one unit is known of the next. */
typedef struct IncludeReaders IncludeReaders;

/** @param paths  a set of char *: canonical paths, which stay the same. @return (transfer full) */
IncludeReaders *include_readers_new (IncludeGraph *graph, GHashTable *paths);
void include_readers_free (IncludeReaders *readers);

/** @return whether @a command's file reads any of the files, or may: an include whose name is a macro may be anything. The
 *  file itself does not count. */
gboolean include_readers_have (IncludeReaders *readers, const CompileCommand *command, guint group);

/** Adds the real paths of all that @a command's file reads, however indirectly, but for itself, to @a paths (a set that owns them).
 *  @return FALSE where that cannot be told: an include whose name is a macro. */
gboolean include_graph_collect (IncludeGraph *graph, const CompileCommand *command, guint group, GHashTable *paths);

/** @return whether @a is_wanted says so of the bytes of @a command's file, or of a file that it includes and that is no
 *  header (.h): code of its own. */
gboolean include_graph_any_code (IncludeGraph *graph, const CompileCommand *command, guint group,
                                 gboolean (*is_wanted) (gpointer data, const char *text, gsize length), gpointer data);

/** @return whether the file may be edited and itself names an API; it is read where the graph does not know it
 *  yet. */
gboolean include_graph_names_api (IncludeGraph *graph, const char *path);

/**
 * The leading lines of @a command's file that are includes outside conditions, or conditions around nothing but
 * includes, as far as a precompiled header can take them over: what they include is found from every folder alike,
 * and holds nothing that is to be rewritten (the parser does not look into a precompiled header). In place of a header that holds such
 * there are the lines that it begins with itself.
 *
 * @return (transfer container) (element-type utf8) the items in order, each one or more whole lines; the texts are interned.
 */
GPtrArray *include_graph_preamble (IncludeGraph *graph, const CompileCommand *command, guint group);

/* SPDX-License-Identifier: MIT */
/*
 * A tree of sources in which some files read otherwise: what a real compiler is given.
 *
 * It stands in a temporary folder, below which it repeats the whole path from `/` to the root: folders on the way, and those that lead to
 * a file that reads otherwise, as folders, all else as symbolic links: a tree of thousands of files costs little. So quotes and relative paths
 * lead where they always led; and `..` does, but from a folder that is a link. Where that matters, folders are opened.
 */
#pragma once

#include "sources/compile_command.h"

typedef struct ShadowTree ShadowTree;

/**
 * @param root  the folder below which files may read otherwise.
 * @return (transfer full) the tree, without such files yet; NULL with @a error set.
 */
ShadowTree *shadow_tree_new (const char *root, GError **error);

/** Removes the folder. NULL is allowed. */
void shadow_tree_free (ShadowTree *tree);

/** Lets the file at @a path, below the root, read @a text. */
gboolean shadow_tree_put (ShadowTree *tree, const char *path, GBytes *text, GError **error);

/** Makes @a folder, where it is the root or below it, and all on the way to it folders of the tree. */
gboolean shadow_tree_open (ShadowTree *tree, const char *folder, GError **error);

/** Makes all folders below the root folders of the tree. */
gboolean shadow_tree_open_all (ShadowTree *tree, GError **error);

/** @return the folder that stands for `/`. */
const char *shadow_tree_folder (const ShadowTree *tree);

/** @return (transfer full) what stands for the absolute @a path: in the tree if it lies on the way to the root or
 *  below it, else itself. */
char *shadow_tree_path (const ShadowTree *tree, const char *path);

/* SPDX-License-Identifier: MIT */
/*
 * Folders that a run makes for itself among the system's temporary files.
 */
#pragma once

/** Removes @a folder with all in it. Links are removed, never followed; what cannot be removed stays, without a word. */
void scratch_folder_remove (const char *folder);

/* SPDX-License-Identifier: MIT */
/*
 * Names of one file: hard links that the user gave side by side.
 */
#pragma once

#include "sources/source_set.h"

/**
 * Leaves one unit of those that are one file under several names.
 *
 * Names are joined where they lie in one folder and are compiled alike: then what holds for one name holds for all. Others
 * stay units of their own, whose views of the file may differ.
 *
 * Fills SourceSet.links; the units of the other names leave SourceSet.commands.
 */
void hard_links_join (SourceSet *set);

/** @return (nullable) of char *: the other names of the file whose real path is @a path. */
GPtrArray *hard_links_of (const SourceSet *set, const char *path);

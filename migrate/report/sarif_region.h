/* SPDX-License-Identifier: MIT */
/*
 * Places as SARIF says them: URI references, lines, and columns in units of UTF-16.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "plan/plan.h"

/** The files of a plan by lines: each is split once. */
typedef struct SarifTexts SarifTexts;

SarifTexts *sarif_texts_new (void);

void sarif_texts_free (SarifTexts *texts);

/** Adds "artifactLocation" for @a path as shown to people: relative paths stay so, absolute ones get their scheme. */
void sarif_artifact_add (JsonBuilder *builder, const char *path);

/** Adds the region @a name: @a length bytes of @a file from @a offset on; 0: the point before them. */
void sarif_region_add (JsonBuilder *builder, const char *name, SarifTexts *texts, const PlanFile *file, gsize offset, gsize length);

/** @return the offset of @a column (in bytes, from 1) in @a line (from 1) of @a file. */
gsize sarif_texts_offset (SarifTexts *texts, const PlanFile *file, guint line, guint column);

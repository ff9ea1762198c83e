/* SPDX-License-Identifier: MIT */
/*
 * What an interrupted run has left: killed, or without power, in mid-write.
 *
 * Either all of its files were new already, and only what lay beside them is removed, or those that were are made as they were before.
 * README.md says why that is always possible.
 */
#pragma once

#include <glib.h>

typedef enum {
  RECOVERY_LOOK, /**< changes nothing: fails where some files are new and others old */
  RECOVERY_TIDY, /**< removes what lies beside files that are all old, or all new; fails where they are mixed */
  RECOVERY_DO,   /**< makes them all old, or all new */
} RecoveryMode;

/**
 * Deals with what interrupted runs have left in @a folders, and in the other folders of these runs. What is done is said on standard
 * error.
 *
 * @param folders  of char *: paths; those that cannot be read are passed over.
 * @param except   (nullable) the number of the run that asks.
 * @param found    (out) (nullable) how many interrupted runs there were.
 * @return FALSE with @a error set where files stay mixed, or where another run is writing there at this moment.
 */
gboolean recovery_run (GPtrArray *folders, RecoveryMode mode, const char *except, guint *found, GError **error);

/** Does so for each of @a paths, files and folders, and all folders below these (links are not followed): the `--recover` of the command
 *  line. */
gboolean recovery_run_below (char **paths, GError **error);

/* SPDX-License-Identifier: MIT */
/* The pairs of words that a boolean field shows for true and for false. */
#ifndef EPAN_TFS_H
#define EPAN_TFS_H

typedef struct true_false_string
{
  const char *true_string;
  const char *false_string;
} true_false_string;

/** For the `strings` member of a field: checks the type. */
#define TFS(x) (0 ? (const true_false_string *) 0 : (x))

extern const true_false_string tfs_true_false;
extern const true_false_string tfs_yes_no;
extern const true_false_string tfs_set_notset;
extern const true_false_string tfs_on_off;
extern const true_false_string tfs_enabled_disabled;
extern const true_false_string tfs_request_response;
extern const true_false_string tfs_response_request;

#endif

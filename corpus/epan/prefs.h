/* SPDX-License-Identifier: MIT */
/* Preferences of a protocol: variables that the runner's `-o module.name:value` sets. */
#ifndef EPAN_PREFS_H
#define EPAN_PREFS_H

#include <glib.h>

struct epan_uat;
typedef struct pref_module module_t;

/** One choice. A table ends with { NULL, NULL, -1 }. */
typedef struct
{
  const char *name;
  const char *description;
  gint value;
} enum_val_t;

/** @param apply_cb called when a preference of the module was set, in no scope; may be NULL */
module_t *prefs_register_protocol (int proto, void (*apply_cb) (void));
void prefs_register_bool_preference (module_t *module, const char *name, const char *title, const char *description,
                                     gboolean *variable);
void prefs_register_uint_preference (module_t *module, const char *name, const char *title, const char *description,
                                     guint base, guint *variable);
void prefs_register_string_preference (module_t *module, const char *name, const char *title,
                                       const char *description, const char **variable);
void prefs_register_enum_preference (module_t *module, const char *name, const char *title, const char *description,
                                     gint *variable, const enum_val_t *choices, gboolean radio_buttons);
void prefs_register_uat_preference (module_t *module, const char *name, const char *title, const char *description,
                                    struct epan_uat *uat);
void prefs_register_obsolete_preference (module_t *module, const char *name);
void prefs_register_static_text_preference (module_t *module, const char *name, const char *title,
                                            const char *description);

#endif

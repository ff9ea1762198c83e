/* SPDX-License-Identifier: MIT */
/* Preferences, set from "module.name:value". */
#include <epan/prefs.h>
#include "packet_private.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

typedef enum
{
  PREF_BOOL,
  PREF_UINT,
  PREF_STRING,
  PREF_ENUM,
  PREF_OTHER /* cannot be set */
} pref_type_t;

typedef struct pref
{
  const char *name;
  pref_type_t type;
  void *variable;
  guint base;
  const enum_val_t *choices;
} pref_t;

struct pref_module
{
  const char *name;
  void (*apply_cb) (void);
  GArray *prefs;
};

static GPtrArray *modules;
static GPtrArray *strings; /* values that were set: the variables point at them */

static void
module_free (gpointer data)
{
  module_t *module = data;
  g_array_unref (module->prefs);
  g_free (module);
}

module_t *
prefs_register_protocol (int proto, void (*apply_cb) (void))
{
  if (modules == NULL)
    {
      modules = g_ptr_array_new_with_free_func (module_free);
      strings = g_ptr_array_new_with_free_func (g_free);
    }
  module_t *module = g_new (module_t, 1);
  *module = (module_t){ proto_get_protocol_filter_name (proto), apply_cb, g_array_new (FALSE, FALSE, sizeof (pref_t)) };
  g_ptr_array_add (modules, module);
  return module;
}

static void
pref_add (module_t *module, pref_t pref)
{
  g_array_append_val (module->prefs, pref);
}

void
prefs_register_bool_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                                const char *description G_GNUC_UNUSED, gboolean *variable)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_BOOL, .variable = variable });
}

void
prefs_register_uint_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                                const char *description G_GNUC_UNUSED, guint base, guint *variable)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_UINT, .variable = variable, .base = base });
}

void
prefs_register_string_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                                  const char *description G_GNUC_UNUSED, const char **variable)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_STRING, .variable = variable });
}

void
prefs_register_enum_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                                const char *description G_GNUC_UNUSED, gint *variable, const enum_val_t *choices,
                                gboolean radio_buttons G_GNUC_UNUSED)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_ENUM, .variable = variable, .choices = choices });
}

void
prefs_register_uat_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                               const char *description G_GNUC_UNUSED, struct epan_uat *uat G_GNUC_UNUSED)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_OTHER });
}

void
prefs_register_obsolete_preference (module_t *module, const char *name)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_OTHER });
}

void
prefs_register_static_text_preference (module_t *module, const char *name, const char *title G_GNUC_UNUSED,
                                       const char *description G_GNUC_UNUSED)
{
  pref_add (module, (pref_t){ .name = name, .type = PREF_OTHER });
}

static gboolean
pref_set (const pref_t *pref, const char *text)
{
  switch (pref->type)
    {
    case PREF_BOOL:
      if (g_ascii_strcasecmp (text, "TRUE") != 0 && g_ascii_strcasecmp (text, "FALSE") != 0)
        return FALSE;
      *(gboolean *) pref->variable = g_ascii_strcasecmp (text, "TRUE") == 0;
      return TRUE;
    case PREF_UINT:
      {
        guint64 number;
        if (!g_ascii_string_to_unsigned (text, pref->base, 0, G_MAXUINT, &number, NULL))
          return FALSE;
        *(guint *) pref->variable = (guint) number;
        return TRUE;
      }
    case PREF_STRING:
      {
        gchar *copy = g_strdup (text);
        g_ptr_array_add (strings, copy);
        *(const char **) pref->variable = copy;
        return TRUE;
      }
    case PREF_ENUM:
      for (const enum_val_t *choice = pref->choices; choice->name != NULL; choice++)
        if (strcmp (choice->name, text) == 0)
          {
            *(gint *) pref->variable = choice->value;
            return TRUE;
          }
      return FALSE;
    case PREF_OTHER:
    default:
      return FALSE;
    }
}

static const pref_t *
pref_find (const char *module_name, const char *name, const module_t **found)
{
  for (guint i = 0; modules != NULL && i < modules->len; i++)
    {
      const module_t *module = g_ptr_array_index (modules, i);
      if (strcmp (module->name, module_name) != 0)
        continue;
      *found = module;
      for (guint at = 0; at < module->prefs->len; at++)
        if (strcmp (g_array_index (module->prefs, pref_t, at).name, name) == 0)
          return &g_array_index (module->prefs, pref_t, at);
    }
  return NULL;
}

gboolean
prefs_set (const char *setting, GError **error)
{
  g_auto (GStrv) name_and_value = g_strsplit (setting, ":", 2);
  gchar *dot = name_and_value[0] == NULL || name_and_value[1] == NULL ? NULL : strchr (name_and_value[0], '.');
  if (dot == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "preference '%s' is not of the form module.name:value", setting);
      return FALSE;
    }
  *dot = '\0';
  const module_t *module = NULL;
  const pref_t *pref = pref_find (name_and_value[0], dot + 1, &module);
  if (pref == NULL || !pref_set (pref, name_and_value[1]))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "preference '%s' %s", setting,
                   pref == NULL ? "does not exist" : "does not take this value");
      return FALSE;
    }
  if (module->apply_cb != NULL)
    module->apply_cb ();
  return TRUE;
}

void
prefs_cleanup (void)
{
  g_clear_pointer (&modules, g_ptr_array_unref);
  g_clear_pointer (&strings, g_ptr_array_unref);
}

/* SPDX-License-Identifier: MIT */
/* Taps. */
#include <epan/tap.h>
#include "packet_private.h"
#include "proto_private.h"

#include <string.h>

typedef struct listener
{
  int tap_id;
  void *data;
  tap_reset_cb reset;
  tap_packet_cb packet;
  tap_draw_cb draw;
  const char *file; /* the source that registered it */
} listener_t;

typedef struct record
{
  int tap_id;
  const void *data;
} record_t;

static GPtrArray *tap_names; /* id - 1 is the index */
static GPtrArray *listeners;
static GArray *queue; /* of this packet */

int
register_tap (const char *name)
{
  const int known = find_tap_id (name);
  if (known != 0)
    return known;
  if (tap_names == NULL)
    tap_names = g_ptr_array_new ();
  g_ptr_array_add (tap_names, (gpointer) (gsize) name);
  return (int) tap_names->len;
}

int
find_tap_id (const char *name)
{
  for (guint i = 0; tap_names != NULL && i < tap_names->len; i++)
    if (strcmp (g_ptr_array_index (tap_names, i), name) == 0)
      return (int) i + 1;
  return 0;
}

gboolean
have_tap_listener (int tap_id)
{
  for (guint i = 0; listeners != NULL && i < listeners->len; i++)
    if (((const listener_t *) g_ptr_array_index (listeners, i))->tap_id == tap_id)
      return TRUE;
  return FALSE;
}

void
tap_queue_packet (int tap_id, packet_info *pinfo G_GNUC_UNUSED, const void *data)
{
  const record_t record = { tap_id, data };
  if (!have_tap_listener (tap_id))
    return;
  if (queue == NULL)
    queue = g_array_new (FALSE, FALSE, sizeof (record_t));
  g_array_append_val (queue, record);
}

GString *
register_tap_listener (const char *tapname, void *tapdata, const char *filter G_GNUC_UNUSED,
                       guint flags G_GNUC_UNUSED, tap_reset_cb reset, tap_packet_cb packet, tap_draw_cb draw)
{
  const int tap_id = find_tap_id (tapname);
  if (tap_id == 0)
    {
      GString *message = g_string_new (NULL);
      g_string_printf (message, "tap '%s' not found", tapname);
      return message;
    }
  if (listeners == NULL)
    listeners = g_ptr_array_new_with_free_func (g_free);
  listener_t *listener = g_new (listener_t, 1);
  *listener = (listener_t){ tap_id, tapdata, reset, packet, draw, proto_get_registering_file () };
  g_ptr_array_add (listeners, listener);
  return NULL;
}

void
remove_tap_listener (void *tapdata)
{
  for (guint i = 0; listeners != NULL && i < listeners->len; i++)
    if (((const listener_t *) g_ptr_array_index (listeners, i))->data == tapdata)
      {
        g_ptr_array_remove_index (listeners, i);
        return;
      }
}

void
taps_reset (void)
{
  for (guint i = 0; listeners != NULL && i < listeners->len; i++)
    {
      const listener_t *listener = g_ptr_array_index (listeners, i);
      if (listener->reset != NULL)
        listener->reset (listener->data);
    }
}

void
taps_push (epan_dissect_t *edt, gboolean deliver)
{
  for (guint at = 0; deliver && queue != NULL && at < queue->len; at++)
    {
      const record_t record = g_array_index (queue, record_t, at);
      for (guint i = 0; i < listeners->len; i++)
        {
          const listener_t *listener = g_ptr_array_index (listeners, i);
          if (listener->tap_id == record.tap_id && listener->packet != NULL)
            listener->packet (listener->data, &edt->pi, edt, record.data);
        }
    }
  if (queue != NULL)
    g_array_set_size (queue, 0);
}

guint
taps_count (void)
{
  return listeners == NULL ? 0 : listeners->len;
}

const char *
tap_draw (guint index)
{
  const listener_t *listener = g_ptr_array_index (listeners, index);
  if (listener->draw != NULL)
    listener->draw (listener->data);
  return listener->file;
}

void
taps_cleanup (void)
{
  g_clear_pointer (&tap_names, g_ptr_array_unref);
  g_clear_pointer (&listeners, g_ptr_array_unref);
  g_clear_pointer (&queue, g_array_unref);
}
